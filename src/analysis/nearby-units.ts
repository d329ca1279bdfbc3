import { cellNeighboursInPieces } from '../geometry/cell-neighbours.js';
import type { Partition } from '../geometry/partition.js';
import type { UnitSegments } from '../geometry/partition-types.js';
import { SegmentGrid, squaredDistance } from '../geometry/segment-grid.js';
import { wallsOfUnitsInPieces } from '../geometry/walls-of-units.js';
import type { ViewWindow } from '../training/picture.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import { finiteOrNull, meanOf, standardErrorOf } from './summary.js';

const POINTS_PER_PIECE = 16;

/**
 * Local complexity by exact distances: how many units have a wall within r of a point. (Humayun et al. 2023 count signs at a
 * few places about the point instead.) A wall that several units share counts for each of them.
 */
export interface NearbyUnits {
  /** Mean over the points. */
  readonly mean: number;
  /** Of the mean, for points that were drawn independently. */
  readonly standardError: number | null;
  /** How many there are at each point. */
  readonly counts: readonly number[];
  /** The mean of each hidden layer. */
  readonly layers: readonly number[];
  /** `mean` as a share of all hidden units. */
  readonly share: number;
}

/** Answers for many sets of points of one window. */
export class UnitWalls {
  readonly #grid: SegmentGrid;
  readonly #radius: number;
  readonly #layers: Uint8Array;
  /** Number of each wall's unit among all hidden units. */
  readonly #units: Int32Array;
  readonly #hiddenWidths: readonly number[];

  /** @param partition of the window in which the points lie, wider by `radius` on every side: see `widened` */
  static *inPieces(partition: Partition, radius: number): Pieces<UnitWalls> {
    const walls = yield* wallsOfUnitsInPieces(partition, yield* cellNeighboursInPieces(partition));
    const grid = yield* SegmentGrid.inPieces(walls.segments, partition.window);
    return new UnitWalls(partition, radius, walls, grid);
  }

  static of(partition: Partition, radius: number): UnitWalls {
    return finish(UnitWalls.inPieces(partition, radius));
  }

  private constructor({ hiddenWidths }: Partition, radius: number, walls: UnitSegments, grid: SegmentGrid) {
    this.#grid = grid;
    this.#radius = radius;
    this.#layers = walls.layers;
    this.#hiddenWidths = hiddenWidths;
    const firstUnits = hiddenWidths.map((_, layer) => hiddenWidths.slice(0, layer).reduce((a, b) => a + b, 0));
    this.#units = Int32Array.from(walls.units, (unit, wall) => firstUnits[walls.layers[wall]!]! + unit);
  }

  /** @param positions [count, 2] */
  around(positions: ArrayLike<number>): NearbyUnits {
    return finish(this.aroundInPieces(positions));
  }

  *aroundInPieces(positions: ArrayLike<number>): Pieces<NearbyUnits> {
    const count = positions.length / 2;
    const unitCount = this.#hiddenWidths.reduce((a, b) => a + b, 0);
    const counts = new Array<number>(count).fill(0);
    const perLayer = this.#hiddenWidths.map(() => 0);
    /** The last point, counted from 1, that each unit was found near to. */
    const seenAt = new Int32Array(unitCount);
    const look = (point: number): void => {
      const [x, y] = [positions[2 * point]!, positions[2 * point + 1]!];
      this.#grid.forEachAround(x, y, this.#radius, (wall) => {
        const unit = this.#units[wall]!;
        if (seenAt[unit] === point + 1) return;
        if (squaredDistance(this.#grid.segments, wall, x, y) > this.#radius ** 2) return;
        seenAt[unit] = point + 1;
        counts[point]!++;
        perLayer[this.#layers[wall]!]!++;
      });
    };
    yield* inRanges(count, POINTS_PER_PIECE, (first, end) => {
      for (let point = first; point < end; point++) look(point);
    });
    const mean = meanOf(counts);
    return {
      mean,
      standardError: finiteOrNull(standardErrorOf(counts)),
      counts,
      layers: perLayer.map((sum) => sum / count),
      share: mean / unitCount,
    };
  }
}

/** The window with `margin` more on every side: all that is within `margin` of a point of the window lies in it. */
export function widened({ x0, x1, y0, y1 }: ViewWindow, margin: number): ViewWindow {
  return { x0: x0 - margin, x1: x1 + margin, y0: y0 - margin, y1: y1 + margin };
}
