/** The five starts: what each sets, that they share weights, and how they run. */
import { describe, expect, it } from 'vitest';
import {
  meanRace,
  race,
  raceModel,
  raceStarts,
  type Race,
} from '../../src/analysis/demonstrations/initialization-race.js';
import type { DataSet } from '../../src/training/data-set.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { presets } from '../../src/training/presets.js';
import { batchLogits } from '../../src/training/reference/evaluate.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { forwardPass } from '../../src/training/reference/gradients.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';

const { network, training } = presets.circles.config;
const spec: NetworkSpec = {
  ...network,
  hiddenWidths: [12, 12],
  normalization: 'none',
  inputDimension: 2,
  classCount: 2,
  seed: 3,
};
const circlesAt = (shift: number): DataSet => {
  const placement = { dx: shift, dy: shift, scale: 1, rotation: 0 };
  return makeDataSet({ ...defaultDataConfig('circles'), placement, testFraction: 0 });
};
const data = circlesAt(3);
const layout = parameterLayout(spec);

function run(points: DataSet, epochs: number): Race {
  const running = race(spec, points, training, epochs);
  let step = running.next();
  while (!step.done) step = running.next();
  return step.value;
}

describe('the starts', () => {
  const models = new Map(raceStarts.map((start) => [start, raceModel(start, spec, data)]));

  it('have the same kernels; BN folded in scales them', () => {
    for (const { weight } of layout.hidden) {
      const [first, ...others] = (['zero', 'random', 'bnbias', 'bn'] as const).map((start) =>
        Array.from(tensorView(models.get(start)!.parameters, weight)),
      );
      for (const other of others) expect(other).toEqual(first);
      expect(Array.from(tensorView(models.get('bnfold')!.parameters, weight))).not.toEqual(first);
    }
  });

  it('only the last one keeps batch normalization', () => {
    expect([...models.values()].map(({ normalization }) => normalization)).toEqual([
      'none',
      'none',
      'none',
      'none',
      'batch',
    ]);
  });

  it('BN’s biases give every unit of every layer the mean 0 over the data', () => {
    const { hidden } = forwardPass(models.get('bnbias')!, data.train.positions, data.train.count);
    for (const { preactivation } of hidden) {
      for (let unit = 0; unit < 12; unit++) {
        const mean = preactivation.reduce((sum, z, i) => (i % 12 === unit ? sum + z / data.train.count : sum), 0);
        expect(Math.abs(mean)).toBeLessThan(1e-12);
      }
    }
  });

  it('BN folded in is at first the same function as BN with the statistics of the data', () => {
    const [once, throughout] = (['bnfold', 'bn'] as const).map((start) => {
      const folded = foldAsDrawn(models.get(start)!, data, 'data', new Uint32Array());
      return batchLogits(folded, data.train.positions, data.train.count);
    });
    once!.forEach((logit, i) => expect(logit).toBeCloseTo(throughout![i]!, 10));
  });
});

describe('the race', () => {
  const moved = run(data, 4);
  const unmoved = run(circlesAt(0), 4);

  it('has a loss for every epoch and an accuracy for each start', () => {
    for (const start of raceStarts) {
      expect(moved[start].epochLosses).toHaveLength(4);
      expect(moved[start].accuracy).toBeGreaterThan(0);
    }
  });

  it('runs alike for BN throughout wherever the data are, and not for zero biases', () => {
    moved.bn.epochLosses.forEach((loss, epoch) => {
      // Moved points are rounded to float32 at another place: 1e-7 of their coordinates, some 30 steps long.
      expect(Math.abs(loss - unmoved.bn.epochLosses[epoch]!)).toBeLessThan(1e-4);
    });
    expect(Math.abs(moved.zero.epochLosses[3]! - unmoved.zero.epochLosses[3]!)).toBeGreaterThan(1e-3);
  });

  it('averages start by start', () => {
    const mean = meanRace([moved, unmoved]);
    for (const start of raceStarts) {
      expect(mean[start].epochLosses[2]).toBeCloseTo(
        (moved[start].epochLosses[2]! + unmoved[start].epochLosses[2]!) / 2,
        12,
      );
      expect(mean[start].accuracy).toBeCloseTo((moved[start].accuracy + unmoved[start].accuracy) / 2, 12);
    }
  });
});
