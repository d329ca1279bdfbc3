import { describe, expect, it, onTestFinished } from 'vitest';
import { readMeasure } from '../../src/analysis/measure-catalog.js';
import { RunMeasures } from '../../src/components/run-measures/run-measures.js';
import { dataWindow } from '../../src/training/datasets/data-window.js';
import { presets } from '../../src/training/presets.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { MeasuresWorkers } from '../support/measures-workers.js';

const { moons } = presets;
const small = { ...moons.config, network: { ...moons.config.network, hiddenWidths: [6, 6] } };

class Bench {
  readonly session = new FakeSession(small);
  readonly workers = new MeasuresWorkers();
  readonly measures: RunMeasures;
  isRead = true;

  constructor() {
    this.measures = new RunMeasures(this.session, this.workers.pool);
    this.measures.setReader(() => this.isRead);
    onTestFinished(() => this.measures.dispose());
  }

  /** Waits until both networks are measured at the step that is shown. */
  settled(): Promise<void> {
    return eventually(() => {
      expect(this.measures.isCurrent).toBe(true);
      expect(this.steps).toHaveLength(2);
    });
  }

  get steps(): (number | undefined)[] {
    return [0, 1].map((model) => this.measures.of(model).now?.step).filter((step) => step !== undefined);
  }

  /** The networks as after some steps, read back. */
  train(step: number): void {
    this.session.models = this.session.models!.map((model) => ({
      ...model,
      step,
      parameters: model.parameters.map((value) => 1.05 * value + 0.01),
    }));
    this.session.show({ step });
  }
}

describe('measures of a session at rest', () => {
  it('are those of both networks as they are shown, in the window of all of the data', async () => {
    const bench = new Bench();
    await bench.settled();
    expect(bench.workers.requests.map(({ model }) => model.parameters)).toEqual(
      bench.session.models!.map(({ parameters }) => parameters),
    );
    const { data } = bench.session.snapshot;
    expect(bench.measures.of(1).now).toMatchObject({ step: 0, normalization: 'batch', window: dataWindow(data!) });
    expect(bench.measures.progress).toBeNull();
  });

  it('are taken once of what stays as it is, and before the first step serve as those of the untrained networks', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.session.show({});
    bench.measures.refresh();
    expect(bench.workers.requests).toHaveLength(2);
    expect(bench.measures.of(0).untrained).toBe(bench.measures.of(0).now);
    const untrained = bench.measures.of(0).untrained;
    bench.train(7);
    await bench.settled();
    expect(bench.workers.requests).toHaveLength(4);
    expect(bench.measures.of(0).untrained).toBe(untrained);
    expect(bench.measures.of(0).now?.step).toBe(7);
  });

  it('are not taken while nobody reads them, and then of the untrained networks too', async () => {
    const bench = new Bench();
    await bench.settled();
    const before = bench.workers.requests.length;
    bench.isRead = false;
    bench.measures.radius = 0.2;
    bench.train(7);
    expect(bench.workers.requests).toHaveLength(before);
    bench.isRead = true;
    bench.measures.refresh();
    await bench.settled();
    expect(
      bench.workers.requests.slice(before).map(({ model: { step, normalization } }) => [step, normalization]),
    ).toEqual([
      [7, 'none'],
      [7, 'batch'],
      [0, 'none'],
      [0, 'batch'],
    ]);
  });

  it('are shown of both networks at once', async () => {
    const bench = new Bench();
    await bench.settled();
    const seen = new Set<string>();
    bench.measures.subscribe(() => seen.add(bench.steps.join()));
    bench.train(3);
    await bench.settled();
    expect([...seen]).toEqual(['0,0', '3,3']);
  });

  it('follow the radius', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.measures.radius = 0.3;
    await bench.settled();
    await eventually(() => expect(bench.measures.of(1).now?.options.radius).toBe(0.3));
  });

  it('are given up, until they are wanted again', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.workers.close();
    bench.train(2);
    expect(bench.measures.progress).toBe(0);
    bench.measures.cancel();
    bench.workers.open();
    expect(bench.measures).toMatchObject({ progress: null, isHalted: true });
    bench.session.show({});
    expect(bench.steps).toEqual([0, 0]);
    bench.measures.resume();
    await bench.settled();
    expect(bench.steps).toEqual([2, 2]);
  });

  it('of a former run are forgotten, curves and all', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.train(5);
    await bench.settled();
    expect(bench.measures.of(0).curves.steps).toEqual([0, 5]);
    expect(
      bench.measures
        .of(0)
        .curves.column('activationCells')
        .every((count) => (count ?? 0) > 1),
    ).toBe(true);
    const first = bench.session.models!.map((model) => ({ ...model, step: 0 }));
    bench.workers.close();
    bench.session.models = first;
    bench.session.show({ step: 0 });
    expect(bench.steps).toEqual([]);
    bench.workers.open();
    await bench.settled();
    expect(bench.measures.of(0).curves.steps).toEqual([0]);
    expect(bench.workers.requests.at(-1)?.model.step).toBe(0);
  });

  it('say why they failed, and are taken of what comes next', async () => {
    const bench = new Bench();
    await bench.settled();
    const { models } = bench.session;
    bench.session.models = models!.map((model) => ({ ...model, parameters: null as unknown as Float64Array }));
    bench.session.show({});
    await eventually(() => expect(bench.measures.failure).not.toBeNull());
    // What is asked while the other network's round lasts belongs to the round that has failed.
    await eventually(() => expect(bench.measures.progress).toBeNull());
    bench.session.models = models;
    bench.session.show({});
    await bench.settled();
    expect(bench.measures.failure).toBeNull();
  });

  it('are not shown of one network at another step than the other, where that one failed', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.session.models = bench.session.models!.map((model, index) =>
      index === 0 ? { ...model, step: 4 } : { ...model, step: 4, parameters: null as unknown as Float64Array },
    );
    bench.session.show({ step: 4 });
    await eventually(() => expect(bench.measures.failure).not.toBeNull());
    expect(bench.measures.progress).toBeNull();
    expect(bench.steps).toEqual([0, 0]);
    expect(bench.measures.isCurrent).toBe(false);
  });
});

