import { CellLocator } from '../../geometry/cell-locator.js';
import type { CellLookup } from '../../geometry/cell-lookup.js';
import type { CellNeighbours } from '../../geometry/cell-neighbours.js';
import type { Partition } from '../../geometry/partition.js';
import { unitBoundary } from '../../geometry/unit-boundary.js';
import type { UnitPlace } from '../../geometry/unit-place.js';

/** Cells that points are read in. */
export interface ExactCells {
  readonly partition: Partition;
  /** Null while it is not there: it takes too long to be made in a frame. */
  readonly lookup: CellLookup | null;
}

/** Finds cells of a partition, and boundaries of units. */
export class PartitionReader {
  readonly neighbours: CellNeighbours;
  readonly partition: Partition;
  readonly #locator: CellLocator;
  #boundary: (UnitPlace & { readonly segments: Float64Array }) | null = null;

  constructor(partition: Partition, { neighbours, buckets }: CellLookup) {
    this.partition = partition;
    this.#locator = new CellLocator(partition, buckets);
    this.neighbours = neighbours;
  }

  /** The cell of a point, -1 where there is none. */
  cellAt(x: number, y: number): number {
    return this.#locator.at(x, y);
  }

  /** Where a unit goes on or off: [count, 4], x, y, x, y. The last unit that was asked for is remembered. */
  boundaryOf({ layer, unit }: UnitPlace): Float64Array {
    if (this.#boundary?.layer !== layer || this.#boundary.unit !== unit) {
      this.#boundary = { layer, unit, segments: unitBoundary(this.partition, this.neighbours, layer, unit) };
    }
    return this.#boundary.segments;
  }
}

const readers = new WeakMap<CellLookup, PartitionReader>();

/** The reader of a partition, one for all who read it; null while what it needs is not there. */
export function readerOf({ partition, lookup }: ExactCells): PartitionReader | null {
  if (!lookup) return null;
  let reader = readers.get(lookup);
  if (!reader) readers.set(lookup, (reader = new PartitionReader(partition, lookup)));
  return reader;
}
