import type { CellNeighbours } from './cell-neighbours.js';
import { appendSegment, growingFloats } from './growing-array.js';
import type { Partition } from './partition.js';

/**
 * Where a unit goes on or off: the edges between cells whose codes differ in it, over the whole window. Unlike the walls
 * that bear its name it is whole also where another unit has the same wall.
 *
 * @returns [count, 4]: x, y, x, y
 */
export function unitBoundary(
  { codes, wordsPerCell, hiddenWidths, cellCount }: Partition,
  { vertices, offsets, starts, cells }: CellNeighbours,
  layer: number,
  unit: number,
): Float64Array<ArrayBuffer> {
  const word = hiddenWidths.slice(0, layer).reduce((sum, width) => sum + Math.ceil(width / 32), unit >>> 5);
  const isOn = (cell: number): boolean => (codes[cell * wordsPerCell + word]! & (1 << (unit & 31))) !== 0;
  const segments = growingFloats();
  for (let cell = 0; cell < cellCount; cell++) {
    if (!isOn(cell)) continue;
    const [first, end] = [offsets[cell]!, offsets[cell + 1]!];
    for (let edge = first; edge < end; edge++) {
      if (cells[edge]! < 0 || isOn(cells[edge]!)) continue;
      const [from, to] = [2 * starts[edge]!, 2 * starts[edge + 1 < end ? edge + 1 : first]!];
      appendSegment(segments, vertices[from]!, vertices[from + 1]!, vertices[to]!, vertices[to + 1]!);
    }
  }
  return segments.take();
}
