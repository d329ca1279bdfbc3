/** Real Workers of a page: the same answers as in slices of time, few for many, and none left in the end. */
import { expect, it, onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';
import { partitionWork } from '../../src/geometry/partition-client.js';
import type { PartitionRequest } from '../../src/geometry/partition-engine.js';
import { workersOf } from '../../src/page-workers.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { presets } from '../../src/training/presets.js';
import { createCpuBackend } from '../../src/training/reference/cpu-backend.js';
import { WorkerPool } from '../../src/training/workers/worker-pool.js';
import { WorkerStarter } from '../../src/training/workers/worker-starter.js';
import { eventually } from '../support/eventually.js';

const { config } = presets.moons;
const data = makeDataSet(config.data);
const request: PartitionRequest = {
  model: initialModel(networkSpecs(config, data)[1]!),
  data,
  statistics: 'data',
  batchRows: new Uint32Array(),
  window: { x0: -2, x1: 3, y0: -2, y1: 2 },
  detail: 'regions',
  style: {
    widthPx: 120,
    heightPx: 96,
    pixelRatio: 1,
    theme: 'light',
    fill: 'slope',
    scale: null,
    lines: { walls: [], decisionBoundary: true },
  },
};

/** Workers as the page starts them, counted: those that live, and all that have not been collected. */
function countedPool(mostEngineWorkers: number) {
  const live = new Set<Worker>();
  const made: WeakRef<Worker>[] = [];
  const starter = new WorkerStarter();
  const pool = new WorkerPool({
    mostEngineWorkers,
    startWorker: (script) => {
      const worker = starter.start(script);
      live.add(worker);
      made.push(new WeakRef(worker));
      const terminate = worker.terminate.bind(worker);
      worker.terminate = () => {
        live.delete(worker);
        terminate();
      };
      return worker;
    },
  });
  return { pool, live, made };
}

it('a Worker and slices of time give the same exact cells, bit for bit', async () => {
  const answers = await Promise.all(
    (['auto', 'none'] as const).map(async (choice) => {
      const client = workersOf(choice).join(partitionWork);
      onTestFinished(() => client.dispose());
      return client.compute(0, request);
    }),
  );
  expect(answers[0]?.partition.cellCount).toBeGreaterThan(500);
  expect(answers[0]).toEqual(answers[1]);
});

it('many engines share few Workers, which go with the last of them', async () => {
  const { pool, live } = countedPool(2);
  const backends = await Promise.all(
    Array.from({ length: 7 }, () => createCpuBackend({ description: '', present: () => {}, workers: pool })),
  );
  expect(live.size).toBe(2);
  const models = networkSpecs(config, data).map(initialModel);
  const run = { data, models, training: config.training, cursor: { epoch: 0, batch: 0 } };
  await Promise.all(backends.map((backend) => backend.load(run)));
  for (const backend of backends) backend.frame({ steps: 1, pictures: [] });
  const steps = await Promise.all(backends.map(async (backend) => (await backend.readModels())[0]?.step));
  expect(steps).toEqual(Array(7).fill(1));
  for (const backend of backends.slice(1)) backend.dispose();
  expect(await backends[0]!.readModels()).toHaveLength(2);
  backends[0]!.dispose();
  expect(live.size).toBe(0);
});

it('nothing is left of those that come and go, not even of what they still waited for', async () => {
  const { pool, live, made } = countedPool(1);
  const comeAndGo = async (isAnswered: boolean): Promise<void> => {
    const client = pool.join(partitionWork);
    const answer = client.compute(0, request);
    if (isAnswered) expect(await answer).not.toBeNull();
    client.dispose();
    const backend = await createCpuBackend({ description: '', present: () => {}, workers: pool });
    backend.readModels().catch(() => undefined);
    backend.dispose();
    expect(live.size).toBe(0);
  };
  for (let cycle = 0; cycle < 50; cycle++) await comeAndGo(cycle % 25 === 0);
  expect(made).toHaveLength(100);
  await eventually(async () => {
    await cdp().send('HeapProfiler.collectGarbage');
    expect(made.filter((worker) => worker.deref())).toHaveLength(0);
  });
});
