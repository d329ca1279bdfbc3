/** The self-test of a device: it lets the right kernels through and finds those that compute something else. */
import { describe, expect, test } from 'vitest';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { lossAndGradients } from '../../src/training/reference/gradients.js';
import { batchRows, gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';
import { GpuUnavailableError } from '../../src/gpu/errors.js';
import { train } from '../../src/gpu/kernels/network-kernels.js';
import type { NetworkKernels } from '../../src/gpu/network-pass.js';
import { SELF_TEST_TOLERANCE, selfTest, selfTestRun } from '../../src/gpu/self-test.js';
import { networkKernels } from '../support/compiled-kernels.js';
import { gpuTest, type GpuFixture } from '../support/gpu-fixture.js';
import { randomRounding, rounded, roundedGradients, ROUNDINGS, roundingSeeds } from '../support/rounding-spread.js';
import { lossAccuracy, ROUNDOFF } from '../support/tolerances.js';

interface Mistake {
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

/** One in each phase of a step; all but the first leave the first loss as it is. */
const mistakes: readonly Mistake[] = [
  { file: 'dense_forward.wgsl', right: 'z10 += w.y * x0;', wrong: 'z10 += w.x * x0;' },
  { file: 'softmax_cross_entropy.wgsl', right: '(probability - select(', wrong: '(2.0 * probability - select(' },
  { file: 'dense_backward.wgsl', right: 'd10 += w1.x * e0;', wrong: 'd10 += w0.x * e0;' },
  { file: 'dense_backward.wgsl', right: 'dot(x1, e0),', wrong: 'dot(x0, e0),' },
  { file: 'batch_norm_backward.wgsl', right: '] * mean_normalized;', wrong: '] * mean;' },
  { file: 'optimizer_step.wgsl', right: 'p - table.learning_rate * step;', wrong: 'p;' },
  { file: 'optimizer_step.wgsl', right: 'table.parameter_vectors, step', wrong: '(*head).bias, step' },
];

async function wrongKernels(gpu: GpuFixture, { file, right, wrong }: Mistake): Promise<NetworkKernels> {
  const files = train.files.map((shader) =>
    shader.path === file ? { path: `${file} with ${wrong}`, text: shader.text.replaceAll(right, wrong) } : shader,
  );
  expect(files.map(({ text }) => text)).not.toEqual(train.files.map(({ text }) => text));
  const kernel = await gpu.compiler.compile({ ...train, files }, { workgroup_size: 4 });
  return { ...(await networkKernels(gpu.compiler)), train: kernel };
}

describe('the self-test', () => {
  gpuTest('passes on the kernels as they are', async ({ gpu }) => {
    await selfTest(gpu.device, await networkKernels(gpu.compiler), gpu.resources);
  });

  for (const mistake of mistakes) {
    gpuTest(`refuses ${mistake.wrong} for ${mistake.right} in ${mistake.file}`, async ({ gpu }) => {
      const kernels = await wrongKernels(gpu, mistake);
      await expect(selfTest(gpu.device, kernels, gpu.resources)).rejects.toThrow(GpuUnavailableError);
    });
  }
});

describe('its tolerance', () => {
  const [model] = selfTestRun.models;
  if (!model) throw new Error('The self-test has no network.');
  const { data, training, cursor } = selfTestRun;
  const { positions, labels, size } = gatherBatch(data.train, batchRows(data.train.count, training, cursor));
  const first = trainStep(model, { positions, labels, size }, training);
  const second = lossAndGradients(first.model, positions, labels, size);

  test('is ten times what float32 may do to the second loss', () => {
    const moved = roundingSeeds.map((seed) => {
      const rounding = randomRounding(seed);
      const { gradient } = roundedGradients(model, positions, labels, size, seed);
      const parameters = rounded(model.parameters, rounding).map((p, i) => p - training.learningRate * gradient[i]!);
      const after = { ...model, parameters: rounded(parameters, rounding) };
      return lossAndGradients(after, rounded(positions, rounding), labels, size).loss;
    });
    const spread = Math.max(...moved.map((loss) => Math.abs(loss - second.loss)));
    const bound = lossAccuracy(second.logits, data.classCount) + ROUNDINGS * (spread + ROUNDOFF * second.loss);
    expect(bound / second.loss).toBeLessThan(SELF_TEST_TOLERANCE / 10);
  });

  // Under batch normalization the biases of hidden layers cancel.
  const trained = parameterLayout(model.spec).tensors.filter(({ name }) => !/hidden\d\.bias/.test(name));
  test.each(trained)('is a tenth of what leaving $name as it was does to it', (slot) => {
    const parameters = first.model.parameters.slice();
    tensorView(parameters, slot).set(tensorView(model.parameters, slot));
    const { loss } = lossAndGradients({ ...first.model, parameters }, positions, labels, size);
    expect(Math.abs(loss / second.loss - 1)).toBeGreaterThan(10 * SELF_TEST_TOLERANCE);
  });
});
