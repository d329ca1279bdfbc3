import { describe, expect, it } from 'vitest';
import { unmoved } from '../../src/training/data-set.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { starterPoints } from '../../src/training/datasets/custom-points.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import type { Normalization } from '../../src/training/network-spec.js';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';
import { Bench, FakeBackend, plainConfig, plainEvaluation, plainView } from '../support/fake-backend.js';

describe('states', () => {
  it('goes from idle through preparing to ready at step 0', async () => {
    const bench = new Bench();
    expect(bench.session.snapshot.state).toBe('idle');
    bench.session.restart();
    expect(bench.session.snapshot.state).toBe('preparing');
    await bench.settle();
    const { snapshot } = bench.session;
    expect(snapshot).toMatchObject({ state: 'ready', step: 0, epoch: 0, stepsPerEpoch: 10, endStep: 300 });
    expect(snapshot.engine).toEqual({ kind: 'webgpu', description: 'fake webgpu' });
    expect(snapshot.models.map((model) => model.normalization)).toEqual(['none', 'batch']);
    expect(bench.engine.runs[0]?.models.map((model) => model.spec.normalization)).toEqual(['none', 'batch']);
  });

  it('plays as soon as it is ready if asked before', async () => {
    const bench = new Bench();
    bench.session.play();
    await bench.settle();
    expect(bench.session.snapshot.state).toBe('running');
    bench.session.pause();
    expect(bench.session.snapshot.state).toBe('ready');
  });

  it('says after a pause whether steps are still to be reported', async () => {
    const bench = await Bench.ready();
    bench.session.step(3);
    bench.clock.frame();
    bench.session.pause();
    expect(bench.session.snapshot).toMatchObject({ state: 'ready', step: 0, isReported: false });
    bench.engine.report();
    bench.clock.frames(20);
    expect(bench.session.snapshot).toMatchObject({ state: 'ready', step: 3, isReported: true });
  });

  it('takes single steps at once and pauses, whatever the pace', async () => {
    const bench = await Bench.ready();
    bench.session.stepsPerSecond = 0.01;
    bench.session.step(3);
    expect(bench.session.snapshot.state).toBe('running');
    bench.clock.frame();
    expect(bench.engine.frames.map((frame) => frame.steps)).toEqual([3]);
    bench.engine.report();
    expect(bench.session.snapshot).toMatchObject({ state: 'ready', step: 3 });
    bench.clock.frames(20);
    expect(bench.engine.step).toBe(3);
  });

  it('steps to the end of the epoch', async () => {
    const bench = await Bench.ready();
    bench.session.step(3);
    bench.clock.frame();
    bench.engine.report();
    bench.session.stepEpoch();
    bench.clock.frame();
    bench.engine.report();
    expect(bench.session.snapshot).toMatchObject({ state: 'ready', step: 10, epoch: 1 });
  });

  it('asks again for steps that a frame did not take', async () => {
    const bench = await Bench.ready();
    bench.engine.mostStepsPerFrame = 2;
    bench.session.step(5);
    bench.clock.frames(5);
    expect(bench.engine.frames.map((frame) => frame.steps)).toEqual([5, 3, 1]);
  });

  it('stops by itself at the end of the run, once the end is reported', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.trainTo(290);
    bench.clock.frames(5);
    expect(bench.engine.step).toBe(300);
    expect(bench.session.snapshot.state).toBe('running');
    bench.engine.report();
    expect(bench.session.snapshot).toMatchObject({ state: 'finished', step: 300, epoch: 30 });
  });

  it('plays for as many epochs again after the end', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.trainTo(300);
    bench.session.play();
    expect(bench.session.snapshot).toMatchObject({ state: 'running', endStep: 600 });
    bench.trainTo(600);
    expect(bench.session.snapshot).toMatchObject({ state: 'finished', step: 600 });
  });

  it('restarts from the same weights and goes on playing if it was', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.trainTo(50);
    bench.session.switchNormalization(0, 'batch', 'align');
    bench.clock.frame();
    bench.session.restart();
    await bench.settle();
    expect(bench.session.snapshot).toMatchObject({ state: 'running', step: 0, epoch: 0, endStep: 300, marks: [] });
    expect(bench.session.snapshot.models[0]).toMatchObject({ normalization: 'none', loss: NaN });
    expect(bench.session.snapshot.models[0]?.curves.lossSteps).toEqual([]);
    expect(bench.engine.runs[1]).toEqual(bench.engine.runs[0]);
    bench.session.pause();
    bench.session.restart();
    await bench.settle();
    expect(bench.session.snapshot.state).toBe('ready');
  });

  it('keeps its configuration and points where a change changes nothing', async () => {
    const bench = await Bench.ready();
    const { config, data } = bench.session.snapshot;
    bench.session.setExperiment({ data: structuredClone(config.data), network: structuredClone(config.network) });
    bench.session.pause();
    expect(bench.session.snapshot.config).toBe(config);
    expect(bench.session.snapshot.data).toBe(data);
  });

  it('goes on where one who listens throws', async () => {
    const bench = await Bench.ready();
    const stop = bench.session.subscribe(() => {
      throw new Error('not mine');
    });
    expect(() => bench.session.play()).toThrow('not mine');
    stop();
    bench.clock.frames(3);
    expect(bench.engine.step).toBeGreaterThan(0);
  });

  it('draws new weights from the next seed', async () => {
    const bench = await Bench.ready();
    bench.session.newWeights();
    await bench.settle();
    expect(bench.engine.runs[1]?.models.map((model) => model.spec.seed)).toEqual([2, 2]);
    expect(bench.session.snapshot.config.network.seed).toBe(2);
  });

  it('says nothing and does nothing once disposed', async () => {
    const bench = await Bench.ready();
    let calls = 0;
    bench.session.subscribe(() => calls++);
    bench.session.play();
    bench.session.dispose();
    expect(bench.session.snapshot.state).toBe('disposed');
    expect(bench.engine.isDisposed).toBe(true);
    expect(bench.clock.isRequested).toBe(false);
    const before = calls;
    bench.session.play();
    bench.session.restart();
    bench.session.requestPaint();
    bench.session.setTraining({ learningRate: 1 });
    bench.session.dispose();
    await bench.settle();
    expect(calls).toBe(before);
    expect(bench.clock.isRequested).toBe(false);
    expect(bench.engine.runs).toHaveLength(1);
  });

  it('frees an engine that comes after the session is disposed', async () => {
    const bench = new Bench();
    bench.session.restart();
    bench.session.dispose();
    await bench.settle();
    expect(bench.engine.isDisposed).toBe(true);
    expect(bench.session.snapshot.state).toBe('disposed');
  });
});

