/**
 * Two known training steps on this device, compared with the float64 engine. Some adapters exist, give devices and
 * compute nonsense; better to find out before a reader does.
 */
import type { Run } from '../training/backend.js';
import { initialModel } from '../training/initialize.js';
import { batchRows, gatherBatch, trainStep } from '../training/reference/training-step.js';
import type { GpuResources } from './buffers.js';
import { GpuUnavailableError } from './errors.js';
import { NetworkPass, type NetworkKernels } from './network-pass.js';
import { RESULT_HEADER } from './network-table.js';
import { readBuffer } from './readback.js';

/**
 * Of both losses. Float32 changes them by less than a tenth of this; a tensor that the first step trains and that stays
 * as it was changes the second by more than ten times this.
 */
export const SELF_TEST_TOLERANCE = 1e-4;

/**
 * @param resources everything in them is freed after the test
 * @throws GpuUnavailableError where the device computes a wrong loss: the second depends on gradients and update
 */
export async function selfTest(device: GPUDevice, kernels: NetworkKernels, resources: GpuResources): Promise<void> {
  try {
    const pass = new NetworkPass(device, resources, kernels, selfTestRun);
    const encoder = device.createCommandEncoder({ label: 'self_test' });
    pass.encodeSteps(encoder, 2);
    device.queue.submit([encoder.finish()]);
    const results = await readBuffer(device, pass.buffers.results, 4 * (RESULT_HEADER + 2), resources);
    const losses = new Float32Array(results).subarray(RESULT_HEADER);
    expectedLosses().forEach((expected, step) => {
      if (!(Math.abs((losses[step] ?? NaN) / expected - 1) <= SELF_TEST_TOLERANCE)) {
        throw new GpuUnavailableError('The graphics adapter computed a known training step wrongly.');
      }
    });
  } finally {
    resources.destroy();
  }
}

function expectedLosses(): [first: number, second: number] {
  const { data, training, cursor } = selfTestRun;
  const batch = gatherBatch(data.train, batchRows(data.train.count, training, cursor));
  const first = trainStep(start, batch, training);
  return [first.loss, trainStep(first.model, batch, training).loss];
}

const points = {
  positions: new Float32Array([1, 2, -1, 0.5, 0.25, -2, 3, 1]),
  labels: new Uint8Array([0, 1, 1, 0]),
  count: 4,
};
const noPoints = { positions: new Float32Array(0), labels: new Uint8Array(0), count: 0 };

const start = initialModel({
  inputDimension: 2,
  hiddenWidths: [5, 4],
  activation: 'relu',
  negativeSlope: 0,
  groups: 1,
  normalization: 'batch',
  classCount: 2,
  initializer: 'lecun-normal',
  biasInitializer: 'normal',
  seed: 1,
});

export const selfTestRun: Run = {
  data: { dimension: 2, classCount: 2, train: points, test: noPoints },
  models: [start],
  training: {
    optimizer: 'sgd',
    learningRate: 1,
    momentum: 0,
    nesterov: false,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
    batchSize: 4,
    batchOrder: 'sequential',
    accuracyInTrainingMode: false,
    epochs: 1,
    seed: 0,
  },
  cursor: { epoch: 0, batch: 0 },
};
