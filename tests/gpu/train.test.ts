/** The training kernel against the float64 engine: gradients, optimisers, batch orders, whole steps. */
import { describe, expect } from 'vitest';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { lossAndGradients } from '../../src/training/reference/gradients.js';
import { batchRows, gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';
import { advanceCursor, stepsPerEpoch, type TrainingSpec } from '../../src/training/training-spec.js';
import type { ModelState } from '../../src/training/model-state.js';
import { train } from '../../src/gpu/kernels/network-kernels.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { dataSet, NetworkHarness } from '../support/network-harness.js';
import { randomPoints, randomTwins, smallSpec, uniformStream } from '../support/random-model.js';
import { relativeError, ROUNDOFF } from '../support/tolerances.js';
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
          const training = { ...trainingDefaults, batchSize };
          const harness = new NetworkHarness(gpu, data, randomTwins(spec, 3), training);
          await harness.run(train, harness.trainingPlan({ stepCount: 1 }), workgroupSize);
          for (const [index, model] of harness.models.entries()) {
            const batch = gatherBatch(data.train, batchRows(80, training, { epoch: 0, batch: 0 }));
            const expected = lossAndGradients(model, batch.positions, batch.labels, batchSize);
            const actual = await harness.gradient(index);
            const result = await harness.results(index);
            expect(result.steps).toBe(1);
            expect(result.failureCode).toBe(0);
            expect(Math.abs((result.losses[0] ?? NaN) / expected.loss - 1)).toBeLessThan(1e-5);
            const spread = roundingSpread(model, batch.positions, batch.labels, batchSize);
            expectGradients(model, actual, expected.gradient, spread, batchSize);
          }
        }
      });
    }
  }
});

/**
 * Within 1e-5 relative per tensor, or 16 times (for the layers passed) what rounding parameters and inputs alone changes
 * in the exact gradient: very deep networks are that ill-conditioned. In batches of 2 normalised values are +-1 and the
 * gradients through a batch norm cancel to order epsilon / variance; what is left over is compared with what cancelled,
 * for which the network's largest gradient stands.
 */
function expectGradients(
  model: ModelState,
  actual: Float64Array,
  expected: Float64Array,
  spread: Float64Array[],
  batchSize: number,
): void {
  for (const slot of parameterLayout(model.spec).tensors) {
    const reference = tensorView(expected, slot);
    const got = tensorView(actual, slot);
    if (model.normalization === 'batch' && /hidden\d\.bias/.test(slot.name)) {
      expect(
        [...got].every((value) => value === 0),
        `${slot.name} cancels: exactly 0`,
      ).toBe(true);
      continue;
    }
    const largest = Math.max(...expected.map(Math.abs));
    const norm = Math.max(Math.hypot(...reference), (batchSize === 2 ? 1 : 1e-3) * largest);
    const conditioning = Math.max(...spread.map((other) => distance(tensorView(other, slot), reference)));
    expect(distance(got, reference), `${slot.name}, B = ${batchSize}`).toBeLessThanOrEqual(
      Math.max(1e-5 * norm, 16 * conditioning),
    );
  }
}

const distance = (a: Float64Array, b: Float64Array): number =>
  Math.hypot(...a.map((value, i) => value - (b[i] ?? NaN)));

/**
 * Exact gradients with parameters and inputs moved by one float32 rounding each, in five random ways. The inputs must
 * move too: they move samples against each other, which is what a batch norm amplifies.
 */
function roundingSpread(model: ModelState, positions: Float64Array, labels: Uint8Array, B: number): Float64Array[] {
  return [1, 2, 3, 4, 5].map((seed) => {
    const next = uniformStream(seed);
    const rounded = (value: number): number => value * (1 + ROUNDOFF * Math.sign(next()));
    const moved = { ...model, parameters: model.parameters.map(rounded) };
    return lossAndGradients(moved, positions.map(rounded), labels, B).gradient;
  });
}

/** `count` steps of the oracle. */
function trainOnCpu(start: ModelState, data: ReturnType<typeof dataSet>, training: TrainingSpec, count: number) {
  let model = start;
  let cursor = { epoch: 0, batch: 0 };
  const losses: number[] = [];
  for (let step = 0; step < count; step++) {
    const result = trainStep(model, gatherBatch(data.train, batchRows(data.train.count, training, cursor)), training);
    losses.push(result.loss);
    model = result.model;
    cursor = advanceCursor(cursor, 1, stepsPerEpoch(training, data.train.count));
  }
  return { model, losses };
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
        const { losses } = await harness.results(index);
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
