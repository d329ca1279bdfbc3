import { describe, expect, it } from 'vitest';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';
import { Bench, plainConfig, plainView } from '../support/fake-backend.js';
import { RealRun } from '../support/real-run.js';

const placement = { dx: 1, dy: 0, scale: 1, rotation: 0 };

/** 40 steps, one read after each; BN goes into the first network after 20, the data move after 30. */
async function storied(): Promise<RealRun> {
  const run = await RealRun.ready();
  run.engine.mostSteps = () => 1;
  run.frameMs = 1100;
  run.session.setView(0, () => plainView);
  await run.take(20);
  run.session.switchNormalization(0, 'batch', 'align');
  await run.take(10);
  run.session.placeData(placement);
  run.session.setTraining({ learningRate: 0.02 });
  await run.take(10);
  return run;
}

async function goTo(run: RealRun, step: number): Promise<void> {
  run.session.goTo(step);
  await run.rest();
}

describe('a moment of the past', () => {
  it('is exactly what it was: networks, data, settings, loss, history', async () => {
    const run = await storied();
    for (const step of [25, 7, 0, 39, 20, 30, 19]) {
      await goTo(run, step);
      const again = await RealRun.ready();
      const { history } = run.session.snapshot;
      again.session.openMoment(history.start, { edits: history.edits ?? [], step });
      await again.rest();
      const { snapshot } = run.session;
      expect(run.models).toEqual(again.models);
      expect(snapshot).toMatchObject({ step, state: 'ready', time: { firstStep: 0, lastStep: 40, isPast: true } });
      expect(snapshot.config).toEqual(again.session.snapshot.config);
      expect(snapshot.data).toEqual(again.session.snapshot.data);
      expect(snapshot.cursor).toEqual(again.session.snapshot.cursor);
      expect(snapshot.models.map(({ loss }) => loss)).toEqual(again.session.snapshot.models.map(({ loss }) => loss));
      expect(snapshot.models.map(({ normalization }) => normalization)).toEqual([
        step < 20 ? 'none' : 'batch',
        'batch',
      ]);
      // The engine has it too.
      expect(await run.engine.readModels()).toEqual(run.models);
    }
  });

  it('has the settings and data of the step after it, where they were changed at rest', async () => {
    const run = await RealRun.ready();
    for (const [step, learningRate] of [
      [0, 0.02],
      [7, 0.03],
    ] as const) {
      run.session.setTraining({ learningRate, optimizer: 'adam' });
      run.session.placeData({ ...placement, dx: step });
      await run.take(7);
      await goTo(run, step);
      const { config, history, data } = run.session.snapshot;
      expect(config).toMatchObject({
        training: { learningRate, optimizer: 'adam' },
        data: { placement: { dx: step } },
      });
      const again = await RealRun.ready();
      again.session.openMoment(history.start, { edits: history.edits ?? [], step });
      await again.rest();
      expect(run.models).toEqual(again.models);
      expect([config, data]).toEqual([again.session.snapshot.config, again.session.snapshot.data]);
      await goTo(run, step + 7);
    }
  });

  it('leaves curves, marks and the present whole', async () => {
    const run = await storied();
    const { models } = run;
    const before = run.session.snapshot;
    await goTo(run, 5);
    expect(run.session.snapshot.marks).toEqual(before.marks);
    expect(run.session.snapshot.changes).toEqual(before.changes);
    expect(run.session.snapshot.models[1]?.curves.losses).toEqual(before.models[1]?.curves.losses);
    await goTo(run, 1000);
    const after = run.session.snapshot;
    expect(after).toMatchObject({ step: 40, time: { isPast: false }, history: before.history });
    expect(after.config).toEqual(before.config);
    expect(run.models).toEqual(models);
    await run.take(10);
    const straight = await storied();
    await straight.take(10);
    expect(run.models).toEqual(straight.models);
    expect(run.session.snapshot.models[0]?.curves).toEqual(straight.session.snapshot.models[0]?.curves);
    expect(run.session.snapshot.original).toBeNull();
  });

  it('is evaluated, and of several the last is shown', async () => {
    const run = await storied();
    for (const step of [3, 9, 30, 12]) run.session.goTo(step);
    await run.rest();
    const { snapshot } = run.session;
    expect(snapshot.step).toBe(12);
    expect(snapshot.models[0]?.evaluation?.trainLoss).toBeGreaterThan(0);
    expect(snapshot.models[0]?.curves.accuracySteps.at(-1)).toBe(40);
  });

  it('can be gone to while the run goes on: nothing of it is lost', async () => {
    const run = await RealRun.ready();
    run.engine.mostSteps = () => 3;
    run.session.stepsPerSecond = Infinity;
    run.session.play();
    while (run.session.snapshot.step < 30) await run.frame();
    await goTo(run, 10);
    const { lastStep } = run.session.snapshot.time;
    expect(run.session.snapshot.step).toBeLessThanOrEqual(10);
    await goTo(run, lastStep);
    const straight = await RealRun.ready();
    await straight.take(lastStep);
    expect(run.models).toEqual(straight.models);
    expect(run.session.snapshot.models[0]?.curves.losses).toEqual(straight.session.snapshot.models[0]?.curves.losses);
  });

  it('is kept at every multiple of some steps that runs side by side are to have in common', async () => {
    const stepsOf = async (mostSteps: number): Promise<number[]> => {
      const run = await RealRun.ready();
      const { session } = run;
      session.keepEvery = 8;
      run.engine.mostSteps = () => mostSteps;
      await run.take(45);
      const kept = new Set(Array.from({ length: 46 }, (_, step) => session.keptUpTo(step)));
      await goTo(run, 17);
      expect(session.snapshot.step).toBe(session.keptUpTo(17));
      await goTo(run, 60);
      expect(session.keptUpTo(60)).toBe(45);
      return [...kept];
    };
    const common = [0, 8, 16, 24, 32, 40, 45];
    expect(await stepsOf(7)).toEqual(expect.arrayContaining(common));
    // So fast that nothing else is read on the way.
    expect(await stepsOf(Infinity)).toEqual(common);
    const { session } = await RealRun.ready();
    expect(() => (session.keepEvery = 0)).toThrow(InvalidSettingError);
  });

  it('is read no more often for runs side by side than there is room for', async () => {
    const bench = await Bench.ready({ ...plainConfig, training: { ...plainConfig.training, epochs: 1000 } });
    const { session, clock, engine } = bench;
    session.keepEvery = 1;
    session.step(2040);
    const readAt: number[] = [];
    while (engine.step < 2040) {
      // No time passes: the run reads nothing for its own sake after its first step.
      clock.frame(0);
      engine.report();
      for (const { answer } of engine.reads.splice(0)) {
        readAt.push(engine.step);
        answer();
      }
      await Promise.resolve();
      await Promise.resolve();
    }
    // Of 2,000 moments, or more, every second one stays.
    expect(readAt.filter((step) => step <= 1990)).toEqual(expect.arrayContaining([1988, 1989, 1990]));
    expect(readAt.filter((step) => step > 2010 && step < 2020)).toEqual([2012, 2014, 2016, 2018]);
    expect([2013, 2012, 1001].map((step) => session.keptUpTo(step))).toEqual([2012, 2012, 1000]);
  });

  it('ends where its own settings say, and the present where those of the present do', async () => {
    const run = await storied();
    run.session.setTraining({ epochs: 50 });
    await run.take(1);
    for (const [step, endStep] of [
      [5, 300],
      [41, 500],
      [12, 300],
    ] as const) {
      await goTo(run, step);
      expect(run.session.snapshot.endStep).toBe(endStep);
    }
    await run.take(2);
    expect(run.session.snapshot.endStep).toBe(300);
    run.session.returnToOriginal();
    await run.rest();
    expect(run.session.snapshot.endStep).toBe(500);
  });

  it('is not gone to any more once something else is done', async () => {
    const run = await storied();
    const acts = [
      () => run.session.step(5),
      () => run.session.setTraining({ learningRate: 0.03 }),
      () => run.session.placeData({ ...placement, dx: 9 }),
      () => run.session.switchNormalization(1, 'none', 'align'),
    ];
    for (const act of acts) {
      run.session.goTo(5);
      act();
      await run.rest();
    }
    const { snapshot } = run.session;
    expect(snapshot).toMatchObject({ step: 45, original: null, time: { isPast: false } });
    expect(snapshot.config).toMatchObject({ training: { learningRate: 0.03 }, data: { placement: { dx: 9 } } });
    expect(snapshot.models[1]?.normalization).toBe('none');
  });

  it('leaves to the present what was changed right before it was gone to', async () => {
    const run = await storied();
    run.session.setTraining({ learningRate: 0.03 });
    run.session.switchNormalization(1, 'none', 'align');
    await goTo(run, 5);
    await goTo(run, 40);
    expect(run.session.snapshot.config.training.learningRate).toBe(0.03);
    expect(run.session.snapshot.models[1]?.normalization).toBe('none');
    expect(run.session.snapshot.marks.at(-1)).toMatchObject({ step: 40, model: 1, to: 'none' });
  });

  it('is gone to although the engine is lost on the way, without frames while there is none', async () => {
    const run = await storied();
    run.session.goTo(10);
    run.engine.onLost?.('gone');
    run.clock.frame();
    expect(run.clock.isRequested).toBe(false);
    await run.rest();
    expect(run.session.snapshot).toMatchObject({ step: 10, time: { lastStep: 40, isPast: true } });
  });

  it('survives the loss of the engine', async () => {
    const run = await storied();
    await goTo(run, 10);
    const { models } = run;
    run.engine.onLost?.('gone');
    await run.rest();
    expect(run.session.snapshot).toMatchObject({ step: 10, time: { lastStep: 40, isPast: true } });
    expect(await run.engine.readModels()).toEqual(models);
    await goTo(run, 40);
    expect(run.models).toEqual((await storied()).models);
  });
});

