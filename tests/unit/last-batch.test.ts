import { expect, it } from 'vitest';
import { initialModel } from '../../src/training/initialize.js';
import { lastBatch } from '../../src/training/last-batch.js';
import { CpuEngine } from '../../src/training/reference/cpu-engine.js';
import { eventually } from '../support/eventually.js';
import { Bench, plainTraining } from '../support/fake-backend.js';
import { randomPoints, smallSpec } from '../support/random-model.js';

it('is the batch before the next one, none at the start of a run', () => {
  const before = (epoch: number, batch: number) => lastBatch(plainTraining, { epoch, batch }, 105)?.cursor ?? null;
  expect(before(0, 0)).toBeNull();
  expect(before(0, 1)).toEqual({ epoch: 0, batch: 0 });
  expect(before(3, 7)).toEqual({ epoch: 3, batch: 6 });
  // 105 rows are 10 batches of 10.
  expect(before(3, 0)).toEqual({ epoch: 2, batch: 9 });
});

it('of a session is that of the networks that were read back, whatever has been taken or set since', async () => {
  const bench = await Bench.ready();
  const { session, clock, engine } = bench;
  const take = (steps: number): void => {
    session.step(steps);
    clock.frame();
    engine.report();
    clock.frame();
  };
  const answer = async (): Promise<void> => {
    const former = session.models;
    engine.reads.at(-1)?.answer();
    await eventually(() => expect(session.models).not.toBe(former));
  };
  const first = { cursor: { epoch: 0, batch: 0 }, training: plainTraining };
  expect(session.modelsBatch).toEqual(first);
  take(13);
  expect(session.modelsBatch).toEqual(first);
  session.setTraining({ batchSize: 50 });
  take(1);
  expect(session.models?.[0]?.step, 'the read of step 13 is still under way').toBe(0);
  await answer();
  expect(session.models?.[0]?.step).toBe(13);
  expect(session.modelsBatch).toEqual({ cursor: { epoch: 1, batch: 2 }, training: plainTraining });
  clock.frame();
  await answer();
  expect(session.models?.[0]?.step).toBe(14);
  expect(session.modelsBatch).toMatchObject({ cursor: { epoch: 2, batch: 0 }, training: { batchSize: 50 } });
  session.restart();
  expect(session.modelsBatch).toMatchObject({ cursor: { epoch: 0, batch: 0 }, training: { batchSize: 50 } });
});

it('is what the CPU engine draws with after other settings and after a load alike', () => {
  const data = { dimension: 2, classCount: 3, train: randomPoints(100, 2, 3, 1), test: randomPoints(0, 2, 3, 2) };
  const model = initialModel({ ...smallSpec, normalization: 'batch' });
  const request = {
    model: 0,
    view: { x0: -1, x1: 1, y0: -1, y1: 1 },
    widthPx: 8,
    heightPx: 8,
    pixelRatio: 1,
    statistics: 'batch',
    layers: { fill: 'plain', walls: [], decisionBoundary: true },
    theme: 'light',
    transition: 1,
  } as const;
  const lossOf = (engine: CpuEngine): number =>
    engine.frame({ steps: 0, pictures: [request] }).report.models[0]?.evaluation?.trainLoss ?? NaN;
  const engine = new CpuEngine();
  engine.load({ data, models: [model], training: plainTraining, cursor: { epoch: 0, batch: 0 } });
  engine.frame({ steps: 13, pictures: [] });
  const cursor = { epoch: 1, batch: 3 };
  const resumed = new CpuEngine();
  resumed.load({ data, models: engine.readModels(), training: plainTraining, cursor });
  const expected = lossOf(engine);
  expect(lossOf(resumed)).toBe(expected);
  resumed.load({ data, models: engine.readModels(), training: plainTraining, cursor });
  resumed.setTraining({ ...plainTraining, batchSize: 50, batchOrder: 'shuffled', seed: 7 });
  expect(lossOf(resumed)).toBe(expected);
});