describe('pace', () => {
  it('takes the steps that are due', async () => {
    const bench = await Bench.ready();
    bench.session.stepsPerSecond = 50;
    bench.session.play();
    bench.clock.frames(101, 20);
    // 100 intervals of 20 ms at 50 steps a second, and a sixtieth of a second for the first frame.
    expect(bench.engine.step).toBe(100);
  });

  it('takes at most one frame of 100 ms after a pause of any length', async () => {
    const bench = await Bench.ready();
    bench.session.stepsPerSecond = 100;
    bench.session.play();
    bench.clock.frames(2);
    const before = bench.engine.step;
    bench.clock.frame(60_000);
    // 10 of the 100 ms, and what was owed before.
    expect(bench.engine.step - before).toBeLessThanOrEqual(11);
    bench.clock.frame();
    expect(bench.engine.step - before).toBeLessThanOrEqual(13);
  });

  it('does not make up for a busy engine beyond one frame', async () => {
    const bench = await Bench.ready();
    bench.session.stepsPerSecond = 100;
    bench.session.play();
    bench.engine.isBusy = true;
    bench.clock.frames(100);
    bench.engine.isBusy = false;
    bench.clock.frame();
    // 10 for 100 ms and one more.
    expect(bench.engine.step).toBe(11);
  });

  it('refuses a pace that is not above 0', async () => {
    const bench = await Bench.ready();
    for (const pace of [0, -1, NaN]) {
      expect(() => (bench.session.stepsPerSecond = pace)).toThrow(InvalidSettingError);
    }
    expect(bench.session.stepsPerSecond).toBe(30);
  });
});

describe('drawing', () => {
  it('requests no frame while nothing changes', async () => {
    const bench = await Bench.ready();
    bench.show(0);
    bench.clock.frames(20);
    const drawn = bench.engine.frames.length;
    expect(drawn).toBe(1);
    expect(bench.clock.isRequested).toBe(false);
    bench.session.requestPaint();
    bench.clock.frames(20);
    expect(bench.engine.frames.length).toBe(drawn + 1);
    expect(bench.clock.isRequested).toBe(false);
  });

  it('asks until a busy engine could draw', async () => {
    const bench = await Bench.ready();
    bench.engine.isBusy = true;
    bench.show(0);
    bench.clock.frames(10);
    expect(bench.clock.isRequested).toBe(true);
    bench.engine.isBusy = false;
    bench.clock.frames(10);
    expect(bench.engine.frames).toHaveLength(1);
    expect(bench.clock.isRequested).toBe(false);
  });

  it('lets the engine sharpen its picture for as long as it wants', async () => {
    const bench = await Bench.ready();
    bench.engine.wantsFrame = true;
    bench.show(0);
    bench.clock.frames(5);
    expect(bench.engine.frames.map((frame) => frame.steps)).toEqual([0, 0, 0, 0, 0]);
    bench.engine.wantsFrame = false;
    bench.clock.frames(10);
    expect(bench.clock.isRequested).toBe(false);
  });

  it('draws nothing off screen, and rests', async () => {
    const bench = await Bench.ready();
    bench.engine.wantsFrame = true;
    bench.session.setView(0, () => null);
    bench.session.setView(1, () => ({ ...plainView, widthPx: 0 }));
    bench.clock.frames(10);
    expect(bench.engine.frames).toHaveLength(0);
    expect(bench.clock.isRequested).toBe(false);
  });

  it('asks for the pictures of all views with the steps, in one call', async () => {
    const bench = await Bench.ready();
    bench.show(0);
    bench.show(1);
    bench.session.stepsPerSecond = Infinity;
    bench.engine.mostStepsPerFrame = 4;
    bench.session.play();
    bench.clock.frame();
    expect(bench.engine.frames).toHaveLength(1);
    const [frame] = bench.engine.frames;
    expect(frame?.steps).toBe(300);
    expect(frame?.pictures).toEqual([
      { ...plainView, model: 0, statistics: 'data', transition: 1 },
      { ...plainView, model: 1, statistics: 'data', transition: 1 },
    ]);
  });

  it('draws again with other statistics', async () => {
    const bench = await Bench.ready();
    bench.show(0);
    bench.clock.frames(10);
    bench.session.setStatistics('running');
    bench.clock.frames(10);
    expect(bench.engine.frames.at(-1)?.pictures[0]?.statistics).toBe('running');
    expect(bench.session.snapshot.config.statistics).toBe('running');
  });
});

