import type { FoldedNetwork } from '../training/model-state.js';
import { argmax, valuesAndDerivativesAt } from '../training/reference/point.js';

/** What is known of the lines about a point, in input units; infinite where there are none. */
export interface Surroundings {
  /** Distance to the nearest wall of any unit, anywhere in the plane. */
  readonly toWall: number;
  /** To the decision boundary within a window. */
  readonly toBoundary: number;
  /** To that window's edge, negative outside. */
  readonly toEdge: number;
}

export interface DecisionDistance {
  /** To where the two largest logits are equal; infinite where no such place is known. */
  readonly distance: number;
  /** Class of the point. */
  readonly winner: number;
  /** Proven by local linearity: the boundary is no farther than the nearest wall, so that the cell's logits tell all. */
  readonly byCell: boolean;
  /** Proven by the window: the boundary is no farther than its edge. Where neither holds, one outside may be nearer. */
  readonly byWindow: boolean;
}

/** How far the decision boundary of a piecewise affine network is from a point, and what proves it (Croce et al. 2019). */
export function decisionDistance(
  folded: FoldedNetwork,
  point: ArrayLike<number>,
  { toWall, toBoundary, toEdge }: Surroundings,
): DecisionDistance {
  const local = distanceInCell(folded, point);
  const byCell = local.distance <= toWall;
  return {
    distance: byCell ? local.distance : toBoundary,
    winner: local.winner,
    byCell,
    byWindow: toBoundary <= toEdge,
  };
}

/** Signed margin of a point of class `label`: the distance, negative where the point is given another class. */
export const signedMargin = ({ distance, winner }: DecisionDistance, label: number): number =>
  winner === label ? distance : -distance;

/**
 * Distance to where the predicted class loses, if the cell's affine logits held everywhere: min over the other classes of
 * (f_p - f_c) / |grad (f_p - f_c)|. First-order; exact if it is at most the distance to the nearest wall.
 */
function distanceInCell(folded: FoldedNetwork, point: ArrayLike<number>): { distance: number; winner: number } {
  const axis = (index: number): Float64Array => Float64Array.from(point, (_, i) => (i === index ? 1 : 0));
  const { values, derivatives } = valuesAndDerivativesAt(folded, point, [axis(0), axis(1)]);
  const logits = values.at(-1)!;
  const [d_x, d_y] = derivatives.map((ofAxis) => ofAxis.at(-1)!) as [Float64Array, Float64Array];
  const winner = argmax(logits);
  let distance = Infinity;
  logits.forEach((logit, c) => {
    const slope = Math.hypot(d_x[winner]! - d_x[c]!, d_y[winner]! - d_y[c]!);
    if (c !== winner && slope > 0) distance = Math.min(distance, (logits[winner]! - logit) / slope);
  });
  return { distance, winner };
}
