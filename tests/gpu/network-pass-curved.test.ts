/** Networks that normalise single samples on the GPU against the float64 engine: steps, evaluation, folding, switches. */
import { describe, expect } from 'vitest';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { NetworkSpec, Normalization } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { blendFolded, foldNetwork } from '../../src/training/reference/fold.js';
import { switchNormalization } from '../../src/training/reference/switch-normalization.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';
import { batchRows, gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import { advanceCursor, stepsPerEpoch, type TrainingSpec } from '../../src/training/training-spec.js';
import { foldedLayout, packFolded } from '../../src/gpu/folded-layout.js';
import { gpuTest, type GpuFixture } from '../support/gpu-fixture.js';
import { NetworkPassHarness } from '../support/network-pass-harness.js';
import { randomModel, smallSpec } from '../support/random-model.js';
import { randomRounding, rounded, ROUNDINGS, roundingSeeds, type Rounding } from '../support/rounding-spread.js';
import { relativeError } from '../support/tolerances.js';
import { trainingDefaults } from '../support/training-defaults.js';

const data = makeDataSet({ ...defaultDataConfig('blobs'), sampleCount: 150 });
const training: TrainingSpec = {
  ...trainingDefaults,
  batchSize: 30,
  batchOrder: 'shuffled',
  seed: 9,
  weightDecay: 0.01,
};
const spec: NetworkSpec = {
  ...smallSpec,
  hiddenWidths: [24, 18, 8],
  groups: 2,
  classCount: data.classCount,
  activation: 'leaky-relu',
};
const start = { epoch: 0, batch: 0 };
/** Sums of under 200 terms of order 1 through three layers; float32 rounds at 6e-8. */
const FLOAT32_LAYERS = 1e-5;

const quartet: readonly Normalization[] = ['layer', 'group', 'rms', 'none'];

async function loaded(gpu: GpuFixture, optimizer: TrainingSpec['optimizer'], firstModel = initialModel) {
  const models = quartet.map((normalization) => firstModel({ ...spec, normalization }));
  const settings = { ...training, optimizer };
  return {
    models,
    settings,
    harness: await NetworkPassHarness.create(gpu, { data, models, training: settings, cursor: start }),
  };
}

/** The oracle's steps; parameters are rounded after every one, as float32 does, and the points where they enter. */
function trainOnCpu(
  model: ModelState,
  settings: TrainingSpec,
  steps: number,
  rounding: Rounding = (value) => value,
): { model: ModelState; losses: number[] } {
  const losses: number[] = [];
  const { count } = data.train;
  for (let step = 0; step < steps; step++) {
    const cursor = advanceCursor(start, step, stepsPerEpoch(settings, count));
    const batch = gatherBatch(data.train, batchRows(count, settings, cursor));
    const result = trainStep(model, { ...batch, positions: rounded(batch.positions, rounding) }, settings);
    losses.push(result.loss);
    model = { ...result.model, parameters: rounded(result.model.parameters, rounding) };
  }
  return { model, losses };
}

describe('networks that normalise single samples', () => {
  for (const optimizer of ['sgd', 'adam'] as const) {
    gpuTest(`train as the oracle’s with ${optimizer}`, async ({ gpu }) => {
      const { harness, models, settings } = await loaded(gpu, optimizer);
      harness.steps(12);
      const actual = await harness.models();
      for (const [index, model] of models.entries()) {
        const expected = trainOnCpu(model, settings, 12);
        const moved = roundingSeeds.map((seed) => trainOnCpu(model, settings, 12, randomRounding(seed)));
        const losses = (await harness.losses(index)).subarray(0, 12);
        const spreadOf = (read: (run: typeof expected) => ArrayLike<number>): number =>
          Math.max(...moved.map((run) => relativeError(read(run), read(expected))));
        // All 12 together: the first, at equal numbers, has no spread.
        const allowed = FLOAT32_LAYERS + ROUNDINGS * spreadOf((run) => run.losses);
        expect(relativeError(losses, expected.losses), `losses, ${quartet[index]}`).toBeLessThan(allowed);
        for (const slot of parameterLayout(spec).tensors) {
          const reference = tensorView(expected.model.parameters, slot);
          const got = tensorView(actual[index]!.parameters, slot);
          if (reference.every((value) => value === 0)) expect([...got].every((value) => value === 0)).toBe(true);
          else {
            const spread = spreadOf((run) => tensorView(run.model.parameters, slot));
            const error = relativeError(got, reference);
            expect(error, `${quartet[index]} ${slot.name}`).toBeLessThan(FLOAT32_LAYERS + ROUNDINGS * spread);
          }
        }
      }
    });
  }

  gpuTest('are evaluated and folded as the oracle’s', async ({ gpu }) => {
    // Shifts that are not 0, under RMSNorm too, which does not know them.
    const { harness } = await loaded(gpu, 'sgd', (network) => randomModel(network, 3));
    harness.steps(12);
    harness.submit((encoder) => {
      quartet.forEach((_, index) => harness.pass.encodeFold(encoder, index, 1));
      harness.pass.encodeEvaluation(encoder);
    });
    for (const [index, model] of (await harness.models()).entries()) {
      const folded = foldNetwork(model, model.runningStatistics);
      expect(relativeError(await harness.folded(index), packFolded(folded))).toBeLessThan(FLOAT32_LAYERS);
      const expected = evaluate(folded, data);
      const { classes, losses } = await harness.verdicts(index);
      expect(classes).toEqual([...expected.predictions]);
      const mean = losses.slice(0, data.train.count).reduce((sum, loss) => sum + loss / data.train.count, 0);
      expect(mean).toBeCloseTo(expected.trainLoss, 5);
    }
  });

  gpuTest('are switched off and on as the oracle’s, and jump', async ({ gpu }) => {
    const { harness } = await loaded(gpu, 'adam');
    harness.steps(12);
    const before = await harness.models();
    const changes = [
      { to: 'none', statistics: 'running' },
      { to: 'none', statistics: 'data' },
      { to: 'none', statistics: 'batch' },
      { to: 'rms' },
    ] as const;
    harness.submit((encoder) => quartet.forEach((_, index) => harness.pass.encodeFold(encoder, index, 1)));
    harness.submit((encoder) => quartet.forEach((_, index) => harness.pass.keepPicture(encoder, index)));
    changes.forEach((change, index) => harness.pass.switchNormalization(index, change));
    const after = await harness.models();
    for (const [index, model] of before.entries()) {
      const expected = switchNormalization(model, changes[index]!, data, new Uint32Array());
      // Ones and zeros, and what stays as it was: no rounding at all.
      expect(after[index], quartet[index]).toEqual({ ...expected, spec: model.spec });
      harness.submit((encoder) => harness.pass.encodeFold(encoder, index, 0.5));
      const halfWay = blendFolded(
        foldNetwork(model, model.runningStatistics),
        foldNetwork(expected, model.runningStatistics),
        0.5,
      );
      // What normalises lies behind all else; where it was taken out, what is left of it means nothing.
      const affine = 4 * (foldedLayout(spec).layers[0]?.scale ?? 0);
      expect([...(await harness.folded(index)).subarray(0, affine)]).toEqual([
        ...packFolded(halfWay).subarray(0, affine),
      ]);
    }
    expect(() => harness.pass.switchNormalization(3, { to: 'layer' })).toThrow(/taken away/);
  });
});
