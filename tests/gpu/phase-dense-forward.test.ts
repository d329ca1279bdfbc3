/** dense_forward: the affine map of the first layer, a middle layer and the head. */
import { describe } from 'vitest';
import { denseForward } from '../../src/training/reference/dense.js';
import { phases } from '../../src/gpu/kernels/network-kernels.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { PhaseHarness, phaseCases, workgroupSizes } from '../support/phase-harness.js';
import { accumulated, expectWithin } from '../support/tolerances.js';

describe('dense_forward', () => {
  for (const workgroupSize of workgroupSizes) {
    gpuTest(`maps a batch, ${workgroupSize} threads`, async ({ gpu }) => {
      for (const phaseCase of phaseCases) {
        for (const phaseLayer of [0, 1, 2]) {
          const phase = new PhaseHarness(gpu, phaseCase, { plan: { phaseLayer } });
          const { inputs, width, weight, bias, scratch } = phase.layer(phaseLayer);
          const B = phaseCase.batchSize;
          const input = [0, 1].map(() => phase.random(B * inputs, 3));
          input.forEach((values, model) => phase.writeRows(model, scratch.inputRows, values, inputs, 7));
          await phase.run(
            phases.denseForward,
            workgroupSize,
            [0, 1].map((model) => phase.rowsExtent(model, scratch.linear, width)),
          );
          for (const [model, x] of input.entries()) {
            const expected = denseForward(x, weight, bias, B, inputs, width);
            const magnitude = denseForward(x.map(Math.abs), weight.map(Math.abs), bias.map(Math.abs), B, inputs, width);
            expectWithin(
              phase.rows(model, scratch.linear, width),
              expected,
              (i) => accumulated(inputs + 1, magnitude[i]!),
              [B, width],
            );
          }
        }
      }
    });
  }
});
