import { describe, expect, it } from 'vitest';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';
import type { RunEdit } from '../../src/training/run-edits.js';
import { plainConfig } from '../support/fake-backend.js';
import { RealRun } from '../support/real-run.js';

const short: ExperimentConfig = { ...plainConfig, training: { ...plainConfig.training, epochs: 4 } };
const placement = { dx: 1, dy: -0.5, scale: 1.2, rotation: 30 };

/** 62 steps of a run whose end is at 40, with every kind of edit. */
async function editedRun(): Promise<RealRun> {
  const run = await RealRun.ready(short);
  const { session } = run;
  session.setTraining({ learningRate: 0.02 });
  await run.take(7);
  session.switchNormalization(0, 'batch', 'align');
  session.placeData(placement);
  await run.take(6);
  session.setTraining({ batchSize: 20, optimizer: 'adam' });
  await run.frame();
  session.setTraining({ batchSize: 10 });
  await run.take(9);
  session.setStatistics('batch');
  session.switchNormalization(1, 'none', 'align');
  session.switchNormalization(0, 'none', 'align');
  await run.frame();
  session.setTraining({ accuracyInTrainingMode: true, learningRate: 0.005 });
  session.switchNormalization(1, 'batch', 'keep-function');
  await run.take(40);
  await run.take(62 - session.snapshot.step);
  return run;
}

describe('the history of a run', () => {
  it('has every edit at the step before which it acted, and in the start what came before the first', async () => {
    const { session } = await editedRun();
    const { history, step } = session.snapshot;
    expect(step).toBe(62);
    expect(history.start).toEqual({ ...short, training: { ...short.training, learningRate: 0.02 } });
    expect(history.edits).toEqual([
      { step: 7, kind: 'data', placement },
      { step: 7, kind: 'switch', model: 0, to: 'batch', insert: 'align', statistics: 'data' },
      { step: 13, kind: 'training', settings: { batchSize: 20, optimizer: 'adam' } },
      { step: 13, kind: 'training', settings: { batchSize: 10 } },
      { step: 22, kind: 'switch', model: 1, to: 'none', insert: 'align', statistics: 'batch' },
      { step: 22, kind: 'switch', model: 0, to: 'none', insert: 'align', statistics: 'batch' },
      { step: 22, kind: 'training', settings: { accuracyInTrainingMode: true, learningRate: 0.005 } },
      { step: 22, kind: 'switch', model: 1, to: 'batch', insert: 'keep-function', statistics: 'batch' },
    ] satisfies RunEdit[]);
  });

  it('has of a gesture at rest its outcome alone', async () => {
    const run = await RealRun.ready(short);
    await run.take(3);
    for (const dx of [0.1, 0.2, 0.3]) {
      run.session.placeData({ ...placement, dx });
      run.session.setTraining({ learningRate: dx });
      run.session.placeData({ ...placement, dx });
      await run.frame();
    }
    expect(run.session.snapshot.history.edits?.filter(({ kind }) => kind === 'data').at(-1)).toEqual({
      step: 3,
      kind: 'data',
      placement: { ...placement, dx: 0.3 },
    });
    await run.take(1);
    run.session.setTraining({ learningRate: 0.1 });
    await run.frame();
    run.session.setTraining({ momentum: 0.5 });
    await run.frame();
    expect(run.session.snapshot.history.edits?.filter(({ step }) => step === 4)).toEqual([
      { step: 4, kind: 'training', settings: { learningRate: 0.1, momentum: 0.5 } },
    ]);
  });

  it('begins anew with a restart', async () => {
    const run = await editedRun();
    run.session.restart();
    await run.rest();
    const { history, config } = run.session.snapshot;
    expect(history).toEqual({ start: config, edits: [] });
  });

  it('has own points that were moved one by one', async () => {
    const customPoints = Array.from({ length: 40 }, (_, i) => ({ x: i / 10, y: (i % 7) / 3, label: i % 2 }));
    const run = await RealRun.ready({ ...short, data: { ...short.data, set: 'custom', customPoints } });
    await run.take(2);
    const moved = customPoints.map((point) => ({ ...point, x: point.x + 1 }));
    run.session.placeData(placement);
    run.session.movePoints(moved);
    await run.take(1);
    run.session.movePoints(customPoints);
    run.session.placeData(placement);
    await run.take(3);
    const { history, step } = run.session.snapshot;
    expect(history.edits).toEqual([
      { step: 2, kind: 'points', customPoints: moved },
      { step: 3, kind: 'points', customPoints },
      { step: 3, kind: 'data', placement },
    ] satisfies RunEdit[]);
    const replayed = await RealRun.ready(short);
    replayed.session.openMoment(history.start, { edits: history.edits ?? [], step });
    await replayed.rest();
    expect(replayed.models).toEqual(run.models);
  });
});

