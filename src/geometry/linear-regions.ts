/** Linear regions: cells joined with their neighbours wherever the network is the same affine function in both. */
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { CellNeighbours } from './cell-neighbours.js';
import { LineTolerance } from './line-tolerance.js';
import type { Partition } from './partition.js';
import { sortedOrder } from './sorted-order.js';

const CELLS_PER_PIECE = 1024;

export interface LinearRegions {
  readonly count: number;
  /** Region of each cell, numbered in the order of their first cells: [cellCount]. */
  readonly labels: Int32Array<ArrayBuffer>;
  /** Affine functions that are different from one another; not above `count`. */
  readonly distinctMaps: number;
}

/** Neighbours' maps differ where the unit of their wall reaches the logits, and are equal where what it feeds is off. */
export const linearRegions = (partition: Partition, neighbours: CellNeighbours): LinearRegions =>
  finish(linearRegionsInPieces(partition, neighbours));

export function* linearRegionsInPieces(
  partition: Partition,
  { offsets, cells }: CellNeighbours,
): Pieces<LinearRegions> {
  const { cellCount } = partition;
  const maps = new AffineMaps(partition);
  const regions = new DisjointSets(cellCount);
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) {
      for (let edge = offsets[cell]!; edge < offsets[cell + 1]!; edge++) {
        const other = cells[edge]!;
        if (other > cell && maps.areEqual(cell, other)) regions.join(cell, other);
      }
    }
  });
  const { labels, count } = regions.labels();
  return { count, labels, distinctMaps: yield* distinctMaps(maps, cellCount) };
}

/**
 * Whether two cells have the same map: no coefficient differs by more than a point's rounding (`LineTolerance`) of the
 * largest value that any logit's terms take in the window. The rounding of a map stays below that: it comes from the maps
 * of cells that were cut shortly before. Where maps are truly different, so are they by far more in the networks
 * that are recorded: by 1e-4 of the largest coefficient or more.
 */
class AffineMaps {
  readonly #logits: Float64Array;
  readonly #perCell: number;
  /** Largest difference of equal coefficients: of a, of b, of c. */
  readonly #tolerances: readonly [number, number, number];

  constructor({ logits, classCount, window }: Partition) {
    this.#logits = logits;
    this.#perCell = 3 * classCount;
    const largest = [0, 0, 0];
    logits.forEach((value, i) => (largest[i % 3] = Math.max(largest[i % 3]!, Math.abs(value))));
    const [a, b, c] = largest as [number, number, number];
    const value = new LineTolerance(window).tolerance(a, b, c);
    const reach = (low: number, high: number): number => Math.max(Math.abs(low), Math.abs(high));
    this.#tolerances = [value / reach(window.x0, window.x1), value / reach(window.y0, window.y1), value];
  }

  areEqual(cell: number, other: number): boolean {
    const [from, to] = [cell * this.#perCell, other * this.#perCell];
    for (let i = 0; i < this.#perCell; i++) {
      if (Math.abs(this.#logits[from + i]! - this.#logits[to + i]!) > this.#tolerances[i % 3]!) return false;
    }
    return true;
  }

  /** A weighted sum of the coefficients: for equal maps no more than `keyTolerance` apart. */
  key(cell: number): number {
    let key = 0;
    for (let i = 0; i < this.#perCell; i++) key += keyWeight(i) * this.#logits[cell * this.#perCell + i]!;
    return key;
  }

  get keyTolerance(): number {
    const [a, b, c] = this.#tolerances;
    return (this.#perCell / 3) * (a + b + c);
  }
}

/** From 0 to 1, spread evenly by the golden ratio, so that different maps hardly ever have one key. */
const keyWeight = (i: number): number => (0.618033988749895 * (i + 1)) % 1;

/** Counts maps that are equal to none before them, among those whose keys are as near as those of equal ones. */
function* distinctMaps(maps: AffineMaps, cellCount: number): Pieces<number> {
  const keys = new Float64Array(cellCount);
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) keys[cell] = maps.key(cell);
  });
  const order = yield* sortedOrder(keys);
  let count = 0;
  let recent: number[] = [];
  const look = (cell: number): void => {
    const least = keys[cell]! - maps.keyTolerance;
    recent = recent.filter((other) => keys[other]! >= least);
    if (recent.some((other) => maps.areEqual(cell, other))) return;
    recent.push(cell);
    count++;
  };
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => order.subarray(first, end).forEach(look));
  return count;
}

/** Sets that are joined pair by pair. */
class DisjointSets {
  /** A member of the same set nearer to its first one, or itself. */
  readonly #parents: Int32Array;

  constructor(count: number) {
    this.#parents = Int32Array.from({ length: count }, (_, i) => i);
  }

  join(one: number, other: number): void {
    const [a, b] = [this.#first(one), this.#first(other)];
    this.#parents[Math.max(a, b)] = Math.min(a, b);
  }

  /** Numbers the sets in the order of their first members. */
  labels(): { labels: Int32Array<ArrayBuffer>; count: number } {
    const labels = new Int32Array(this.#parents.length);
    let count = 0;
    for (let i = 0; i < labels.length; i++) {
      const first = this.#first(i);
      labels[i] = first === i ? count++ : labels[first]!;
    }
    return { labels, count };
  }

  #first(member: number): number {
    const parents = this.#parents;
    let at = member;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  }
}
