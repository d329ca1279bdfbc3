import type { Backend, EngineKind } from './backend.js';
import { messageOf } from './engine-keeper.js';
import type { CreateBackend, Timers } from './engine-keeper.js';

export type EngineChoice = 'auto' | EngineKind;

export interface GpuEngine {
  readonly backend: Backend;
  /** True on a software adapter, which a plain CPU engine may well beat. */
  readonly isFallback: boolean;
}

/** The ways to make an engine. */
export interface EngineMakers {
  /** Rejects with a sentence for the reader where WebGPU cannot be had. */
  readonly webgpu: () => Promise<GpuEngine>;
  /** @param description why the CPU engine runs, in words for a badge */
  readonly cpu: (description: string) => Promise<Backend>;
  /** Steps per second of an engine, for a choice on software adapters. */
  readonly time: (backend: Backend) => Promise<number>;
  readonly timers: Timers;
}

/** A second loss in a short time: the browser may refuse the GPU for minutes, so no third try is made. */
const MOST_GPU_LOSSES = 1;
/**
 * An adapter or a trial that has not answered by then is given up. A software adapter on a busy machine takes 15 seconds
 * to compile: who asked for WebGPU by name waits for that, others are better served by the CPU engine.
 */
const LIMIT_MS = { adapter: { auto: 15_000, webgpu: 60_000 }, trial: 5_000 } as const;
/** How many times faster the CPU engine has to be to be preferred; short timings are no more certain than that. */
const CLEARLY_FASTER = 1.5;

/**
 * The policy of the two engines. WebGPU where it works, whether asked for or not; the CPU engine where it was asked for,
 * where WebGPU cannot be had or was lost twice, and on software adapters where it is clearly faster. Its description
 * says why it runs.
 */
export function engineChooser(choice: EngineChoice, makers: EngineMakers): CreateBackend {
  return async ({ losses, reason }) => {
    if (choice === 'cpu') return makers.cpu('The CPU engine was asked for.');
    if (losses > MOST_GPU_LOSSES) return makers.cpu(`The graphics engine stopped twice. ${reason ?? ''}`.trim());
    let gpu: GpuEngine;
    try {
      gpu = await webgpuInTime(choice, makers);
    } catch (error) {
      return makers.cpu(messageOf(error));
    }
    return gpu.isFallback && choice === 'auto' ? fasterEngine(gpu.backend, makers) : gpu.backend;
  };
}

/** An engine that comes too late is thrown away. */
async function webgpuInTime(choice: 'auto' | 'webgpu', { webgpu, timers }: EngineMakers): Promise<GpuEngine> {
  const engine = webgpu();
  const inTime = await within(engine, LIMIT_MS.adapter[choice], timers);
  if (inTime) return inTime;
  engine.then(({ backend }) => backend.dispose()).catch(() => {});
  throw new Error('The graphics adapter does not answer.');
}

async function fasterEngine(gpu: Backend, makers: EngineMakers): Promise<Backend> {
  const why = 'The only graphics adapter is a software one, and the CPU engine is faster.';
  const cpu = await makers.cpu(why).catch(() => null);
  if (!cpu) return gpu;
  const gpuRate = await rate(gpu, makers);
  const cpuRate = await rate(cpu, makers);
  const isCpuFaster = cpuRate > CLEARLY_FASTER * gpuRate;
  (isCpuFaster ? gpu : cpu).dispose();
  return isCpuFaster ? cpu : gpu;
}

/** Steps per second; 0 for an engine that fails its trial. */
async function rate(backend: Backend, { time, timers }: EngineMakers): Promise<number> {
  const measured = time(backend).catch(() => 0);
  return (await within(measured, LIMIT_MS.trial, timers)) ?? 0;
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
