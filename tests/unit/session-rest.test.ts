import { describe, expect, it } from 'vitest';
import { Bench, FakeBackend, plainConfig } from '../support/fake-backend.js';

/** Lets a session that was asked to rest do so: its networks are read whenever they are asked for. */
async function fallAsleep(bench: Bench): Promise<void> {
  for (let frame = 0; frame < 10 && !bench.session.isResting; frame++) {
    bench.clock.frame();
    bench.engine.report();
    bench.engine.reads.at(-1)?.answer();
    await bench.settle();
  }
}

async function playing(): Promise<Bench> {
  const bench = await Bench.ready();
  bench.session.play();
  bench.clock.frames(5);
  bench.engine.report();
  return bench;
}

describe('a session that rests', () => {
  it('frees its engine once the networks of its last step are read, pictures left, and takes no step', async () => {
    const bench = await playing();
    const { engine } = bench;
    bench.session.rest();
    const { step } = engine;
    bench.clock.frames(5, 100);
    expect(engine.step).toBe(step);
    expect(engine.isDisposed).toBe(false);
    await fallAsleep(bench);
    expect(bench.session.isResting).toBe(true);
    expect([engine.isDisposed, engine.hasLeftPictures]).toEqual([true, true]);
    expect(bench.session.snapshot).toMatchObject({ state: 'ready', step, notice: null });
    expect(bench.session.models?.[0]?.step).toBe(step);
    bench.clock.frames(20, 100);
    expect(bench.clock.isRequested).toBe(false);
    expect(bench.engines).toHaveLength(1);
  });

  it('asks for the report of its last steps where the engine has left it out', async () => {
    const bench = await playing();
    bench.clock.frames(5);
    bench.engine.owesReport = true;
    bench.session.pause();
    bench.clock.frames(5);
    expect(bench.engine.frames.at(-1)).toMatchObject({ steps: 0, pictures: [] });
    bench.engine.owesReport = false;
    bench.engine.report();
    const { length } = bench.engine.frames;
    bench.clock.frames(20, 100);
    expect(bench.clock.isRequested).toBe(false);
    expect(bench.engine.frames).toHaveLength(length);
  });

  it('goes on from there in another engine when it is woken, playing what was playing', async () => {
    const bench = await playing();
    bench.session.rest();
    await fallAsleep(bench);
    const before = bench.session.snapshot;
    bench.session.wake();
    expect(bench.session.isResting).toBe(false);
    await bench.settle();
    expect(bench.requests.at(-1)).toEqual({ losses: 0, reason: null });
    expect(bench.engine.runs).toMatchObject([
      { cursor: { epoch: 0, batch: before.step }, models: [{ step: before.step }, {}] },
    ]);
    expect(bench.session.snapshot).toMatchObject({ state: 'running', step: before.step, notice: null });
    expect(bench.session.snapshot.models[0]?.curves).toEqual(before.models[0]?.curves);
    bench.clock.frames(5, 100);
    expect(bench.engine.step).toBeGreaterThan(before.step);
  });

  it('is woken by what sets it going, and keeps other changes for then', async () => {
    const bench = await Bench.ready();
    bench.session.rest();
    await fallAsleep(bench);
    bench.session.switchNormalization(0, 'batch', 'align');
    bench.session.setTraining({ learningRate: 0.5 });
    bench.clock.frames(5);
    expect(bench.engines).toHaveLength(1);
    bench.session.step(1);
    await bench.settle();
    bench.clock.frame();
    expect(bench.engines).toHaveLength(2);
    expect(bench.engine.switches).toMatchObject([{ model: 0, change: { to: 'batch' } }]);
    expect(bench.engine.trainings.at(-1)?.learningRate).toBe(0.5);
    expect(bench.engine.step).toBe(1);
  });

  it('plays on past its end when it is told to', async () => {
    const bench = await Bench.ready({ ...plainConfig, training: { ...plainConfig.training, epochs: 1 } });
    bench.session.play();
    bench.trainTo(10);
    bench.clock.frame();
    expect(bench.session.snapshot.state).toBe('finished');
    bench.session.rest();
    await fallAsleep(bench);
    bench.session.play();
    await bench.settle();
    expect(bench.session.snapshot).toMatchObject({ state: 'running', endStep: 20 });
  });

  it('is called off by a gesture that comes before the networks are read', async () => {
    const bench = await playing();
    bench.session.rest();
    bench.clock.frame();
    bench.session.wake();
    const { step } = bench.engine;
    await fallAsleep(bench);
    expect(bench.session.isResting).toBe(false);
    expect(bench.engine.step).toBeGreaterThan(step);
  });

  it('waits for a load that is under way', async () => {
    const bench = await Bench.ready();
    bench.session.loadExperiment(plainConfig);
    bench.session.rest();
    expect(bench.session.snapshot.state).toBe('preparing');
    await bench.settle();
    await fallAsleep(bench);
    expect(bench.session.isResting).toBe(true);
  });
});

it('there is no rest where the CPU computes', async () => {
  const bench = new Bench();
  bench.makeEngine = () => new FakeBackend('cpu');
  bench.session.restart();
  await bench.settle();
  bench.session.rest();
  await fallAsleep(bench);
  expect(bench.session.isResting).toBe(false);
  expect(bench.engine.isDisposed).toBe(false);
});
