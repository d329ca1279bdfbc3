import { cellNeighbours, type CellNeighbours } from '../geometry/cell-neighbours.js';
import type { Partition } from '../geometry/partition.js';
import { SegmentGrid } from '../geometry/segment-grid.js';
import { wallsOfUnitsInPieces } from '../geometry/walls-of-units.js';
import { finish, type Pieces } from '../training/workers/pieces.js';

/** A partition with its lines sorted for questions about what is near a point. */
export interface PartitionIndex {
  readonly partition: Partition;
  /** Walls of each hidden layer; one that layers share is a wall of each. */
  readonly layers: readonly SegmentGrid[];
  readonly decisionBoundary: SegmentGrid;
}

export const indexPartition = (partition: Partition): PartitionIndex =>
  finish(indexPartitionInPieces(partition, cellNeighbours(partition)));

export function* indexPartitionInPieces(partition: Partition, neighbours: CellNeighbours): Pieces<PartitionIndex> {
  const { window, hiddenWidths, decisionBoundary } = partition;
  const walls = yield* wallsOfUnitsInPieces(partition, neighbours);
  const layers: SegmentGrid[] = [];
  for (let layer = 0; layer < hiddenWidths.length; layer++) {
    const ofLayer: number[] = [];
    walls.layers.forEach((one, wall) => {
      if (one === layer) ofLayer.push(wall);
    });
    const segments = new Float64Array(4 * ofLayer.length);
    ofLayer.forEach((wall, i) => segments.set(walls.segments.subarray(4 * wall, 4 * wall + 4), 4 * i));
    layers.push(yield* SegmentGrid.inPieces(segments, window));
  }
  return { partition, layers, decisionBoundary: yield* SegmentGrid.inPieces(decisionBoundary.segments, window) };
}
