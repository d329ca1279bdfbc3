/** The total-least-squares cost of a layer's hyperplanes, against distances to feet of perpendiculars and the paper's theorem. */
import { describe, expect, it } from 'vitest';
import { measureAlignmentCost } from '../../src/analysis/alignment-cost.js';
import type { FoldedNetwork, ModelState } from '../../src/training/model-state.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { activate } from '../../src/training/reference/activation.js';
import { preactivationsAt } from '../../src/training/reference/point.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { layerStatistics } from '../../src/training/reference/statistics.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';
import { randomModel, smallSpec, uniformStream } from '../support/random-model.js';

const count = 40;
const next = uniformStream(4);
/** Far from the origin, so that a plain network's walls miss it. */
const positions = Float64Array.from({ length: 2 * count }, () => 3 + next());

/** Sum over the points of their squared distance to every unit's hyperplane, by the foot of the perpendicular. */
function costByFeet(folded: FoldedNetwork, layer: number, shift = 0): number {
  const { weight, bias, inputWidth, width } = folded.layers[layer]!;
  let cost = 0;
  for (let row = 0; row < count; row++) {
    const point = positions.subarray(2 * row, 2 * row + 2);
    const features =
      layer === 0 ? point : preactivationsAt(folded, point)[layer - 1]!.map((z) => activate(z, folded.slopeBelowZero));
    for (let unit = 0; unit < width; unit++) {
      const w = weight.subarray(unit * inputWidth, (unit + 1) * inputWidth);
      const squared = w.reduce((sum, value) => sum + value * value, 0);
      const height = w.reduce((sum, value, i) => sum + value * features[i]!, bias[unit]! + shift);
      const foot = features.map((value, i) => value - (height / squared) * w[i]!);
      cost += features.reduce((sum, value, i) => sum + (value - foot[i]!) ** 2, 0);
    }
  }
  return cost;
}

function withShiftsZero(model: ModelState): ModelState {
  const parameters = model.parameters.slice();
  for (const { shift } of parameterLayout(model.spec).hidden) tensorView(parameters, shift).fill(0);
  return { ...model, parameters };
}

describe.each(['none', 'batch'] as const)('of a random network with normalization %s', (normalization) => {
  const model = randomModel({ ...smallSpec, normalization }, 9);
  const folded = foldNetwork(model, layerStatistics(model, positions, count));
  const costs = measureAlignmentCost(folded, positions, count);

  it('is the sum of squared distances, in each layer in its own input space', () => {
    expect(costs).toHaveLength(2);
    costs.forEach(({ cost }, layer) => {
      // Sums of 200 squares of two programs.
      expect(Math.abs(cost / costByFeet(folded, layer) - 1)).toBeLessThan(1e-12);
    });
  });

  it('is an optimum and an excess, of layers and of units', () => {
    for (const { cost, optimum, excess, unitOptima, unitExcesses } of costs) {
      expect(cost).toBe(optimum + excess);
      expect(unitOptima.reduce((a, b) => a + b, 0)).toBeCloseTo(optimum, 10);
      expect(unitExcesses.reduce((a, b) => a + b, 0)).toBeCloseTo(excess, 10);
      expect(Math.min(...unitExcesses)).toBeGreaterThan(0);
    }
  });
});

describe('of batch normalization with beta 0 and the statistics of these points', () => {
  const model = withShiftsZero(randomModel({ ...smallSpec, normalization: 'batch' }, 9));
  const statistics = layerStatistics(model, positions, count);
  const folded = foldNetwork(model, statistics);
  const costs = measureAlignmentCost(folded, positions, count);

  it('has no excess', () => {
    // The square of what rounding leaves of a mean, over a variance of order 1.
    for (const { excess, unitExcesses, cost } of costs) {
      expect(excess).toBe(0);
      expect(Math.max(...unitExcesses) / cost).toBeLessThan(1e-28);
    }
  });

  it('is n times sigma^2 / |w|^2 with the weights and variances before folding', () => {
    parameterLayout(model.spec).hidden.forEach(({ weight, inputWidth, width, statisticsOffset }, layer) => {
      const w = tensorView(model.parameters, weight);
      costs[layer]!.unitOptima.forEach((optimum, unit) => {
        const squared = w.subarray(unit * inputWidth, (unit + 1) * inputWidth).reduce((sum, v) => sum + v * v, 0);
        const variance = statistics[statisticsOffset + width + unit]!;
        expect(Math.abs(optimum / ((count * variance) / squared) - 1)).toBeLessThan(1e-12);
      });
    });
  });

  it('grows to either side by n shift^2 / |w|^2', () => {
    const { weight, inputWidth, width } = folded.layers[0]!;
    const squaredNorms = Array.from({ length: width }, (_, unit) =>
      weight.subarray(unit * inputWidth, (unit + 1) * inputWidth).reduce((sum, v) => sum + v * v, 0),
    );
    for (const shift of [-0.3, 0.2]) {
      const growth = squaredNorms.reduce((sum, squared) => sum + (count * shift * shift) / squared, 0);
      expect(costByFeet(folded, 0, shift) - costs[0]!.cost).toBeCloseTo(growth, 9);
    }
  });
});

it('of a plain network, the excess is (b + <w, mean>)^2 / |w|^2 of each unit', () => {
  const model = randomModel(smallSpec, 9);
  const folded = foldNetwork(model, model.runningStatistics);
  const { weight, bias } = folded.layers[0]!;
  const mean = [0, 1].map((axis) => positions.filter((_, i) => i % 2 === axis).reduce((a, b) => a + b) / count);
  measureAlignmentCost(folded, positions, count)[0]!.unitExcesses.forEach((excess, unit) => {
    const [wx, wy] = [weight[2 * unit]!, weight[2 * unit + 1]!];
    const expected = (count * (bias[unit]! + wx * mean[0]! + wy * mean[1]!) ** 2) / (wx * wx + wy * wy);
    expect(Math.abs(excess / expected - 1)).toBeLessThan(1e-10);
  });
});

it('leaves out units that have no hyperplane', () => {
  const model = randomModel({ ...smallSpec, normalization: 'batch' }, 9);
  const parameters = model.parameters.slice();
  tensorView(parameters, parameterLayout(model.spec).hidden[0]!.scale)[2] = 0;
  const folded = foldNetwork({ ...model, parameters }, layerStatistics(model, positions, count));
  const [first, second] = measureAlignmentCost(folded, positions, count);
  expect(first!.unitsWithoutBoundary).toBe(1);
  expect(first!.unitOptima[2]).toBe(0);
  expect(second!.unitsWithoutBoundary).toBe(0);
  expect(Number.isFinite(first!.cost)).toBe(true);
});
