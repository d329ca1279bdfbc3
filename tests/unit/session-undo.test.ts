import { describe, expect, it, vi } from 'vitest';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';
import type { SessionEdit, SessionSnapshot } from '../../src/training/session.js';
import { plainConfig } from '../support/fake-backend.js';
import { RealRun } from '../support/real-run.js';

const placement = { dx: 1, dy: -0.5, scale: 1.2, rotation: 30 };

/** All that a reader sees of a run, and its networks. */
const stateOf = ({ session }: RealRun) => {
  const { step, config, cursor, endStep, state, marks, changes, history, areWeightsGiven, models } = session.snapshot;
  const networks = session.models;
  const curves = models.map(({ normalization, loss, curves: { losses } }) => ({ normalization, loss, losses }));
  return { step, config, cursor, endStep, state, marks, changes, history, areWeightsGiven, curves, networks };
};

const namesOf = ({ undo }: SessionSnapshot): SessionEdit['kind'][] => undo.done.map(({ edit }) => edit.kind);

/** Past the time in which edits are of one gesture. */
async function pass(run: RealRun): Promise<void> {
  run.clock.nowMs += 1500;
  await run.rest();
}

async function undo(run: RealRun, levels = 1): Promise<void> {
  for (let level = 0; level < levels; level++) {
    run.session.undo();
    await run.rest();
  }
}

async function redo(run: RealRun): Promise<void> {
  run.session.redo();
  await run.rest();
}

