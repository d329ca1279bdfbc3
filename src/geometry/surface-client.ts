import type { WorkKind } from '../training/workers/work-kind.js';
import type { WorkClient } from '../training/workers/work-queue.js';
import type { SurfaceAnswer, SurfaceRequest } from './surface-engine.js';

/** Lifted surfaces. */
export const surfaceWork: WorkKind<SurfaceRequest, SurfaceAnswer> = {
  name: 'surface',
  address: (Worker) =>
    new Worker(new URL('./surface-worker.ts', import.meta.url), { type: 'module', name: 'splinescope-surface' }),
  load: async () => (await import('./surface-engine.js')).answerSurface,
};

export type SurfaceClient = WorkClient<SurfaceRequest, SurfaceAnswer>;
