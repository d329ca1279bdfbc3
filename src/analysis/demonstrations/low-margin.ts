/** The margin that all but one in twenty points keep, anywhere in the plane. */
import { cellNeighbours } from '../../geometry/cell-neighbours.js';
import { distanceToEdge } from '../../geometry/distances.js';
import { cutPartition } from '../../geometry/partition.js';
import type { LabelledPoints } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import type { ViewWindow } from '../../training/picture.js';
import type { Pieces } from '../../training/workers/pieces.js';
import { marginsInPieces, type Margins } from '../margins.js';
import { indexPartitionInPieces } from '../partition-index.js';
import { quantileOf } from '../summary.js';

export interface LowMargin {
  /** 5 % quantile of the signed margins, in input units; NaN where no decision boundary was found. */
  readonly value: number;
  /** Whether no decision boundary beyond what was looked at could change it. */
  readonly isExact: boolean;
}

const SHARE = 0.05;
/** A window that proves nothing is widened so often, by half its size on each side. */
const WIDENINGS = 2;

/** @param window that holds all points; beyond it is looked where it does not tell */
export function* lowMarginInPieces(
  folded: FoldedNetwork,
  points: LabelledPoints,
  window: ViewWindow,
): Pieces<LowMargin> {
  let found = yield* lowMarginIn(folded, points, window);
  let seen = window;
  for (let i = 0; i < WIDENINGS && !found.isExact; i++) {
    seen = widened(seen);
    found = yield* lowMarginIn(folded, points, seen);
  }
  return found;
}

function* lowMarginIn(folded: FoldedNetwork, points: LabelledPoints, window: ViewWindow): Pieces<LowMargin> {
  const partition = yield* cutPartition(folded, window);
  const index = yield* indexPartitionInPieces(partition, cellNeighbours(partition));
  const margins = yield* marginsInPieces(folded, index, points);
  return { value: margins.lowQuantile ?? NaN, isExact: isProven(margins, points, window) };
}

/**
 * A boundary that was not seen is beyond the window's edge. So a margin that is not certified lies between its value and
 * the distance to the edge, and the quantile is proven where it is the same at both ends of all of these ranges.
 */
function isProven({ values, isCertified, lowQuantile }: Margins, points: LabelledPoints, window: ViewWindow): boolean {
  const known = values.filter((value) => value !== null);
  if (lowQuantile === null || known.length < values.length) return false;
  return [1, -1].every((side) => {
    const ends = known.map((value, row) => {
      if (isCertified[row] || Math.sign(value) !== side) return value;
      return side * distanceToEdge(window, points.positions.subarray(2 * row, 2 * row + 2));
    });
    return quantileOf(ends, SHARE) === lowQuantile;
  });
}

function widened({ x0, x1, y0, y1 }: ViewWindow): ViewWindow {
  const [dx, dy] = [(x1 - x0) / 2, (y1 - y0) / 2];
  return { x0: x0 - dx, x1: x1 + dx, y0: y0 - dy, y1: y1 + dy };
}
