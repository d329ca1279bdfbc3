import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import type { ModelState } from '../../src/training/model-state.js';
import { TrainingSession } from '../../src/training/session.js';
import { HandClock, HandTimers, plainConfig } from './fake-backend.js';
import { InProcessBackend } from './in-process-backend.js';

/** A session on the true CPU engine, whose frames come when the test says so. */
export class RealRun {
  readonly clock = new HandClock();
  readonly timers = new HandTimers();
  readonly engines: InProcessBackend[] = [];
  readonly session: TrainingSession;
  /** Between frames; above a second the networks are read in every frame, however long that takes. */
  frameMs = 16;
  /** Whether another engine can be had. */
  hasEngines = true;

  constructor(config: ExperimentConfig = plainConfig, undoBytes?: number) {
    this.session = new TrainingSession({
      config,
      clock: this.clock,
      timers: this.timers,
      ...(undoBytes !== undefined && { undoBytes }),
      createBackend: () => {
        if (!this.hasEngines) return Promise.reject(new Error('None is left.'));
        const engine = new InProcessBackend();
        this.engines.push(engine);
        return Promise.resolve(engine);
      },
    });
  }

  static async ready(config?: ExperimentConfig, undoBytes?: number): Promise<RealRun> {
    const run = new RealRun(config, undoBytes);
    run.session.restart();
    await run.rest();
    return run;
  }

  get engine(): InProcessBackend {
    const engine = this.engines.at(-1);
    if (!engine) throw new Error('No engine has been made.');
    return engine;
  }

  /** The networks as they are now. */
  get models(): readonly ModelState[] {
    const { models } = this.session;
    if (!models) throw new Error('No networks have been read.');
    return models;
  }

  /** One frame and all that comes of it. */
  async frame(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    this.clock.frame(this.frameMs);
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Runs until nothing is due: everything has been loaded, taken, reported and read. */
  async rest(): Promise<void> {
    for (let frame = 0; frame < 10_000; frame++) {
      await this.frame();
      const { state } = this.session.snapshot;
      if (!this.clock.isRequested && state !== 'running' && state !== 'preparing') return;
    }
    throw new Error('The session does not come to rest.');
  }

  /** Takes `count` steps. */
  async take(count: number): Promise<void> {
    this.session.step(count);
    await this.rest();
  }
}
