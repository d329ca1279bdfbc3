/** Numbers that stand for many. */

/** The number itself, null where it is not finite: JSON knows neither infinity nor NaN. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** NaN of none. */
export function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard error of the mean of independent draws: s / sqrt(n), with n - 1 under s. NaN of fewer than two. */
export function standardErrorOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  const squares = Array.from(values).reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/**
 * Quantile by linear interpolation between the sorted values, as NumPy's default. NaN of none.
 *
 * @param share 0 to 1
 */
export function quantileOf(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = share * (sorted.length - 1);
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  // No interpolation at a value: infinity times 0 would be NaN.
  if (low === high) return sorted[low] ?? NaN;
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!);
}

export interface Histogram {
  /** Lower edge of the first bin and upper edge of the last. */
  readonly from: number;
  readonly to: number;
  /** Values per bin; all bins are of one width, and the last has its upper edge, too. */
  readonly counts: readonly number[];
}

/** Values below `from` or above `to` are left out, which allows two histograms over one range. */
export function histogramOf(values: ArrayLike<number>, from: number, to: number, bins: number): Histogram {
  const counts = new Array<number>(bins).fill(0);
  for (const value of Array.from(values)) {
    if (value < from || value > to) continue;
    counts[value === to ? bins - 1 : Math.floor(((value - from) / (to - from)) * bins)]!++;
  }
  return { from, to, counts };
}
