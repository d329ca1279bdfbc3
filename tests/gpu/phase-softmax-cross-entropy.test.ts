/** softmax_cross_entropy: the loss of every sample, of the batch, and the gradient of the logits. */
import { describe, expect } from 'vitest';
import { logSumExp, softmaxCrossEntropy } from '../../src/training/reference/loss.js';
import { phases } from '../../src/gpu/kernels/network-kernels.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { PhaseHarness, phaseCases, workgroupSizes } from '../support/phase-harness.js';
import { accumulated, expectWithin, logAccuracy, ROUNDOFF, wgslAccuracy } from '../support/tolerances.js';

/** Logits of a fresh network, of a confident one, and beyond where exp overflows float32. */
const scales = [1, 20, 200];

describe('softmax_cross_entropy', () => {
  for (const workgroupSize of workgroupSizes) {
    gpuTest(`losses and gradient, ${workgroupSize} threads`, async ({ gpu }) => {
      for (const phaseCase of phaseCases) {
        for (const scale of scales) {
          const phase = new PhaseHarness(gpu, phaseCase, { plan: { phaseLayer: 2 } });
          const { classCount: C, batchSize: B } = phaseCase;
          const { scratch } = phase.layer(2);
          const { labelRow, lossRow, vectors } = phase.plan.scratch;
          const labels = Float64Array.from({ length: B }, (_, b) => (b * 7) % C);
          const logits = [0, 1].map(() => phase.random(B * C, scale));
          logits.forEach((values, model) => {
            phase.writeRows(model, scratch.linear, values, C, 7);
            phase.writeVector(model, labelRow, labels);
          });
          await phase.run(
            phases.softmaxCrossEntropy,
            workgroupSize,
            [0, 1].flatMap((model) => [
              phase.rowsExtent(model, scratch.delta, C),
              phase.scratchExtent(model, lossRow, vectors),
              phase.lossExtent(model),
            ]),
          );
          logits.forEach((values, model) => {
            expectLossAndGradient(phase, model, values, labels);
            expect(phase.behindBatch(model, scratch.delta, C).every((value) => value === 0)).toBe(true);
            const behind = phase.values(phase.scratchExtent(model, lossRow, vectors)).subarray(B);
            expect(behind.every((value) => value === 0)).toBe(true);
          });
        }
      }
    });
  }
});

function expectLossAndGradient(phase: PhaseHarness, model: number, logits: Float64Array, labels: Float64Array): void {
  const { classCount: C } = phase.spec;
  const B = phase.batchSize;
  const { scratch } = phase.layer(2);
  const { lossRow, vectors } = phase.plan.scratch;
  const { d_logits, loss } = softmaxCrossEntropy(logits, labels, B, C);

  // Per sample: relative error of exp(logit - largest), where rounding the difference adds its size in roundoffs; the
  // sum of C of them; the loss log(sum) - (logit of the label - largest).
  const samples = Array.from({ length: B }, (_, b) => {
    const row = logits.subarray(b * C, (b + 1) * C);
    const largest = Math.max(...row);
    const spread = largest - Math.min(...row);
    const exp = wgslAccuracy.exp(spread) + spread * ROUNDOFF;
    const sum = Math.exp(logSumExp(row) - largest);
    const sumError = exp + C * ROUNDOFF;
    const expected = logSumExp(row) - row[labels[b]!]!;
    const lossBound = sumError + logAccuracy(sum) + spread * ROUNDOFF + accumulated(1, expected);
    return { expected, lossBound, probabilityError: exp + sumError + wgslAccuracy.division };
  });

  const losses = phase.values(phase.scratchExtent(model, lossRow, vectors)).subarray(0, B);
  expectWithin(
    losses,
    samples.map(({ expected }) => expected),
    (b) => samples[b]!.lossBound,
  );
  const meanBound = samples.reduce((total, { lossBound }) => total + lossBound / B, 0);
  expectWithin(phase.values(phase.lossExtent(model)), [loss], () => meanBound + accumulated(B + 1, loss));

  const actual = phase.rows(model, scratch.delta, C);
  const bound = (i: number): number => {
    const b = Math.floor(i / C);
    const probability = B * d_logits[i]! + Number(labels[b] === i % C);
    return (samples[b]!.probabilityError * probability) / B + accumulated(2, (probability + 1) / B);
  };
  expectWithin(actual, d_logits, bound, [B, C]);
}
