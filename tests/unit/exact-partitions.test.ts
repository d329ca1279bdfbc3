import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ExactPartitions, type ExactPartition } from '../../src/components/exact-partitions.js';
import { PictureStore } from '../../src/components/picture-store.js';
import { cellLookup } from '../../src/geometry/cell-lookup.js';
import { commonScale } from '../../src/geometry/common-scale.js';
import type { NumberFill } from '../../src/geometry/cell-fills.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { pictureWindow } from '../../src/training/datasets/data-window.js';
import type { ModelState } from '../../src/training/model-state.js';
import { presets } from '../../src/training/presets.js';
import { batchRows } from '../../src/training/reference/training-step.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { PartitionWorkers } from '../support/partition-workers.js';

class Bench {
  readonly session: FakeSession;
  readonly picture = new PictureStore();
  readonly workers = new PartitionWorkers();
  readonly partitions: ExactPartitions;

  constructor(session = new FakeSession(presets.moons.config)) {
    this.session = session;
    this.partitions = new ExactPartitions(session, this.picture, this.workers.pool);
    onTestFinished(() => this.partitions.dispose());
  }

  /** Waits until both networks have a partition of what is shown now. */
  async settled(): Promise<void> {
    await eventually(() => {
      expect([0, 1].map((model) => this.isCurrent(model))).toEqual([true, true]);
    });
  }

  isCurrent(model: number): boolean {
    const state = this.partitions.of(model);
    return state.exact !== null && state.isCurrent;
  }

  exact(model: number): ExactPartition {
    const { exact } = this.partitions.of(model);
    if (!exact) throw new Error(`Network ${model} has no partition.`);
    return exact;
  }

  get model(): ModelState {
    return this.session.models![1]!;
  }

  /** The networks as after some steps, read back. */
  train(steps: number): void {
    const models = this.session.models!.map((model) => ({
      ...model,
      step: model.step + steps,
      parameters: model.parameters.map((value) => 1.1 * value + 0.01),
    }));
    this.session.models = models;
    this.session.show({ step: models[0]!.step });
  }
}