describe('a view that leaves frames of a running session out', () => {
  it.each(['finished', 'paused', 'diverged'] as const)('is drawn once it is %s', async (end) => {
    const bench = await Bench.ready();
    const { session } = bench;
    session.setView(0, () => (session.snapshot.state === 'running' ? null : plainView));
    bench.clock.frames(2);
    session.play();
    bench.trainTo(end === 'finished' ? 300 : 100);
    if (end === 'paused') session.pause();
    if (end === 'diverged') {
      bench.clock.frame();
      bench.engine.report(() => ({ failure: { step: 101, quantity: 'loss' } }));
    }
    expect(session.snapshot.state).toBe(end === 'paused' ? 'ready' : end);
    const { length } = bench.engine.frames;
    bench.clock.frames(10);
    expect(bench.engine.frames.slice(length)).toMatchObject([{ steps: 0, pictures: [{ model: 0 }] }]);
  });
});

describe('switching batch normalization', () => {
  it('acts at the next frame, marks the step and moves the walls from 0 to 1', async () => {
    const bench = await Bench.ready();
    bench.show(0);
    bench.session.step(7);
    bench.clock.frame();
    bench.engine.report();
    bench.clock.frames(10);
    const before = bench.engine.frames.length;
    bench.session.switchNormalization(0, 'batch', 'align');
    bench.clock.frame();
    expect(bench.engine.switches).toEqual([{ model: 0, change: { to: 'batch', insert: 'align' }, step: 7 }]);
    expect(bench.session.snapshot.marks).toEqual([{ step: 7, model: 0, to: 'batch', how: 'align' }]);
    expect(bench.session.snapshot.models[0]?.normalization).toBe('batch');
    bench.clock.frames(60, 20);
    const progress = bench.engine.frames.slice(before).map((frame) => frame.pictures[0]?.transition ?? NaN);
    expect(progress[0]).toBe(0);
    // Smoothstep of a half, 200 ms after the switch.
    expect(progress[10]).toBe(0.5);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    // 400 ms are 20 frames of 20 ms, and the frame of the switch itself.
    expect(progress).toHaveLength(21);
  });

  it('folds the statistics that are drawn, and trains on while walls travel', async () => {
    const bench = await Bench.ready();
    bench.show(1);
    bench.session.setStatistics('running');
    bench.session.stepsPerSecond = 100;
    bench.session.play();
    bench.clock.frames(10);
    bench.session.switchNormalization(1, 'none', 'align');
    const before = bench.engine.step;
    bench.clock.frames(10);
    expect(bench.engine.switches[0]?.change).toEqual({ to: 'none', statistics: 'running' });
    expect(bench.session.snapshot.marks[0]?.how).toBe('fold');
    expect(bench.engine.step).toBeGreaterThan(before + 10);
  });

  it('moves walls at once under reduced motion', async () => {
    const bench = await Bench.ready();
    bench.session.transitionMs = 0;
    bench.show(0);
    bench.session.switchNormalization(0, 'batch', 'keep-function');
    bench.clock.frames(10);
    expect(bench.engine.frames.map((frame) => frame.pictures[0]?.transition)).toEqual([1]);
  });

  it('shows at once what was asked for while the engine is made ready, so that it can be taken back', async () => {
    const bench = await Bench.ready();
    bench.session.restart();
    const shown = () => bench.session.snapshot.models[0]?.normalization;
    bench.session.switchNormalization(0, 'batch', 'align');
    expect(bench.session.snapshot.state).toBe('preparing');
    expect(shown()).toBe('batch');
    bench.session.switchNormalization(0, 'none', 'align');
    expect(shown()).toBe('none');
    await bench.settle();
    bench.clock.frames(3);
    expect(bench.engine.switches).toEqual([]);
    expect(shown()).toBe('none');
  });

  it('does nothing where the network has it already, and refuses networks that do not exist', async () => {
    const bench = await Bench.ready();
    bench.session.switchNormalization(1, 'batch', 'align');
    bench.clock.frames(3);
    expect(bench.engine.switches).toEqual([]);
    expect(bench.session.snapshot.marks).toEqual([]);
    expect(() => bench.session.switchNormalization(2, 'batch', 'align')).toThrow(InvalidSettingError);
  });
});