describe('what has changed at one step', () => {
  it.each([
    ['statistics', (bench: Bench) => bench.session.setStatistics('running')],
    ['the radius', (bench: Bench) => (bench.measures.radius = 0.3)],
    ['points', (bench: Bench) => bench.session.placeData({ dx: 1, dy: 0, scale: 1, rotation: 0 })],
    ['a switch', (bench: Bench) => bench.session.switchNormalization(1, 'none', 'align')],
  ])('makes numbers old: %s', async (_, change) => {
    const bench = new Bench();
    await bench.settled();
    bench.measures.cancel();
    expect(bench.measures.isCurrent).toBe(true);
    change(bench);
    expect(bench.measures.isCurrent).toBe(false);
  });

  it('begins other curves where it changes what they are of', async () => {
    const bench = new Bench();
    const steps = (): (readonly number[])[] => [0, 1].map((model) => bench.measures.of(model).curves.steps);
    await bench.settled();
    bench.measures.radius = 0.3;
    bench.train(5);
    await bench.settled();
    bench.train(7);
    await bench.settled();
    expect(steps()).toEqual([
      [0, 5, 7],
      [0, 5, 7],
    ]);
    bench.session.setStatistics('running');
    await bench.settled();
    expect(steps()).toEqual([
      [0, 5, 7],
      [0, 7],
    ]);
  });

  it('begins curves before the first step, though nobody reads them before the last one', async () => {
    const bench = new Bench();
    bench.isRead = false;
    bench.train(350);
    bench.isRead = true;
    bench.measures.refresh();
    await bench.settled();
    for (const model of [0, 1]) {
      const { curves, now, untrained } = bench.measures.of(model);
      expect(curves.steps).toEqual([0, 350]);
      expect(curves.column('wallDistance')).toEqual(
        [untrained, now].map((measures) => readMeasure('wallDistance', measures!)),
      );
    }
  });
});

describe('while training', () => {
  it('measures networks of one step in rounds, which are read back for it', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.session.play();
    for (const step of [4, 9]) {
      const before = bench.session.callsOf('requestModels').length;
      await eventually(() => expect(bench.session.callsOf('requestModels')).toHaveLength(before + 1));
      bench.train(step);
      await eventually(() => expect(bench.steps).toEqual([step, step]));
    }
    expect(bench.measures.of(1).curves.steps).toEqual([0, 4, 9]);
    expect(bench.workers.requests).toHaveLength(6);
  });

  it('asks for nothing while nobody reads', async () => {
    const bench = new Bench();
    await bench.settled();
    bench.isRead = false;
    bench.session.play();
    bench.train(4);
    expect(bench.workers.requests).toHaveLength(2);
    bench.session.pause();
    expect(bench.workers.requests).toHaveLength(2);
  });
});