describe('a branch', () => {
  it('goes on from the past as if that were the present, beside the original', async () => {
    const run = await storied();
    const before = run.session.snapshot;
    await goTo(run, 12);
    run.session.setTraining({ learningRate: 0.05 });
    await run.take(9);
    const { snapshot } = run.session;
    const straight = await RealRun.ready();
    await straight.take(12);
    straight.session.setTraining({ learningRate: 0.05 });
    await straight.take(9);
    expect(run.models).toEqual(straight.models);
    expect(snapshot.models.map(({ curves }) => curves.losses)).toEqual(
      straight.session.snapshot.models.map(({ curves }) => curves.losses),
    );
    expect(snapshot).toMatchObject({ step: 21, marks: [], time: { lastStep: 21, isPast: false } });
    expect(snapshot.history).toEqual(straight.session.snapshot.history);
    expect(snapshot.original).toMatchObject({ branchStep: 12, step: 40, marks: before.marks });
    expect(snapshot.original?.models[1]?.curves.losses).toEqual(before.models[1]?.curves.losses);
    expect(snapshot.original?.models.map(({ loss }) => loss)).toEqual(before.models.map(({ loss }) => loss));
  });

  it.each(['play', 'step', 'switch', 'move', 'statistics', 'same rate', 'same place', 'same kind'] as const)(
    'begins where something is done to the run or it is taken up, and not otherwise: %s',
    async (what) => {
      const run = await storied();
      await goTo(run, 15);
      const { session } = run;
      const { config } = session.snapshot;
      const acts = {
        play: () => session.play(),
        step: () => session.step(1),
        switch: () => session.switchNormalization(1, 'none', 'align'),
        move: () => session.placeData({ ...placement, dx: 9 }),
        statistics: () => session.setStatistics('running'),
        'same rate': () => session.setTraining({ learningRate: config.training.learningRate }),
        'same place': () => session.placeData(config.data.placement),
        'same kind': () => session.switchNormalization(1, 'batch', 'align'),
      };
      acts[what]();
      expect(session.snapshot.original !== null).toBe(['play', 'step', 'switch', 'move'].includes(what));
      session.pause();
    },
  );

  it('begins where the engine has to be made anew first, too', async () => {
    const run = await storied();
    await goTo(run, 12);
    run.engine.onLost?.('gone');
    run.session.step(9);
    await run.rest();
    const straight = await RealRun.ready();
    await straight.take(21);
    expect(run.models).toEqual(straight.models);
    expect(run.session.snapshot).toMatchObject({ step: 21, marks: [], time: { lastStep: 21, isPast: false } });
    expect(run.session.snapshot.original).toMatchObject({ branchStep: 12, step: 40 });
  });

  it('gives the original back whole', async () => {
    const run = await storied();
    const { models } = run;
    const before = run.session.snapshot;
    await goTo(run, 12);
    run.session.switchNormalization(1, 'none', 'align');
    await run.take(30);
    run.session.returnToOriginal();
    await run.rest();
    const after = run.session.snapshot;
    expect(run.models).toEqual(models);
    expect(await run.engine.readModels()).toEqual(models);
    for (const key of ['step', 'marks', 'changes', 'history', 'config', 'cursor', 'time'] as const) {
      expect(after[key]).toEqual(before[key]);
    }
    expect(after.models.map(({ curves }) => curves.losses)).toEqual(before.models.map(({ curves }) => curves.losses));
    expect(after.original).toBeNull();
    await run.take(10);
    const straight = await storied();
    await straight.take(10);
    expect(run.models).toEqual(straight.models);
    await goTo(run, 19);
    expect(run.session.snapshot.step).toBe(19);
  });

  it('lets the original go when it is dismissed, another takes its place or the run begins anew', async () => {
    const run = await storied();
    await goTo(run, 12);
    await run.take(8);
    await goTo(run, 15);
    await run.take(2);
    expect(run.session.snapshot.original).toMatchObject({ branchStep: 15, step: 20 });
    run.session.dismissOriginal();
    expect(run.session.snapshot.original).toBeNull();
    run.session.returnToOriginal();
    await run.rest();
    expect(run.session.snapshot.step).toBe(17);
    await goTo(run, 3);
    await run.take(1);
    expect(run.session.snapshot.original).not.toBeNull();
    run.session.restart();
    await run.rest();
    expect(run.session.snapshot).toMatchObject({ step: 0, original: null, time: { lastStep: 0 } });
  });
});

