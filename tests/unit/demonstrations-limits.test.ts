/** What batch normalization need not do: the same numbers as the measures of a network have. */
import { expect, it } from 'vitest';
import { measureLimits, PROBE_STEPS, type Limits } from '../../src/analysis/demonstrations/limits.js';
import { miniBatches, trainingSteps } from '../../src/analysis/demonstrations/training-loop.js';
import { measureLossLandscape } from '../../src/analysis/loss-landscape.js';
import { measureMargins } from '../../src/analysis/margins.js';
import { indexPartition } from '../../src/analysis/partition-index.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { dataWindow } from '../../src/training/datasets/data-window.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { initialModel } from '../../src/training/initialize.js';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { presets } from '../../src/training/presets.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';

const STEPS = 25;
const { network, training } = presets.circles.config;
const spec: NetworkSpec = {
  ...network,
  hiddenWidths: [6, 6],
  normalization: 'none',
  inputDimension: 2,
  classCount: 2,
  seed: 5,
};
const data = makeDataSet({ ...defaultDataConfig('moons'), noise: 0.2 });

function measured(learningRate = training.learningRate): Limits {
  const work = measureLimits(spec, data, { ...training, learningRate }, STEPS);
  let piece = work.next();
  expect(Number.isNaN(piece.value.batch.lowMargin)).toBe(true);
  for (; !piece.done; piece = work.next()) expect(piece.value.isOver).toBe(false);
  expect(piece.value.isOver).toBe(true);
  return piece.value;
}

it.each(['none', 'batch'] as const)('accuracy, margin and roughness of the trained network, %s', (normalization) => {
  const { roughness, testAccuracy, lowMargin, isMarginExact } = measured()[normalization];
  const models = [initialModel({ ...spec, normalization })];
  for (const { model } of trainingSteps(models[0]!, data.train, training, STEPS)) models.push(model);
  const folded = foldAsDrawn(models.at(-1)!, data, 'data', new Uint32Array());
  expect(testAccuracy).toBe(evaluate(folded, data).testAccuracy);
  const index = indexPartition(partitionOf(folded, dataWindow(data)));
  expect(lowMargin).toBe(measureMargins(folded, index, data.train).lowQuantile);
  expect(isMarginExact).toBe(true);
  const batches = miniBatches(data.train, training);
  const expected = Array.from({ length: STEPS }, (_, step) => {
    return measureLossLandscape(models[step]!, batches.next().value, training.learningRate).effectiveSmoothness;
  }).filter((_, step) => step % PROBE_STEPS === 0);
  expect(roughness).toEqual(expected);
  expect(roughness).toHaveLength(3);
});

it('a run that diverges has no accuracy and no margin, and is over all the same', () => {
  const { none } = measured(1e8);
  expect(none).toMatchObject({ testAccuracy: NaN, lowMargin: NaN, isMarginExact: false });
  expect(none.roughness.length).toBeLessThan(3);
});
