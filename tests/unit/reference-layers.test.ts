import { describe, expect, it } from 'vitest';
import type { SampleNorm } from '../../src/training/network-spec.js';
import { activate, activationDerivative } from '../../src/training/reference/activation.js';
import {
  batchNormBackward,
  batchNormForward,
  updateRunningStatistics,
} from '../../src/training/reference/batch-norm.js';
import { denseBackward, denseForward } from '../../src/training/reference/dense.js';
import { sampleNormForward } from '../../src/training/reference/layer-norm.js';
import { logSumExp, softmaxCrossEntropy } from '../../src/training/reference/loss.js';
import { batchRows, gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import { randomModel, randomPoints, smallSpec } from '../support/random-model.js';
import { trainingDefaults } from '../support/training-defaults.js';

describe('activation', () => {
  it('counts zero as inactive', () => {
    expect([2, 0, -2].map((z) => activate(z, 0.1))).toEqual([2, 0, -0.2]);
    expect([2, 0, -2].map((z) => activationDerivative(z, -1))).toEqual([1, -1, -1]);
    expect(activate(-3, -1)).toBe(3);
  });
});

describe('dense layer', () => {
  const input = Float64Array.of(1, 2, 3, 4);
  const weight = Float64Array.of(1, 0, 0, 1, 2, -1);

  it('maps rows by weight [M, N] and bias', () => {
    expect([...denseForward(input, weight, Float64Array.of(0, 10, 1), 2, 2, 3)]).toEqual([1, 12, 1, 3, 14, 3]);
  });

  it('returns the three gradients', () => {
    const { d_input, d_weight, d_bias } = denseBackward(Float64Array.of(1, 0, 2, 0, 1, -1), input, weight, 2, 2, 3);
    expect([...d_input]).toEqual([5, -2, -2, 2]);
    expect([...d_weight]).toEqual([1, 2, 3, 4, -1, 0]);
    expect([...d_bias]).toEqual([1, 1, 1]);
  });
});

describe('batch normalization', () => {
  const one = Float64Array.of(1);

  it('uses the biased variance', () => {
    const { mean, variance, output } = batchNormForward(Float64Array.of(1, 3), one, Float64Array.of(7), 2, 1);
    expect([mean[0], variance[0]]).toEqual([2, 1]);
    expect(output[1]).toBeCloseTo(7 + 1 / Math.sqrt(1 + 1e-5), 15);
  });

  it('keeps its digits far from the origin', () => {
    const { variance } = batchNormForward(Float64Array.of(1e8, 1e8 + 1, 1e8 + 2), one, one, 3, 1);
    // The mean of E[x^2] - E[x]^2 would lose all of them: 1e16 has no digit left for 2/3. One rounding of the mean
    // (1e8 * 2^-53 = 1e-8) enters squared.
    expect(variance[0]).toBeCloseTo(2 / 3, 7);
  });

  it('passes back nothing along the constant and along the normalised input itself', () => {
    const linear = Float64Array.of(0.3, -1.2, 2.5, 0.1);
    const { normalized, variance } = batchNormForward(linear, one, one, 4, 1);
    const constant = batchNormBackward(Float64Array.of(1, 1, 1, 1), normalized, variance, one, 4, 1);
    for (const d of constant.d_linear) expect(Math.abs(d)).toBeLessThan(1e-15);
    const along = batchNormBackward(normalized, normalized, variance, one, 4, 1);
    // Not quite 0: epsilon makes the mean of normalized^2 var/(var + epsilon), a deficit of 6e-6 here.
    for (const d of along.d_linear) expect(Math.abs(d)).toBeLessThan(2e-5);
  });

  it('moves the running average by a hundredth', () => {
    expect(updateRunningStatistics(Float64Array.of(1), Float64Array.of(3))[0]).toBeCloseTo(1.02, 15);
  });
});

describe('normalisation of single samples', () => {
  const rows = Float64Array.of(1, 2, 4, 9, -3, 0.5, 2, 0.25);
  const scale = Float64Array.of(1, 2, -1, 0.5);
  const shift = Float64Array.of(0.1, 0, 0.2, -0.3);
  const layer = { groups: 1, isCentred: true };
  const pairs = { groups: 2, isCentred: true };
  const rms = { groups: 1, isCentred: false };

  it('gives every group of every row mean 0 and variance v / (v + epsilon)', () => {
    const { normalized, inverseDeviation } = sampleNormForward(rows, scale, shift, pairs, 2, 4);
    for (let group = 0; group < 4; group++) {
      const [a, b] = [rows[2 * group]!, rows[2 * group + 1]!];
      const variance = ((a - b) / 2) ** 2;
      expect(normalized[2 * group]! + normalized[2 * group + 1]!).toBeCloseTo(0, 14);
      expect(normalized[2 * group]! ** 2).toBeCloseTo(variance / (variance + 1e-6), 14);
      expect(inverseDeviation[group]).toBeCloseTo(1 / Math.sqrt(variance + 1e-6), 12);
    }
  });

  it('scales and shifts by unit, RMSNorm without a shift', () => {
    for (const norm of [layer, pairs, rms]) {
      const { normalized, output } = sampleNormForward(rows, scale, shift, norm, 2, 4);
      output.forEach((value, i) => {
        expect(value).toBe(scale[i % 4]! * normalized[i]! + (norm.isCentred ? shift[i % 4]! : 0));
      });
    }
  });

  it('without a mean keeps every sign and divides by the root of the mean square: RMSNorm', () => {
    const { normalized } = sampleNormForward(rows, scale, shift, rms, 2, 4);
    // (1 + 4 + 16 + 81) / 4 = 25.5
    expect(normalized[3]).toBeCloseTo(9 / Math.sqrt(25.5 + 1e-6), 15);
    expect([...normalized].map(Math.sign)).toEqual([...rows].map(Math.sign));
    // Where the mean is 0 already, it is LayerNorm.
    const centred = Float64Array.of(1, -3, 4, -2);
    const one = new Float64Array(4).fill(1);
    const zero = new Float64Array(4);
    const [a, b] = [rms, layer].map((norm) => sampleNormForward(centred, one, zero, norm, 1, 4).output);
    expect(a).toEqual(b);
  });

  it('is blind to the size of a row, and centred to what all its units have in common', () => {
    const larger = rows.map((value) => 1e4 * value);
    const moved = rows.map((value) => value + 100);
    const output = (linear: Float64Array, norm: SampleNorm) =>
      sampleNormForward(linear, scale, shift, norm, 2, 4).output;
    for (const norm of [layer, pairs, rms]) {
      // But for epsilon, 1e-6 beside variances above 0.7.
      output(larger, norm).forEach((value, i) => expect(value).toBeCloseTo(output(rows, norm)[i]!, 5));
    }
    for (const norm of [layer, pairs]) {
      output(moved, norm).forEach((value, i) => expect(value).toBeCloseTo(output(rows, norm)[i]!, 12));
    }
  });

  it('puts the wall of a first-layer unit on the conic of its two quadratics: LayerNorm', () => {
    // gamma l(x) = -beta s(x), with l = the unit less the mean, s^2 = variance + epsilon, both of x alone.
    const weight = Float64Array.of(1, 0.5, -2, 1, 0.25, -1);
    const bias = Float64Array.of(0.2, -0.4, 0.1);
    const [gamma, beta] = [1.5, 0.4];
    const linear = (x: number): number[] =>
      [0, 1, 2].map((m) => weight[2 * m]! * x + weight[2 * m + 1]! * 0.7 + bias[m]!);
    const z = (x: number): number =>
      sampleNormForward(
        Float64Array.from(linear(x)),
        Float64Array.of(gamma, 1, 1),
        Float64Array.of(beta, 0, 0),
        layer,
        1,
        3,
      ).output[0]!;
    const conic = (x: number): number => {
      const a = linear(x);
      const mean = (a[0]! + a[1]! + a[2]!) / 3;
      const variance = a.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3;
      return gamma ** 2 * (a[0]! - mean) ** 2 - beta ** 2 * (variance + 1e-6);
    };
    let [low, high] = [-5, 5];
    expect(z(low) * z(high)).toBeLessThan(0);
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (z(low) * z(middle) <= 0) high = middle;
      else low = middle;
    }
    expect(Math.abs(conic(low))).toBeLessThan(1e-13);
  });
});