it('has the moments right before and after every switch, in a run as long as it may be', async () => {
  const run = await RealRun.ready({ ...plainConfig, training: { ...plainConfig.training, epochs: 1000 } });
  run.session.stepsPerSecond = Infinity;
  run.engine.mostSteps = () => 7;
  for (const [to, count] of [
    ['batch', 100],
    ['none', 150],
    ['batch', 300],
  ] as const) {
    run.session.step(count);
    for (let frame = 0; frame < 10; frame++) await run.frame();
    run.session.switchNormalization(0, to, 'align');
    await run.rest();
  }
  for (const { step, to } of run.session.snapshot.marks) {
    await goTo(run, step);
    expect(run.session.snapshot.step).toBe(step);
    expect(run.session.snapshot.models[0]?.normalization).toBe(to);
  }
});

it('of a run whose curve has been thinned out, a past moment has its own loss or none', async () => {
  const bench = await Bench.ready({ ...plainConfig, training: { ...plainConfig.training, epochs: 1000 } });
  const { session, engine } = bench;
  session.stepsPerSecond = Infinity;
  // An odd number, so that moments are kept at odd steps and at even ones.
  engine.mostStepsPerFrame = 7;
  session.play();
  while (engine.step < 9000) {
    bench.clock.frame(1100);
    engine.report();
    for (const read of engine.reads.splice(0)) read.answer();
    await bench.settle();
  }
  session.pause();
  const known = new Set<boolean>();
  for (let wanted = 8500; wanted > 0; wanted -= 321) {
    session.goTo(wanted);
    for (let frame = 0; frame < 3; frame++) {
      bench.clock.frame();
      for (const read of engine.reads.splice(0)) read.answer();
      await bench.settle();
    }
    const { step, models, time } = session.snapshot;
    expect(time.isPast).toBe(true);
    const own = Math.fround(1 / step);
    for (const { loss } of models) expect(Number.isNaN(loss) ? own : loss).toBe(own);
    known.add(Number.isFinite(models[0]!.loss));
  }
  expect(known).toEqual(new Set([true, false]));
});

