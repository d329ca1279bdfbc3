import type { WorkKind } from '../training/workers/work-kind.js';
import type { WorkClient } from '../training/workers/work-queue.js';
import type { MeasureRequest, Measures } from './measures.js';

/**
 * Measures of networks. What has begun is finished unless it is cancelled: were a newer request to end it, a network that
 * trains would never be measured.
 */
export const measuresWork: WorkKind<MeasureRequest, Measures> = {
  name: 'measures',
  address: (Worker) =>
    new Worker(new URL('./measures-worker.ts', import.meta.url), { type: 'module', name: 'splinescope-measures' }),
  load: async () => (await import('./measure-network.js')).measureInPieces,
  // Moments of the optimiser have no part in what is measured.
  lighten: (request) => ({
    ...request,
    model: { ...request.model, firstMoment: new Float64Array(), secondMoment: new Float64Array() },
  }),
};

export type MeasuresClient = WorkClient<MeasureRequest, Measures>;
