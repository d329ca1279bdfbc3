/** The training kernel against the float64 engine: gradients, optimisers, batch orders, whole steps. */
import { describe, expect } from 'vitest';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { forwardPass, lossAndGradients } from '../../src/training/reference/gradients.js';
import { batchRows, gatherBatch, trainStep, type Batch } from '../../src/training/reference/training-step.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';
import { advanceCursor, stepsPerEpoch, type TrainingSpec } from '../../src/training/training-spec.js';
import type { ModelState } from '../../src/training/model-state.js';
import { train } from '../../src/gpu/kernels/network-kernels.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { dataSet, NetworkHarness } from '../support/network-harness.js';
import { randomPoints, randomTwins, smallSpec } from '../support/random-model.js';
import { roundedGradients, ROUNDINGS, roundingSeeds } from '../support/rounding-spread.js';
import { lossAccuracy, relativeError, ROUNDOFF } from '../support/tolerances.js';
import { trainingDefaults } from '../support/training-defaults.js';

const architectures: readonly Partial<NetworkSpec>[] = [
  { hiddenWidths: [1] },
  { hiddenWidths: [3], classCount: 2 },
  { hiddenWidths: [4, 5], activation: 'leaky-relu' },
  { hiddenWidths: [17, 16, 15], activation: 'abs', classCount: 10 },
  { hiddenWidths: [64, 64], classCount: 2 },
  { hiddenWidths: [6, 6, 6, 6], inputDimension: 5 },
  { hiddenWidths: [8, 7, 6, 5, 4, 3, 5, 8], activation: 'leaky-relu', classCount: 4 },
  { hiddenWidths: [256], inputDimension: 1, classCount: 5 },
];

describe('one step from random parameters', () => {
  for (const change of architectures) {
    for (const workgroupSize of change.hiddenWidths?.length === 2 ? [1, 16, 64, 128] : [16]) {
      const spec: NetworkSpec = { ...smallSpec, ...change };
      const name = `${spec.inputDimension}-${spec.hiddenWidths.join('-')}-${spec.classCount} ${spec.activation}`;
      gpuTest(`gradients of ${name}, ${workgroupSize} threads`, async ({ gpu }) => {
        for (const batchSize of [spec.hiddenWidths.length > 2 ? 5 : 2, 15, 64]) {
          const data = dataSet(
            randomPoints(80, spec.inputDimension, spec.classCount, 5),
            spec.inputDimension,
            spec.classCount,
          );
          const training = { ...trainingDefaults, batchSize, accuracyInTrainingMode: true };
          const harness = new NetworkHarness(gpu, data, randomTwins(spec, 3), training);
          await harness.run(train, harness.trainingPlan({ stepCount: 1 }), workgroupSize);
          for (const [index, model] of harness.models.entries()) {
            const batch = gatherBatch(data.train, batchRows(80, training, { epoch: 0, batch: 0 }));
            const expected = lossAndGradients(model, batch.positions, batch.labels, batchSize);
            const actual = await harness.gradient(index);
            const result = await harness.results(index);
            expect(result.steps).toBe(1);
            expect(result.failureCode).toBe(0);
            const moved = roundingSeeds.map((seed) =>
              roundedGradients(model, batch.positions, batch.labels, batchSize, seed),
            );
            expectBatchAccuracy(result.batchAccuracies[0], model, batch, training);
            // The mean over the batch rounds as any other number.
            const lossSpread = Math.max(...moved.map(({ loss }) => Math.abs(loss - expected.loss)));
            expect(Math.abs((result.losses[0] ?? NaN) - expected.loss)).toBeLessThanOrEqual(
              lossAccuracy(expected.logits, spec.classCount) + ROUNDINGS * (lossSpread + ROUNDOFF * expected.loss),
            );
            expectGradients(
              model,
              actual,
              expected.gradient,
              moved.map(({ gradient }) => gradient),
              batchSize,
            );
          }
        }
      });
    }
  }
});

/**
 * Within 1e-5 relative per tensor. Two kinds of cases are too ill-conditioned for that in any float32 arithmetic, as the
 * oracle shows on numbers moved by a rounding: with batch normalization, batches of 2, where normalised values are +-1
 * and the gradients through a batch norm cancel, and 8 layers, each of which amplifies the roundings of those before.
 * There the bound is what roundings change. Seen where 1e-5 does not hold: up to 1.9 of the 4 times that are allowed.
 */
function expectGradients(
  model: ModelState,
  actual: Float64Array,
  expected: Float64Array,
  moved: Float64Array[],
  batchSize: number,
): void {
  const isNormalized = model.normalization === 'batch';
  const isIllConditioned = isNormalized && (batchSize === 2 || model.spec.hiddenWidths.length === 8);
  for (const slot of parameterLayout(model.spec).tensors) {
    const reference = tensorView(expected, slot);
    const got = tensorView(actual, slot);
    if (isNormalized && /hidden\d\.bias/.test(slot.name)) {
      expect(
        [...got].every((value) => value === 0),
        `${slot.name} cancels: exactly 0`,
      ).toBe(true);
      continue;
    }
    const plain = 1e-5 * Math.hypot(...reference);
    const spread = Math.max(...moved.map((other) => distance(tensorView(other, slot), reference)));
    expect(distance(got, reference), `${slot.name}, B = ${batchSize}`).toBeLessThanOrEqual(
      isIllConditioned ? Math.max(plain, ROUNDINGS * spread) : plain,
    );
  }
}

/** Logits nearer to each other than this, relative, may change places: what 1e-5 of a gradient leaves open and more. */
const UNDECIDED = 1e-3;

