/**
 * One known training step on this device, compared with the float64 engine. Some adapters exist, give devices and
 * compute nonsense; better to find out before a reader does.
 */
import type { Run } from '../training/backend.js';
import { initialModel } from '../training/initialize.js';
import { lossAndGradients } from '../training/reference/gradients.js';
import { GpuResources } from './buffers.js';
import { GpuUnavailableError } from './errors.js';
import { NetworkPass, type NetworkKernels } from './network-pass.js';
import { RESULT_HEADER } from './network-table.js';
import { readBuffer } from './readback.js';

/** Far above rounding, far below anything wrong. */
const RELATIVE_TOLERANCE = 1e-3;

/** @throws GpuUnavailableError where the device computes a wrong loss */
export async function selfTest(device: GPUDevice, kernels: NetworkKernels): Promise<void> {
  const resources = new GpuResources(device);
  try {
    const pass = new NetworkPass(device, resources, kernels, testRun);
    const encoder = device.createCommandEncoder({ label: 'self_test' });
    pass.encodeSteps(encoder, 1);
    device.queue.submit([encoder.finish()]);
    const results = await readBuffer(device, pass.buffers.results, 4 * (RESULT_HEADER + 1));
    const loss = new Float32Array(results)[RESULT_HEADER] ?? NaN;
    const [model] = testRun.models;
    const { train } = testRun.data;
    const expected = model ? lossAndGradients(model, train.positions, train.labels, train.count).loss : NaN;
    if (!(Math.abs(loss / expected - 1) <= RELATIVE_TOLERANCE)) {
      throw new GpuUnavailableError('The graphics adapter computed a known training step wrongly.');
    }
  } finally {
    resources.destroy();
  }
}

const points = {
  positions: new Float32Array([1, 2, -1, 0.5, 0.25, -2, 3, 1]),
  labels: new Uint8Array([0, 1, 1, 0]),
  count: 4,
};
const noPoints = { positions: new Float32Array(0), labels: new Uint8Array(0), count: 0 };

const testRun: Run = {
  data: { dimension: 2, classCount: 2, train: points, test: noPoints },
  models: [
    initialModel({
      inputDimension: 2,
      hiddenWidths: [5, 4],
      activation: 'relu',
      negativeSlope: 0,
      normalization: 'batch',
      classCount: 2,
      initializer: 'lecun-normal',
      biasInitializer: 'normal',
      seed: 1,
    }),
  ],
  training: {
    optimizer: 'sgd',
    learningRate: 0.1,
    momentum: 0,
    nesterov: false,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
    batchSize: 4,
    batchOrder: 'sequential',
    epochs: 1,
    seed: 0,
  },
  cursor: { epoch: 0, batch: 0 },
};
