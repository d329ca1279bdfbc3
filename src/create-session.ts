import { cpuPresenter } from './cpu-presenter.js';
import { createGpuBackend } from './gpu/index.js';
import { engineChooser } from './training/choose-engine.js';
import type { EngineChoice } from './training/choose-engine.js';
import type { Timers } from './training/engine-keeper.js';
import type { ExperimentConfig } from './training/experiment-config.js';
import { createCpuBackend } from './training/reference/cpu-backend.js';
import { TrainingSession } from './training/session.js';
import type { FrameClock, Session } from './training/session.js';

/** Where engines draw. */
export interface Surfaces {
  /**
   * A canvas for a network's pictures that has no context yet, in place of the one before it. A canvas serves one kind of
   * context only, so every engine asks for canvases of its own, with a generation higher than any engine before it.
   */
  canvas(model: number, generation: number): HTMLCanvasElement;
}

export interface CreateSessionOptions {
  readonly surfaces: Surfaces;
  /** Default `auto`. With `webgpu` the CPU engine still steps in where WebGPU cannot be had. */
  readonly engine?: EngineChoice;
  /** Default requestAnimationFrame. */
  readonly clock?: FrameClock;
}

export type SessionFactory = (config: ExperimentConfig, options: CreateSessionOptions) => Session;

/**
 * A session on the engine that suits this machine. It is idle until it is told to play, step or restart; no engine is
 * made before.
 *
 * @throws InvalidSettingError if the experiment is refused
 */
export function createSession(config: ExperimentConfig, options: CreateSessionOptions): Session {
  const { surfaces, engine = 'auto', clock = displayClock } = options;
  const modelCount = config.normalizations.length;
  let generations = 0;
  const freshCanvases = () => {
    const generation = generations++;
    return (model: number) => surfaces.canvas(model, generation);
  };
  const createBackend = engineChooser(engine, {
    webgpu: (acceptsSoftware) => createGpuBackend({ canvas: freshCanvases(), modelCount, acceptsSoftware }),
    // In a promise, so that a Worker that cannot be made rejects rather than throws.
    cpu: async (description) =>
      Promise.resolve(createCpuBackend({ description, present: cpuPresenter(freshCanvases()) })),
    timers: browserTimers,
  });
  return new TrainingSession({ config, clock, timers: browserTimers, createBackend });
}

const displayClock: FrameClock = {
  request: (tick) => requestAnimationFrame(tick),
  cancel: (handle) => cancelAnimationFrame(handle),
};

const browserTimers: Timers = {
  after: (delayMs, callback) => {
    const handle = setTimeout(callback, delayMs);
    return () => clearTimeout(handle);
  },
};