describe('exact partitions of a session', () => {
  it('has that of every network in the default window, seen or not', async () => {
    const bench = new Bench();
    expect(bench.partitions.of(0)).toEqual({ status: 'computing', exact: null });
    await bench.settled();
    const { data, config } = bench.session.snapshot;
    const { exact } = bench.partitions.of(1);
    const folded = foldAsDrawn(bench.model, data!, config.statistics, new Uint32Array());
    expect(exact?.partition).toEqual(partitionOf(folded, pictureWindow(data!)));
    expect(exact).toMatchObject({ step: 0, statistics: 'data', folded, window: pictureWindow(data!) });
    expect(bench.partitions.of(0)).toMatchObject({ status: 'ready', exact: { statistics: null } });
  });

  it('says that there is no network before the first one', () => {
    const session = new FakeSession(presets.moons.config);
    session.models = null;
    expect(new Bench(session).partitions.of(0)).toEqual({ status: 'no-model', exact: null });
  });

  it('has none of a network whose walls are curved, before and after that', async () => {
    const bench = new Bench(new FakeSession({ ...presets.moons.config, normalizations: ['none', 'layer'] }));
    await eventually(() => expect(bench.isCurrent(0)).toBe(true));
    expect(bench.partitions.of(1)).toEqual({ status: 'curved', exact: null });
    const affine = new Bench();
    await affine.settled();
    const [plain] = affine.session.models!;
    affine.session.models = [plain!, { ...affine.model, normalization: 'rms' }];
    affine.session.show({});
    expect(affine.partitions.of(1)).toEqual({ status: 'curved', exact: null });
    affine.session.models = [plain!, { ...affine.model, normalization: 'batch' }];
    affine.session.show({});
    await eventually(() => expect(affine.isCurrent(1)).toBe(true));
  });

  it('computes nothing twice', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.session.show({});
    bench.picture.update({ theme: 'dark' });
    bench.partitions.refresh();
    expect(bench.workers.requests).toHaveLength(2);
    expect(bench.session.callsOf('requestModels')).toEqual([]);
  });

  it('follows the window, and keeps the former partition meanwhile', async () => {
    const bench = new Bench();
    await bench.settled();
    const former = bench.exact(1);
    bench.workers.close();
    const window = { x0: 0, x1: 1, y0: -1, y1: 0 };
    bench.picture.update({ window });
    expect(bench.partitions.of(1)).toEqual({ status: 'ready', exact: former, isCurrent: false });
    bench.workers.open();
    await bench.settled();
    expect(bench.exact(1).window).toEqual(window);
    expect(bench.exact(0).window).toEqual(window);
  });

  it.each([
    { statistics: 'data', again: ['batch'] },
    { statistics: 'running', again: [] },
    { statistics: 'batch', again: ['batch'] },
  ] as const)('moved data, with the statistics $statistics, concerns $again', async ({ statistics, again }) => {
    const bench = new Bench();
    // Held: the default window would move with the data.
    bench.picture.update({ window: { x0: -2, x1: 2, y0: -2, y1: 2 } });
    bench.session.setStatistics(statistics);
    await bench.settled();
    const before = bench.workers.requests.length;
    bench.session.placeData({ ...bench.session.snapshot.config.data.placement, dx: 3 });
    await bench.settled();
    expect(bench.workers.requests.slice(before).map(({ model }) => model.normalization)).toEqual(again);
  });

  it('other statistics concern the network with BN only', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.session.setStatistics('running');
    await bench.settled();
    expect(bench.workers.requests).toHaveLength(3);
    expect(bench.exact(1).statistics).toBe('running');
  });

  it('is behind while a switch has not been read back', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.session.switchNormalization(1, 'none', 'align');
    expect(bench.partitions.of(1)).toMatchObject({ isCurrent: false });
    bench.session.models = bench.session.models!.map((model) => ({ ...model, normalization: 'none' as const }));
    bench.session.show({});
    await bench.settled();
    expect(bench.exact(1).statistics).toBeNull();
  });

  it('forgets the cells of a network of another shape', async () => {
    const bench = new Bench();
    await bench.settled();
    const other = new FakeSession(presets.spirals.config);
    bench.workers.close();
    bench.session.models = other.models;
    bench.session.show({ config: other.snapshot.config, data: other.snapshot.data });
    expect(bench.partitions.of(1)).toEqual({ status: 'computing', exact: null });
    bench.workers.open();
    await bench.settled();
    expect(bench.exact(1).partition.hiddenWidths).toEqual(other.models![1]!.spec.hiddenWidths);
  });

  it('never shows an answer about a network of another shape that comes late', async () => {
    const bench = new Bench();
    await bench.settled();
    const other = new FakeSession(presets.spirals.config);
    bench.workers.close();
    bench.train(1);
    await eventually(() => expect(bench.workers.requests.length).toBeGreaterThan(2));
    bench.session.models = other.models;
    bench.session.show({ config: other.snapshot.config, data: other.snapshot.data, step: 0 });
    const shown = new Set<string>();
    bench.partitions.subscribe(() => shown.add(String(bench.partitions.of(0).exact?.partition.hiddenWidths)));
    bench.workers.open();
    await bench.settled();
    expect([...shown].sort()).toEqual([String(other.models![0]!.spec.hiddenWidths), 'undefined'].sort());
  });

  it('says why there is none where it fails, and tries again for what comes next', async () => {
    const bench = new Bench();
    await bench.settled();
    const { models } = bench.session;
    bench.session.models = models!.map((model) => ({ ...model, parameters: null as unknown as Float64Array }));
    bench.session.show({});
    await eventually(() => expect(bench.partitions.of(1)).toMatchObject({ status: 'failed', exact: null }));
    bench.session.models = models;
    bench.session.show({});
    await bench.settled();
  });

  it('tells its followers until they stop', async () => {
    const bench = new Bench();
    let calls = 0;
    const stop = bench.partitions.subscribe(() => calls++);
    await bench.settled();
    expect(calls).toBeGreaterThan(0);
    stop();
    const before = calls;
    bench.train(1);
    await bench.settled();
    expect(calls).toBe(before);
  });
});

describe('while training', () => {
  it('asks for networks again once the partitions of the last ones are there', async () => {
    const bench = new Bench();
    bench.partitions.setView(0, () => ({ style: null }));
    bench.partitions.setView(1, () => ({ style: null }));
    const areCurrent: unknown[] = [];
    bench.session.requestModels = () => areCurrent.push([0, 1].map((model) => bench.isCurrent(model)));
    bench.session.play();
    for (let round = 1; round <= 3; round++) {
      await eventually(() => expect(areCurrent).toHaveLength(round));
      bench.train(7);
    }
    expect(areCurrent).toEqual([1, 2, 3].map(() => [true, true]));
    await bench.settled();
    expect(bench.exact(1).step).toBe(21);
  });

  it('does nothing for pictures that nobody sees, and makes up for it at rest', async () => {
    const bench = new Bench();
    let isSeen = false;
    bench.partitions.setView(0, () => (isSeen ? { style: null } : null));
    await bench.settled();
    bench.session.play();
    bench.train(5);
    expect(bench.workers.requests).toHaveLength(2);
    bench.session.pause();
    await bench.settled();
    expect(bench.exact(1).step).toBe(5);
    expect(bench.session.callsOf('requestModels')).toEqual([]);

    bench.session.play();
    isSeen = true;
    bench.partitions.refresh();
    await eventually(() => expect(bench.session.callsOf('requestModels')).toHaveLength(1));
  });

  it('follows training for a watcher too, until that stops', async () => {
    const bench = new Bench();
    let isSeen = false;
    const stop = bench.partitions.watch(() => isSeen);
    await bench.settled();
    bench.session.play();
    bench.train(5);
    expect(bench.workers.requests).toHaveLength(2);
    isSeen = true;
    bench.partitions.refresh();
    await bench.settled();
    expect(bench.exact(1).step).toBe(5);
    stop();
    bench.train(9);
    expect(bench.workers.requests).toHaveLength(4);
  });
});