/** A seen run, paused after 60 steps of which every fifth is kept; `frame` answers all that the engine was asked. */
async function pausedRun() {
  const bench = await Bench.ready();
  const { session, engine } = bench;
  bench.show(0);
  const frame = async (ms?: number): Promise<void> => {
    bench.clock.frame(ms);
    engine.report();
    for (const read of engine.reads.splice(0)) read.answer();
    await bench.settle();
  };
  session.stepsPerSecond = Infinity;
  engine.mostStepsPerFrame = 5;
  session.play();
  while (engine.step < 60) await frame(1100);
  session.pause();
  return { session, engine, frame };
}

it('is drawn before the next one is put in, and the newest wish counts', async () => {
  const { session, engine, frame } = await pausedRun();
  session.goTo(50);
  for (let i = 0; i < 3; i++) await frame();
  expect(session.snapshot.time.isPast).toBe(true);
  const shown = engine.restores.length;
  engine.isBusy = true;
  // What is drawn of it could be finer: nobody waits for that.
  engine.wantsFrame = true;
  await frame();
  session.goTo(40);
  await frame();
  const { step } = session.snapshot;
  for (const wanted of [30, 20, 10]) {
    session.goTo(wanted);
    await frame();
  }
  expect(engine.restores).toHaveLength(shown + 1);
  expect(session.snapshot.step).toBe(step);
  engine.isBusy = false;
  for (let i = 0; i < 3; i++) await frame();
  expect(engine.restores).toHaveLength(shown + 2);
  expect(session.snapshot.step).toBeLessThanOrEqual(10);
});

it('passes while several are wanted shortly one after the other, and is told to pass no more once that rests', async () => {
  const { session, engine, frame } = await pausedRun();
  for (let i = 0; i < 3; i++) await frame();
  const isPassing = (): readonly [boolean, boolean | undefined] => [
    session.snapshot.time.isPassing,
    engine.frames.at(-1)?.isPassing,
  ];
  session.goTo(50);
  await frame();
  expect(isPassing(), 'one is looked at').toEqual([false, false]);
  for (const step of [40, 30]) {
    session.goTo(step);
    await frame();
    expect(isPassing()).toEqual([true, true]);
  }
  // Nothing is left to draw.
  while (session.snapshot.time.isPassing) await frame(50);
  engine.wantsFrame = true;
  await frame();
  expect(isPassing()).toEqual([false, false]);
});
