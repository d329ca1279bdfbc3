import { describe, expect, it, onTestFinished } from 'vitest';
import { embeddedMomentOf } from '../../src/io/link-of-run.js';
import { ReplayedRun, type RunToReplay } from '../../src/io/video/replayed-run.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import type { ModelState } from '../../src/training/model-state.js';
import { TrainingSession } from '../../src/training/session.js';
import type { RunEdit } from '../../src/training/run-edits.js';
import { HandTimers, plainConfig } from '../support/fake-backend.js';
import { InProcessBackend } from '../support/in-process-backend.js';
import { RealRun } from '../support/real-run.js';

const short: ExperimentConfig = { ...plainConfig, training: { ...plainConfig.training, epochs: 4 } };
const placement = { dx: 1, dy: -0.5, scale: 1.2, rotation: 30 };

/** Every kind of edit, some of them at one step, and some that undo one another. */
const edits: readonly RunEdit[] = [
  { step: 0, kind: 'switch', model: 0, to: 'batch', insert: 'align', statistics: 'data' },
  { step: 7, kind: 'data', placement },
  { step: 7, kind: 'switch', model: 0, to: 'none', insert: 'align', statistics: 'batch' },
  { step: 7, kind: 'switch', model: 0, to: 'batch', insert: 'align', statistics: 'data' },
  { step: 13, kind: 'training', settings: { batchSize: 20, optimizer: 'adam' } },
  { step: 13, kind: 'training', settings: { batchSize: 10 } },
  { step: 22, kind: 'switch', model: 1, to: 'none', insert: 'align', statistics: 'running' },
];
const replayed: RunToReplay = { start: short, from: { edits } };

function replay(run: RunToReplay, mostSteps = 3): ReplayedRun {
  const again = new ReplayedRun(run, (config, clock) => {
    return new TrainingSession({
      config,
      clock,
      timers: new HandTimers(),
      createBackend: () => {
        const engine = new InProcessBackend();
        engine.mostSteps = () => mostSteps;
        return Promise.resolve(engine);
      },
    });
  });
  onTestFinished(() => again.dispose());
  return again;
}

/** The networks of the run at a step as the session itself replays them, from the start. */
async function modelsAt(step: number): Promise<readonly ModelState[]> {
  const run = new RealRun(short);
  run.session.openMoment(short, { edits: edits.filter((edit) => edit.step <= step), step });
  await run.rest();
  return run.models;
}

describe('a run made again', () => {
  it('has at every step the networks of the run, bit by bit, with what was done at that step', async () => {
    const run = replay(replayed);
    for (const step of [0, 5, 7, 8, 13, 21, 22, 41]) {
      const moment = await run.goTo(step);
      expect(moment.step).toBe(step);
      expect(moment.models).toEqual(await modelsAt(step));
    }
  });

  it('may begin in mid-run, and goes on after its end', async () => {
    const moment = await replay(replayed, 1).goTo(50);
    expect(moment.models).toEqual(await modelsAt(50));
    expect(moment.snapshot.marks.map(({ step, model }) => [step, model])).toEqual([
      [0, 0],
      [7, 0],
      [7, 0],
      [22, 1],
    ]);
  });

  it('goes on from a moment whose past nobody knows', async () => {
    const live = await RealRun.ready(short);
    await live.take(6);
    const from = embeddedMomentOf(live.session)!;
    const run = replay({ start: short, from });
    expect((await run.goTo(6)).models).toEqual(live.models);
    const later = await run.goTo(9);
    await live.take(3);
    expect(later.models).toEqual(live.models);
  });

  it('names the batch that each step was taken on', async () => {
    const run = replay(replayed);
    const { batch } = await run.goTo(6);
    expect(batch.cursor).toEqual({ epoch: 0, batch: 5 });
  });

  it('says why it does not get there', async () => {
    const wild = { ...short, training: { ...short.training, learningRate: 1e8 } };
    await expect(replay({ start: wild, from: { edits: [] } }).goTo(40)).rejects.toThrow(/learning rate/i);
  });

  it('gives up when it is disposed of', async () => {
    const run = replay(replayed);
    const waiting = run.goTo(1_000_000);
    run.dispose();
    await expect(waiting).rejects.toThrow('not replayed any more');
  });
});
