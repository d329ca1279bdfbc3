import { inRanges, type Pieces } from '../training/workers/pieces.js';
import { cellNeighboursInPieces } from './cell-neighbours.js';
import { liesOnWindow } from './edge-cuts.js';
import { appendPair, growingBytes, growingIntegers } from './growing-array.js';
import type { WallList } from './layer-cutter.js';
import { mergeVertices, type MergedVertices } from './merged-vertices.js';
import type { Partition, Walls } from './partition-types.js';
import { SegmentGrid } from './segment-grid.js';
import { segmentsBetween } from './wall-segments.js';

const CELLS_PER_PIECE = 256;

/**
 * The edges of the cells within the window, each once, with layer and unit: what there is of walls where a partition is not
 * complete.
 *
 * @param made all walls that were made; an edge without a cell beyond it lies on one of them
 */
export function* wallsFromEdges(partition: Partition, made: WallList): Pieces<Walls> {
  const { window, cellCount } = partition;
  const merged = yield* mergeVertices(partition);
  const { vertices, offsets, starts, cells, layers, units } = yield* cellNeighboursInPieces(partition, merged);
  const corners = cornersAt(merged);
  const grid = yield* SegmentGrid.inPieces(segmentsBetween(made.vertices.take(), made.ends.take()), window);
  const walls = { ends: growingIntegers(), layers: growingBytes(), units: growingBytes() };
  const addEdgesOf = (cell: number): void => {
    const [first, end] = [offsets[cell]!, offsets[cell + 1]!];
    for (let edge = first; edge < end; edge++) {
      const from = starts[edge]!;
      const to = starts[edge + 1 < end ? edge + 1 : first]!;
      // An edge of two cells comes with the first of them.
      if (cells[edge]! >= 0 ? cells[edge]! < cell : liesOnWindow(window, vertices, from, to)) continue;
      appendPair(walls.ends, corners[from]!, corners[to]!);
      const [x, y] = [
        (vertices[2 * from]! + vertices[2 * to]!) / 2,
        (vertices[2 * from + 1]! + vertices[2 * to + 1]!) / 2,
      ];
      const wall = cells[edge]! >= 0 ? -1 : grid.nearest(x, y).segment;
      walls.layers.append(wall < 0 ? layers[edge]! : made.layers.data[wall]!);
      walls.units.append(wall < 0 ? units[edge]! : made.units.data[wall]!);
    }
  };
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) addEdgesOf(cell);
  });
  return { ends: walls.ends.take(), layers: walls.layers.take(), units: walls.units.take() };
}

/** A corner at each vertex. */
function cornersAt({ positions, ofCorner }: MergedVertices): Int32Array {
  const corners = new Int32Array(positions.length / 2);
  ofCorner.forEach((vertex, corner) => (corners[vertex] = corner));
  return corners;
}