describe('switching other normalisers', () => {
  const layerTwins: ExperimentConfig = { ...plainConfig, normalizations: ['none', 'layer'] };

  it('inserts and removes them, and marks that', async () => {
    const bench = await Bench.ready(layerTwins);
    bench.session.switchNormalization(0, 'layer', 'align');
    bench.session.switchNormalization(1, 'none', 'align');
    bench.clock.frames(2);
    expect(bench.engine.switches.map(({ model, change }) => ({ model, change }))).toEqual([
      { model: 0, change: { to: 'layer' } },
      { model: 1, change: { to: 'none', statistics: 'data' } },
    ]);
    expect(bench.session.snapshot.marks.map(({ to, how }) => [to, how])).toEqual([
      ['layer', 'insert'],
      ['none', 'remove'],
    ]);
  });

  it('takes one away before another is put in', async () => {
    const bench = await Bench.ready(layerTwins);
    bench.session.switchNormalization(1, 'batch', 'keep-function');
    bench.clock.frames(2);
    expect(bench.engine.switches.map(({ change }) => change)).toEqual([
      { to: 'none', statistics: 'data' },
      { to: 'batch', insert: 'keep-function' },
    ]);
    expect(bench.session.snapshot.marks).toMatchObject([{ to: 'batch', how: 'keep-function' }]);
  });

  it('refuses one that no network of the experiment has, and to keep the function', async () => {
    const bench = await Bench.ready(layerTwins);
    const refused =
      (to: Normalization, insert: 'align' | 'keep-function'): (() => void) =>
      () =>
        bench.session.switchNormalization(0, to, insert);
    expect(refused('rms', 'align')).toThrow('allowed: none, batch, layer.');
    expect(refused('layer', 'keep-function')).toThrow('allowed: align.');
  });

  it('restarts where the experiment gets another', async () => {
    const bench = await Bench.ready();
    bench.session.step(5);
    bench.clock.frames(5);
    bench.session.setExperiment({ normalizations: ['none', 'rms'] });
    expect(bench.session.snapshot.models.map(({ normalization }) => normalization)).toEqual(['none', 'rms']);
    expect(bench.session.snapshot.step).toBe(0);
  });
});