describe('softmax cross-entropy', () => {
  it('is log C and (softmax - onehot) / B for equal logits', () => {
    const { loss, d_logits } = softmaxCrossEntropy(new Float64Array(6), Uint8Array.of(0, 2), 2, 3);
    expect(loss).toBeCloseTo(Math.log(3), 15);
    [-1 / 3, 1 / 6, 1 / 6, 1 / 6, 1 / 6, -1 / 3].forEach((d, i) => expect(d_logits[i]).toBeCloseTo(d, 15));
  });

  it('does not overflow', () => {
    expect(logSumExp(Float64Array.of(1000, 1000))).toBeCloseTo(1000 + Math.LN2, 12);
    expect(softmaxCrossEntropy(Float64Array.of(1e300, -1e300), Uint8Array.of(0), 1, 2).loss).toBe(0);
  });
});

describe('batches', () => {
  it('go through the rows in order, or through a permutation of them per epoch', () => {
    const training = { ...trainingDefaults, batchSize: 4 };
    expect([...batchRows(10, training, { epoch: 3, batch: 1 })]).toEqual([4, 5, 6, 7]);
    const shuffled = { ...training, batchOrder: 'shuffled' as const };
    const epoch = (number: number): number[] =>
      [0, 1].flatMap((batch) => [...batchRows(8, shuffled, { epoch: number, batch })]);
    expect(epoch(0).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(epoch(0)).not.toEqual(epoch(1));
  });

  it('take positions and labels of their rows', () => {
    const points = randomPoints(6, 2, 3, 1);
    const batch = gatherBatch(points, Uint32Array.of(5, 0));
    expect([...batch.positions]).toEqual([...points.positions.slice(10, 12), ...points.positions.slice(0, 2)]);
    expect([...batch.labels]).toEqual([2, 0]);
  });
});

describe('a training step', () => {
  const spec = { ...smallSpec, normalization: 'batch' as const };
  const batch = gatherBatch(randomPoints(8, 2, 3, 1), Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7));

  it('lowers the loss of its batch and leaves the model that it was given', () => {
    const model = randomModel(spec, 1);
    const before = structuredClone(model);
    const first = trainStep(model, batch, trainingDefaults);
    expect(model).toEqual(before);
    expect(first.failure).toBeNull();
    expect(trainStep(first.model, batch, trainingDefaults).loss).toBeLessThan(first.loss);
    expect(first.model.runningStatistics).not.toEqual(model.runningStatistics);
  });

  it.each([
    ['loss', (parameters: Float64Array) => parameters.fill(NaN), 0.01],
    ['parameter', () => undefined, Infinity],
  ] as const)('says when a %s is not finite and returns the model as it was', (quantity, spoil, learningRate) => {
    const model = randomModel(spec, 1);
    spoil(model.parameters);
    const { failure, model: after } = trainStep(model, batch, { ...trainingDefaults, learningRate });
    expect(failure).toBe(quantity);
    expect(after).toBe(model);
  });
});