describe('undoing a setting that acts in mid-run', () => {
  it('changes it back at the present step', async () => {
    const run = await RealRun.ready();
    await run.take(5);
    run.session.setTraining({ learningRate: 0.5 });
    await run.take(5);
    const { models } = run;
    await undo(run);
    expect(run.session.snapshot).toMatchObject({ step: 10, config: plainConfig });
    expect(run.models).toEqual(models);
    expect(run.session.snapshot.history.edits?.at(-1)).toEqual({
      step: 10,
      kind: 'training',
      settings: { learningRate: 0.01 },
    });
    await redo(run);
    expect(run.session.snapshot.config.training.learningRate).toBe(0.5);
    expect(run.session.canRedo).toBe(false);
  });

  it('leaves other settings as they are by then, one level each', async () => {
    const run = await RealRun.ready();
    await run.take(3);
    run.session.setStatistics('batch');
    run.session.placeData(placement);
    run.session.setTraining({ momentum: 0.5 });
    run.session.setTraining({ epochs: 40 });
    await run.rest();
    expect(run.session.snapshot.endStep).toBe(400);
    await undo(run);
    expect(run.session.snapshot.endStep).toBe(300);
    await undo(run);
    const { config } = run.session.snapshot;
    expect(config).toEqual({ ...plainConfig, statistics: 'batch', data: { ...plainConfig.data, placement } });
    await undo(run, 2);
    expect(run.session.snapshot.config).toEqual(plainConfig);
    expect(run.session.snapshot.data).toEqual((await RealRun.ready()).session.snapshot.data);
  });

  it('tells of the end of a gesture that has changed something', async () => {
    const run = await RealRun.ready();
    const told = vi.fn();
    run.session.subscribe(told);
    const turns = (isChanging: boolean): number => {
      run.session.isGestureUnderWay = true;
      if (isChanging) run.session.placeData(placement);
      told.mockClear();
      run.session.isGestureUnderWay = false;
      return told.mock.calls.length;
    };
    expect([turns(false), turns(true), turns(false)]).toEqual([0, 1, 0]);
  });

  it('undoes one gesture at once, and pauses between gestures apart', async () => {
    const run = await RealRun.ready();
    for (const learningRate of [0.1, 0.2, 0.3]) {
      run.session.setTraining({ learningRate });
      run.clock.nowMs += 400;
      await run.rest();
    }
    await pass(run);
    run.session.setTraining({ learningRate: 0.4 });
    run.session.isGestureUnderWay = true;
    run.session.placeData(placement);
    run.session.placeData({ ...placement, rotation: 60 });
    await pass(run);
    run.session.placeData({ ...placement, dx: 2 });
    run.session.isGestureUnderWay = false;
    run.clock.nowMs += 10_000;
    run.session.isGestureUnderWay = true;
    run.session.placeData({ ...placement, dx: 3 });
    run.session.isGestureUnderWay = false;
    await run.rest();
    expect(
      run.session.snapshot.undo.done.map(
        ({ edit }) => 'after' in edit && [edit.after.training.learningRate, edit.after.data.placement.dx],
      ),
    ).toEqual([
      [0.3, 0],
      [0.4, 0],
      [0.4, 2],
      [0.4, 3],
    ]);
    await undo(run, 4);
    expect(run.session.snapshot.config).toEqual(plainConfig);
  });

  it('undoes one act at once, be it settings or another run and what follows', async () => {
    const run = await RealRun.ready();
    const { session } = run;
    await run.take(4);
    const before = stateOf(run);
    session.asOneEdit(() => {
      session.setTraining({ learningRate: 0.5 });
      session.setStatistics('batch');
      session.placeData(placement);
    });
    session.asOneEdit(() => {
      session.loadExperiment(plainConfig);
      session.openMoment(plainConfig, { edits: [], step: 3 });
    });
    await run.rest();
    expect(session.snapshot.step).toBe(3);
    expect(namesOf(session.snapshot)).toEqual(['settings', 'open']);
    await undo(run);
    expect(session.snapshot).toMatchObject({ step: 4, config: { statistics: 'batch', data: { placement } } });
    await undo(run);
    expect(session.snapshot.config).toEqual(before.config);
    await redo(run);
    await redo(run);
    expect(session.snapshot).toMatchObject({ step: 3, config: plainConfig });
  });

  it('notes nothing of what was refused, changes nothing or is changed back within a gesture', async () => {
    const run = await RealRun.ready();
    expect(() => run.session.setTraining({ learningRate: -1 })).toThrow(InvalidSettingError);
    expect(() => run.session.setExperiment({ network: { ...plainConfig.network, hiddenWidths: [] } })).toThrow();
    run.session.setTraining({ learningRate: plainConfig.training.learningRate });
    run.session.setStatistics('data');
    run.session.setTraining({ momentum: 0.1 });
    run.session.setTraining({ momentum: plainConfig.training.momentum });
    await run.rest();
    expect(run.session.snapshot.undo).toMatchObject({ done: [], undone: [] });
  });

  it('keeps what can be done again where an edit is refused, and forgets it with the next', async () => {
    const run = await RealRun.ready();
    run.session.setTraining({ momentum: 0.5 });
    await undo(run);
    expect(() => run.session.setTraining({ momentum: 2 })).toThrow();
    expect(run.session.canRedo).toBe(true);
    run.session.setTraining({ learningRate: 0.5 });
    expect(run.session.canRedo).toBe(false);
    expect(namesOf(run.session.snapshot)).toEqual(['settings']);
  });

  it('reaches 50 levels back', async () => {
    const run = await RealRun.ready();
    for (let seed = 1; seed <= 60; seed++) {
      run.clock.nowMs += 2000;
      run.session.setTraining({ seed });
    }
    expect(run.session.snapshot.undo.done).toHaveLength(50);
    await undo(run, 60);
    expect(run.session.snapshot.config.training.seed).toBe(10);
    expect(run.session.canUndo).toBe(false);
  });
});

