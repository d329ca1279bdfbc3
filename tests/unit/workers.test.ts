/** Workers shared by many: turns, release, Workers that do not start or fall silent, and the same work on this thread. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Pieces } from '../../src/training/workers/pieces.js';
import { TimeSlices } from '../../src/training/workers/time-slices.js';
import type { WorkKind } from '../../src/training/workers/work-kind.js';
import { WorkerPool } from '../../src/training/workers/worker-pool.js';
import type { WorkClient } from '../../src/training/workers/work-queue.js';
import { eventually } from '../support/eventually.js';
import { LocalWorkers } from '../support/local-workers.js';

interface Counted {
  readonly to: number;
}

/** Counts to a number, one in each piece. */
function* count(to: number): Pieces<Counted> {
  for (let i = 0; i < to; i++) yield i / to;
  return { to };
}

const countWork: WorkKind<number, Counted> = {
  name: 'count',
  address: () => {
    throw new Error('This test starts its own.');
  },
  load: () => Promise.resolve(count),
};

function make(): { workers: LocalWorkers<number, Counted>; join: () => WorkClient<number, Counted>; back: () => void } {
  const watching = new Set<() => void>();
  const workers = new LocalWorkers(count, (callback) => {
    watching.add(callback);
    return () => watching.delete(callback);
  });
  const clients: WorkClient<number, Counted>[] = [];
  onTestFinished(() => {
    for (const client of clients) client.dispose();
    expect(watching.size).toBe(0);
    expect(workers.terminated).toBe(workers.made);
  });
  const join = (): WorkClient<number, Counted> => {
    const client = workers.pool.join(countWork);
    clients.push(client);
    return client;
  };
  return { workers, join, back: () => watching.forEach((callback) => callback()) };
}

describe('a pool of Workers', () => {
  it('has one Worker for all, in turns: who asked for much does not keep out who asks for little', async () => {
    const { workers, join } = make();
    const [greedy, modest] = [join(), join()];
    workers.close();
    const answers = [1, 2, 3, 4].map((to, network) => greedy.compute(network, to));
    answers.push(...[5, 6].map((to, network) => modest.compute(network, to)));
    workers.open();
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5, 6].map((to) => ({ to })));
    expect(workers.requests).toEqual([1, 5, 2, 6, 3, 4]);
    expect(workers.made).toBe(1);
  });

  it('keeps the requests of one apart from those of others with the same network', async () => {
    const { workers, join } = make();
    const [one, other] = [join(), join()];
    workers.close();
    const first = one.compute(0, 1);
    const replaced = one.compute(0, 2);
    const kept = other.compute(0, 3);
    const newest = one.compute(0, 4);
    workers.open();
    expect(await Promise.all([first, replaced, kept, newest])).toEqual([{ to: 1 }, null, { to: 3 }, { to: 4 }]);
  });

  it('goes on for others when one leaves in the middle of its request', async () => {
    const { workers, join } = make();
    const [leaving, staying] = [join(), join()];
    const endless = leaving.compute(0, 1e12);
    await eventually(() => expect(workers.requests).toEqual([1e12]));
    const answer = staying.compute(0, 3);
    leaving.dispose();
    expect(await endless).toBeNull();
    expect(await answer).toEqual({ to: 3 });
    expect([workers.made, workers.terminated]).toEqual([1, 0]);
  });

  it('has no Worker left after the last has gone, after a thousand times too', async () => {
    const { workers } = make();
    for (let cycle = 0; cycle < 1000; cycle++) {
      const clients = [0, 1].map(() => workers.pool.join(countWork));
      const answers = clients.map((client) => client.compute(0, cycle % 3));
      if (cycle % 100 === 0) await Promise.all(answers);
      clients.forEach((client) => client.dispose());
      expect(workers.made - workers.terminated).toBe(0);
    }
    expect(workers.made).toBe(1000);
  });

  it('cancels what runs, in a Worker and on this thread', async () => {
    for (const pool of [make().workers.pool, new WorkerPool({ startWorker: null })]) {
      const client = pool.join(countWork);
      onTestFinished(() => client.dispose());
      const shares: number[] = [];
      const endless = client.compute(0, 1e12, (share) => {
        if (shares.push(share) === 3) client.cancel(0);
      });
      expect(await endless).toBeNull();
      expect(await client.compute(0, 5)).toEqual({ to: 5 });
    }
  });

  it('says how far it is', async () => {
    for (const pool of [make().workers.pool, new WorkerPool({ startWorker: null })]) {
      const client = pool.join(countWork);
      onTestFinished(() => client.dispose());
      const shares: number[] = [];
      await client.compute(0, 4, (share) => shares.push(share));
      expect(shares).toEqual([0, 0.25, 0.5, 0.75]);
    }
  });

  it('works on this thread where Workers are forbidden or fail before their first answer', async () => {
    const forbidden = vi.fn(() => {
      throw new Error('forbidden');
    });
    const mute = new LocalWorkers(count);
    const failing = vi.fn(() => {
      const worker = mute.create();
      mute.silence();
      queueMicrotask(() => void mute.fail(''));
      return worker;
    });
    for (const startWorker of [forbidden, failing]) {
      const client = new WorkerPool({ startWorker }).join(countWork);
      onTestFinished(() => client.dispose());
      expect(await client.compute(0, 7)).toEqual({ to: 7 });
      expect(await client.compute(1, 8)).toEqual({ to: 8 });
      expect(startWorker).toHaveBeenCalledTimes(1);
    }
    expect(mute.terminated).toBe(1);
  });

  it('replaces a Worker that ended without a word when the page comes back, and asks again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { workers, join, back } = make();
    const client = join();
    expect(await client.compute(0, 1)).toEqual({ to: 1 });
    back();
    // One that lives answers, and stays.
    expect(await client.compute(0, 2)).toEqual({ to: 2 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(workers.made).toBe(1);

    workers.silence();
    const lost = client.compute(0, 3);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers.made).toBe(1);
    back();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await lost).toEqual({ to: 3 });
    expect([workers.made, workers.terminated]).toEqual([2, 1]);
  });
});

describe('slices of time', () => {
  /** A clock that each piece moves on by a millisecond. */
  function bench(sliceMs: number) {
    let now = 0;
    const log: string[] = [];
    const slices = new TimeSlices({
      sliceMs,
      now: () => now,
      pause: () => {
        log.push('|');
        return new Promise((resolve) => setImmediate(resolve));
      },
    });
    const work = function* (name: string, pieces: number): Pieces<string> {
      for (let i = 0; i < pieces; i++) {
        log.push(name);
        now++;
        yield;
      }
      return name;
    };
    return { slices, log, work };
  }

  it('are as long as they may be, and in turns', async () => {
    const { slices, log, work } = bench(3);
    expect(await Promise.all([slices.run(work('a', 7)), slices.run(work('b', 2))])).toEqual(['a', 'b']);
    expect(log.join('')).toBe('|aaa|bb|aaa|a|');
    expect(slices.workedMs).toBe(9);
  });

  it('end with what the work throws, and others go on', async () => {
    const { slices, work } = bench(1);
    const failing = slices.run(
      (function* (): Pieces<never> {
        yield;
        throw new RangeError('too much');
      })(),
    );
    const other = slices.run(work('b', 3));
    await expect(failing).rejects.toThrow(new RangeError('too much'));
    expect(await other).toBe('b');
  });
});