/** The share that the oracle classifies right after the step, but for samples whose two largest logits all but tie. */
function expectBatchAccuracy(
  actual: number | undefined,
  model: ModelState,
  batch: Batch,
  training: TrainingSpec,
): void {
  const { model: stepped, batchAccuracy } = trainStep(model, batch, training);
  const C = model.spec.classCount;
  const { logits } = forwardPass(stepped, batch.positions, batch.size);
  const undecided = Array.from({ length: batch.size }, (_, b) => {
    const [first = NaN, second = NaN] = logits.slice(b * C, (b + 1) * C).sort((a, b) => b - a);
    return first - second <= UNDECIDED * Math.max(Math.abs(first), Math.abs(second), 1);
  }).filter(Boolean).length;
  expect(undecided).toBeLessThan(batch.size);
  expect(Math.abs((actual ?? NaN) - batchAccuracy)).toBeLessThan((undecided + 1e-3) / batch.size);
}

const distance = (a: Float64Array, b: Float64Array): number =>
  Math.hypot(...a.map((value, i) => value - (b[i] ?? NaN)));

/** `count` steps of the oracle. */
function trainOnCpu(start: ModelState, data: ReturnType<typeof dataSet>, training: TrainingSpec, count: number) {
  let model = start;
  let cursor = { epoch: 0, batch: 0 };
  const losses: number[] = [];
  const batchAccuracies: number[] = [];
  for (let step = 0; step < count; step++) {
    const result = trainStep(model, gatherBatch(data.train, batchRows(data.train.count, training, cursor)), training);
    losses.push(result.loss);
    batchAccuracies.push(result.batchAccuracy);
    model = result.model;
    cursor = advanceCursor(cursor, 1, stepsPerEpoch(training, data.train.count));
  }
  return { model, losses, batchAccuracies };
}

const optimizers: Record<string, Partial<TrainingSpec>> = {
  sgd: { momentum: 0 },
  momentum: { momentum: 0.9 },
  nesterov: { momentum: 0.9, nesterov: true },
  'sgd with weight decay': { momentum: 0.9, weightDecay: 0.01 },
  adam: { optimizer: 'adam', learningRate: 0.01 },
  'adam with weight decay': { optimizer: 'adam', learningRate: 0.01, weightDecay: 0.01 },
  adamw: { optimizer: 'adamw', learningRate: 0.01, weightDecay: 0.1 },
  'shuffled batches': { batchOrder: 'shuffled', seed: 77 },
  'accuracy in training mode': { accuracyInTrainingMode: true },
};

describe('thirteen steps over several epochs', () => {
  for (const [name, change] of Object.entries(optimizers)) {
    gpuTest(name, async ({ gpu }) => {
      const spec: NetworkSpec = { ...smallSpec, hiddenWidths: [9, 6], classCount: 3 };
      const data = dataSet(randomPoints(70, 2, 3, 8), 2, 3);
      const training = { ...trainingDefaults, ...change, batchSize: 16 };
      const harness = new NetworkHarness(gpu, data, randomTwins(spec, 4), training);
      const plan = harness.trainingPlan({ stepCount: 9 });
      await harness.run(train, plan);
      const cursor = advanceCursor({ epoch: 0, batch: 0 }, 9, 4);
      await harness.run(train, { ...plan, firstStep: 9, stepCount: 4, cursor });
      for (const [index, start] of harness.models.entries()) {
        const expected = trainOnCpu(start, data, training, 13);
        const actual = await harness.model(index);
        const { losses, batchAccuracies } = await harness.results(index);
        // Shares of 16, or NaN where nobody asked.
        expect([...batchAccuracies.subarray(0, 13)]).toEqual(expected.batchAccuracies);
        // 13 steps of a tame run in float32: the reference traces differ by under 1e-6 between float32 and float64.
        expected.losses.forEach((loss, step) => expect(Math.abs((losses[step] ?? NaN) - loss)).toBeLessThan(2e-6));
        expect(relativeError(actual.runningStatistics, expected.model.runningStatistics)).toBeLessThan(1e-5);
        for (const slot of parameterLayout(spec).tensors) {
          const isCancelledBias = start.normalization === 'batch' && /hidden\d\.bias/.test(slot.name);
          if (isCancelledBias) continue;
          const error = relativeError(tensorView(actual.parameters, slot), tensorView(expected.model.parameters, slot));
          if (tensorView(expected.model.parameters, slot).some((value) => value !== 0)) {
            expect(error, slot.name).toBeLessThan(1e-5);
          }
        }
      }
    });
  }
});

gpuTest('samples whose logits tie after the step are of the smaller class', async ({ gpu }) => {
  // A head of zeros that no step moves.
  const twins = randomTwins(smallSpec, 4).map((model) => {
    const { output } = parameterLayout(smallSpec);
    for (const slot of [output.weight, output.bias]) tensorView(model.parameters, slot).fill(0);
    return model;
  });
  const data = dataSet(randomPoints(40, 2, 3, 8), 2, 3);
  const training = { ...trainingDefaults, batchSize: 16, learningRate: 0, accuracyInTrainingMode: true };
  const harness = new NetworkHarness(gpu, data, twins, training);
  await harness.run(train, harness.trainingPlan({ stepCount: 1 }));
  for (const index of [0, 1]) {
    const share = data.train.labels.subarray(0, 16).filter((label) => label === 0).length / 16;
    expect((await harness.results(index)).batchAccuracies[0]).toBe(share);
  }
});
