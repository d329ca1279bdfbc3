import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../src/training/session.js';
import { plainConfig } from '../support/fake-backend.js';
import { RealRun } from '../support/real-run.js';

/** A run that was left some 30 steps on, whose newest networks are of an earlier one, and that is being gone back to. */
async function restoring(): Promise<RealRun> {
  const run = await RealRun.ready();
  run.engine.mostSteps = () => 1;
  run.session.setTraining({ learningRate: 0.02 });
  await run.take(5);
  const readModels = run.engine.readModels.bind(run.engine);
  run.engine.readModels = () => new Promise(() => {});
  run.session.step(1000);
  for (let frame = 0; frame < 30; frame++) await run.frame();
  run.engine.readModels = readModels;
  run.session.newWeights();
  await run.rest();
  run.session.undo();
  expect(run.models[0]?.step).toBe(5);
  expect(run.session.snapshot.undo.isRestoring).toBe(true);
  return run;
}

/** The step at which it was left, and its networks there. */
async function leftOf(run: RealRun): Promise<Pick<RealRun['session']['snapshot'], 'step'> & Pick<RealRun, 'models'>> {
  const { step } = run.session.snapshot;
  const straight = await RealRun.ready();
  straight.session.setTraining({ learningRate: 0.02 });
  await straight.take(step);
  return { step, models: straight.models };
}

describe('while a run is restored', () => {
  it('nothing else can be undone; playing waits; losing the engine does not matter', async () => {
    const run = await restoring();
    expect([run.session.canUndo, run.session.canRedo]).toEqual([false, false]);
    run.session.undo();
    while (run.session.snapshot.state === 'preparing') await run.frame();
    run.session.pause();
    run.session.step(2);
    run.engine.onLost?.('A test.');
    await run.rest();
    expect(run.session.snapshot.undo).toMatchObject({ isRestoring: false, undone: [{ edit: { kind: 'experiment' } }] });
    expect(run.session.snapshot.step).toBeGreaterThan(27);
    expect(run.models).toEqual((await leftOf(run)).models);
  });

  it('playing that waits for it follows at once, without a rest in between', async () => {
    const run = await restoring();
    const states = new Set<SessionState>();
    run.session.subscribe(() => states.add(run.session.snapshot.state));
    run.session.play();
    while (run.session.snapshot.undo.isRestoring) await run.frame();
    const { step } = run.session.snapshot;
    for (let frame = 0; frame < 100; frame++) await run.frame();
    expect([...states]).toEqual(['running']);
    expect(run.session.snapshot.step).toBeGreaterThan(step);
  });

  it.each([
    ['a setting', (run: RealRun) => run.session.setTraining({ momentum: 0.3 })],
    ['other weights', (run: RealRun) => run.session.newWeights()],
    ['a restart', (run: RealRun) => run.session.restart()],
  ])('%s leaves it, and is undone by going back to it', async (_, edit) => {
    const run = await restoring();
    edit(run);
    edit(run);
    await run.rest();
    while (run.session.snapshot.undo.done.length > 1) {
      run.session.undo();
      await run.rest();
    }
    const left = await leftOf(run);
    expect(left.step).toBeGreaterThan(25);
    expect(run.models).toEqual(left.models);
    expect(run.session.snapshot.config.training).toMatchObject({ learningRate: 0.02, momentum: 0.9 });
  });

  it('another choice of statistics stays, and leaves nothing', async () => {
    const run = await restoring();
    run.session.setStatistics('batch');
    expect(run.session.snapshot.undo.isRestoring).toBe(true);
    await run.rest();
    expect(run.session.snapshot).toMatchObject({ config: { statistics: 'batch' } });
    expect(run.models).toEqual((await leftOf(run)).models);
    run.session.undo();
    expect(run.session.snapshot.config.statistics).toBe('data');
    expect(run.models).toEqual((await leftOf(run)).models);
  });

  it('and no engine can run, undoing goes on and tries again', async () => {
    const run = await restoring();
    run.hasEngines = false;
    run.engine.onLost?.('A test.');
    while (run.session.snapshot.state !== 'failed') {
      run.timers.ring();
      await run.frame();
    }
    expect(run.session.snapshot.undo.isRestoring).toBe(false);
    expect(run.session.canRedo).toBe(true);
    run.hasEngines = true;
    run.session.redo();
    await run.rest();
    expect(run.session.snapshot).toMatchObject({ state: 'ready', config: { network: { seed: 2 } } });
    run.session.undo();
    await run.rest();
    const left = await leftOf(run);
    expect(left.step).toBeGreaterThan(25);
    expect(run.models).toEqual(left.models);
  });

  it('notes nothing before the first run', async () => {
    const run = new RealRun();
    run.session.setTraining({ learningRate: 0.02 });
    run.session.loadExperiment(plainConfig);
    await run.rest();
    expect(run.session.canUndo).toBe(false);
  });
});

it('a session that is gone undoes nothing and makes no engine', async () => {
  const run = await RealRun.ready();
  await run.take(2);
  run.session.newWeights();
  await run.rest();
  run.session.dispose();
  expect([run.session.canUndo, run.session.canRedo]).toEqual([false, false]);
  run.session.undo();
  for (let frame = 0; frame < 3; frame++) await run.frame();
  expect(run.session.snapshot.state).toBe('disposed');
  expect(run.engines).toHaveLength(1);
});

it('leaves an earlier moment that an engine is still to get', async () => {
  const run = await RealRun.ready();
  run.frameMs = 1100;
  run.engine.mostSteps = () => 1;
  await run.take(6);
  run.session.setTraining({ learningRate: 0.5 });
  const { models } = run;
  run.session.goTo(2);
  await run.rest();
  run.engine.onLost?.('A test.');
  run.session.undo();
  await run.rest();
  expect(run.session.snapshot).toMatchObject({ step: 6, time: { isPast: false }, config: plainConfig });
  expect(await run.engine.readModels()).toEqual(models);
});

it('other statistics, chosen at an earlier moment, are undone wherever the run is by then', async () => {
  const run = await RealRun.ready();
  run.frameMs = 1100;
  run.engine.mostSteps = () => 1;
  await run.take(6);
  run.session.goTo(2);
  await run.rest();
  run.session.setStatistics('batch');
  run.session.undo();
  await run.rest();
  expect(run.session.snapshot).toMatchObject({ step: 2, time: { isPast: true }, config: { statistics: 'data' } });
  run.session.redo();
  run.session.goTo(6);
  await run.rest();
  await run.take(3);
  const { models } = run;
  run.session.undo();
  await run.rest();
  expect(run.session.snapshot).toMatchObject({ step: 9, state: 'ready', config: { statistics: 'data' } });
  expect(run.models).toEqual(models);
});
