/** Training steps as work for the bench: one network with batch normalization, three ways to train it. */
import { initialModel } from '../src/training/initialize.js';
import { defaultDataConfig } from '../src/training/datasets/catalog.js';
import { makeDataSet } from '../src/training/datasets/make-data-set.js';
import { batchRows, gatherBatch, trainStep } from '../src/training/reference/training-step.js';
import { presets } from '../src/training/presets.js';
import { advanceCursor, stepsPerEpoch } from '../src/training/training-spec.js';
import { GpuResources } from '../src/gpu/buffers.js';
import { KernelCompiler } from '../src/gpu/kernel.js';
import { compileNetworkKernels } from '../src/gpu/network-kernels.js';
import { NetworkPass } from '../src/gpu/network-pass.js';
import { compileBaseline } from './many-dispatch/kernels.js';
import { ManyDispatchNetwork } from './many-dispatch/many-dispatch-network.js';

export const { training } = presets.circles.config;

/** Steps in one dispatch of this engine's kernel: what it takes in a frame. */
const STEPS_PER_DISPATCH = 10;
/** Steps after which the baseline's loss is compared with the float64 engine's, and how close it has to be. */
const CHECKED_STEPS = 5;
const CHECK_TOLERANCE = 1e-4;

const data = makeDataSet(defaultDataConfig('circles'));

export const network = (hiddenWidths: readonly number[]) =>
  initialModel({
    inputDimension: 2,
    hiddenWidths,
    activation: 'relu',
    negativeSlope: 0,
    groups: 1,
    normalization: 'batch',
    classCount: 2,
    initializer: 'lecun-normal',
    biasInitializer: 'zero',
    seed: 1337,
  });

export interface TrainingWork {
  /** Takes `count` steps and waits for them. */
  run(count: number): Promise<void>;
  destroy(): void;
}

/** This engine's kernel: whole steps, many to a dispatch. */
export async function prepareGpuTraining(
  device: GPUDevice,
  isFallback: boolean,
  hiddenWidths: readonly number[],
): Promise<TrainingWork> {
  const kernels = await compileNetworkKernels(new KernelCompiler(device), isFallback);
  const resources = new GpuResources(device);
  const run = { data, models: [network(hiddenWidths)], training, cursor: { epoch: 0, batch: 0 } };
  const pass = new NetworkPass(device, resources, kernels, run);
  return {
    async run(count) {
      for (let step = 0; step < count; step += STEPS_PER_DISPATCH) {
        const encoder = device.createCommandEncoder({ label: 'bench.training' });
        pass.encodeSteps(encoder, Math.min(STEPS_PER_DISPATCH, count - step));
        device.queue.submit([encoder.finish()]);
      }
      await device.queue.onSubmittedWorkDone();
    },
    destroy: () => resources.destroy(),
  };
}

/** The float64 engine in this thread. */
export function prepareReferenceTraining(hiddenWidths: readonly number[]): TrainingWork {
  const step = referenceTraining(hiddenWidths);
  return {
    run(count) {
      for (let taken = 0; taken < count; taken++) step();
      return Promise.resolve();
    },
    destroy: () => {},
  };
}

/**
 * The plain baseline: one dispatch per operation.
 *
 * @throws where its loss after a few steps is not the float64 engine's
 */
export async function prepareManyDispatchTraining(
  device: GPUDevice,
  hiddenWidths: readonly number[],
): Promise<TrainingWork & { readonly dispatchesPerStep: number }> {
  const kernels = await compileBaseline(new KernelCompiler(device));
  const resources = new GpuResources(device);
  const baseline = new ManyDispatchNetwork(device, resources, kernels, network(hiddenWidths), data, training);
  const referenceStep = referenceTraining(hiddenWidths);
  for (let taken = 0; taken <= CHECKED_STEPS; taken++) {
    baseline.step();
    const loss = await baseline.readLoss();
    const expected = referenceStep();
    if (!(Math.abs(loss - expected) <= CHECK_TOLERANCE)) {
      throw new Error(`The baseline's loss after ${taken} steps is ${loss}, the float64 engine's ${expected}.`);
    }
  }
  return {
    dispatchesPerStep: baseline.dispatchesPerStep,
    async run(count) {
      for (let taken = 0; taken < count; taken++) baseline.step();
      await device.queue.onSubmittedWorkDone();
    },
    destroy: () => resources.destroy(),
  };
}

/** @returns takes one step of the float64 engine and gives the loss of its batch before the update */
function referenceTraining(hiddenWidths: readonly number[]): () => number {
  let model = network(hiddenWidths);
  let cursor = { epoch: 0, batch: 0 };
  return () => {
    const batch = gatherBatch(data.train, batchRows(data.train.count, training, cursor));
    const result = trainStep(model, batch, training);
    model = result.model;
    cursor = advanceCursor(cursor, 1, stepsPerEpoch(training, data.train.count));
    return result.loss;
  };
}
