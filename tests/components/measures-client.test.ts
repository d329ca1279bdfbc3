/** Measures from a real Worker: the same as on the page, the newest request wins, cancelled and lost ones end. */
import { afterEach, expect, it } from 'vitest';
import { measureNetwork } from '../../src/analysis/measure-network.js';
import { measuresWork, type MeasuresClient } from '../../src/analysis/measures-client.js';
import { workersOf } from '../../src/page-workers.js';
import { WorkerPool } from '../../src/training/workers/worker-pool.js';
import { WorkerStarter } from '../../src/training/workers/worker-starter.js';
import type { MeasureRequest } from '../../src/analysis/measures.js';
import { dataWindow } from '../../src/training/datasets/data-window.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { initialModel } from '../../src/training/initialize.js';
import { presets } from '../../src/training/presets.js';
import { smallSpec } from '../support/random-model.js';

const data = makeDataSet(presets.circles.config.data);

function request(seed: number): MeasureRequest {
  return {
    model: initialModel({ ...smallSpec, classCount: 2, biasInitializer: 'normal', seed }),
    data,
    statistics: 'data',
    batchRows: Uint32Array.from({ length: 32 }, (_, row) => row),
    window: dataWindow(data),
    learningRate: 0.01,
    options: { uniformCount: 50 },
  };
}

let client: MeasuresClient;
afterEach(() => client.dispose());

it('measures as the page would, and says how far it is', async () => {
  client = workersOf().join(measuresWork);
  const shares: number[] = [];
  const measures = await client.compute(0, request(1), (share) => shares.push(share));
  expect(measures).toEqual(await measureNetwork(request(1)));
  expect(shares[0]).toBe(0);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.length).toBeGreaterThan(5);
});

it('finishes what it has begun, and of what waits the newest of each network', async () => {
  client = workersOf().join(measuresWork);
  const answers = await Promise.all([
    client.compute(0, request(1)),
    client.compute(0, request(2)),
    client.compute(1, request(3)),
    client.compute(0, request(4)),
  ]);
  expect(answers.map((answer) => answer !== null)).toEqual([true, false, true, true]);
  expect(answers[3]).toEqual(await measureNetwork(request(4)));
});

it('cancels what runs and what waits for a network, and goes on with others', async () => {
  client = workersOf().join(measuresWork);
  const running = client.compute(0, request(1), (share) => {
    if (share > 0) client.cancel(0);
  });
  const other = client.compute(1, request(2));
  expect(await running).toBeNull();
  expect(await other).not.toBeNull();
  const [waitingOther, waiting] = [client.compute(1, request(1)), client.compute(0, request(1))];
  client.cancel(0);
  expect(await waiting).toBeNull();
  expect(await waitingOther).not.toBeNull();
});

/** Workers of which the first runs this script. */
function firstRuns(script: string): { pool: WorkerPool; count: () => number } {
  let made = 0;
  const starter = new WorkerStarter();
  const pool = new WorkerPool({
    startWorker: (kind) => {
      if (made++ > 0) return starter.start(kind);
      return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
    },
  });
  return { pool, count: () => made };
}

it('ends a Worker that does not stop, and measures the next with another one', async () => {
  // It answers the first message, which asks whether it is there, and nothing after that.
  const { pool, count } = firstRuns(
    'onmessage = ({ data }) => { postMessage({ id: data.id, type: "RAW", value: undefined }); for (;;); };',
  );
  client = pool.join(measuresWork);
  const stuck = client.compute(0, request(1));
  const next = client.compute(1, request(2));
  client.cancel(0);
  expect(await stuck).toBeNull();
  expect(await next).not.toBeNull();
  expect(count()).toBe(2);
});

it('measures on the page where no Worker starts, with the same numbers', async () => {
  const { pool, count } = firstRuns('throw new Error("worn out")');
  client = pool.join(measuresWork);
  expect(await client.compute(0, request(1))).toEqual(await measureNetwork(request(1)));
  expect(await client.compute(0, request(2))).not.toBeNull();
  expect(count()).toBe(1);
});

it('says what is wrong where measuring fails, and measures the next', async () => {
  client = workersOf().join(measuresWork);
  const broken = { ...request(1), data: { ...data, train: { ...data.train, count: -1 } } };
  await expect(client.compute(0, broken)).rejects.toThrow(/./);
  expect(await client.compute(0, request(2))).not.toBeNull();
});

it('gives up everything once it is disposed of', async () => {
  client = workersOf().join(measuresWork);
  const pending = [client.compute(0, request(1)), client.compute(1, request(1))];
  client.dispose();
  expect(await Promise.all(pending)).toEqual([null, null]);
  expect(await client.compute(0, request(1))).toBeNull();
});
