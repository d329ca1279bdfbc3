/**
 * One unit on points of the plane, and the cost of its line that batch normalization minimises by the line's offset.
 *
 * Balestriero & Baraniuk 2022, single-layer theorem: with unit normal n and mean m of the B points, the sum of squared
 * distances to the line {x: <n, x> = t} is B (s^2 + (t - <n, m>)^2), where s^2 is the biased variance of <n, x>. Lowest at
 * t = <n, m>, which is where batch normalization with beta 0 puts the line; there s is the RMS distance of the points.
 */
export interface Line {
  /** Direction of the normal in radians, counter-clockwise from the x-axis. */
  readonly angle: number;
  /** t, signed distance from the origin along the normal. */
  readonly offset: number;
}

export interface LineCost {
  /** Sum of squared distances of the points to the line, in squared input units. */
  readonly cost: number;
  /** The least that the offset can make of it; the angle stays. */
  readonly least: number;
  /** The offset with the least cost: that of the line through the mean. */
  readonly bestOffset: number;
  /** Root of the mean squared distance at the best offset: sigma / |w| of batch normalization. */
  readonly spread: number;
}

/**
 * Closed form.
 *
 * @param positions [count, 2], at least one point
 */
export function lineCost(positions: ArrayLike<number>, { angle, offset }: Line): LineCost {
  const { mean, covariance, count } = momentsOf(positions);
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  const bestOffset = nx * mean[0] + ny * mean[1];
  const variance = nx * nx * covariance.xx + 2 * nx * ny * covariance.xy + ny * ny * covariance.yy;
  const least = count * variance;
  return { cost: least + count * (offset - bestOffset) ** 2, least, bestOffset, spread: Math.sqrt(variance) };
}

/** What turning the line can make of its least cost: the eigenvalues of the points' covariance, times their number. */
export interface TurningRange {
  readonly least: number;
  readonly most: number;
  /** Angle of the normal with the least: across the direction in which the points spread most. Radians, (-pi/2, pi/2]. */
  readonly leastAngle: number;
}

/** @param positions [count, 2], at least one point */
export function turningRange(positions: ArrayLike<number>): TurningRange {
  const { covariance, count } = momentsOf(positions);
  const { xx, xy, yy } = covariance;
  const middle = (xx + yy) / 2;
  const reach = Math.hypot((xx - yy) / 2, xy);
  const largestDirection = Math.atan2(2 * xy, xx - yy) / 2;
  const leastAngle = largestDirection > 0 ? largestDirection - Math.PI / 2 : largestDirection + Math.PI / 2;
  return { least: count * (middle - reach), most: count * (middle + reach), leastAngle };
}

interface Moments {
  readonly count: number;
  readonly mean: readonly [x: number, y: number];
  /** Biased. */
  readonly covariance: { readonly xx: number; readonly xy: number; readonly yy: number };
}

/** Two passes, so that nothing cancels far from the origin. */
function momentsOf(positions: ArrayLike<number>): Moments {
  const count = positions.length / 2;
  const mean: [number, number] = [0, 0];
  for (let i = 0; i < count; i++) {
    mean[0] += positions[2 * i]! / count;
    mean[1] += positions[2 * i + 1]! / count;
  }
  const covariance = { xx: 0, xy: 0, yy: 0 };
  for (let i = 0; i < count; i++) {
    const dx = positions[2 * i]! - mean[0];
    const dy = positions[2 * i + 1]! - mean[1];
    covariance.xx += (dx * dx) / count;
    covariance.xy += (dx * dy) / count;
    covariance.yy += (dy * dy) / count;
  }
  return { count, mean, covariance };
}
