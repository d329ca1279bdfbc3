/** Walking from cell to cell along a straight line, as with arrow keys. */
import { sameCorner } from './merged-vertices.js';
import type { Partition } from './partition.js';

/** A cell and the point in it where the walk stands. */
export interface CellPosition {
  readonly cell: number;
  readonly x: number;
  readonly y: number;
}

export interface WalkDirection {
  readonly dx: number;
  readonly dy: number;
}

/**
 * The next cell on the line through the position, null where there is none before the window's edge; the new position is
 * the middle of the line within that cell. Steps in one direction therefore keep to one line, never meet a cell twice, and
 * lead back over the same cells in the opposite direction.
 *
 * Looks at every cell: some 40 nanoseconds each.
 *
 * @param shortest cells in which the line is shorter than this are passed over, in input units
 */
export function stepTowards(
  partition: Partition,
  { cell, x, y }: CellPosition,
  { dx, dy }: WalkDirection,
  shortest = 0,
): CellPosition | null {
  const length = Math.hypot(dx, dy);
  const line = { x, y, dx: dx / length, dy: dy / length };
  const near = sameCorner(partition.window);
  const least = Math.max(shortest, near);
  const chord = { from: 0, to: 0 };
  // Where the line enters and leaves a cell, in steps of length 1 from the position.
  const own = cutLine(partition, cell, line, chord) ? chord.to : 0;
  let next: { cell: number; middle: number } | null = null;
  for (let other = 0; other < partition.cellCount; other++) {
    if (other === cell || !cutLine(partition, other, line, chord) || chord.to - chord.from < least) continue;
    const middle = (chord.from + chord.to) / 2;
    // Cells do not overlap, so what lies beyond the exit has its middle there.
    if (middle > own && (next === null || middle < next.middle)) next = { cell: other, middle };
  }
  return next && { cell: next.cell, x: x + next.middle * line.dx, y: y + next.middle * line.dy };
}

interface Line extends WalkDirection {
  readonly x: number;
  readonly y: number;
}

/** Finds the part of a line within a cell; false where there is none. A line along an edge is in the cell on its left. */
function cutLine(
  { corners, cornerOffsets }: Partition,
  cell: number,
  { x, y, dx, dy }: Line,
  chord: { from: number; to: number },
): boolean {
  const end = cornerOffsets[cell + 1]!;
  let [from, to] = [Infinity, -Infinity];
  let [ax, ay] = [corners[2 * end - 2]! - x, corners[2 * end - 1]! - y];
  let aside = dx * ay - dy * ax;
  for (let corner = cornerOffsets[cell]!; corner < end; corner++) {
    const [bx, by] = [corners[2 * corner]! - x, corners[2 * corner + 1]! - y];
    const next = dx * by - dy * bx;
    if (aside > 0 !== next > 0) {
      const t = aside / (aside - next);
      const along = dx * (ax + t * (bx - ax)) + dy * (ay + t * (by - ay));
      from = Math.min(from, along);
      to = Math.max(to, along);
    }
    [ax, ay, aside] = [bx, by, next];
  }
  chord.from = from;
  chord.to = to;
  return from <= to;
}
