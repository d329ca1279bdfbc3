/** batch_norm_backward: gradients through activation, scale, shift and the statistics of the batch. */
import { describe, expect } from 'vitest';
import { activations, BATCH_NORM_EPSILON, slopeBelowZero } from '../../src/training/network-spec.js';
import { activationBackward } from '../../src/training/reference/activation.js';
import { batchNormBackward, scaleAndShift } from '../../src/training/reference/batch-norm.js';
import { phases } from '../../src/gpu/kernels/network-kernels.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { PhaseHarness, phaseCases, workgroupSizes } from '../support/phase-harness.js';
import { accumulated, expectWithin, wgslAccuracy } from '../support/tolerances.js';

const PLAIN = 0;
const NORMALIZED = 1;

interface Given {
  /** Gradient of the activation. */
  readonly delta: Float64Array;
  /** Linear output of the plain network, normalised values of the other. */
  readonly rows: Float64Array;
  readonly variance: Float64Array;
}

describe('batch_norm_backward', () => {
  for (const workgroupSize of workgroupSizes) {
    gpuTest(`gradients of activation, scale, shift and input, ${workgroupSize} threads`, async ({ gpu }) => {
      for (const phaseCase of phaseCases) {
        for (const phaseLayer of [0, 1]) {
          for (const activation of activations) {
            const phase = new PhaseHarness(gpu, phaseCase, { spec: { activation }, plan: { phaseLayer } });
            const { width, scratch, packed } = phase.layer(phaseLayer);
            const given = [0, 1].map((model): Given => {
              const delta = phase.random(phase.batchSize * width, 1 / phase.batchSize);
              const random = phase.random(phase.batchSize * width, 2);
              // Units that see no active input and have no bias give exactly 0, which counts as inactive.
              const rows = model === PLAIN ? random.map((value, i) => (i % 5 === 3 ? 0 : value)) : random;
              const variance = phase.random(width).map((value) => Math.fround(1.1 + value));
              phase.writeRows(model, scratch.delta, delta, width, 0);
              phase.writeRows(model, scratch.linear, rows, width, 7);
              phase.writeVector(model, scratch.batchVariance, variance);
              return { delta, rows, variance };
            });
            await phase.run(
              phases.batchNormBackward,
              workgroupSize,
              [PLAIN, NORMALIZED].flatMap((model) => [
                phase.rowsExtent(model, scratch.delta, width),
                phase.gradientExtent(model, packed.scale, packed.groups),
                phase.gradientExtent(model, packed.shift, packed.groups),
              ]),
            );
            expectPlain(phase, phaseLayer, given[PLAIN]!);
            expectNormalized(phase, phaseLayer, given[NORMALIZED]!);
            for (const model of [PLAIN, NORMALIZED]) {
              expect(phase.behindBatch(model, scratch.delta, width).every((value) => value === 0)).toBe(true);
            }
          }
        }
      }
    });
  }
});

function expectPlain(phase: PhaseHarness, phaseLayer: number, { delta, rows }: Given): void {
  const { width, scratch, packed } = phase.layer(phaseLayer);
  const expected = activationBackward(delta, rows, slopeBelowZero(phase.spec));
  const actual = phase.rows(PLAIN, scratch.delta, width);
  expectWithin(actual, expected, (i) => accumulated(1, Math.abs(expected[i]!)), [phase.batchSize, width]);
  for (const at of [packed.scale, packed.shift]) {
    const values = phase.values(phase.gradientExtent(PLAIN, at, packed.groups));
    expect(values.every((value) => value === 0)).toBe(true);
  }
}

function expectNormalized(phase: PhaseHarness, phaseLayer: number, { delta, rows, variance }: Given): void {
  const { width, scale, shift, scratch, packed } = phase.layer(phaseLayer);
  const B = phase.batchSize;
  const z = scaleAndShift(rows, scale, shift, B, width);
  const zMagnitude = scaleAndShift(rows.map(Math.abs), scale.map(Math.abs), shift.map(Math.abs), B, width);
  z.forEach((value, i) => {
    if (Math.abs(value) <= accumulated(2, zMagnitude[i]!)) throw new Error('z is too near 0 to have a sign in float32');
  });
  const d = activationBackward(delta, z, slopeBelowZero(phase.spec));
  const expected = batchNormBackward(d, rows, variance, scale, B, width);
  const magnitude = batchNormBackward(d.map(Math.abs), rows.map(Math.abs), variance, scale.map(Math.abs), B, width);

  const sumBound = (sum: Float64Array) => (m: number) => accumulated(B + 1, sum[m]!);
  const gradient = (at: number) => phase.values(phase.gradientExtent(NORMALIZED, at, packed.groups));
  const d_gamma = gradient(packed.scale);
  const d_beta = gradient(packed.shift);
  expectWithin(d_gamma.subarray(0, width), expected.d_scale, sumBound(magnitude.d_scale));
  expectWithin(d_beta.subarray(0, width), expected.d_shift, sumBound(magnitude.d_shift));
  expect([...d_gamma.subarray(width), ...d_beta.subarray(width)].every((value) => value === 0)).toBe(true);

  // gamma r (d - d_beta / B - normalized d_gamma / B): the errors of both sums, and a handful of operations.
  const bound = (i: number): number => {
    const m = i % width;
    const factor = Math.abs(scale[m]!) / Math.sqrt(variance[m]! + BATCH_NORM_EPSILON);
    const size = Math.abs(rows[i]!);
    const sums = (sumBound(magnitude.d_shift)(m) + size * sumBound(magnitude.d_scale)(m)) / B;
    const terms = Math.abs(d[i]!) + (Math.abs(expected.d_shift[m]!) + size * Math.abs(expected.d_scale[m]!)) / B;
    return factor * (sums + accumulated(5, terms)) + wgslAccuracy.inverseSqrt * Math.abs(expected.d_linear[i]!);
  };
  expectWithin(phase.rows(NORMALIZED, scratch.delta, width), expected.d_linear, bound, [B, width]);
}