describe('undoing what began another run', () => {
  it('comes back with the run as it was, paused, with its past, and done again with the other', async () => {
    const run = await RealRun.ready();
    run.session.stepsPerSecond = Infinity;
    run.engine.mostSteps = () => 3;
    await run.take(12);
    run.session.switchNormalization(0, 'batch', 'align');
    await run.take(4);
    run.session.setTraining({ learningRate: 0.02 });
    await run.take(4);
    const before = stateOf(run);
    const { network } = plainConfig;
    run.session.setExperiment({ network: { ...network, hiddenWidths: [4, 4] } });
    await run.take(7);
    const after = stateOf(run);
    await undo(run);
    expect(stateOf(run)).toEqual(before);
    expect(await run.engine.readModels()).toEqual(before.networks);
    run.session.goTo(12);
    await run.rest();
    expect(run.session.snapshot).toMatchObject({ step: 12, time: { isPast: true, lastStep: 20 } });
    await redo(run);
    expect(stateOf(run)).toEqual(after);
    await undo(run);
    expect(run.session.snapshot).toMatchObject({ step: 12, time: { isPast: true, lastStep: 20 } });
  });

  it('takes the steps again that no networks were read after, up to the very one', async () => {
    const run = await RealRun.ready();
    run.engine.mostSteps = () => 3;
    run.session.stepsPerSecond = Infinity;
    run.session.play();
    while (run.session.snapshot.step < 20) await run.frame();
    run.session.setTraining({ learningRate: 0.03 });
    await run.frame();
    run.session.switchNormalization(1, 'none', 'align');
    run.session.setTraining({ momentum: 0.3 });
    const { step: seen } = run.session.snapshot;
    run.session.newWeights();
    run.session.pause();
    await run.rest();
    await undo(run);
    const { snapshot } = run.session;
    expect(snapshot.step).toBeGreaterThanOrEqual(seen);
    expect(snapshot).toMatchObject({ state: 'ready', config: { training: { learningRate: 0.03, momentum: 0.3 } } });
    const again = await RealRun.ready();
    again.session.openMoment(snapshot.history.start, { edits: snapshot.history.edits ?? [], step: snapshot.step });
    await again.rest();
    expect(run.models).toEqual(again.models);
    expect(snapshot.models[0]?.curves.losses).toEqual(again.session.snapshot.models[0]?.curves.losses);
  });

  it('goes back to right before a switch of normalization', async () => {
    const run = await RealRun.ready();
    await run.take(6);
    const before = stateOf(run);
    run.session.switchNormalization(1, 'none', 'align');
    await run.take(6);
    const after = stateOf(run);
    await undo(run);
    expect(stateOf(run)).toEqual(before);
    await redo(run);
    expect(stateOf(run)).toEqual(after);
    expect(run.session.snapshot.undo.done.map(({ edit }) => edit)).toEqual([
      { kind: 'switch', model: 1, from: 'batch', to: 'none' },
    ]);
  });

  it('brings back drawn points, opened moments and given weights, one level each', async () => {
    const run = await RealRun.ready();
    const customPoints = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((x) => ({ x, y: x % 3, label: x % 2 }));
    await run.take(3);
    const states = [stateOf(run)];
    run.session.setExperiment({ data: { ...plainConfig.data, set: 'custom', customPoints } });
    await run.take(3);
    states.push(stateOf(run));
    run.session.movePoints(customPoints.map((point) => ({ ...point, x: point.x + 1 })));
    await run.take(3);
    states.push(stateOf(run));
    run.session.openMoment(plainConfig, { edits: [], step: 9 });
    await run.rest();
    states.push(stateOf(run));
    run.session.loadExperiment(
      plainConfig,
      run.models.map((model) => ({ ...model, step: 0 })),
    );
    await run.take(2);
    states.push(stateOf(run));
    run.session.restart();
    await run.rest();
    expect(namesOf(run.session.snapshot)).toEqual(['experiment', 'settings', 'open', 'open', 'restart']);
    await undo(run);
    expect(stateOf(run)).toEqual(states[4]);
    await undo(run);
    expect(stateOf(run)).toEqual(states[3]);
    await undo(run);
    expect(stateOf(run)).toEqual(states[2]);
    await undo(run);
    expect(run.session.snapshot.config.data.customPoints).toEqual(customPoints);
    await undo(run);
    expect(stateOf(run)).toEqual(states[0]);
    expect(run.session.canUndo).toBe(false);
  });

  it('shows an earlier moment again that was taken up, and the branch once more', async () => {
    const run = await RealRun.ready();
    run.engine.mostSteps = () => 1;
    run.frameMs = 1100;
    await run.take(9);
    const whole = stateOf(run);
    run.session.goTo(4);
    await run.rest();
    run.session.setTraining({ learningRate: 0.2 });
    await run.take(2);
    const branch = stateOf(run);
    run.session.returnToOriginal();
    await run.take(1);
    await undo(run);
    expect(stateOf(run)).toEqual(branch);
    expect(run.session.snapshot.original).toMatchObject({ branchStep: 4, step: 9 });
    await undo(run);
    expect(run.session.snapshot).toMatchObject({ step: 4, original: null, time: { isPast: true, lastStep: 9 } });
    run.session.goTo(9);
    await run.rest();
    expect(stateOf(run)).toEqual(whole);
    await redo(run);
    expect(stateOf(run)).toEqual(branch);
    run.session.goTo(5);
    await run.rest();
    run.session.play();
    await run.frame();
    expect(namesOf(run.session.snapshot)).toEqual(['settings', 'branch']);
  });

  it('gives a diverged run back', async () => {
    const run = await RealRun.ready();
    run.session.setTraining({ learningRate: 1e9 });
    run.session.step(200);
    await run.rest();
    expect(run.session.snapshot.state).toBe('diverged');
    const { divergence } = run.session.snapshot;
    run.session.goBackWithHalfRate();
    run.session.pause();
    await run.rest();
    await undo(run);
    expect(run.session.snapshot).toMatchObject({ state: 'diverged', divergence: { step: divergence?.step } });
    await undo(run);
    expect(run.session.snapshot.config).toEqual(plainConfig);
  });
});

