import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { CellNeighbours } from './cell-neighbours.js';
import { appendSegment, growingBytes, growingFloats } from './growing-array.js';
import type { Partition, UnitSegments } from './partition-types.js';

const CELLS_PER_PIECE = 512;

/**
 * The boundaries of all units: the edges between cells, each once for every unit in which the codes of its two cells differ.
 * A partition's own walls bear the name of the first such unit alone.
 */
export const wallsOfUnits = (partition: Partition, neighbours: CellNeighbours): UnitSegments =>
  finish(wallsOfUnitsInPieces(partition, neighbours));

export function* wallsOfUnitsInPieces(
  { codes, wordsPerCell, hiddenWidths, cellCount }: Partition,
  { vertices, offsets, starts, cells }: CellNeighbours,
): Pieces<UnitSegments> {
  const [segments, layers, units] = [growingFloats(), growingBytes(), growingBytes()];
  const wordPlaces = hiddenWidths.flatMap((width, layer) =>
    Array.from({ length: Math.ceil(width / 32) }, (_, word) => ({ layer, firstUnit: 32 * word })),
  );
  const add = (cell: number): void => {
    const [first, end] = [offsets[cell]!, offsets[cell + 1]!];
    for (let edge = first; edge < end; edge++) {
      const other = cells[edge]!;
      // An edge of two cells comes with the first of them.
      if (other < cell) continue;
      const [from, to] = [2 * starts[edge]!, 2 * starts[edge + 1 < end ? edge + 1 : first]!];
      wordPlaces.forEach(({ layer, firstUnit }, word) => {
        let changed = codes[cell * wordsPerCell + word]! ^ codes[other * wordsPerCell + word]!;
        for (; changed !== 0; changed &= changed - 1) {
          appendSegment(segments, vertices[from]!, vertices[from + 1]!, vertices[to]!, vertices[to + 1]!);
          layers.append(layer);
          units.append(firstUnit + 31 - Math.clz32(changed & -changed));
        }
      });
    }
  };
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) add(cell);
  });
  return { segments: segments.take(), layers: layers.take(), units: units.take() };
}
