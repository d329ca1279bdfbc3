import { finish, type Pieces } from '../training/workers/pieces.js';
import { cellBucketsInPieces, type CellBuckets } from './cell-locator.js';
import { cellNeighboursInPieces, type CellNeighbours } from './cell-neighbours.js';
import type { Partition } from './partition.js';

/** What finding cells and reading them takes beyond the partition itself. Plain, to be sent. */
export interface CellLookup {
  readonly neighbours: CellNeighbours;
  readonly buckets: CellBuckets;
}

export const cellLookup = (partition: Partition): CellLookup => finish(cellLookupInPieces(partition));

export function* cellLookupInPieces(partition: Partition): Pieces<CellLookup> {
  return { neighbours: yield* cellNeighboursInPieces(partition), buckets: yield* cellBucketsInPieces(partition) };
}
