import type { WorkKind } from '../training/workers/work-kind.js';
import type { WorkClient } from '../training/workers/work-queue.js';
import type { PartitionAnswer, PartitionRequest } from './partition-engine.js';

/** Exact partitions. */
export const partitionWork: WorkKind<PartitionRequest, PartitionAnswer> = {
  name: 'partition',
  address: (Worker) =>
    new Worker(new URL('./partition-worker.ts', import.meta.url), { type: 'module', name: 'splinescope-partition' }),
  load: async () => (await import('./partition-engine.js')).answerPartition,
  // Moments of the optimiser have no part in a partition.
  lighten: (request) => ({
    ...request,
    model: { ...request.model, firstMoment: new Float64Array(), secondMoment: new Float64Array() },
  }),
};

export type PartitionClient = WorkClient<PartitionRequest, PartitionAnswer>;
