/**
 * Error bounds of float32 kernels against float64 oracles, and a comparison that prints where and how much.
 */
import { expect } from 'vitest';

/** Unit roundoff of float32. */
export const ROUNDOFF = 2 ** -24;

/**
 * Bound of a sum of n products in float32, in any order and with or without fused operations:
 * |error| <= 4 n u sum |a_i b_i| (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1: n u / (1 - n u);
 * the factor 4 leaves room for the rounding of the inputs and of a final operation or two).
 *
 * @param magnitude sum |a_i b_i|
 */
export const accumulated = (n: number, magnitude: number): number => 4 * n * ROUNDOFF * magnitude;

/** WGSL states accuracies in units in the last place: at most two roundoffs, relative. */
export const ULP = 2 * ROUNDOFF;

/** Relative errors that WGSL allows its functions (WGSL section 15.7.4.1), inputs taken as exact. */
export const wgslAccuracy = {
  division: 2.5 * ULP,
  inverseSqrt: 2 * ULP,
  /** Inherited from 1 / inverseSqrt(x). */
  sqrt: 4.5 * ULP,
  exp: (x: number): number => (3 + 2 * Math.abs(x)) * ULP,
} as const;

/** Absolute error that WGSL allows log(x). */
export const logAccuracy = (x: number): number =>
  Math.max(x >= 0.5 && x <= 2 ? 2 ** -21 : 0, 3 * ULP * Math.abs(Math.log(x)));

/** Absolute error that exp and log alone allow the mean cross-entropy of logits [B, C] in float32. */
export function lossAccuracy(logits: Float64Array, C: number): number {
  const B = logits.length / C;
  let total = 0;
  for (let b = 0; b < B; b++) {
    const row = logits.subarray(b * C, (b + 1) * C);
    const largest = Math.max(...row);
    let [sum, error] = [0, 0];
    for (const logit of row) {
      const term = Math.exp(logit - largest);
      sum += term;
      error += term * wgslAccuracy.exp(logit - largest);
    }
    total += error / sum + logAccuracy(sum);
  }
  return total / B;
}

/** ||actual - expected|| / ||expected||, Euclidean. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < expected.length; i++) {
    difference += ((actual[i] ?? NaN) - (expected[i] ?? NaN)) ** 2;
    norm += (expected[i] ?? NaN) ** 2;
  }
  return Math.sqrt(difference / norm);
}

/**
 * Fails with a table of the first offenders unless |actual - expected| <= bound everywhere. NaN never passes.
 *
 * @param shape extents by which an index is shown, row-major
 */
export function expectWithin(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  bound: (index: number) => number,
  shape: readonly number[] = [expected.length],
): void {
  const rows: string[] = [];
  let count = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs((actual[i] ?? NaN) - (expected[i] ?? NaN));
    if (error <= bound(i)) continue;
    count++;
    if (rows.length < 10)
      rows.push(`[${position(i, shape)}] ${actual[i]} for ${expected[i]}, off by ${error} > ${bound(i)}`);
  }
  expect(actual.length, 'number of values').toBe(expected.length);
  expect(count === 0 ? '' : `${count} of ${expected.length} are off:\n${rows.join('\n')}`).toBe('');
}

function position(index: number, shape: readonly number[]): string {
  const coordinates: number[] = [];
  let rest = index;
  for (const extent of [...shape].reverse()) {
    coordinates.unshift(rest % extent);
    rest = Math.floor(rest / extent);
  }
  return coordinates.join(', ');
}
