import { decisionDistance, signedMargin } from '../geometry/decision-distance.js';
import { distanceToEdge, nearestWall } from '../geometry/distances.js';
import type { LabelledPoints } from '../training/data-set.js';
import type { FoldedNetwork } from '../training/model-state.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { PartitionIndex } from './partition-index.js';
import { finiteOrNull, histogramOf, meanOf, quantileOf, type Histogram } from './summary.js';

const BINS = 24;
const POINTS_PER_PIECE = 16;

/**
 * Signed margins of labelled points: the distance to the decision boundary, in input units, negative for a point of another
 * class than its label. Exact where certified; elsewhere a boundary outside the window may be nearer.
 */
export interface Margins {
  /** Of every point; null where there is no decision boundary. */
  readonly values: readonly (number | null)[];
  /** Whether a value is proven, by the cell or by the window. */
  readonly isCertified: readonly boolean[];
  readonly certifiedCount: number;
  /** Certified by local linearity: the boundary is no farther than the nearest wall, so that the cell's logits tell all. */
  readonly certifiedByCell: number;
  /** Certified by the window: the boundary is no farther than the window's edge. */
  readonly certifiedByWindow: number;
  /** Null where a point without boundary decides. One wrong label decides the minimum. */
  readonly minimum: number | null;
  /** 5 % quantile. */
  readonly lowQuantile: number | null;
  readonly median: number | null;
  readonly mean: number | null;
  /** Least margin of the points that are classified right; null if there is none. */
  readonly minimumOfRight: number | null;
  /** Of the finite values. */
  readonly histogram: Histogram | null;
  /** Half the least distance of points of different classes: no network that classifies all points right has a larger minimum. */
  readonly halfGap: number | null;
}

type SignedMargin = ReturnType<typeof decisionDistance> & { readonly value: number };

/** @param points in two dimensions */
export const measureMargins = (folded: FoldedNetwork, index: PartitionIndex, points: LabelledPoints): Margins =>
  finish(marginsInPieces(folded, index, points));

export function* marginsInPieces(
  folded: FoldedNetwork,
  { partition, layers, decisionBoundary }: PartitionIndex,
  points: LabelledPoints,
): Pieces<Margins> {
  const marginOf = (row: number): SignedMargin => {
    const point = points.positions.subarray(2 * row, 2 * row + 2);
    const [x, y] = [point[0]!, point[1]!];
    const toEdge = distanceToEdge(partition.window, point);
    const wallInWindow = Math.min(...layers.map((layer) => layer.nearest(x, y).distance));
    // Beyond the window's edge a wall may be nearer; there the point's own cell tells.
    const toWall = wallInWindow <= toEdge ? wallInWindow : nearestWall(folded, point).distance;
    const toBoundary = decisionBoundary.nearest(x, y).distance;
    const decision = decisionDistance(folded, point, { toWall, toBoundary, toEdge });
    return { ...decision, value: signedMargin(decision, points.labels[row]!) };
  };
  const margins: SignedMargin[] = [];
  yield* inRanges(points.count, POINTS_PER_PIECE, (first, end) => {
    for (let row = first; row < end; row++) margins.push(marginOf(row));
  });
  const values = margins.map(({ value }) => value);
  const finite = values.filter(Number.isFinite);
  const isCertified = margins.map(({ byCell, byWindow }) => byCell || byWindow);
  return {
    values: values.map(finiteOrNull),
    isCertified,
    certifiedCount: isCertified.filter(Boolean).length,
    certifiedByCell: margins.filter(({ byCell }) => byCell).length,
    certifiedByWindow: margins.filter(({ byWindow }) => byWindow).length,
    minimum: finiteOrNull(Math.min(...values)),
    lowQuantile: finiteOrNull(quantileOf(values, 0.05)),
    median: finiteOrNull(quantileOf(values, 0.5)),
    mean: finiteOrNull(meanOf(values)),
    minimumOfRight: finiteOrNull(Math.min(...values.filter((value) => value > 0))),
    histogram: finite.length > 0 ? histogramOf(finite, Math.min(...finite), Math.max(...finite), BINS) : null,
    halfGap: finiteOrNull(yield* halfGapOf(points)),
  };
}

function* halfGapOf({ positions, labels, count }: LabelledPoints): Pieces<number> {
  let least = Infinity;
  const look = (i: number): void => {
    const [x, y] = [positions[2 * i]!, positions[2 * i + 1]!];
    for (let j = 0; j < i; j++) {
      if (labels[i] === labels[j]) continue;
      const [dx, dy] = [positions[2 * j]! - x, positions[2 * j + 1]! - y];
      least = Math.min(least, dx * dx + dy * dy);
    }
  };
  yield* inRanges(count, POINTS_PER_PIECE, (first, end) => {
    for (let i = first; i < end; i++) look(i);
  });
  return Math.sqrt(least) / 2;
}
