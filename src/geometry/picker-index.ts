import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { LiftedSurface } from './lifted-surface.js';
import type { SurfaceBox } from './surface-box.js';

/** Cells of a surface in its box, sorted in square buckets: what `SurfacePicker` looks cells up in. Plain, to be sent. */
export interface PickerIndex {
  /** First corner of each cell, and their number at the end: [cellCount + 1]. */
  readonly offsets: Int32Array;
  /** [corners, 2]: u, v. */
  readonly places: Float64Array;
  /** [cellCount, 3]: z = a u + b v + c. */
  readonly planes: Float64Array;
  readonly halfWidth: number;
  readonly halfDepth: number;
  /** Buckets from left to right, and as many from front to back. */
  readonly side: number;
  /** First member of each bucket, row by row, and their number at the end: [side^2 + 1]. */
  readonly starts: Int32Array;
  /** Cells that touch a bucket. */
  readonly members: Int32Array;
}

/** Points this far outside a cell, in units of the box, still count as in it: rays must not slip between two cells. */
export const PICK_SLACK = 1e-9;
const LARGEST_SIDE = 256;
const CELLS_PER_PIECE = 512;
const CORNERS_PER_PIECE = 8192;

export const pickerIndex = (surface: LiftedSurface, box: SurfaceBox): PickerIndex =>
  finish(pickerIndexInPieces(surface, box));

export function* pickerIndexInPieces(
  { partition, planes: heights }: LiftedSurface,
  box: SurfaceBox,
): Pieces<PickerIndex> {
  const { cellCount, corners, cornerOffsets } = partition;
  const places = new Float64Array(corners.length);
  yield* inRanges(corners.length / 2, CORNERS_PER_PIECE, (first, end) => {
    for (let i = 2 * first; i < 2 * end; i += 2) {
      places[i] = box.u(corners[i]!);
      places[i + 1] = box.v(corners[i + 1]!);
    }
  });
  const planes = new Float64Array(3 * cellCount);
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) box.writeHeightPlane(heights, 3 * cell, planes, 3 * cell);
  });
  const { halfWidth, halfDepth } = box;
  const side = Math.min(LARGEST_SIDE, Math.max(1, Math.ceil(Math.sqrt(cellCount))));
  const cells = { offsets: cornerOffsets.slice(), places, planes, halfWidth, halfDepth, side };
  const starts = new Int32Array(side ** 2 + 1);
  yield* eachTouch(cells, (bucket) => starts[bucket + 1]!++);
  for (let bucket = 0; bucket < side ** 2; bucket++) starts[bucket + 1]! += starts[bucket]!;
  const members = new Int32Array(starts.at(-1)!);
  const next = starts.slice();
  yield* eachTouch(cells, (bucket, cell) => (members[next[bucket]!++] = cell));
  return { ...cells, starts, members };
}

/** The column of buckets, or with half the depth the row, that holds a place; the nearest one beyond the window. */
export function bucketAlong(place: number, half: number, side: number): number {
  return Math.min(Math.max(Math.floor(((place / half + 1) / 2) * side), 0), side - 1);
}

function* eachTouch(
  { offsets, places, halfWidth, halfDepth, side }: Omit<PickerIndex, 'starts' | 'members'>,
  visit: (bucket: number, cell: number) => void,
): Pieces<void> {
  const touch = (cell: number): void => {
    let left = Infinity;
    let right = -Infinity;
    let bottom = Infinity;
    let top = -Infinity;
    for (let corner = offsets[cell]!; corner < offsets[cell + 1]!; corner++) {
      const u = places[2 * corner]!;
      const v = places[2 * corner + 1]!;
      if (u < left) left = u;
      if (u > right) right = u;
      if (v < bottom) bottom = v;
      if (v > top) top = v;
    }
    const firstColumn = bucketAlong(left - PICK_SLACK, halfWidth, side);
    const lastColumn = bucketAlong(right + PICK_SLACK, halfWidth, side);
    const lastRow = bucketAlong(top + PICK_SLACK, halfDepth, side);
    for (let row = bucketAlong(bottom - PICK_SLACK, halfDepth, side); row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) visit(row * side + column, cell);
    }
  };
  yield* inRanges(offsets.length - 1, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) touch(cell);
  });
}