describe('changing the experiment', () => {
  it('changes training settings live, once per frame', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.trainTo(20);
    bench.session.setTraining({ learningRate: 0.5 });
    bench.session.setTraining({ momentum: 0 });
    expect(bench.session.snapshot.config.training).toMatchObject({ learningRate: 0.5, momentum: 0 });
    bench.clock.frame();
    expect(bench.engine.trainings).toEqual([{ ...plainConfig.training, learningRate: 0.5, momentum: 0 }]);
    expect(bench.engine.runs).toHaveLength(1);
    expect(bench.session.snapshot.state).toBe('running');
  });

  it('starts a new epoch with a changed batch size and keeps the number of epochs', async () => {
    const bench = await Bench.ready();
    bench.session.step(13);
    bench.clock.frame();
    bench.engine.report();
    bench.session.setTraining({ batchSize: 50 });
    bench.clock.frames(10);
    // Step 13 is in epoch 1; epochs 2 to 29 of 2 steps each are left.
    expect(bench.session.snapshot).toMatchObject({ stepsPerEpoch: 2, endStep: 13 + 28 * 2 });
    bench.session.play();
    bench.trainTo(69);
    expect(bench.session.snapshot).toMatchObject({ state: 'finished', step: 69, epoch: 30 });
  });

  it('moves the end of the run with the number of epochs', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.trainTo(300);
    expect(bench.session.snapshot.state).toBe('finished');
    bench.session.setTraining({ epochs: 40 });
    expect(bench.session.snapshot).toMatchObject({ state: 'ready', endStep: 400 });
    bench.session.play();
    bench.trainTo(350);
    bench.session.setTraining({ epochs: 20 });
    bench.clock.frame();
    expect(bench.session.snapshot).toMatchObject({ state: 'finished', step: 350 });
  });

  it('restarts for other data or networks, and not for the same', async () => {
    const bench = await Bench.ready();
    bench.session.setExperiment({ network: { ...plainConfig.network } });
    expect(bench.session.snapshot.state).toBe('ready');
    bench.session.setExperiment({ network: { ...plainConfig.network, hiddenWidths: [4, 4] } });
    expect(bench.session.snapshot.state).toBe('preparing');
    await bench.settle();
    expect(bench.engine.runs.at(-1)?.models[0]?.spec.hiddenWidths).toEqual([4, 4]);
    bench.session.setExperiment({
      data: { ...plainConfig.data, set: 'blobs', noise: 1, sampleCount: 50, classCount: 3 },
    });
    await bench.settle();
    expect(bench.session.snapshot).toMatchObject({ state: 'ready', stepsPerEpoch: 5, endStep: 150 });
    expect(bench.engine.runs.at(-1)?.models[0]?.spec.classCount).toBe(3);
  });

  it('loads only the newest of several experiments, one after the other', async () => {
    const bench = await Bench.ready();
    let finish = () => {};
    bench.engine.loading = () => new Promise((resolve) => (finish = resolve));
    for (const width of [5, 6, 7])
      bench.session.setExperiment({ network: { ...plainConfig.network, hiddenWidths: [width] } });
    await bench.settle();
    expect(bench.engine.runs.length).toBe(2);
    finish();
    await bench.settle();
    expect(bench.session.snapshot.state).toBe('preparing');
    finish();
    await bench.settle();
    expect(bench.session.snapshot.state).toBe('ready');
    expect(bench.engine.runs.map((run) => run.models[0]?.spec.hiddenWidths[0])).toEqual([3, 5, 7]);
  });

  it('moves data live and keeps step and weights', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.trainTo(20);
    const placement = { dx: 4, dy: 4, scale: 1, rotation: 0 };
    bench.session.placeData(placement);
    expect(bench.session.snapshot.config.data.placement).toEqual(placement);
    bench.clock.frame();
    expect(bench.engine.data).toEqual([bench.session.snapshot.data]);
    const before = bench.engine.runs[0]?.data.train.positions[0] ?? NaN;
    // One rounding to float32 of a number below 8.
    expect(bench.engine.data[0]?.train.positions[0]).toBeCloseTo(before + 4, 6);
    expect(bench.session.snapshot).toMatchObject({ state: 'running', step: 20 });
    expect(bench.engine.runs).toHaveLength(1);
  });

  it('moves own points live, and refuses others with nothing changed', async () => {
    const bench = await Bench.ready();
    expect(() => bench.session.movePoints(starterPoints)).toThrow(expect.objectContaining({ field: 'customPoints' }));
    bench.session.setExperiment({ data: { ...defaultDataConfig('custom'), placement: { ...unmoved, dx: 3 } } });
    await bench.settle();
    bench.session.play();
    bench.trainTo(20);
    const moved = starterPoints.map((point, index) => (index === 7 ? { ...point, x: 5 } : point));
    bench.session.movePoints(moved);
    bench.clock.frame();
    expect(bench.engine.data.at(-1)).toEqual(makeDataSet({ ...defaultDataConfig('custom'), customPoints: moved }));
    expect(bench.session.snapshot).toMatchObject({ state: 'running', step: 20 });
    const before = bench.session.snapshot.config;
    const relabelled = starterPoints.map((point) => ({ ...point, label: 1 - point.label }));
    for (const refused of [moved.slice(1), relabelled]) {
      expect(() => bench.session.movePoints(refused)).toThrow(expect.objectContaining({ field: 'customPoints' }));
    }
    expect(bench.session.snapshot.config).toBe(before);
  });

  it('refuses invalid settings with the field named, and changes nothing', async () => {
    const bench = await Bench.ready();
    const before = bench.session.snapshot;
    const { data, network } = plainConfig;
    const refusals: [string, () => void][] = [
      ['learningRate', () => bench.session.setTraining({ learningRate: NaN })],
      ['batchSize', () => bench.session.setTraining({ batchSize: 101 })],
      ['hiddenWidths[0]', () => bench.session.setExperiment({ network: { ...network, hiddenWidths: [0] } })],
      ['sampleCount', () => bench.session.setExperiment({ data: { ...data, sampleCount: 1 } })],
      ['classCount', () => bench.session.setExperiment({ data: { ...data, classCount: 11 } })],
      [
        'batchSize',
        () => bench.session.loadExperiment({ ...plainConfig, training: { ...plainConfig.training, batchSize: 513 } }),
      ],
      ['normalizations.length', () => bench.session.loadExperiment({ ...plainConfig, normalizations: ['none'] })],
      ['placement.scale', () => bench.session.placeData({ dx: 0, dy: 0, scale: 0, rotation: 0 })],
      ['steps', () => bench.session.step(0.5)],
    ];
    for (const [field, refused] of refusals) {
      expect(refused).toThrow(expect.objectContaining({ name: 'InvalidSettingError', field }));
    }
    bench.clock.frames(10);
    await bench.settle();
    expect(bench.session.snapshot).toBe(before);
    expect(bench.engine.runs).toHaveLength(1);
    expect(bench.engine.trainings).toHaveLength(0);
  });

  it('refuses an invalid experiment at the start', () => {
    const config = { ...plainConfig, training: { ...plainConfig.training, batchSize: 1 } };
    expect(() => new Bench(config)).toThrow(InvalidSettingError);
  });

  it('goes back to the experiment that worked when the engine refuses one', async () => {
    const bench = await Bench.ready();
    bench.engine.loading = () => Promise.reject(new Error('There is not enough memory'));
    bench.session.setExperiment({ network: { ...plainConfig.network, hiddenWidths: [256] } });
    bench.session.subscribe(() => (bench.engine.loading = () => Promise.resolve()));
    await bench.settle();
    expect(bench.session.snapshot).toMatchObject({
      state: 'ready',
      config: plainConfig,
      notice: { kind: 'refused', reason: 'There is not enough memory.', step: 0 },
    });
    expect(bench.engines).toHaveLength(1);
  });

  it('keeps what was changed live before an experiment that the engine refuses', async () => {
    const bench = await Bench.ready();
    const placement = { dx: 1, dy: 2, scale: 1, rotation: 0 };
    bench.session.setTraining({ learningRate: 0.5 });
    bench.session.setStatistics('running');
    bench.session.placeData(placement);
    bench.engine.loading = () => Promise.reject(new Error('There is not enough memory'));
    bench.session.setExperiment({ network: { ...plainConfig.network, hiddenWidths: [256] } });
    bench.session.subscribe(() => (bench.engine.loading = () => Promise.resolve()));
    await bench.settle();
    expect(bench.session.snapshot.notice?.kind).toBe('refused');
    expect(bench.session.snapshot.config).toEqual({
      ...plainConfig,
      data: { ...plainConfig.data, placement },
      training: { ...plainConfig.training, learningRate: 0.5 },
      statistics: 'running',
    });
  });
});