it('leaves out moments that pass while there is no time for them, and has all of that which is rested at', async () => {
  let nowMs = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  onTestFinished(() => void vi.restoreAllMocks());
  const bench = new Bench();
  await bench.settled();
  const moments = 30;
  for (let step = moments; step > 0; step--) {
    nowMs += 4;
    bench.session.models = bench.session.models!.map((model) => ({ ...model, step }));
    bench.session.show({ step, time: { firstStep: 0, lastStep: moments + 1, isPast: true, isPassing: true } });
    // Answers come by messages.
    await new Promise((resolve) => setTimeout(resolve));
  }
  const { length } = bench.workers.requests;
  expect(length, 'once in 40 of 120 ms at most, and of the start').toBeLessThanOrEqual(2 * (1 + 3));
  expect(length).toBeGreaterThan(2);
  expect(bench.isCurrent(1)).toBe(false);
  const states: boolean[] = [];
  bench.partitions.subscribe(() => states.push(bench.isCurrent(1)));
  const { time } = bench.session.snapshot;
  bench.session.show({ time: { ...time, isPassing: false } });
  await eventually(() => {
    expect([0, 1].map((model) => bench.isCurrent(model))).toEqual([true, true]);
    expect(bench.exact(1).linearRegions).not.toBeNull();
  });
  expect([0, 1].map((model) => bench.exact(model).step)).toEqual([1, 1]);
  expect(states.lastIndexOf(false), 'once they are known they stay').toBeLessThan(states.indexOf(true));
});

describe('what reading takes', () => {
  it('comes with every partition at rest', async () => {
    const bench = new Bench();
    await bench.settled();
    expect(bench.exact(1).lookup).toEqual(cellLookup(bench.exact(1).partition));
    expect(bench.exact(1).linearRegions).not.toBeNull();
  });

  it.each([
    ['a point is read', { probe: { x: 0, y: 0 } }],
    ['a unit is lit up', { unit: { layer: 0, unit: 0 } }],
  ])('comes while training from when %s on, and no longer than that', async (_, reading) => {
    const bench = new Bench();
    for (const model of [0, 1]) bench.partitions.setView(model, () => ({ style: null }));
    await bench.settled();
    bench.session.play();
    bench.train(1);
    await bench.settled();
    const { partition, lookup } = bench.exact(1);
    expect(lookup).toBeNull();
    bench.picture.update(reading);
    expect(bench.isCurrent(1), 'the cells are those that there are').toBe(true);
    await eventually(() => expect(bench.exact(1).lookup).toEqual(cellLookup(partition)));
    expect(bench.exact(1).partition, 'of the same cells').toBe(partition);
    bench.train(1);
    await bench.settled();
    expect(bench.exact(1).lookup).toEqual(cellLookup(bench.exact(1).partition));
    expect(bench.exact(1).linearRegions).toBeNull();
    bench.picture.update({ probe: null, unit: null });
    bench.train(1);
    await bench.settled();
    expect(bench.exact(1).lookup).toBeNull();
  });
});

it('goes on following training when a network became curved while its cells were computed', async () => {
  const bench = new Bench();
  for (const model of [0, 1]) bench.partitions.setView(model, () => ({ style: null }));
  await bench.settled();
  const reads = (): number => bench.session.callsOf('requestModels').length;
  bench.session.play();
  await eventually(() => expect(reads()).toBe(1));
  bench.workers.close();
  bench.train(1);
  await eventually(() => expect(bench.workers.requests).toHaveLength(3));
  // Lets the first network's answer through, the second one's comes late.
  bench.workers.open();
  bench.workers.close();
  await eventually(() => expect(bench.isCurrent(0)).toBe(true));
  bench.session.models = bench.session.models!.with(1, { ...bench.model, normalization: 'rms' });
  bench.session.show({});
  bench.workers.open();
  await eventually(() => expect(reads()).toBe(2));
  expect(bench.partitions.of(1)).toEqual({ status: 'curved', exact: null });
});

