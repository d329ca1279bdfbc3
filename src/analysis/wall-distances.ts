import { distanceToEdge, nearestWall } from '../geometry/distances.js';
import type { SegmentGrid } from '../geometry/segment-grid.js';
import type { FoldedNetwork } from '../training/model-state.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { PartitionIndex } from './partition-index.js';
import { finiteOrNull, meanOf, standardErrorOf } from './summary.js';

const POINTS_PER_PIECE = 16;

/** Exact distances of some points to the nearest line of a kind, in input units. */
export interface DistanceSummary {
  /** Null where there is no such line. */
  readonly mean: number | null;
  /** Of the mean, for points that were drawn independently. */
  readonly standardError: number | null;
  /** Share of the points for which no line outside the window can be nearer; for the others the true distance may be less. */
  readonly settledShare: number;
}

/** With every point's own distance. */
export interface PointDistances extends DistanceSummary {
  /** In the order of the points; null where there is no such line. */
  readonly distances: readonly number[] | null;
}

export interface WallDistances {
  readonly pointCount: number;
  /** Nearest wall of any unit. Needs no window: every point is settled. */
  readonly anyWall: PointDistances;
  /** Nearest wall of each hidden layer in the window. */
  readonly layers: readonly DistanceSummary[];
  /** Where the two largest logits are equal, in the window. */
  readonly decisionBoundary: DistanceSummary;
}

/** @param positions [count, 2] */
export const measureWallDistances = (
  folded: FoldedNetwork,
  index: PartitionIndex,
  positions: ArrayLike<number>,
): WallDistances => finish(wallDistancesInPieces(folded, index, positions));

export function* wallDistancesInPieces(
  folded: FoldedNetwork,
  { partition, layers, decisionBoundary }: PartitionIndex,
  positions: ArrayLike<number>,
): Pieces<WallDistances> {
  const points = Array.from(
    { length: positions.length / 2 },
    (_, i) => [positions[2 * i]!, positions[2 * i + 1]!] as const,
  );
  const toEdge = points.map((point) => distanceToEdge(partition.window, point));
  const summary = (distances: readonly number[], isSettled: (point: number) => boolean): DistanceSummary => ({
    mean: finiteOrNull(meanOf(distances)),
    standardError: finiteOrNull(standardErrorOf(distances)),
    settledShare: points.filter((_, point) => isSettled(point)).length / points.length,
  });
  const forAll = function* (distanceOf: (point: number) => number): Pieces<number[]> {
    const distances: number[] = [];
    yield* inRanges(points.length, POINTS_PER_PIECE, (first, end) => {
      for (let point = first; point < end; point++) distances.push(distanceOf(point));
    });
    return distances;
  };
  const inWindow = (grid: SegmentGrid): Pieces<number[]> =>
    forAll((point) => grid.nearest(points[point]![0], points[point]![1]).distance);
  const summaryInWindow = (distances: readonly number[]): DistanceSummary =>
    summary(distances, (point) => distances[point]! <= toEdge[point]!);
  const ofLayers: number[][] = [];
  for (const layer of layers) ofLayers.push(yield* inWindow(layer));
  const ofAny = yield* forAll((i) => {
    const distance = Math.min(...ofLayers.map((distances) => distances[i]!));
    // Beyond the window's edge a wall may be nearer; there the point's own cell tells.
    return distance <= toEdge[i]! ? distance : nearestWall(folded, points[i]!).distance;
  });
  return {
    pointCount: points.length,
    anyWall: { ...summary(ofAny, () => true), distances: ofAny.every(Number.isFinite) ? ofAny : null },
    layers: ofLayers.map(summaryInWindow),
    decisionBoundary: summaryInWindow(yield* inWindow(decisionBoundary)),
  };
}
