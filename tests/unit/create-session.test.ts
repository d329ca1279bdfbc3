import { describe, expect, it } from 'vitest';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import { presets } from '../../src/training/presets.js';
import { createCpuBackend } from '../../src/training/reference/cpu-backend.js';
import { TrainingSession } from '../../src/training/session.js';
import { WorkerPool } from '../../src/training/workers/worker-pool.js';
import { HandTimers, plainView } from '../support/fake-backend.js';

/** Engines on this thread, in slices of time. */
const workers = new WorkerPool({ startWorker: null });

/** Frames as fast as the thread allows; what the engine answers comes in between. */
function createSession(config: ExperimentConfig) {
  const clock = {
    request: (tick: (nowMs: number) => void) => Number(setTimeout(() => tick(performance.now()), 1)),
    cancel: (handle: number) => clearTimeout(handle),
  };
  const session = new TrainingSession({
    config,
    clock,
    timers: new HandTimers(),
    createBackend: () => createCpuBackend({ description: 'test', present: () => {}, workers }),
  });
  session.stepsPerSecond = Infinity;
  const until = (isReached: () => boolean) =>
    new Promise<void>((resolve) => {
      const stop = session.subscribe(() => {
        if (!isReached()) return;
        stop();
        resolve();
      });
    });
  return { session, until };
}

describe('a session on the CPU engine', () => {
  it('trains the notebook to the end of its epochs, here five of fifty', async () => {
    const { config } = presets.circles;
    const { session, until } = createSession({ ...config, training: { ...config.training, epochs: 5 } });
    const view = { ...plainView, view: { x0: -1.5, x1: 1.5, y0: -1.5, y1: 1.5 } };
    for (const model of [0, 1]) session.setView(model, () => view);
    session.play();
    await until(() => session.snapshot.state === 'finished');
    session.requestPaint();
    await until(() => session.models?.[0]?.step === 35 && session.snapshot.step === 35);
    const { models } = session.snapshot;
    // As without a session, where the presets are trained for all of their steps: see experiment-config-presets.test.ts.
    expect(models.map(({ evaluation }) => evaluation?.testAccuracy)).toEqual([
      expect.closeTo(0.77, 5),
      expect.closeTo(0.98, 5),
    ]);
    for (const { curves, cells } of models) {
      expect(curves.lossSteps).toEqual(Array.from({ length: 35 }, (_, step) => step));
      expect(cells?.distinct).toBeGreaterThan(100);
    }
    session.dispose();
  });

  it('brings the walls to moved data when batch normalization is switched on in mid-run', async () => {
    const { session, until } = createSession(presets['moved-circles'].config);
    const view = { ...plainView, widthPx: 128, heightPx: 128, view: { x0: 2.5, x1: 5.5, y0: 2.5, y1: 5.5 } };
    session.setView(0, () => view);
    session.step(20);
    const cells = () => session.snapshot.models[0]?.cells?.distinct ?? NaN;
    await until(() => session.snapshot.state === 'ready' && session.snapshot.step === 20 && cells() > 0);
    expect(cells()).toBeLessThan(100);
    session.switchNormalization(0, 'batch', 'align');
    await until(() => cells() > 1000);
    expect(session.snapshot.marks).toEqual([{ step: 20, model: 0, to: 'batch', how: 'align' }]);
    session.dispose();
  });
});
