/** How far walls move with the mini-batch: the closed form against all batches there are, many random ones, and the record. */
import { describe, expect, it } from 'vitest';
import {
  drawnBatches,
  jitterReference,
  jitterSetting,
  layerSpread,
  wallOffsets,
  wallSpread,
} from '../../src/analysis/demonstrations/jitter.js';
import { trainingSteps } from '../../src/analysis/demonstrations/training-loop.js';
import { batchOffset, offsetDeviation, wallLaw } from '../../src/analysis/demonstrations/wall-jitter.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { presets } from '../../src/training/presets.js';
import { RandomState } from '../../src/training/random/random-state.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { layerStatistics } from '../../src/training/reference/statistics.js';
import { uniformStream } from '../support/random-model.js';

const circles = makeDataSet(defaultDataConfig('circles'));
const untrained = initialModel({
  ...presets.circles.config.network,
  normalization: 'batch',
  inputDimension: 2,
  classCount: 2,
});

/** The network with beta / gamma of all units of the first layer set to c. */
function withShift(model: ModelState, c: number): ModelState {
  const parameters = model.parameters.slice();
  const { shift, scale } = parameterLayout(model.spec).hidden[0]!;
  for (let unit = 0; unit < shift.size; unit++) parameters[shift.offset + unit] = c * parameters[scale.offset + unit]!;
  return { ...model, parameters };
}

/** All ways to take `size` of the numbers below `count`. */
function subsets(count: number, size: number): number[][] {
  if (size === 0) return [[]];
  if (count < size) return [];
  return [...subsets(count - 1, size), ...subsets(count - 1, size - 1).map((taken) => [...taken, count - 1])];
}

const deviationAbout = (values: readonly number[], centre: number): number =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);

describe('the closed form', () => {
  it('with beta 0 is the deviation over all batches that there are', () => {
    const next = uniformStream(3);
    const positions = Float64Array.from({ length: 18 }, () => next());
    for (const size of [2, 3, 5, 8]) {
      for (const unit of [0, 17, 40]) {
        const law = wallLaw(untrained, unit, positions);
        const offsets = subsets(9, size).map((rows) =>
          batchOffset(
            untrained,
            unit,
            rows.flatMap((row) => [positions[2 * row]!, positions[2 * row + 1]!]),
          ),
        );
        expect(deviationAbout(offsets, law.wall.offset)).toBeCloseTo(offsetDeviation(law, size), 12);
      }
    }
  });

  it('with beta / gamma from -1.5 to 1 is within 5 % of 4,000 random batches of 64', () => {
    const random = new RandomState(11);
    // Skewed, so that deviations go with means.
    const positions = Float64Array.from({ length: 1000 }, () => random.randomSample() ** 4);
    const count = 500;
    const batches = Array.from({ length: 4000 }, () =>
      random.choiceWithoutReplacement(count, 64).flatMap((row) => [positions[2 * row]!, positions[2 * row + 1]!]),
    );
    for (const c of [-1.5, -0.4, 1]) {
      const model = withShift(untrained, c);
      const law = wallLaw(model, 0, positions);
      expect(Math.abs(law.skewness)).toBeGreaterThan(0.5);
      const measured = deviationAbout(
        batches.map((batch) => batchOffset(model, 0, batch)),
        law.wall.offset,
      );
      // The relative standard error of a deviation of 4,000 draws is 1.1 %; terms of second order in 1 / 64 come on top.
      expect(Math.abs(measured / offsetDeviation(law, 64) - 1)).toBeLessThan(0.05);
    }
  });

  it('gives the recorded deviations for 64 lines on circles', () => {
    const laws = Array.from({ length: 64 }, (_, unit) => wallLaw(untrained, unit, circles.train.positions));
    for (const [size, recorded] of [
      [8, 0.198],
      [16, 0.139],
      [32, 0.097],
      [64, 0.066],
      [128, 0.043],
      [256, 0.025],
    ] as const) {
      const squares = laws.reduce((sum, law) => sum + offsetDeviation(law, size) ** 2, 0);
      // Recorded with three digits, over the directions of other random units.
      expect(Math.abs(Math.sqrt(squares / 64) - recorded)).toBeLessThan(0.0015);
    }
  });

  it('is 0 for a batch of all points', () => {
    expect(offsetDeviation(wallLaw(untrained, 3, circles.train.positions), circles.train.count)).toBe(0);
  });
});

it('the wall of the law is where the folded network has it', () => {
  const model = withShift(untrained, 0.7);
  const { positions, count } = circles.train;
  const { weight, bias } = foldNetwork(model, layerStatistics(model, positions, count)).layers[0]!;
  for (const unit of [0, 5, 63]) {
    const { angle, offset } = wallLaw(model, unit, positions).wall;
    const z =
      weight[2 * unit]! * Math.cos(angle) * offset + weight[2 * unit + 1]! * Math.sin(angle) * offset + bias[unit]!;
    // Epsilon, which the law leaves out, is 1e-5 of a variance of 0.3 or more.
    expect(Math.abs(z)).toBeLessThan(1e-4);
  }
});

describe('successive batches of the network of the figure', () => {
  const { data, window, initial, training } = jitterSetting();
  let trained = initial;
  for (const { model } of trainingSteps(initial, data.train, training, 100)) trained = model;

  it.each([
    ['untrained', initial],
    ['trained', trained],
  ])('%s: spread as the closed form says, less with larger batches', (_, model) => {
    const reference = jitterReference(model, data, window);
    const spreads = [16, 64].map((batchSize) => {
      const offsets = [...wallOffsets(model, data, { batchSize, batches: 1000 })];
      return { offsets, batchSize, ...layerSpread(reference, offsets, batchSize) };
    });
    for (const { measured, law, offsets, batchSize } of spreads) {
      // Points of two dimensions in 1,000 batches: the relative standard error is 2 %, and terms of second order come on top.
      expect(Math.abs(measured / law - 1)).toBeLessThan(0.06);
      const squares = reference.laws.map((_law, unit) => wallSpread(reference, offsets, unit, batchSize).measured ** 2);
      expect(Math.sqrt(squares.reduce((a, b) => a + b) / squares.length)).toBeCloseTo(measured, 12);
    }
    expect(spreads[0]!.measured).toBeGreaterThan(1.5 * spreads[1]!.measured);
  });

  it('each have a decision boundary, and the walls that are measured', () => {
    const size = { batchSize: 16, batches: 8 };
    const drawn = [...drawnBatches(trained, data, window, jitterReference(trained, data, window), size)];
    const offsets = [...wallOffsets(trained, data, size)];
    expect(drawn.map((batch) => batch.offsets)).toEqual(offsets);
    expect(Math.min(...drawn.map(({ boundary }) => boundary.length))).toBeGreaterThan(0);
    expect(Math.max(...drawn.map(({ flipShare }) => flipShare))).toBeGreaterThan(0);
  });

  it('flip no label where the batch is all of the data', () => {
    const reference = jitterReference(trained, data, window);
    const [all] = drawnBatches(trained, data, window, reference, { batchSize: data.train.count, batches: 1 });
    expect(all!.flipShare).toBe(0);
  });
});
