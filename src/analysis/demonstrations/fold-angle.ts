/**
 * How much the wall of a second-layer unit bends where it crosses the wall of a first-layer unit j under batch normalization.
 *
 * Across the wall of unit j the gradient of z_k jumps along the normal of that wall alone:
 *
 *   grad z_k (on) - grad z_k (off) = kappa n_j,   kappa = (1 - alpha) w_kj gamma_j |w_j| / sigma_j,
 *
 * with alpha the slope of the activation below 0 and n_j the unit normal of wall j towards its active side. With nu and tau
 * the parts of the gradient on the inactive side along n_j and along the wall, the wall of unit k bends by
 *
 *   theta = atan2(nu + kappa, tau) - atan2(nu, tau).
 *
 * The part along the wall does not jump, so the bent wall does not break. sigma_j / |w_j| is the RMS distance of the data to
 * wall j (line-cost.ts): the farther the data spread, the less the fold. Follows from the chain rule; Balestriero &
 * Baraniuk 2022 tie the fold to the variance.
 */
export interface Fold {
  /** Part of the inactive side's gradient of z_k along the normal of wall j. */
  readonly nu: number;
  /** Its part along wall j; not 0, or the two walls do not cross. */
  readonly tau: number;
  /** Jump of the gradient across wall j, along its normal. */
  readonly kappa: number;
}

/**
 * @param weight w_kj, from unit j to unit k
 * @param scale gamma_j
 * @param spread sigma_j / |w_j|, RMS distance of the data to wall j, above 0
 * @param slopeBelowZero alpha
 */
export function foldStrength(weight: number, scale: number, spread: number, slopeBelowZero = 0): number {
  return ((1 - slopeBelowZero) * weight * scale) / spread;
}

/** By how much the wall's normal turns, radians in (-pi, pi), with the sign of kappa tau. */
export function foldAngle({ nu, tau, kappa }: Fold): number {
  const turn = Math.atan2(nu + kappa, tau) - Math.atan2(nu, tau);
  return Math.atan2(Math.sin(turn), Math.cos(turn));
}

/** Directions in which the wall leaves the crossing, in the frame where wall j is upright and active to the right. */
export interface FoldedRays {
  /** Into the inactive side: x below 0. Unit vector. */
  readonly inactive: readonly [x: number, y: number];
  readonly active: readonly [x: number, y: number];
}

/** The wall is at right angles to the gradient on either side: nu x + tau y = 0 and (nu + kappa) x + tau y = 0. */
export function foldedRays({ nu, tau, kappa }: Fold): FoldedRays {
  const ray = (x: number, slope: number): readonly [number, number] => {
    const length = Math.hypot(1, slope);
    return [x / length, (x * slope) / length];
  };
  return { inactive: ray(-1, -nu / tau), active: ray(1, -(nu + kappa) / tau) };
}
