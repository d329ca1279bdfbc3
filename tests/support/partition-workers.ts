import { answerPartition, type PartitionAnswer, type PartitionRequest } from '../../src/geometry/partition-engine.js';
import type { PartitionOptions } from '../../src/geometry/partition.js';
import { LocalWorkers } from './local-workers.js';

/** Workers of exact partitions in this process. */
export class PartitionWorkers extends LocalWorkers<PartitionRequest, PartitionAnswer> {
  constructor(options: PartitionOptions = {}, onReturn?: (callback: () => void) => () => void) {
    super((request) => answerPartition(request, options), onReturn);
  }
}