describe('changes in mid-run', () => {
  const moved = (dx: number) => ({ ...unmoved, dx });

  it('are marked with the step after which they act, and with what they are', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.trainTo(20);
    bench.session.setTraining({ learningRate: 0.5, momentum: 0 });
    bench.trainTo(50);
    bench.session.placeData(moved(2));
    bench.trainTo(60);
    bench.session.pause();
    expect(bench.session.snapshot.changes).toEqual([
      { kind: 'training', step: 20, until: 20, settings: { learningRate: 0.5, momentum: 0 } },
      { kind: 'data', step: 50, until: 50 },
    ]);
  });

  it('that no step has been taken under are none', async () => {
    const bench = await Bench.ready();
    bench.session.setTraining({ learningRate: 0.5 });
    bench.session.placeData(moved(1));
    bench.session.step(5);
    bench.clock.frame();
    bench.engine.report();
    bench.session.placeData(moved(2));
    bench.session.setTraining({ learningRate: 0.1, epochs: 40 });
    bench.clock.frames(3);
    bench.session.placeData(moved(1));
    bench.session.setTraining({ learningRate: 0.5 });
    bench.session.step(5);
    bench.clock.frame();
    bench.engine.report();
    expect(bench.session.snapshot).toMatchObject({ step: 10, changes: [] });
  });

  it('of one gesture are one mark, and those a while later another', async () => {
    const bench = await Bench.ready();
    bench.session.stepsPerSecond = 100;
    bench.session.play();
    bench.clock.frames(10, 20);
    const drag = (from: number): readonly number[] =>
      [0, 1, 2].map((index) => {
        const { step } = bench.engine;
        bench.session.placeData(moved(from + index));
        bench.clock.frames(10, 20);
        return step;
      });
    const [first, , third] = drag(1);
    bench.clock.frames(60, 20);
    const [fourth, , sixth] = drag(4);
    bench.engine.report();
    bench.clock.frames(10, 20);
    expect(bench.session.snapshot.changes).toEqual([
      { kind: 'data', step: first, until: third },
      { kind: 'data', step: fourth, until: sixth },
    ]);
  });

  it('are forgotten by a restart', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.trainTo(20);
    bench.session.placeData(moved(2));
    bench.trainTo(30);
    bench.session.pause();
    expect(bench.session.snapshot.changes).toHaveLength(1);
    bench.session.restart();
    await bench.settle();
    bench.session.play();
    bench.trainTo(10);
    bench.session.pause();
    expect(bench.session.snapshot.changes).toEqual([]);
  });
});

