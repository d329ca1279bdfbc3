/**
 * How far two numbers may be apart by chance that were had at the same points: what is hard or easy at a point for both
 * networks does not count, since only the differences at each point do.
 */
import { standardErrorOf } from './summary.js';

/**
 * Standard error of the difference of two means over the same points, in the same order: that of the mean of the
 * differences. NaN of fewer than two points; 0 where both differ by as much at every point.
 *
 * @throws RangeError for sets of points of different sizes
 */
export function pairedStandardError(before: readonly number[], after: readonly number[]): number {
  return standardErrorOf(differencesOf(before, after));
}

/**
 * The same where every point has a share of 0 to 1: as if there were two more points, of which half a one each had turned from
 * 0 to 1 and from 1 to 0. Never 0: that no point has turned does not prove that none would. (Agresti & Min 2005 add 1/2 to each
 * of the four counts of pairs.)
 *
 * @throws RangeError for sets of points of different sizes
 */
export function pairedStandardErrorOfShares(before: readonly number[], after: readonly number[]): number {
  const differences = differencesOf(before, after);
  const count = differences.length + 2;
  const sum = differences.reduce((total, difference) => total + difference, 0);
  const squares = differences.reduce((total, difference) => total + difference ** 2, 1);
  return Math.sqrt(squares - sum ** 2 / count) / count;
}

function differencesOf(before: readonly number[], after: readonly number[]): number[] {
  if (before.length !== after.length) {
    throw new RangeError(`${before.length} points cannot be compared with ${after.length} others.`);
  }
  return after.map((value, point) => value - before[point]!);
}