describe('a replay', () => {
  it('ends with the same bits, however many steps a frame takes', async () => {
    const run = await editedRun();
    const { history, step, config, marks } = run.session.snapshot;
    for (const mostSteps of [Infinity, 1, 3]) {
      const replayed = await RealRun.ready();
      replayed.engine.mostSteps = () => mostSteps;
      replayed.session.openMoment(history.start, { edits: history.edits ?? [], step });
      await replayed.rest();
      const { snapshot } = replayed.session;
      expect(replayed.models).toEqual(run.models);
      expect(snapshot).toMatchObject({ step, history, replay: null, marks, state: 'ready' });
      expect(snapshot.config.training).toEqual(config.training);
      expect(snapshot.config.data).toEqual(config.data);
      expect(snapshot.models[0]?.curves).toEqual(run.session.snapshot.models[0]?.curves);
      // And goes on in the same way.
      await replayed.take(11);
      const ahead = await RealRun.ready();
      ahead.session.openMoment(history.start, { edits: history.edits ?? [], step: step + 11 });
      await ahead.rest();
      expect(replayed.models).toEqual(ahead.models);
    }
  });

  it('starts from given weights', async () => {
    const run = await RealRun.ready(short);
    await run.take(5);
    const weights = run.models.map((model) => ({ ...model, step: 0 }));
    run.session.loadExperiment(short, weights);
    await run.rest();
    await run.take(8);
    const { history, step } = run.session.snapshot;
    const replayed = await RealRun.ready();
    const { firstModels } = run.session;
    replayed.session.openMoment(history.start, { edits: [], step, weights: firstModels ?? [] });
    await replayed.rest();
    expect(replayed.models).toEqual(run.models);
  });

  it('begins again where the engine is lost on the way', async () => {
    const run = await editedRun();
    const { history, step } = run.session.snapshot;
    const replayed = await RealRun.ready();
    replayed.engine.mostSteps = () => 4;
    replayed.session.openMoment(history.start, { edits: history.edits ?? [], step });
    while (replayed.session.snapshot.step < 30) await replayed.frame();
    replayed.engine.onLost?.('gone');
    await replayed.rest();
    expect(replayed.engines).toHaveLength(2);
    expect(replayed.models).toEqual(run.models);
  });

  it('says how far it goes, and stays where it is stopped', async () => {
    const run = await RealRun.ready();
    run.engine.mostSteps = () => 2;
    run.session.openMoment(short, { edits: [], step: 20 });
    for (let frame = 0; frame < 6; frame++) await run.frame();
    expect(run.session.snapshot).toMatchObject({ state: 'running', replay: { step: 20 } });
    run.session.pause();
    await run.rest();
    const { step } = run.session.snapshot;
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(20);
    expect(run.session.snapshot).toMatchObject({ state: 'ready', replay: null });
  });

  it('ends where something else is changed', async () => {
    const run = await RealRun.ready();
    run.engine.mostSteps = () => 2;
    const later: RunEdit = { step: 15, kind: 'training', settings: { learningRate: 1 } };
    run.session.openMoment(short, { edits: [later], step: 20 });
    for (let frame = 0; frame < 6; frame++) await run.frame();
    run.session.switchNormalization(0, 'batch', 'align');
    await run.rest();
    const { snapshot } = run.session;
    expect(snapshot.replay).toBeNull();
    expect(snapshot.history.edits).toMatchObject([{ kind: 'switch', step: snapshot.step }]);
    expect(snapshot.step).toBeLessThan(15);
  });

  it('does not join changes that are far apart, although it takes no time', async () => {
    const run = await RealRun.ready();
    const rates: RunEdit[] = [5, 10, 100].map((step) => ({
      step,
      kind: 'training',
      settings: { learningRate: step / 1e4 },
    }));
    run.session.openMoment(plainConfig, { edits: rates, step: 120 });
    await run.rest();
    expect(run.session.snapshot.changes).toMatchObject([
      { step: 5, until: 10 },
      { step: 100, until: 100 },
    ]);
  });

  it.each<[string, readonly unknown[]]>([
    ['edits[0].step', [{ step: 11, kind: 'data', placement }]],
    [
      'edits[1].step',
      [
        { step: 5, kind: 'data', placement },
        { step: 4, kind: 'data', placement },
      ],
    ],
    ['edits[0].learningRate', [{ step: 1, kind: 'training', settings: { learningRate: -1 } }]],
    ['edits[0].model', [{ step: 1, kind: 'switch', model: 2, to: 'none', insert: 'align', statistics: 'data' }]],
    ['edits[0].statistics', [{ step: 1, kind: 'switch', model: 0, to: 'batch', insert: 'align', statistics: 'x' }]],
    ['edits[0].customPoints', [{ step: 1, kind: 'points', customPoints: [] }]],
  ])('of %s that is not possible is refused, and nothing changed', async (field, edits) => {
    const run = await RealRun.ready();
    await run.take(3);
    const before = run.session.snapshot;
    const open = (): void => run.session.openMoment(short, { edits: edits as RunEdit[], step: 10 });
    expect(open).toThrow(InvalidSettingError);
    expect(open).toThrow(field);
    expect(run.session.snapshot).toBe(before);
  });
});

