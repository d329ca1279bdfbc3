/** dense_backward: gradients of weight, bias and input of the first layer, a middle layer and the head. */
import { describe, expect } from 'vitest';
import { denseBackward } from '../../src/training/reference/dense.js';
import { phases } from '../../src/gpu/kernels/network-kernels.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { PhaseHarness, phaseCases, workgroupSizes } from '../support/phase-harness.js';
import { accumulated, expectWithin } from '../support/tolerances.js';

const NORMALIZED = 1;

describe('dense_backward', () => {
  for (const workgroupSize of workgroupSizes) {
    gpuTest(`gradients of an affine map, ${workgroupSize} threads`, async ({ gpu }) => {
      for (const phaseCase of phaseCases) {
        for (const phaseLayer of [0, 1, 2]) {
          const phase = new PhaseHarness(gpu, phaseCase, { plan: { phaseLayer } });
          const { inputs, width, scratch, packed } = phase.layer(phaseLayer);
          const B = phaseCase.batchSize;
          const given = [0, 1].map((model) => {
            const input = phase.random(B * inputs, 3);
            const delta = phase.random(B * width, 1 / B);
            phase.writeRows(model, scratch.inputRows, input, inputs, 7);
            phase.writeRows(model, scratch.delta, delta, width, 0);
            return { input, delta };
          });
          const previous = phaseLayer > 0 ? phase.layer(phaseLayer - 1) : null;
          await phase.run(
            phases.denseBackward,
            workgroupSize,
            [0, 1].flatMap((model) => [
              phase.gradientExtent(model, packed.weight, 4 * packed.inputGroups * packed.groups),
              phase.gradientExtent(model, packed.bias, packed.groups),
              ...(previous ? [phase.rowsExtent(model, previous.scratch.delta, inputs)] : []),
            ]),
          );
          given.forEach(({ input, delta }, model) => expectGradients(phase, model, phaseLayer, input, delta));
        }
      }
    });
  }
});

function expectGradients(
  phase: PhaseHarness,
  model: number,
  phaseLayer: number,
  input: Float64Array,
  delta: Float64Array,
): void {
  const { inputs, width, weight, packed } = phase.layer(phaseLayer);
  const B = phase.batchSize;
  const expected = denseBackward(delta, input, weight, B, inputs, width);
  const magnitude = denseBackward(delta.map(Math.abs), input.map(Math.abs), weight.map(Math.abs), B, inputs, width);

  const { groups, inputGroups } = packed;
  const d_weight = phase.values(phase.gradientExtent(model, packed.weight, 4 * inputGroups * groups));
  const unpacked = new Float64Array(width * inputs);
  d_weight.forEach((value, at) => {
    const unit = at % (4 * groups);
    const feature = Math.floor(at / (4 * groups));
    if (unit < width && feature < inputs) unpacked[unit * inputs + feature] = value;
    else expect(value === 0, `padding at input ${feature}, unit ${unit}, is 0`).toBe(true);
  });
  expectWithin(unpacked, expected.d_weight, (i) => accumulated(B, magnitude.d_weight[i]!), [width, inputs]);

  const d_bias = phase.values(phase.gradientExtent(model, packed.bias, groups));
  // Behind a batch norm the bias cancels, so the kernel stores the true gradient, which is 0.
  const cancels = model === NORMALIZED && phaseLayer < phase.spec.hiddenWidths.length;
  expectWithin(d_bias.subarray(0, width), cancels ? new Float64Array(width) : expected.d_bias, (m) =>
    cancels ? 0 : accumulated(B, magnitude.d_bias[m]!),
  );
  expect(d_bias.subarray(width).every((value) => value === 0)).toBe(true);

  if (phaseLayer === 0) return;
  const { scratch } = phase.layer(phaseLayer - 1);
  const d_input = phase.rows(model, scratch.delta, inputs);
  expectWithin(d_input, expected.d_input, (i) => accumulated(width, magnitude.d_input[i]!), [B, inputs]);
  expect(phase.behindBatch(model, scratch.delta, inputs).every((value) => value === 0)).toBe(true);
}
