/** When a picture reads its network anew, by a clock that the test sets. */
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ExactPartition, ExactPartitions, ExactState } from '../../src/components/exact-partitions.js';
import { PictureStore } from '../../src/components/picture-store.js';
import { ReadingController } from '../../src/components/reading/reading-controller.js';
import { cellLookup } from '../../src/geometry/cell-lookup.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { presets } from '../../src/training/presets.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { FakeSession } from '../support/fake-session.js';

const window = { x0: -2, x1: 2, y0: -2, y1: 2 };

/** A controller that is told of partitions by hand. */
class Bench {
  readonly session = new FakeSession(presets.moons.config);
  readonly picture = new PictureStore();
  readonly controller: ReadingController;
  /** How often the controller asked to be asked again. */
  updates = 0;
  #state: ExactState = { status: 'computing', exact: null };
  #listener: () => void = () => undefined;

  constructor() {
    const host = {
      addController: () => undefined,
      removeController: () => undefined,
      requestUpdate: () => this.updates++,
      updateComplete: Promise.resolve(true),
    };
    this.controller = new ReadingController(host, () => ({ session: this.session, model: 1, picture: this.picture }));
    const partitions: Pick<ExactPartitions, 'of' | 'subscribe'> = {
      of: () => this.#state,
      subscribe: (listener) => {
        this.#listener = listener;
        return () => undefined;
      },
    };
    this.controller.follow(partitions);
    this.controller.hostConnected();
    onTestFinished(() => this.controller.hostDisconnected());
    this.picture.update({ probe: { x: 0.3, y: 0.3 } });
    this.session.show({ state: 'running' });
  }

  /** The cells at a step come. */
  show(step: number, hasLookup = true): void {
    const model = { ...this.session.models![1]!, step };
    const folded = foldNetwork(model, model.runningStatistics);
    const partition = partitionOf(folded, window);
    const { config, data } = this.session.snapshot;
    const exact: ExactPartition = {
      ...{ folded, partition, model, step, window, config, data: data!, statistics: 'running', picture: null },
      ...{ lookup: hasLookup ? cellLookup(partition) : null, linearRegions: null },
    };
    this.#tell(exact);
  }

  /** What finding cells takes comes for the cells that are there. */
  showLookup(): void {
    const exact = this.#state.exact!;
    this.#tell({ ...exact, lookup: cellLookup(exact.partition) });
  }

  #tell(exact: ExactPartition): void {
    this.#state = { status: 'ready', exact, isCurrent: true };
    this.#listener();
  }

  get reading() {
    return this.controller.reading!;
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
});

describe('while training', () => {
  it('a reading stays for a quarter of a second, then it is asked for anew', () => {
    const bench = new Bench();
    bench.show(5);
    expect(bench.reading.step).toBe(5);
    vi.advanceTimersByTime(100);
    bench.show(6);
    expect(bench.reading.step).toBe(5);
    const { updates } = bench;
    vi.advanceTimersByTime(149);
    expect(bench.reading.step).toBe(5);
    expect(bench.updates).toBe(updates);
    vi.advanceTimersByTime(1);
    expect(bench.updates).toBe(updates + 1);
    expect(bench.reading.step).toBe(6);
  });

  it('a new point is read at once, in the cells that are shown', () => {
    const bench = new Bench();
    bench.show(5);
    expect(bench.reading.point).toEqual({ x: 0.3, y: 0.3 });
    bench.show(6);
    bench.picture.update({ probe: { x: 0.31, y: 0.3 } });
    expect(bench.reading).toMatchObject({ step: 5, point: { x: 0.31, y: 0.3 } });
  });

  it('a cell is read as soon as it can be found, and nothing is made for that here', () => {
    const bench = new Bench();
    bench.show(5, false);
    bench.picture.update({ unit: { layer: 0, unit: 0 } });
    expect(bench.reading).toMatchObject({ step: 5, cell: null, absence: 'computing' });
    expect(bench.controller.litBoundary).toBeNull();
    const { updates } = bench;
    bench.showLookup();
    expect(bench.updates).toBeGreaterThan(updates);
    expect(bench.reading).toMatchObject({ step: 5, absence: null });
    expect(bench.reading.cell).not.toBeNull();
    expect(bench.controller.litBoundary).not.toBeNull();
  });
});

it('at rest a new network is read at once', () => {
  const bench = new Bench();
  bench.session.show({ state: 'ready' });
  bench.show(5);
  expect(bench.reading.step).toBe(5);
  bench.show(6);
  expect(bench.reading.step).toBe(6);
});
