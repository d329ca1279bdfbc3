import type { Partition } from './partition.js';

/** Corners, edges between neighbouring corners, and cells of a partition. */
export interface ComplexCounts {
  readonly vertices: number;
  readonly edges: number;
  readonly faces: number;
  /** V - E + F, 1 for every subdivision of a window: Euler's formula without the outer face. */
  readonly euler: number;
}

/** Corners nearer than this share of the window's longer side are one: rounding moves a corner by far less. */
const SAME_CORNER = 1e-11;
/** Corners per bucket, about. */
const BUCKET_LOAD = 2;

/**
 * Counts a partition as a complex: an edge ends where a wall of a neighbouring cell does, although that is no corner of
 * the cell itself. Independent of how the cells were made, so that it checks them.
 */
export function countComplex(partition: Partition): ComplexCounts {
  const { corners, cornerOffsets, cellCount, window } = partition;
  const near = SAME_CORNER * Math.max(window.x1 - window.x0, window.y1 - window.y0);
  const { ids, xs, ys } = mergeCorners(corners, near);
  const buckets = new Buckets(xs, ys, window);
  const edges = new Set<number>();
  const addEdge = (from: number, to: number): void => {
    if (from !== to) edges.add(Math.min(from, to) * xs.length + Math.max(from, to));
  };
  for (let cell = 0; cell < cellCount; cell++) {
    const start = cornerOffsets[cell]!;
    const count = cornerOffsets[cell + 1]! - start;
    for (let i = 0; i < count; i++) {
      const from = ids[start + i]!;
      const to = ids[start + ((i + 1) % count)]!;
      let last = from;
      for (const vertex of buckets.between(from, to, near)) {
        addEdge(last, vertex);
        last = vertex;
      }
      addEdge(last, to);
    }
  }
  const counts = { vertices: xs.length, edges: edges.size, faces: cellCount };
  return { ...counts, euler: counts.vertices - counts.edges + counts.faces };
}

/** The same number for corners of the same place. */
function mergeCorners(corners: Float64Array, near: number): { ids: Int32Array; xs: number[]; ys: number[] } {
  const count = corners.length / 2;
  const order = Int32Array.from({ length: count }, (_, i) => i).sort((i, j) => corners[2 * i]! - corners[2 * j]!);
  const ids = new Int32Array(count);
  const xs: number[] = [];
  const ys: number[] = [];
  // Those already met whose x is no farther than `near`.
  let oldest = 0;
  for (const corner of order) {
    const x = corners[2 * corner]!;
    const y = corners[2 * corner + 1]!;
    while (oldest < xs.length && xs[oldest]! < x - near) oldest++;
    let id = oldest;
    while (id < xs.length && Math.abs(ys[id]! - y) > near) id++;
    if (id === xs.length) {
      xs.push(x);
      ys.push(y);
    }
    ids[corner] = id;
  }
  return { ids, xs, ys };
}

/** Points sorted into square buckets of the window. */
class Buckets {
  readonly #xs: readonly number[];
  readonly #ys: readonly number[];
  readonly #x0: number;
  readonly #y0: number;
  readonly #side: number;
  readonly #size: number;
  readonly #members: number[][];

  constructor(xs: readonly number[], ys: readonly number[], { x0, x1, y0, y1 }: Partition['window']) {
    this.#xs = xs;
    this.#ys = ys;
    this.#x0 = x0;
    this.#y0 = y0;
    this.#side = Math.max(1, Math.ceil(Math.sqrt(xs.length / BUCKET_LOAD)));
    this.#size = Math.max(x1 - x0, y1 - y0) / this.#side;
    this.#members = Array.from({ length: this.#side ** 2 }, () => []);
    xs.forEach((x, point) => {
      this.#members[this.#row(ys[point]!) * this.#side + this.#column(x)]!.push(point);
    });
  }

  /** Points strictly within the segment between two others, in its direction. */
  between(from: number, to: number, near: number): number[] {
    const [x0, y0, x1, y1] = [this.#xs[from]!, this.#ys[from]!, this.#xs[to]!, this.#ys[to]!];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const found: { point: number; along: number }[] = [];
    if (length === 0) return [];
    const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
    const [low, high] = [this.#row(Math.min(y0, y1) - near), this.#row(Math.max(y0, y1) + near)];
    for (let row = low; row <= high; row++) {
      const [left, right] = this.#reach(row, { x0, y0, x1, y1 }, near);
      for (let column = this.#column(left); column <= this.#column(right); column++) {
        for (const point of this.#members[row * this.#side + column]!) {
          const [px, py] = [this.#xs[point]! - x0, this.#ys[point]! - y0];
          const along = px * dx + py * dy;
          const aside = Math.abs(px * dy - py * dx);
          if (point !== from && point !== to && aside <= near && along > 0 && along < length)
            found.push({ point, along });
        }
      }
    }
    return found.sort((a, b) => a.along - b.along).map(({ point }) => point);
  }

  /** Smallest and largest x of a segment within a row of buckets. */
  #reach(
    row: number,
    { x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number },
    near: number,
  ): [number, number] {
    const [bottom, top] = [this.#y0 + row * this.#size - near, this.#y0 + (row + 1) * this.#size + near];
    const at = (y: number): number => (y1 === y0 ? x0 : x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    const inside = (x: number): number => Math.min(Math.max(x, Math.min(x0, x1)), Math.max(x0, x1));
    const [a, b] = y0 === y1 ? [x0, x1] : [inside(at(bottom)), inside(at(top))];
    return [Math.min(a, b) - near, Math.max(a, b) + near];
  }

  #row = (y: number): number => this.#clamp((y - this.#y0) / this.#size);
  #column = (x: number): number => this.#clamp((x - this.#x0) / this.#size);
  #clamp = (bucket: number): number => Math.min(Math.max(Math.floor(bucket), 0), this.#side - 1);
}
