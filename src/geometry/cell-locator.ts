import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import { growingIntegers } from './growing-array.js';
import { sameCorner } from './merged-vertices.js';
import type { Partition } from './partition.js';

/** Most buckets along a side. */
const MOST_BUCKETS = 1024;
const CELLS_PER_PIECE = 512;

/** The window in square buckets, about as many as there are cells, each with a list of the cells that reach into it. */
export interface CellBuckets {
  readonly columns: number;
  readonly rows: number;
  /** Of a bucket's side, in input units. */
  readonly size: number;
  /** Entry of the first cell of each bucket, -1 in an empty one: [rows, columns]. */
  readonly heads: Int32Array<ArrayBuffer>;
  /** Of each entry: the entry after it in its bucket, -1 after the last, and the cell. */
  readonly next: Int32Array<ArrayBuffer>;
  readonly cells: Int32Array<ArrayBuffer>;
}

export const cellBuckets = (partition: Partition): CellBuckets => finish(cellBucketsInPieces(partition));

export function cellBucketsInPieces(partition: Partition): Pieces<CellBuckets> {
  return new BucketFiller(partition).fill();
}

/** Finds the cell that a point lies in, among those of its bucket. */
export class CellLocator {
  readonly #partition: Partition;
  readonly #buckets: CellBuckets;
  readonly #near: number;

  constructor(partition: Partition, buckets = cellBuckets(partition)) {
    this.#partition = partition;
    this.#buckets = buckets;
    this.#near = sameCorner(partition.window);
  }

  /**
   * The cell of a point; on a wall one of those beside it. -1 outside the window, and where a partition that is not
   * complete has no cell.
   */
  at(x: number, y: number): number {
    const { x0, x1, y0, y1 } = this.#partition.window;
    if (!(x >= x0 && x <= x1 && y >= y0 && y <= y1)) return -1;
    let best = -1;
    // Rounding may leave a point outside of all cells by less than this.
    let deepest = -this.#near;
    const { heads, next, cells, columns, rows, size } = this.#buckets;
    let entry = heads[placeIn(y - y0, size, rows) * columns + placeIn(x - x0, size, columns)]!;
    for (; entry >= 0; entry = next[entry]!) {
      const cell = cells[entry]!;
      const depth = this.#depth(cell, x, y, deepest);
      if (depth <= deepest) continue;
      best = cell;
      deepest = depth;
      if (depth > this.#near) break;
    }
    return best;
  }

  /** Distance of a point within a cell to the nearest of its edges, negative outside; no longer exact below `enough`. */
  #depth(cell: number, x: number, y: number, enough: number): number {
    const { corners, cornerOffsets } = this.#partition;
    const end = cornerOffsets[cell + 1]!;
    let depth = Infinity;
    let ax = corners[2 * end - 2]!;
    let ay = corners[2 * end - 1]!;
    for (let corner = cornerOffsets[cell]!; corner < end && depth > enough; corner++) {
      const bx = corners[2 * corner]!;
      const by = corners[2 * corner + 1]!;
      const length = Math.hypot(bx - ax, by - ay);
      // The direction of a shorter edge is rounding.
      if (length > this.#near) depth = Math.min(depth, ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length);
      ax = bx;
      ay = by;
    }
    return depth;
  }
}

/** Number of the bucket along one axis; the nearest one beyond the window. */
function placeIn(from: number, size: number, count: number): number {
  return Math.min(Math.max(Math.floor(from / size), 0), count - 1);
}

class BucketFiller {
  readonly #partition: Partition;
  readonly #near: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #size: number;
  readonly #heads: Int32Array<ArrayBuffer>;
  readonly #next = growingIntegers(1 << 14);
  readonly #cells = growingIntegers(1 << 14);

  constructor(partition: Partition) {
    const { window, cellCount } = partition;
    this.#partition = partition;
    this.#near = sameCorner(window);
    const [width, height] = [window.x1 - window.x0, window.y1 - window.y0];
    const side = Math.min(MOST_BUCKETS, Math.ceil(Math.sqrt(cellCount)));
    this.#size = Math.max(width, height) / side;
    this.#columns = Math.ceil(width / this.#size);
    this.#rows = Math.ceil(height / this.#size);
    this.#heads = new Int32Array(this.#columns * this.#rows).fill(-1);
  }

  *fill(): Pieces<CellBuckets> {
    yield* inRanges(this.#partition.cellCount, CELLS_PER_PIECE, (first, end) => {
      for (let cell = first; cell < end; cell++) this.#add(cell);
    });
    return {
      columns: this.#columns,
      rows: this.#rows,
      size: this.#size,
      heads: this.#heads,
      next: this.#next.take(),
      cells: this.#cells.take(),
    };
  }

  /** Enters a cell row by row into the buckets between its smallest and largest x in that row. */
  #add(cell: number): void {
    const { corners, cornerOffsets } = this.#partition;
    const [start, end] = [cornerOffsets[cell]!, cornerOffsets[cell + 1]!];
    let bottom = Infinity;
    let top = -Infinity;
    for (let corner = start; corner < end; corner++) {
      bottom = Math.min(bottom, corners[2 * corner + 1]!);
      top = Math.max(top, corners[2 * corner + 1]!);
    }
    const y0 = this.#partition.window.y0;
    for (let row = this.#row(bottom - this.#near); row <= this.#row(top + this.#near); row++) {
      const low = y0 + row * this.#size - this.#near;
      const high = low + this.#size + 2 * this.#near;
      let left = Infinity;
      let right = -Infinity;
      let ax = corners[2 * end - 2]!;
      let ay = corners[2 * end - 1]!;
      for (let corner = start; corner < end; corner++) {
        const bx = corners[2 * corner]!;
        const by = corners[2 * corner + 1]!;
        if (Math.max(ay, by) >= low && Math.min(ay, by) <= high) {
          // The part of the edge within the row.
          const slope = ay === by ? 0 : (bx - ax) / (by - ay);
          const from = ay < low ? ax + (low - ay) * slope : ay > high ? ax + (high - ay) * slope : ax;
          const to = by < low ? bx + (low - by) * slope : by > high ? bx + (high - by) * slope : bx;
          left = Math.min(left, from, to);
          right = Math.max(right, from, to);
        }
        ax = bx;
        ay = by;
      }
      if (left > right) continue;
      for (let column = this.#column(left - this.#near); column <= this.#column(right + this.#near); column++) {
        const bucket = row * this.#columns + column;
        this.#next.append(this.#heads[bucket]!);
        this.#heads[bucket] = this.#cells.length;
        this.#cells.append(cell);
      }
    }
  }

  #column(x: number): number {
    return placeIn(x - this.#partition.window.x0, this.#size, this.#columns);
  }

  #row(y: number): number {
    return placeIn(y - this.#partition.window.y0, this.#size, this.#rows);
  }
}
