import { bucketAlong, PICK_SLACK, type PickerIndex } from './picker-index.js';
import { BOX_HEIGHT } from './surface-box.js';

/** Points of the box that see each other along origin + t direction, t >= 0. */
export interface Ray {
  readonly origin: ArrayLike<number>;
  readonly direction: ArrayLike<number>;
}

export interface SurfacePoint {
  readonly cell: number;
  /** In the box. */
  readonly u: number;
  readonly v: number;
  readonly z: number;
  /** Along the ray, in lengths of its direction. */
  readonly t: number;
}

/**
 * Finds cells of a surface in its box: under a point of the plane, and where a ray first meets the surface. Exact, in
 * float64, cell by cell along the ray, bucket by bucket.
 */
export class SurfacePicker {
  readonly #offsets: Int32Array;
  readonly #places: Float64Array;
  readonly #planes: Float64Array;
  readonly #halfWidth: number;
  readonly #halfDepth: number;
  readonly #side: number;
  readonly #starts: Int32Array;
  readonly #members: Int32Array;

  constructor({ offsets, places, planes, halfWidth, halfDepth, side, starts, members }: PickerIndex) {
    this.#offsets = offsets;
    this.#places = places;
    this.#planes = planes;
    this.#halfWidth = halfWidth;
    this.#halfDepth = halfDepth;
    this.#side = side;
    this.#starts = starts;
    this.#members = members;
  }

  /** The cell at a point of the plane, -1 outside the surface. */
  cellAt(u: number, v: number): number {
    if (Math.abs(u) > this.#halfWidth || Math.abs(v) > this.#halfDepth) return -1;
    const bucket = this.#row(v) * this.#side + this.#column(u);
    for (let place = this.#starts[bucket]!; place < this.#starts[bucket + 1]!; place++) {
      if (this.#holds(this.#members[place]!, u, v)) return this.#members[place]!;
    }
    return -1;
  }

  /** Height of a cell's plane in the box. */
  zOf(cell: number, u: number, v: number): number {
    return this.#planes[3 * cell]! * u + this.#planes[3 * cell + 1]! * v + this.#planes[3 * cell + 2]!;
  }

  /** Where a ray first meets the surface, null where it does not. */
  pick({ origin, direction }: Ray): SurfacePoint | null {
    const [from, to] = this.#within(origin, direction);
    let t = from;
    let column = this.#column(origin[0]! + t * direction[0]!);
    let row = this.#row(origin[1]! + t * direction[1]!);
    const [columnStep, rowStep] = [Math.sign(direction[0]!), Math.sign(direction[1]!)];
    while (t <= to && column >= 0 && column < this.#side && row >= 0 && row < this.#side) {
      const columnEdge = this.#columnEdge(column + (columnStep > 0 ? 1 : 0));
      const rowEdge = this.#rowEdge(row + (rowStep > 0 ? 1 : 0));
      const columnExit = columnStep === 0 ? Infinity : (columnEdge - origin[0]!) / direction[0]!;
      const rowExit = rowStep === 0 ? Infinity : (rowEdge - origin[1]!) / direction[1]!;
      const exit = Math.min(columnExit, rowExit, to);
      const found = this.#firstInBucket(row * this.#side + column, origin, direction, t, exit);
      if (found) return found;
      if (exit === to) break;
      if (columnExit <= rowExit) column += columnStep;
      else row += rowStep;
      t = exit;
    }
    return null;
  }

  #firstInBucket(
    bucket: number,
    origin: ArrayLike<number>,
    direction: ArrayLike<number>,
    from: number,
    to: number,
  ): SurfacePoint | null {
    let first: SurfacePoint | null = null;
    const [slack, planes] = [PICK_SLACK, this.#planes];
    for (let place = this.#starts[bucket]!; place < this.#starts[bucket + 1]!; place++) {
      const cell = this.#members[place]!;
      const a = planes[3 * cell]!;
      const b = planes[3 * cell + 1]!;
      const c = planes[3 * cell + 2]!;
      const t =
        (a * origin[0]! + b * origin[1]! + c - origin[2]!) / (direction[2]! - a * direction[0]! - b * direction[1]!);
      if (!(t >= from - slack && t <= to + slack) || (first && t >= first.t)) continue;
      const u = origin[0]! + t * direction[0]!;
      const v = origin[1]! + t * direction[1]!;
      if (this.#holds(cell, u, v)) first = { cell, u, v, z: a * u + b * v + c, t };
    }
    return first;
  }

  /** The part of a ray that lies in the box, a little larger; empty where the first number is above the second. */
  #within(origin: ArrayLike<number>, direction: ArrayLike<number>): [from: number, to: number] {
    const limits = [
      [-this.#halfWidth, this.#halfWidth],
      [-this.#halfDepth, this.#halfDepth],
      [-PICK_SLACK, BOX_HEIGHT + PICK_SLACK],
    ] as const;
    let from = 0;
    let to = Infinity;
    limits.forEach(([low, high], axis) => {
      const [start, step] = [origin[axis]!, direction[axis]!];
      if (step === 0) {
        if (start < low || start > high) to = -Infinity;
        return;
      }
      const [a, b] = [(low - start) / step, (high - start) / step];
      from = Math.max(from, Math.min(a, b));
      to = Math.min(to, Math.max(a, b));
    });
    return [from, to];
  }

  #holds(cell: number, u: number, v: number): boolean {
    const start = this.#offsets[cell]!;
    const end = this.#offsets[cell + 1]!;
    const places = this.#places;
    for (let corner = start; corner < end; corner++) {
      const next = corner + 1 === end ? start : corner + 1;
      const du = places[2 * next]! - places[2 * corner]!;
      const dv = places[2 * next + 1]! - places[2 * corner + 1]!;
      const across = du * (v - places[2 * corner + 1]!) - dv * (u - places[2 * corner]!);
      if (across < -PICK_SLACK * (Math.abs(du) + Math.abs(dv))) return false;
    }
    return true;
  }

  #columnEdge(column: number): number {
    return (2 * column * this.#halfWidth) / this.#side - this.#halfWidth;
  }

  #rowEdge(row: number): number {
    return (2 * row * this.#halfDepth) / this.#side - this.#halfDepth;
  }

  #column(u: number): number {
    return bucketAlong(u, this.#halfWidth, this.#side);
  }

  #row(v: number): number {
    return bucketAlong(v, this.#halfDepth, this.#side);
  }
}