describe('undoing what one owner did in several acts', () => {
  const wide = { ...plainConfig, network: { ...plainConfig.network, hiddenWidths: [4, 4] } };
  const look = (log: string[], name: string) => ({ undo: () => log.push(`not ${name}`), redo: () => log.push(name) });

  it('goes back to before the first and forward to after the last, whatever they did', async () => {
    const run = await RealRun.ready();
    const { session } = run;
    const owner = {};
    const looks: string[] = [];
    await run.take(4);
    const before = stateOf(run);
    session.asOneEdit(() => session.setTraining({ learningRate: 0.5 }), owner);
    await run.take(3);
    await pass(run);
    session.asOneEdit(() => {
      session.noteEdit({ kind: 'page', subject: 'fill', name: 'fill' }, look(looks, 'first'));
      session.loadExperiment(wide);
    }, owner);
    await run.take(2);
    session.asOneEdit(() => session.switchNormalization(0, 'none', 'align'), owner);
    session.asOneEdit(
      () => session.noteEdit({ kind: 'page', subject: 'walls', name: 'walls' }, look(looks, 'last')),
      owner,
    );
    await run.rest();
    const after = stateOf(run);
    expect(session.snapshot.undo.done.map(({ edit }) => edit)).toEqual([
      { kind: 'open', before: plainConfig, after: wide },
    ]);
    await undo(run);
    expect(stateOf(run)).toEqual(before);
    expect(session.canUndo).toBe(false);
    await redo(run);
    expect(stateOf(run)).toEqual(after);
    expect(looks).toEqual(['not first', 'last']);
    session.asOneEdit(() => session.loadExperiment(plainConfig), owner);
    await run.rest();
    expect(session.snapshot.undo).toMatchObject({ done: { length: 1 }, undone: [] });
    await undo(run);
    expect(stateOf(run)).toEqual(before);
  });

  it('is a level of its own beside what a reader does to the same setting within the second', async () => {
    const { session } = await RealRun.ready();
    const owner = {};
    const set = (learningRate: number): void => session.setTraining({ learningRate });
    const rates = () =>
      session.snapshot.undo.done.map(({ edit }) => 'after' in edit && edit.after.training.learningRate);
    set(0.1);
    session.asOneEdit(() => set(0.2), owner);
    session.asOneEdit(() => set(0.3), owner);
    expect(rates()).toEqual([0.1, 0.3]);
    set(0.4);
    session.asOneEdit(() => set(0.5), owner);
    session.asOneEdit(() => set(0.6), owner);
    expect(rates()).toEqual([0.1, 0.3, 0.4, 0.6]);
  });

  it('is a level for each of two owners, and one more for each that comes back', async () => {
    const run = await RealRun.ready();
    const [first, second] = [{}, {}];
    for (const [owner, seed] of [
      [first, 1],
      [first, 2],
      [second, 3],
      [first, 4],
      [first, 5],
    ] as const)
      run.session.asOneEdit(
        () => run.session.loadExperiment({ ...plainConfig, training: { ...plainConfig.training, seed } }),
        owner,
      );
    await run.rest();
    expect(run.session.snapshot.undo.done.map(({ edit }) => 'after' in edit && edit.after.training.seed)).toEqual([
      2, 3, 5,
    ]);
  });
});

it('an experiment that the engine refuses takes nothing with it: undoing goes back to the run', async () => {
  const run = await RealRun.ready();
  await run.take(5);
  const before = stateOf(run);
  const { engine } = run;
  const load = engine.load.bind(engine);
  engine.load = () => Promise.reject(new Error('Too large.'));
  run.session.setExperiment({ network: { ...plainConfig.network, hiddenWidths: [256] } });
  await new Promise((resolve) => setTimeout(resolve));
  engine.load = load;
  await run.rest();
  expect(run.session.snapshot.notice).toMatchObject({ kind: 'refused', reason: 'Too large.' });
  expect(run.session.snapshot.config).toEqual(plainConfig);
  await undo(run);
  expect(stateOf(run)).toEqual(before);
});
