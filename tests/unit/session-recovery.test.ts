import { describe, expect, it } from 'vitest';
import { Bench, FakeBackend, plainConfig } from '../support/fake-backend.js';

/** Reads back and answers at every stop, so that there are checkpoints each 50 steps up to `step`. */
async function trainWithCheckpoints(bench: Bench, step: number): Promise<void> {
  while (bench.engine.step < step) {
    bench.session.step(50);
    bench.clock.frame();
    bench.engine.report();
    bench.clock.frame();
    bench.engine.reads.at(-1)?.answer();
    await bench.settle();
  }
}

const failAt = (step: number) => (model: number) =>
  model === 0 ? { failure: { step, quantity: 'loss' as const } } : {};

describe('a divergence', () => {
  it('stops both networks and says which, when, and the likely cause', async () => {
    const bench = await Bench.ready({ ...plainConfig, training: { ...plainConfig.training, learningRate: 1e6 } });
    bench.session.play();
    bench.clock.frame();
    bench.clock.frame(100);
    bench.engine.report(failAt(2));
    expect(bench.session.snapshot.state).toBe('diverged');
    expect(bench.session.snapshot.divergence).toEqual({
      model: 0,
      step: 2,
      quantity: 'loss',
      cause: { kind: 'rate', learningRate: 1_000_000, beside: 0 },
      message:
        'The network without batch normalization stopped at step 2. Its loss was no longer a finite number below ' +
        '10^12. ' +
        'The learning rate 1,000,000 is likely too high.',
    });
    const { step } = bench.engine;
    const reads = bench.engine.reads.length;
    bench.session.play();
    bench.session.step(1);
    bench.session.switchNormalization(0, 'batch', 'align');
    bench.clock.frames(20, 100);
    expect(bench.engine.step).toBe(step);
    expect(bench.engine.switches).toEqual([]);
    expect(bench.engine.reads).toHaveLength(reads);
  });

  it('leaves no number in the curves that is not finite', async () => {
    const bench = await Bench.ready();
    bench.session.step(4);
    bench.clock.frame();
    bench.engine.report(() => ({
      losses: { firstStep: 0, values: Float32Array.of(1, 2, Infinity, NaN) },
      failure: { step: 2, quantity: 'loss' },
    }));
    expect(bench.session.snapshot.models[0]).toMatchObject({ loss: 2, curves: { losses: [1, 2], lossSteps: [0, 1] } });
  });

  it('goes back at least 100 steps with half the learning rate, and plays', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 250);
    bench.session.play();
    bench.clock.frame();
    bench.clock.frame(100);
    bench.engine.report(failAt(251));
    bench.session.goBackWithHalfRate();
    expect(bench.session.snapshot.state).toBe('preparing');
    await bench.settle();
    const run = bench.engine.runs.at(-1);
    // The newest checkpoint at or before 151.
    expect(run?.models[0]?.step).toBe(150);
    expect(run?.cursor).toEqual({ epoch: 15, batch: 0 });
    expect(bench.session.snapshot).toMatchObject({
      state: 'running',
      step: 150,
      epoch: 15,
      endStep: 300,
      divergence: null,
    });
    expect(bench.session.snapshot.config.training.learningRate).toBe(0.005);
    expect(bench.session.snapshot.models[0]?.curves.lossSteps.at(-1)).toBe(149);
    bench.clock.frame();
    expect(bench.engine.trainings.at(-1)?.learningRate).toBe(0.005);
    // What comes after the point gone back to is forgotten: a second failure there goes further back.
    bench.engine.report(failAt(200));
    bench.session.goBackWithHalfRate();
    await bench.settle();
    expect(bench.session.snapshot.step).toBe(100);
  });

  it.each([100, 1000])('goes back 100 to 200 steps at %i steps a second', async (stepsPerSecond) => {
    const bench = await Bench.ready({ ...plainConfig, training: { ...plainConfig.training, epochs: 1000 } });
    bench.session.stepsPerSecond = stepsPerSecond;
    bench.session.play();
    while (bench.engine.step < 1500) {
      bench.clock.frame();
      bench.engine.report();
      bench.engine.reads.at(-1)?.answer();
      await bench.settle();
    }
    const failure = bench.engine.step;
    bench.clock.frames(2);
    bench.engine.report(failAt(failure));
    bench.session.goBackWithHalfRate();
    await bench.settle();
    const { step } = bench.session.snapshot;
    expect(step).toBeGreaterThanOrEqual(failure - 200);
    expect(step).toBeLessThanOrEqual(failure - 100);
  });

  it('marks the halved rate where the run goes on, and forgets what was marked after it', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 200);
    bench.session.placeData({ dx: 1, dy: 0, scale: 1, rotation: 0 });
    bench.session.step(1);
    bench.clock.frame();
    bench.engine.report(failAt(201));
    expect(bench.session.snapshot.changes).toMatchObject([{ kind: 'data', step: 200 }]);
    bench.session.goBackWithHalfRate();
    await bench.settle();
    bench.trainTo(120);
    bench.session.pause();
    // The data stay where they are, so that the run now sees them there from step 100 on.
    expect(bench.session.snapshot.changes).toMatchObject([
      { kind: 'data', step: 100 },
      { kind: 'training', step: 100, settings: { learningRate: 0.005 } },
    ]);
  });

  it('goes back to the start where there is nothing older', async () => {
    const bench = await Bench.ready();
    bench.session.step(5);
    bench.clock.frame();
    bench.engine.report(failAt(3));
    bench.session.goBackWithHalfRate();
    await bench.settle();
    expect(bench.session.snapshot).toMatchObject({ state: 'running', step: 0, epoch: 0, endStep: 300 });
  });

  it('goes back to what the networks were, switches included', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 50);
    bench.session.switchNormalization(0, 'batch', 'align');
    bench.clock.frames(2);
    bench.engine.reads.at(-1)?.answer();
    await bench.settle();
    await trainWithCheckpoints(bench, 150);
    bench.session.switchNormalization(1, 'none', 'align');
    await trainWithCheckpoints(bench, 200);
    bench.session.step(1);
    bench.clock.frame();
    bench.engine.report(failAt(200));
    bench.session.goBackWithHalfRate();
    await bench.settle();
    expect(bench.session.snapshot.step).toBe(100);
    expect(bench.session.snapshot.models.map((model) => model.normalization)).toEqual(['batch', 'batch']);
    expect(bench.session.snapshot.marks).toEqual([{ step: 50, model: 0, to: 'batch', how: 'align' }]);
  });

  it.each([false, true])('of a branch leaves the original to go back to; engine lost since: %s', async (isLost) => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 100);
    bench.session.goTo(50);
    bench.clock.frames(2);
    bench.session.step(10);
    bench.clock.frame();
    bench.engine.report(failAt(55));
    expect(bench.session.snapshot).toMatchObject({ state: 'diverged', original: { step: 100 } });
    if (isLost) bench.engine.onLost?.('gone');
    await bench.settle();
    bench.session.returnToOriginal();
    await bench.settle();
    expect(bench.session.snapshot).toMatchObject({ state: 'ready', step: 100, divergence: null, original: null });
    expect(bench.engine.runs.at(-1)?.models[0]?.step).toBe(100);
  });

  it('starts a new run on restart', async () => {
    const bench = await Bench.ready();
    bench.session.step(5);
    bench.clock.frame();
    bench.engine.report(failAt(3));
    bench.session.restart();
    await bench.settle();
    expect(bench.session.snapshot).toMatchObject({ state: 'ready', step: 0, divergence: null });
  });

  it('takes no networks that are read back late', async () => {
    const bench = await Bench.ready();
    bench.session.step(60);
    bench.clock.frame();
    expect(bench.engine.reads).toHaveLength(1);
    bench.engine.report(failAt(30));
    bench.engine.reads[0]?.answer();
    await bench.settle();
    expect(bench.session.models?.[0]?.step).toBe(0);
  });

  it('outlives the engine, and going back gets another', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 250);
    bench.session.step(1);
    bench.clock.frame();
    bench.engine.report(failAt(240));
    bench.engine.onLost?.('gone');
    await bench.settle();
    bench.clock.frames(10);
    expect(bench.session.snapshot).toMatchObject({ state: 'diverged', divergence: { step: 240 }, engine: null });
    bench.session.goBackWithHalfRate();
    await bench.settle();
    expect(bench.engines).toHaveLength(2);
    expect(bench.session.snapshot).toMatchObject({ state: 'running', step: 100, divergence: null });
  });

  it('never keeps networks that are not finite', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 50);
    bench.session.step(50);
    bench.clock.frame();
    bench.engine.report();
    bench.clock.frame();
    bench.engine.reads.at(-1)?.answer({ parameters: Float64Array.of(NaN) });
    await bench.settle();
    expect(bench.session.models?.[0]?.step).toBe(50);
  });
});

