/** gather_batch: rows and labels of a batch, exactly. */
import { describe, expect } from 'vitest';
import { batchOrders } from '../../src/training/training-spec.js';
import { batchRows, gatherBatch } from '../../src/training/reference/training-step.js';
import { phases } from '../../src/gpu/kernels/network-kernels.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { PhaseHarness, phaseCases, workgroupSizes } from '../support/phase-harness.js';

describe('gather_batch', () => {
  for (const workgroupSize of workgroupSizes) {
    gpuTest(`gathers the rows of a batch, ${workgroupSize} threads`, async ({ gpu }) => {
      for (const phaseCase of phaseCases) {
        for (const batchOrder of batchOrders) {
          for (const cursor of [
            { epoch: 0, batch: 0 },
            { epoch: 7, batch: 2 },
          ]) {
            const training = { batchOrder, seed: 11 };
            const phase = new PhaseHarness(gpu, phaseCase, { training, plan: { cursor } });
            const { inputDimension: dimension, batchSize } = phaseCase;
            const { inputRows, labelRow, vectors } = phase.plan.scratch;
            await phase.run(
              phases.gatherBatch,
              workgroupSize,
              [0, 1].flatMap((model) => [
                phase.rowsExtent(model, inputRows, dimension),
                phase.scratchExtent(model, labelRow, vectors),
              ]),
            );
            const { train } = phase.network.data;
            const expected = gatherBatch(train, batchRows(train.count, { ...training, batchSize }, cursor));
            for (const model of [0, 1]) {
              expect([...phase.rows(model, inputRows, dimension)]).toEqual([...expected.positions]);
              const labels = phase.values(phase.scratchExtent(model, labelRow, vectors));
              expect([...labels.subarray(0, batchSize)]).toEqual([...expected.labels]);
              expect(phase.behindBatch(model, inputRows, dimension).every((value) => value === 0)).toBe(true);
            }
          }
        }
      }
    });
  }

  gpuTest('fills samples beyond the last row with zeros', async ({ gpu }) => {
    const phaseCase = { inputDimension: 2, hiddenWidths: [4], classCount: 2, batchSize: 5 };
    // 16 rows: the fourth batch of 5 has one row.
    const phase = new PhaseHarness(gpu, phaseCase, { plan: { cursor: { epoch: 0, batch: 3 } } });
    const { inputRows, labelRow, vectors } = phase.plan.scratch;
    await phase.run(
      phases.gatherBatch,
      4,
      [0, 1].flatMap((model) => [phase.rowsExtent(model, inputRows, 2), phase.scratchExtent(model, labelRow, vectors)]),
    );
    const { positions } = phase.network.data.train;
    expect([...phase.rows(0, inputRows, 2)]).toEqual([...positions.subarray(30, 32), ...Array<number>(8).fill(0)]);
  });
});
