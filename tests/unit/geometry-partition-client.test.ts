import { describe, expect, it, onTestFinished } from 'vitest';
import { partitionWork, type PartitionClient } from '../../src/geometry/partition-client.js';
import type { PartitionRequest } from '../../src/geometry/partition-engine.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { presets } from '../../src/training/presets.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { eventually } from '../support/eventually.js';
import { PartitionWorkers } from '../support/partition-workers.js';

const { config } = presets.moons;
const data = makeDataSet(config.data);
const models = networkSpecs(config, data).map(initialModel);

/** @param size half the window's edge, which tells requests apart */
function request(size: number, network = 1): PartitionRequest {
  const window = { x0: -size, x1: size, y0: -size, y1: size };
  return {
    model: models[network]!,
    data,
    statistics: 'data',
    batchRows: new Uint32Array(),
    window,
    detail: 'cells',
    style: null,
  };
}

function makeClient(): { client: PartitionClient; workers: PartitionWorkers } {
  const workers = new PartitionWorkers();
  const client = workers.pool.join(partitionWork);
  onTestFinished(() => client.dispose());
  return { client, workers };
}

const sizesOf = (workers: PartitionWorkers): number[] => workers.requests.map(({ window }) => window.x1);

describe('a client of partitions', () => {
  it('gives the partition of the network as it is drawn', async () => {
    const { client } = makeClient();
    const answer = await client.compute(0, request(2));
    const folded = foldAsDrawn(models[1]!, data, 'data', new Uint32Array());
    expect(answer?.folded).toEqual(folded);
    expect(answer?.partition).toEqual(partitionOf(folded, request(2).window));
  });

  it('finishes what it has begun; of those that wait the newest of each network counts', async () => {
    const { client, workers } = makeClient();
    workers.close();
    const first = client.compute(0, request(1));
    const second = client.compute(0, request(2));
    const other = client.compute(1, request(3, 0));
    const third = client.compute(0, request(4));
    workers.open();
    expect(await second).toBeNull();
    expect((await first)?.partition.window.x1).toBe(1);
    expect((await third)?.partition.window.x1).toBe(4);
    expect((await other)?.partition.window.x1).toBe(3);
    // The third keeps the turn of the second; the second never reached the Worker.
    expect(sizesOf(workers)).toEqual([1, 4, 3]);
  });

  it('leaves the moments of the optimiser out of what it sends', async () => {
    const { client, workers } = makeClient();
    await client.compute(0, request(1));
    expect(workers.requests[0]?.model.firstMoment).toHaveLength(0);
    expect(models[1]?.firstMoment.length).toBeGreaterThan(0);
  });

  it('passes on why a computation failed and goes on with the next', async () => {
    const { client, workers } = makeClient();
    const broken = { ...request(1), model: { ...models[1]!, parameters: null as unknown as Float64Array } };
    await expect(client.compute(0, broken)).rejects.toThrow(/null/);
    expect((await client.compute(0, request(2)))?.partition.window.x1).toBe(2);
    expect(workers.made).toBe(1);
  });

  it('replaces a Worker that died and makes its request again', async () => {
    const { client, workers } = makeClient();
    workers.close();
    const answer = client.compute(0, request(1));
    await eventually(() => expect(workers.requests).toHaveLength(1));
    await workers.fail('out of memory');
    workers.open();
    expect((await answer)?.partition.window.x1).toBe(1);
    expect(workers.made).toBe(2);
    expect(workers.terminated).toBe(1);

    // An answer in between makes a later death a first one again.
    workers.close();
    const next = client.compute(0, request(2));
    await eventually(() => expect(sizesOf(workers)).toEqual([1, 1, 2]));
    await workers.fail('out of memory');
    workers.open();
    expect((await next)?.partition.window.x1).toBe(2);
  });

  it('gives up a request of which the next Worker dies as well, says why, and goes on with others', async () => {
    const { client, workers } = makeClient();
    workers.close();
    const refused = expect(client.compute(0, request(1))).rejects.toThrow('The Worker failed: no memory');
    const waiting = client.compute(1, request(2));
    for (const count of [1, 2]) {
      await eventually(() => expect(workers.requests).toHaveLength(count));
      await workers.fail('no memory');
    }
    await refused;
    workers.open();
    expect((await waiting)?.partition.window.x1).toBe(2);
    expect(workers.made).toBe(3);
  });

  it('answers with nothing once it is disposed of', async () => {
    const { client, workers } = makeClient();
    workers.close();
    const answers = [client.compute(0, request(1)), client.compute(0, request(2))];
    client.dispose();
    expect(await Promise.all([...answers, client.compute(0, request(3))])).toEqual([null, null, null]);
    expect(workers.terminated).toBe(1);
  });
});