it('folds a network that trains with the batch that it took last, not with one taken since', async () => {
  const bench = new Bench();
  for (const model of [0, 1]) bench.partitions.setView(model, () => ({ style: null }));
  bench.session.setStatistics('batch');
  await bench.settled();
  bench.session.play();
  const { training } = bench.session.snapshot.config;
  bench.session.modelsBatch = { cursor: { epoch: 3, batch: 2 }, training };
  bench.train(1);
  await bench.settled();
  const { data } = bench.session.snapshot;
  const rows = batchRows(data!.train.count, training, { epoch: 3, batch: 2 });
  expect(bench.workers.requests.at(-1)?.batchRows).toEqual(rows);
});

describe('fills by a number', () => {
  /** Views of both networks, the second one filled; what their pictures are in at every moment. */
  async function filled(fill: NumberFill, isSeen: (model: number) => boolean = () => true) {
    const bench = new Bench();
    const style = {
      widthPx: 40,
      heightPx: 40,
      pixelRatio: 1,
      theme: 'light',
      lines: { walls: [], decisionBoundary: true },
    } as const;
    for (const model of [0, 1])
      bench.partitions.setView(model, () =>
        isSeen(model) ? { style: { ...style, fill: bench.picture.state.numberFill } } : null,
      );
    await bench.settled();
    /** Whether all pictures that were to be shown at a moment were in the scale that was told. */
    const areAlike: boolean[] = [];
    bench.partitions.subscribe(() => {
      for (const model of [0, 1]) {
        const picture = bench.partitions.of(model).exact?.picture;
        if (!isSeen(model) || !picture?.scale || !bench.partitions.isToBeShown(picture)) continue;
        areAlike.push(JSON.stringify(picture.scale) === JSON.stringify(bench.partitions.scale?.values));
      }
    });
    const before = bench.workers.requests.length;
    bench.picture.update({ numberFill: fill });
    await eventually(() => expect(bench.partitions.scale?.fill).toBe(fill));
    await bench.settled();
    return { bench, areAlike, drawings: () => bench.workers.requests.length - before };
  }
  const pictureOf = (bench: Bench, model: number) => bench.exact(model).picture!;

  it.each(['slope', 'area', 'density'] as const)('have one scale for both networks: %s', async (fill) => {
    const { bench, areAlike, drawings } = await filled(fill);
    const own = [0, 1].map((model) => pictureOf(bench, model).ownScale!);
    expect(own[0]).not.toEqual(own[1]);
    expect(bench.partitions.scale?.values).toEqual(commonScale(own));
    for (const model of [0, 1]) expect(pictureOf(bench, model).scale).toEqual(commonScale(own));
    expect(new Set(areAlike)).toEqual(new Set([true]));
    // Each network is drawn in its own scale, and in that of both.
    expect(drawings()).toBe(4);
  });

  it('keep the scale while training as long as it will do, and change it for both at once', async () => {
    const { bench, areAlike } = await filled('slope');
    bench.session.play();
    const { values } = bench.partitions.scale!;
    bench.train(1);
    await bench.settled();
    expect(pictureOf(bench, 1).ownScale?.high).toBeLessThanOrEqual(values.high);
    expect(bench.partitions.scale?.values).toBe(values);
    // Until slopes have grown beyond the scale.
    for (let round = 2; bench.partitions.scale?.values === values; round++) {
      expect(round).toBeLessThan(40);
      bench.train(1);
      await bench.settled();
    }
    await bench.settled();
    await eventually(() =>
      expect([0, 1].map((model) => pictureOf(bench, model).scale)).toEqual(
        Array(2).fill(bench.partitions.scale?.values),
      ),
    );
    expect(pictureOf(bench, 1).ownScale!.high).toBeGreaterThan(values.high);
    expect(new Set(areAlike)).toEqual(new Set([true]));
    bench.session.pause();
    await bench.settled();
    const own = [0, 1].map((model) => pictureOf(bench, model).ownScale!);
    expect(bench.partitions.scale?.values, 'at rest it is what the networks need').toEqual(commonScale(own));
  });

  it('have the scale of those that are seen', async () => {
    const { bench } = await filled('area', (model) => model === 1);
    expect(bench.partitions.scale?.values).toEqual(commonScale([pictureOf(bench, 1).ownScale!]));
    expect(bench.exact(0).picture).toBeNull();
  });

  it('leave no scale behind', async () => {
    const { bench } = await filled('area');
    bench.picture.update({ numberFill: null });
    expect(bench.partitions.scale).toBeNull();
  });
});