it('goes on past what is refused or changes nothing, and ends where something is changed', async () => {
  const run = await RealRun.ready();
  const { session } = run;
  run.engine.mostSteps = () => 1;
  session.openMoment(plainConfig, { edits: [], step: 50 });
  await run.frame();
  const acts = [
    () => session.setTraining({ learningRate: -1 }),
    () => session.movePoints([]),
    () => session.placeData({ ...placement, scale: NaN }),
  ];
  for (const act of acts) expect(act).toThrow(InvalidSettingError);
  session.setTraining({ learningRate: plainConfig.training.learningRate });
  session.placeData(plainConfig.data.placement);
  session.switchNormalization(1, 'batch', 'align');
  expect(session.snapshot.replay).toEqual({ step: 50 });
  session.setTraining({ learningRate: 0.5 });
  expect(session.snapshot.replay).toBeNull();
});

describe('networks that are given with their moment', () => {
  it('go on as they did', async () => {
    const run = await editedRun();
    const { config, step, cursor, marks, changes } = run.session.snapshot;
    const { models } = run;
    const opened = await RealRun.ready();
    // After 13 steps an epoch began early.
    expect(cursor).toEqual({ epoch: 6, batch: 9 });
    opened.session.openMoment(config, { models, cursor, step, marks, changes });
    await opened.rest();
    expect(opened.session.snapshot).toMatchObject({ step, marks, changes, history: { edits: null } });
    expect(opened.models).toEqual(models);
    await run.take(5);
    await opened.take(5);
    expect(opened.models).toEqual(run.models);
  });

  it('are refused where they are of another experiment or incomplete', async () => {
    const run = await RealRun.ready();
    await run.take(1);
    const cursor = { epoch: 0, batch: 1 };
    const wide = { ...short, network: { ...short.network, hiddenWidths: [4] } };
    const broken = run.models.map((model) => ({ ...model, firstMoment: model.firstMoment.slice(1) }));
    expect(() => run.session.openMoment(wide, { models: run.models, cursor, step: 1 })).toThrow('weights[0]');
    expect(() => run.session.openMoment(short, { models: broken, cursor, step: 1 })).toThrow('models[0].firstMoment');
    const late = { epoch: 0, batch: 10 };
    expect(() => run.session.openMoment(short, { models: run.models, cursor: late, step: 1 })).toThrow('cursor.batch');
  });
});
