import { cpuPresenter } from './cpu-presenter.js';
import type { DeviceProvider } from './gpu/index.js';
import { engineChooser } from './training/choose-engine.js';
import type { EngineChoice } from './training/choose-engine.js';
import type { Timers } from './training/engine-keeper.js';
import type { ExperimentConfig } from './training/experiment-config.js';
import { workersOf, type Workers } from './page-workers.js';
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
  /** Where the CPU engine computes. Default `auto`: the Workers of the page, or its own thread where there can be none. */
  readonly workers?: Workers;
  /** Default requestAnimationFrame. */
  readonly clock?: FrameClock;
  /** Where WebGPU engines have their device from. Default: the page's one device, however many sessions there are. */
  readonly devices?: DeviceProvider;
}

export type SessionFactory = (config: ExperimentConfig, options: CreateSessionOptions) => Session;

/**
 * A session on the engine that suits this machine. It is idle until it is told to play, step or restart; no engine is
 * made before.
 *
 * @throws InvalidSettingError if the experiment is refused
 */
export function createSession(config: ExperimentConfig, options: CreateSessionOptions): Session {
  const { surfaces, engine = 'auto', workers, clock = displayClock, devices } = options;
  let generations = 0;
  const freshCanvases = () => {
    const generation = generations++;
    return (model: number) => surfaces.canvas(model, generation);
  };
  const createBackend = engineChooser(engine, {
    webgpu: async (acceptsSoftware) => {
      const options = { canvas: freshCanvases(), stillCanvas: freshCanvases(), acceptsSoftware };
      const [{ createGpuBackend }, { pageDevices }] = await importGpu();
      return createGpuBackend(devices ?? pageDevices, options);
    },
    cpu: (description) =>
      createCpuBackend({ description, present: cpuPresenter(freshCanvases()), workers: workersOf(workers) }),
    timers: browserTimers,
  });
  return new TrainingSession({ config, clock, timers: browserTimers, createBackend });
}

/** Kernels and all that runs them: a third of the code, and of no use where there is no WebGPU. */
const importGpu = () =>
  Promise.all([import('./gpu/index.js'), import('./page-devices.js')]).catch((cause: unknown) => {
    throw new Error('The part that computes with WebGPU could not be loaded.', { cause });
  });

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