describe('a lost engine', () => {
  it('is replaced at once and the run goes on from the newest checkpoint', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 100);
    bench.session.play();
    bench.clock.frame();
    bench.clock.frame(100);
    bench.engine.report();
    const lost = bench.engine;
    lost.onLost?.('The device was destroyed');
    expect(bench.session.snapshot).toMatchObject({
      state: 'preparing',
      engine: null,
      notice: { kind: 'replaced', reason: 'The device was destroyed.', step: 100 },
    });
    await bench.settle();
    expect(lost.isDisposed).toBe(true);
    expect(bench.requests[1]).toEqual({ losses: 1, reason: 'The device was destroyed' });
    expect(bench.engine).not.toBe(lost);
    expect(bench.engine.runs[0]?.models[0]?.step).toBe(100);
    expect(bench.session.snapshot).toMatchObject({ state: 'running', step: 100, epoch: 10, endStep: 300 });
    expect(bench.session.snapshot.models[0]?.curves.lossSteps.at(-1)).toBe(99);
    lost.onReport?.({ step: 299, cursor: { epoch: 0, batch: 0 }, models: [] });
    expect(bench.session.snapshot.step).toBe(100);
  });

  it('goes on beyond the end of the run where that is asked for meanwhile', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 300);
    expect(bench.session.snapshot.state).toBe('finished');
    bench.engine.onLost?.('gone');
    bench.session.step(20);
    await bench.settle();
    expect(bench.session.snapshot).toMatchObject({ state: 'running', step: 300, endStep: 600 });
    bench.clock.frame();
    expect(bench.engine.step).toBe(320);
  });

  it('does not lose a switch that came after the newest checkpoint', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 50);
    bench.session.switchNormalization(0, 'batch', 'keep-function');
    bench.clock.frame();
    bench.engine.onLost?.('gone');
    await bench.settle();
    bench.clock.frame();
    expect(bench.engine.switches[0]?.change).toEqual({ to: 'batch', insert: 'keep-function' });
    expect(bench.session.snapshot.models[0]?.normalization).toBe('batch');
    expect(bench.session.snapshot.marks).toHaveLength(1);
  });

  it('given up over one of two switches leaves both to the next', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 50);
    bench.engine.switchNormalization = () => {
      throw new Error('gone');
    };
    bench.session.switchNormalization(0, 'batch', 'align');
    bench.session.switchNormalization(1, 'none', 'align');
    bench.clock.frame();
    await bench.settle();
    bench.clock.frame();
    expect(bench.engines).toHaveLength(2);
    expect(bench.engine.switches.map(({ model }) => model)).toEqual([0, 1]);
    expect(bench.session.snapshot.marks.map(({ model }) => model)).toEqual([0, 1]);
  });

  it('that has no successor for long does not lose a switch either', async () => {
    const bench = await Bench.ready();
    bench.session.switchNormalization(0, 'batch', 'align');
    bench.clock.frame();
    bench.makeEngine = () => {
      throw new Error('Workers are blocked');
    };
    bench.engine.onLost?.('gone');
    await bench.settle();
    while (bench.timers.delays.length > 0) {
      bench.timers.ring();
      await bench.settle();
    }
    expect(bench.session.snapshot.state).toBe('failed');
    bench.makeEngine = () => new FakeBackend('cpu');
    bench.session.play();
    await bench.settle();
    bench.clock.frame();
    expect(bench.engine.switches.map(({ model }) => model)).toEqual([0]);
    expect(bench.session.snapshot.models[0]?.normalization).toBe('batch');
  });

  it('takes the settings of the checkpoint first, then the newest', async () => {
    const bench = await Bench.ready();
    await trainWithCheckpoints(bench, 50);
    bench.session.setTraining({ optimizer: 'adam' });
    bench.clock.frame();
    bench.engine.onLost?.('gone');
    await bench.settle();
    expect(bench.engine.runs[0]?.training.optimizer).toBe('sgd');
    bench.clock.frame();
    expect(bench.engine.trainings[0]?.optimizer).toBe('adam');
  });

  it('is asked for ever more patiently while it dies at once, then the session fails and says why', async () => {
    const bench = await Bench.ready();
    bench.makeEngine = () => {
      const engine = new FakeBackend();
      engine.loading = () => Promise.reject(new Error('The adapter is broken'));
      return engine;
    };
    bench.engine.onLost?.('gone');
    await bench.settle();
    const waits: number[] = [];
    while (bench.timers.delays.length > 0) {
      waits.push(...bench.timers.delays);
      bench.timers.ring();
      await bench.settle();
    }
    expect(waits).toEqual([2_000, 10_000, 30_000]);
    expect(bench.requests.map((request) => request.losses)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(bench.session.snapshot).toMatchObject({
      state: 'failed',
      failure: 'No engine can run. The adapter is broken.',
    });
    bench.makeEngine = () => new FakeBackend('cpu');
    bench.session.play();
    await bench.settle();
    expect(bench.session.snapshot).toMatchObject({ state: 'running', failure: null, engine: { kind: 'cpu' } });
  });

  it('that cannot be made at all ends in a message too', async () => {
    const bench = new Bench();
    bench.makeEngine = () => {
      throw new Error('Workers are blocked');
    };
    bench.session.play();
    await bench.settle();
    while (bench.timers.delays.length > 0) {
      bench.timers.ring();
      await bench.settle();
    }
    expect(bench.session.snapshot.failure).toBe('No engine can run. Workers are blocked.');
  });

  it('is forgotten after two quiet minutes', async () => {
    const bench = await Bench.ready();
    bench.engine.onLost?.('gone');
    await bench.settle();
    expect(bench.timers.delays).toEqual([120_000]);
    bench.timers.ring();
    bench.engine.onLost?.('gone again');
    await bench.settle();
    expect(bench.requests.at(-1)?.losses).toBe(1);
  });

  it('while loading is replaced too', async () => {
    const bench = new Bench();
    bench.makeEngine = ({ losses }) => {
      const engine = new FakeBackend();
      if (losses === 0) engine.loading = () => new Promise(() => {});
      return engine;
    };
    bench.session.play();
    await bench.settle();
    bench.engine.onLost?.('gone');
    await bench.settle();
    expect(bench.engines).toHaveLength(2);
    expect(bench.session.snapshot.state).toBe('running');
  });

  it('that hangs is noticed by its refusals: a message after 3 s, another engine after 10 s', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.clock.frames(10);
    bench.engine.isBusy = true;
    bench.clock.frames(30, 100);
    expect(bench.session.snapshot.notice).toBeNull();
    bench.clock.frames(5, 100);
    expect(bench.session.snapshot).toMatchObject({ state: 'running', notice: { kind: 'unresponsive' } });
    bench.clock.frames(70, 100);
    await bench.settle();
    expect(bench.engines).toHaveLength(2);
    expect(bench.session.snapshot.notice?.reason).toContain('has not responded for 10 seconds');
  });

  it('that may be slow is waited for as long as it says', async () => {
    const bench = await Bench.ready();
    bench.engine.patienceMs = 60_000;
    bench.session.play();
    bench.clock.frames(10);
    bench.engine.isBusy = true;
    bench.clock.frames(590, 100);
    await bench.settle();
    expect(bench.engines).toHaveLength(1);
    expect(bench.session.snapshot).toMatchObject({ state: 'running', notice: { kind: 'unresponsive' } });
    bench.clock.frames(20, 100);
    await bench.settle();
    expect(bench.engines).toHaveLength(2);
    expect(bench.session.snapshot.notice?.reason).toContain('has not responded for 60 seconds');
  });

  it('that was only slow is forgiven', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.engine.isBusy = true;
    bench.clock.frames(40, 100);
    bench.engine.isBusy = false;
    bench.clock.frames(2, 100);
    expect(bench.session.snapshot.notice).toBeNull();
    expect(bench.engines).toHaveLength(1);
  });

  it('is still said to have been replaced once its successor, which was slow, responds', async () => {
    const bench = await Bench.ready();
    bench.session.play();
    bench.engine.onLost?.('gone');
    await bench.settle();
    const notice = { kind: 'replaced', reason: 'gone.', step: 0 };
    expect(bench.session.snapshot.notice).toEqual(notice);
    bench.engine.isBusy = true;
    bench.clock.frames(40, 100);
    expect(bench.session.snapshot.notice?.kind).toBe('unresponsive');
    bench.engine.isBusy = false;
    bench.clock.frames(2, 100);
    expect(bench.session.snapshot.notice).toEqual(notice);
  });
});
