/** An experiment that is loaded up to a step, where the run that is there keeps moments of the way to it. */
import { describe, expect, it } from 'vitest';
import type { ModelState } from '../../src/training/model-state.js';
import { plainConfig } from '../support/fake-backend.js';
import { RealRun } from '../support/real-run.js';

/** A run of 60 steps; its networks after 40, with which those of another are compared, and after 60. */
async function taken(): Promise<{ run: RealRun; at40: readonly ModelState[]; at60: readonly ModelState[] }> {
  const run = await RealRun.ready();
  await run.take(40);
  const at40 = run.models;
  await run.take(20);
  return { run, at40, at60: run.models };
}

/** Counts the steps that the engine takes from now on. */
function stepsOf({ engine }: RealRun): () => number {
  let steps = 0;
  const frame = engine.frame.bind(engine);
  engine.frame = (request) => {
    const receipt = frame(request);
    steps += receipt.stepsTaken;
    return receipt;
  };
  return () => steps;
}

/** All that a snapshot says, but for how it was come by. */
const shownBy = ({ session }: RealRun) => ({ ...session.snapshot, number: 0, undo: null });

describe('an experiment that is loaded up to a step', () => {
  it('is there at once where that moment is kept, and goes on from there as before', async () => {
    const { run, at40, at60 } = await taken();
    const { session } = run;
    const steps = stepsOf(run);
    const states: string[] = [];
    session.subscribe(() => states.push(`${session.snapshot.state} ${session.snapshot.step}`));
    session.loadExperiment(plainConfig, null, 40);
    expect(session.snapshot).toMatchObject({ state: 'ready', step: 40 });
    await run.rest();
    expect(new Set(states)).toEqual(new Set(['ready 40']));
    expect(run.models).toEqual(at40);
    expect(await run.engine.readModels()).toEqual(at40);
    // Nothing is left of what came after it, as of a run that was never there.
    const fresh = await RealRun.ready();
    await fresh.take(40);
    expect(shownBy(run)).toEqual(shownBy(fresh));
    expect(steps()).toBe(0);
    await run.take(20);
    await fresh.take(20);
    expect(run.models).toEqual(at60);
    expect(shownBy(run)).toEqual(shownBy(fresh));
  });

  it('is undone by going back to the run that was left, and done again', async () => {
    const { run, at40, at60 } = await taken();
    const { session } = run;
    session.loadExperiment(plainConfig, null, 40);
    await run.rest();
    expect(session.snapshot.undo.done).toHaveLength(1);
    session.undo();
    await run.rest();
    expect(session.snapshot).toMatchObject({ step: 60, time: { lastStep: 60 } });
    expect(run.models).toEqual(at60);
    session.redo();
    await run.rest();
    expect(session.snapshot).toMatchObject({ step: 40, time: { lastStep: 40, isPast: false } });
    expect(run.models).toEqual(at40);
  });

  it('begins at the newest moment before that step which is kept, of the run before anything was done to it', async () => {
    const { run, at40, at60 } = await taken();
    const { session } = run;
    session.switchNormalization(0, 'batch', 'align');
    await run.take(5);
    session.setTraining({ learningRate: 0.5, epochs: 90 });
    await run.take(15);
    session.setStatistics('batch');
    for (const [upTo, step, models] of [
      [70, 60, at60],
      [59, 40, at40],
    ] as const) {
      session.loadExperiment(plainConfig, null, upTo);
      await run.rest();
      expect(session.snapshot).toMatchObject({ step, config: plainConfig, marks: [], changes: [] });
      expect(session.snapshot.history).toEqual({ start: plainConfig, edits: [] });
      expect(run.models).toEqual(models);
    }
    // The run has its own end again.
    expect(session.snapshot.endStep).toBe((await RealRun.ready()).session.snapshot.endStep);
  });

  it('leaves no branch behind where one is shown, or its past', async () => {
    const { run, at40 } = await taken();
    const { session } = run;
    session.goTo(40);
    await run.rest();
    await run.take(5);
    session.setTraining({ learningRate: 0.5 });
    await run.take(5);
    expect(session.snapshot.original).not.toBeNull();
    session.goTo(0);
    await run.rest();
    session.loadExperiment(plainConfig, null, 40);
    await run.rest();
    expect(session.snapshot).toMatchObject({ step: 40, original: null, time: { lastStep: 40, isPast: false } });
    expect(run.models).toEqual(at40);
  });

  it('begins anew where it is another, or where weights were given', async () => {
    const { run } = await taken();
    const { session } = run;
    const other = { ...plainConfig, network: { ...plainConfig.network, seed: 7 } };
    session.loadExperiment(other, null, 40);
    await run.rest();
    expect(session.snapshot).toMatchObject({ step: 0, config: other });
    session.loadExperiment(
      other,
      run.models.map((model) => ({ ...model, parameters: model.parameters.map(() => 0.1) })),
    );
    await run.take(9);
    session.loadExperiment(other, null, 9);
    await run.rest();
    expect(session.snapshot).toMatchObject({ step: 0, areWeightsGiven: false });
    await run.take(9);
    session.loadExperiment(other, null, 0);
    await run.rest();
    expect(session.snapshot.step).toBe(0);
  });

  it('gets another engine where the one that it had is at rest', async () => {
    const { run, at40 } = await taken();
    const { session } = run;
    session.rest();
    await run.rest();
    session.loadExperiment(plainConfig, null, 40);
    await run.rest();
    expect(await run.engine.readModels()).toEqual(at40);
    expect(session.snapshot).toMatchObject({ state: 'ready', step: 40, undo: { isRestoring: false } });
  });
});
