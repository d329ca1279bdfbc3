import { DiscUnion } from '../geometry/disc-union.js';
import type { Partition } from '../geometry/partition.js';
import { wallSegments } from '../geometry/wall-segments.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import { finiteOrNull } from './summary.js';

const WALLS_PER_PIECE = 64;

/** Length of walls per area, near some points and in the whole window; exact. */
export interface WallDensity {
  /** In the window, in input units. */
  readonly length: number;
  /** Of that, within r of a point. */
  readonly lengthNear: number;
  /** Length per area of the window, per input unit. */
  readonly density: number;
  /** Length per area of what lies within r of a point. */
  readonly densityNear: number | null;
  /** `densityNear` over `density`: 1 where walls are as dense elsewhere. Null where there are none. */
  readonly ratio: number | null;
}

export interface WallDensities extends WallDensity {
  readonly layers: readonly WallDensity[];
  /** Of the window within r of a point, in squared input units. */
  readonly areaNear: number;
  readonly area: number;
}

/**
 * By clipping every wall to the union of discs about the points, whose area is exact, too.
 *
 * @param positions [count, 2]
 * @param radius r, above 0, in input units
 */
export const measureWallDensity = (partition: Partition, positions: ArrayLike<number>, radius: number): WallDensities =>
  finish(wallDensityInPieces(partition, positions, radius));

export function* wallDensityInPieces(
  partition: Partition,
  positions: ArrayLike<number>,
  radius: number,
): Pieces<WallDensities> {
  const { walls, window, hiddenWidths } = partition;
  const segments = wallSegments(partition);
  const discs = yield* DiscUnion.inPieces(positions, radius, window);
  const area = (window.x1 - window.x0) * (window.y1 - window.y0);
  const lengths = hiddenWidths.map(() => ({ length: 0, lengthNear: 0 }));
  const add = (wall: number): void => {
    const layer = walls.layers[wall]!;
    const [x0, y0, x1, y1] = [0, 1, 2, 3].map((i) => segments[4 * wall + i]!) as [number, number, number, number];
    lengths[layer]!.length += Math.hypot(x1 - x0, y1 - y0);
    lengths[layer]!.lengthNear += discs.lengthOf(segments, wall);
  };
  yield* inRanges(walls.layers.length, WALLS_PER_PIECE, (first, end) => {
    for (let wall = first; wall < end; wall++) add(wall);
  });
  const densities = (length: number, lengthNear: number): WallDensity => {
    const density = length / area;
    const densityNear = lengthNear / discs.area;
    return {
      length,
      lengthNear,
      density,
      densityNear: finiteOrNull(densityNear),
      ratio: finiteOrNull(densityNear / density),
    };
  };
  const total = (key: 'length' | 'lengthNear'): number => lengths.reduce((sum, layer) => sum + layer[key], 0);
  return {
    ...densities(total('length'), total('lengthNear')),
    layers: lengths.map(({ length, lengthNear }) => densities(length, lengthNear)),
    areaNear: discs.area,
    area,
  };
}