describe('snapshots', () => {
  it('are frozen, numbered, and come at most ten times a second while running', async () => {
    const bench = await Bench.ready();
    bench.session.stepsPerSecond = 100;
    bench.session.play();
    const numbers: number[] = [];
    const stop = bench.session.subscribe(() => numbers.push(bench.session.snapshot.number));
    for (let frame = 0; frame < 100; frame++) {
      bench.clock.frame(10);
      bench.engine.report();
    }
    // One second of frames.
    expect(numbers.length).toBeGreaterThanOrEqual(9);
    expect(numbers.length).toBeLessThanOrEqual(11);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(Object.isFrozen(bench.session.snapshot)).toBe(true);
    expect(Object.isFrozen(bench.session.snapshot.models[0]?.curves.losses)).toBe(true);
    const count = numbers.length;
    stop();
    bench.session.pause();
    expect(numbers.length).toBe(count);
  });

  it('collect losses, accuracies and the last count of cells', async () => {
    const bench = await Bench.ready();
    const cells = { distinct: 35, gridWidth: 64, gridHeight: 64, overflow: false, largestShare: 0.5 };
    bench.session.step(2);
    bench.clock.frame();
    bench.engine.report((model) => ({ evaluation: plainEvaluation(0.75), cells: model === 0 ? cells : null }));
    const first = bench.session.snapshot.models[0];
    expect(first?.cells).toBe(cells);
    bench.session.step(1);
    bench.clock.frame();
    bench.engine.report();
    const [model, other] = bench.session.snapshot.models;
    expect(model?.curves.lossSteps).toEqual([0, 1, 2]);
    expect(model?.curves.losses).toEqual([1, 0.5, Math.fround(1 / 3)]);
    expect(model?.curves.batchAccuracies).toEqual([0, 0.5, Math.fround(1 - Math.fround(1 / 3))]);
    expect(model?.loss).toBe(Math.fround(1 / 3));
    expect(model?.curves.accuracySteps).toEqual([2]);
    expect(model?.curves.trainAccuracies).toEqual([0.75]);
    expect(model?.cells, 'counted a step before').toBeNull();
    expect(other?.cells).toBeNull();
    expect(first?.curves.lossSteps).toEqual([0, 1]);
  });

  it('say at rest too whether pictures come late, and once they no longer do', async () => {
    const bench = await Bench.ready();
    bench.session.requestPaint();
    bench.engine.isSlowing = true;
    bench.clock.frame();
    expect(bench.session.snapshot.isSlowing).toBe(true);
    bench.clock.frames(20);
    bench.engine.isSlowing = false;
    bench.clock.frame();
    expect(bench.session.snapshot.isSlowing).toBe(false);
    bench.clock.frames(20);
    expect(bench.clock.isRequested).toBe(false);
  });

  it('show numbers that come in while nothing runs', async () => {
    const bench = await Bench.ready();
    bench.show(0);
    bench.clock.frames(10);
    bench.engine.report(() => ({ evaluation: plainEvaluation(0.9) }));
    bench.clock.frames(10);
    expect(bench.session.snapshot.models[0]?.evaluation?.trainAccuracy).toBe(0.9);
    expect(bench.clock.isRequested).toBe(false);
  });
});

