/** Module Worker that makes exact partitions. */
import { serveWork } from '../training/workers/worker-side.js';
import { answerPartition, type PartitionRequest } from './partition-engine.js';

serveWork((request: PartitionRequest) => answerPartition(request));
