import type { EngineKind } from '../workers/engine-workers.js';
import type { CpuEngineCalls } from './cpu-engine-calls.js';

/** CPU engines in Workers, or on the page's own thread. */
export const cpuEngineKind: EngineKind<CpuEngineCalls> = {
  name: 'cpu-engine',
  address: (Worker) =>
    new Worker(new URL('./cpu-worker.ts', import.meta.url), { type: 'module', name: 'splinescope-cpu-engine' }),
  load: async () => {
    const { SlicedCpuEngine } = await import('./sliced-cpu-engine.js');
    return (slices) => new SlicedCpuEngine(slices);
  },
};
