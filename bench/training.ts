/** Training steps as work for the bench: this engine's kernel and the float64 engine, one network with BN each. */
import { initialModel } from '../src/training/initialize.js';
import { defaultDataConfig } from '../src/training/datasets/catalog.js';
import { makeDataSet } from '../src/training/datasets/make-data-set.js';
import { batchRows, gatherBatch, trainStep } from '../src/training/reference/training-step.js';
import { advanceCursor, stepsPerEpoch, type TrainingSpec } from '../src/training/training-spec.js';
import { GpuResources } from '../src/gpu/buffers.js';
import { KernelCompiler } from '../src/gpu/kernel.js';
import { compileNetworkKernels } from '../src/gpu/network-kernels.js';
import { NetworkPass } from '../src/gpu/network-pass.js';

export const training: TrainingSpec = {
  optimizer: 'sgd',
  learningRate: 0.01,
  momentum: 0.9,
  nesterov: false,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  batchSize: 64,
  batchOrder: 'sequential',
  epochs: 50,
  seed: 0,
};

const data = makeDataSet(defaultDataConfig('circles'));

export const network = (hiddenWidths: readonly number[]) =>
  initialModel({
    inputDimension: 2,
    hiddenWidths,
    activation: 'relu',
    negativeSlope: 0,
    normalization: 'batch',
    classCount: 2,
    initializer: 'lecun-normal',
    biasInitializer: 'zero',
    seed: 1337,
  });

/** Takes `count` steps on the GPU, in dispatches of 10, and waits for them. */
export async function prepareGpuTraining(device: GPUDevice, isFallback: boolean, hiddenWidths: readonly number[]) {
  const kernels = await compileNetworkKernels(new KernelCompiler(device), isFallback);
  const resources = new GpuResources(device);
  const run = { data, models: [network(hiddenWidths)], training, cursor: { epoch: 0, batch: 0 } };
  const pass = new NetworkPass(device, resources, kernels, run);
  return {
    async run(count: number): Promise<void> {
      for (let step = 0; step < count; step += 10) {
        const encoder = device.createCommandEncoder({ label: 'bench.training' });
        pass.encodeSteps(encoder, Math.min(10, count - step));
        device.queue.submit([encoder.finish()]);
      }
      await device.queue.onSubmittedWorkDone();
    },
    destroy: () => resources.destroy(),
  };
}

/** Takes `count` steps of the float64 engine. */
export function runReferenceTraining(hiddenWidths: readonly number[], count: number): void {
  let model = network(hiddenWidths);
  let cursor = { epoch: 0, batch: 0 };
  for (let step = 0; step < count; step++) {
    model = trainStep(model, gatherBatch(data.train, batchRows(data.train.count, training, cursor)), training).model;
    cursor = advanceCursor(cursor, 1, stepsPerEpoch(training, data.train.count));
  }
}
