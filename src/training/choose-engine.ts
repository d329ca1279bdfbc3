import type { Backend, EngineKind } from './backend.js';
import { messageOf } from './engine-keeper.js';
import type { CreateBackend, Timers } from './engine-keeper.js';

export type EngineChoice = 'auto' | EngineKind;

/** The ways to make an engine. */
export interface EngineMakers {
  /**
   * Rejects with a sentence for the reader where WebGPU cannot be had, a software adapter included unless it is accepted.
   */
  readonly webgpu: (acceptsSoftware: boolean) => Promise<Backend>;
  /** @param description why the CPU engine runs, in words for a badge */
  readonly cpu: (description: string) => Promise<Backend>;
  readonly timers: Timers;
}

/** A second loss in a short time: the browser may refuse the GPU for minutes, so no third try is made. */
const MOST_GPU_LOSSES = 1;
/**
 * An adapter that has not answered by then is given up. A software adapter on a busy machine takes 15 seconds to compile:
 * who asked for WebGPU by name waits for that.
 */
const LIMIT_MS = { auto: 15_000, webgpu: 60_000 } as const;

/**
 * The policy of the two engines. WebGPU on hardware where it works; the CPU engine where it was asked for and where
 * WebGPU cannot be had or was lost twice. Its description says why it runs.
 *
 * A software adapter is used only where WebGPU was asked for by name, without a trial: SwiftShader compiles for 6 to 12
 * seconds of CPU time before its first step, and then takes 250 ms of CPU time for a picture that the CPU engine sweeps
 * in 150, at about as many steps per second. A page has to be alive within two seconds.
 */
export function engineChooser(choice: EngineChoice, makers: EngineMakers): CreateBackend {
  return async ({ losses, reason }) => {
    if (choice === 'cpu') return makers.cpu('The CPU engine was asked for.');
    if (losses > MOST_GPU_LOSSES) return makers.cpu(`The graphics engine stopped twice. ${reason ?? ''}`.trim());
    try {
      return await webgpuInTime(choice, makers);
    } catch (error) {
      return makers.cpu(messageOf(error));
    }
  };
}

/** An engine that comes too late is thrown away. */
async function webgpuInTime(choice: 'auto' | 'webgpu', { webgpu, timers }: EngineMakers): Promise<Backend> {
  const engine = webgpu(choice === 'webgpu');
  const inTime = await within(engine, LIMIT_MS[choice], timers);
  if (inTime) return inTime;
  engine.then((backend) => backend.dispose()).catch(() => {});
  throw new Error('The graphics adapter does not answer.');
}

/** What a promise resolves to, or null where it takes longer than `limitMs`. */
async function within<T>(promise: Promise<T>, limitMs: number, timers: Timers): Promise<T | null> {
  let cancel = () => {};
  const late = new Promise<null>((resolve) => (cancel = timers.after(limitMs, () => resolve(null))));
  try {
    return await Promise.race([promise, late]);
  } finally {
    cancel();
  }
}