describe('reading networks back', () => {
  it('reads every step while running, one at a time, shows networks each second, and reads at the stop', async () => {
    const bench = await Bench.ready();
    bench.session.stepsPerSecond = 25;
    bench.session.play();
    bench.clock.frames(10, 20);
    expect(bench.engine.reads).toHaveLength(1);
    const shown = new Set<number>();
    for (let frame = 0; frame < 150; frame++) {
      bench.engine.reads.at(-1)?.answer();
      await bench.settle();
      shown.add(bench.session.models?.[0]?.step ?? -1);
      bench.clock.frame(20);
    }
    // 3 s: 75 steps, four networks to be seen.
    expect(bench.engine.reads.length).toBeGreaterThan(65);
    expect(shown.size).toBeLessThanOrEqual(5);
    expect(Math.max(...shown)).toBeGreaterThan(40);
    bench.session.pause();
    bench.clock.frame();
    bench.engine.reads.at(-1)?.answer();
    await bench.settle();
    bench.clock.frame();
    bench.engine.reads.at(-1)?.answer();
    await bench.settle();
    expect(bench.session.models?.[0]?.step).toBe(bench.engine.step);
  });

  it.each([
    { readMs: 0, frames: 1 },
    { readMs: 19, frames: 10 },
    { readMs: 59, frames: 30 },
    { readMs: 500, frames: 50 },
  ])('rests 10 times as long as a read took, 1 s at most: $readMs ms, $frames frames', async ({ readMs, frames }) => {
    const bench = await Bench.ready({ ...plainConfig, training: { ...plainConfig.training, epochs: 1e5 } });
    bench.session.stepsPerSecond = Infinity;
    bench.engine.mostStepsPerFrame = 100;
    bench.engine.readMs = readMs;
    bench.session.play();
    bench.clock.frame(20);
    expect(bench.engine.reads).toHaveLength(1);
    bench.engine.reads[0]?.answer();
    await bench.settle();
    bench.clock.frames(frames - 1, 20);
    expect(bench.engine.reads).toHaveLength(1);
    bench.clock.frame(20);
    expect(bench.engine.reads).toHaveLength(2);
  });

  it('reads at once when asked, one at a time, and says so in a snapshot', async () => {
    const bench = await Bench.ready();
    bench.session.stepsPerSecond = 50;
    bench.session.play();
    bench.clock.frames(2, 20);
    bench.engine.reads[0]?.answer();
    await bench.settle();
    bench.session.requestModels();
    bench.session.requestModels();
    bench.clock.frame(20);
    expect(bench.engine.reads).toHaveLength(2);
    const { step } = bench.engine;
    bench.session.requestModels();
    bench.clock.frames(3, 20);
    expect(bench.engine.reads).toHaveLength(2);
    const { number } = bench.session.snapshot;
    bench.engine.reads[1]?.answer();
    await bench.settle();
    bench.clock.frames(5, 20);
    expect(step).toBeGreaterThan(0);
    expect(bench.session.models?.[0]?.step).toBe(step);
    expect(bench.session.snapshot.number).toBeGreaterThan(number);
    expect(bench.engine.reads).toHaveLength(3);
  });

  it('reads nothing while a frame with steps is refused: the engine is behind as it is', async () => {
    const bench = await Bench.ready();
    bench.show(0);
    bench.session.stepsPerSecond = Infinity;
    bench.engine.mostStepsPerFrame = 1;
    bench.session.play();
    bench.clock.frames(3);
    for (const read of bench.engine.reads.splice(0)) read.answer();
    await bench.settle();
    bench.engine.reads.length = 0;
    bench.engine.isBusy = true;
    bench.clock.frames(2);
    bench.session.requestModels();
    bench.clock.frames(5, 1100);
    expect(bench.engine.reads).toHaveLength(0);
    bench.engine.isBusy = false;
    bench.clock.frames(2);
    expect(bench.engine.reads).toHaveLength(1);
  });

  it('reads what was asked for while a read was under way that nobody is shown, at rest too', async () => {
    const bench = await Bench.ready();
    bench.session.stepsPerSecond = 50;
    bench.session.play();
    bench.clock.frames(2, 20);
    bench.engine.reads[0]?.answer();
    await bench.settle();
    while (bench.engine.reads.length < 2) bench.clock.frame(20);
    bench.session.pause();
    bench.engine.report();
    bench.clock.frames(20, 20);
    expect(bench.clock.isRequested).toBe(false);
    bench.engine.reads[1]?.answer();
    await bench.settle();
    bench.clock.frame(20);
    expect(bench.engine.reads).toHaveLength(3);
  });

  it('offers the first networks at once and drops answers from before a restart', async () => {
    const bench = await Bench.ready();
    expect(bench.session.models?.[0]?.step).toBe(0);
    bench.session.step(5);
    bench.clock.frame();
    bench.engine.report();
    bench.clock.frame();
    bench.session.restart();
    await bench.settle();
    bench.engine.reads[0]?.answer();
    await bench.settle();
    expect(bench.session.models?.[0]?.step).toBe(0);
  });

  it('takes no report for a run that is being left', async () => {
    const bench = await Bench.ready();
    bench.session.step(5);
    bench.clock.frame();
    bench.session.restart();
    bench.engine.report();
    await bench.settle();
    expect(bench.session.snapshot.step).toBe(0);
    expect(bench.session.snapshot.models[0]?.curves.losses).toEqual([]);
  });

  it('reads after a switch at once, and what is to be shown once the engine has taken it up', async () => {
    const bench = await Bench.ready();
    bench.show(0);
    bench.clock.frames(10);
    bench.engine.isBusy = true;
    bench.session.switchNormalization(0, 'batch', 'align');
    bench.clock.frames(5);
    expect(bench.engine.reads).toHaveLength(1);
    bench.engine.isBusy = false;
    bench.clock.frame();
    expect(bench.engine.reads).toHaveLength(2);
  });

  it('goes on when a read fails', async () => {
    const bench = await Bench.ready();
    bench.session.step(5);
    bench.clock.frame();
    bench.engine.report();
    bench.clock.frame();
    bench.engine.reads[0]?.fail();
    await bench.settle();
    bench.session.step(5);
    bench.clock.frame();
    bench.engine.report();
    bench.clock.frame();
    expect(bench.engine.reads).toHaveLength(2);
  });
});

it('keeps working when a frame of the engine throws', async () => {
  const bench = await Bench.ready();
  bench.session.step(1);
  bench.engine.frame = () => {
    throw new Error('The device is gone');
  };
  bench.clock.frame();
  expect(bench.session.snapshot.state).toBe('preparing');
  await bench.settle();
  expect(bench.engines).toHaveLength(2);
  expect(bench.session.snapshot.state).toBe('running');
  expect(bench.engines[0]).toBeInstanceOf(FakeBackend);
});

it('shows of networks at rest no evaluation of another step, and that of theirs as soon as it is there', async () => {
  const bench = await Bench.ready();
  const accuracies = () => bench.session.snapshot.models.map(({ evaluation }) => evaluation?.trainAccuracy);
  bench.show(0);
  bench.clock.frame();
  bench.engine.report(() => ({ evaluation: plainEvaluation(0.5) }));
  expect(accuracies()).toEqual([0.5, 0.5]);
  bench.session.step(70);
  bench.clock.frame();
  expect(accuracies(), 'under way').toEqual([0.5, 0.5]);
  bench.engine.report();
  expect(bench.session.snapshot).toMatchObject({ state: 'ready', step: 70 });
  expect(accuracies()).toEqual([undefined, undefined]);
  bench.engine.report(() => ({ evaluation: plainEvaluation(0.746) }));
  expect(accuracies()).toEqual([0.746, 0.746]);
});
