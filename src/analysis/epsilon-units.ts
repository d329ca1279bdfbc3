import { BATCH_NORM_EPSILON } from '../training/network-spec.js';
import type { ModelState } from '../training/model-state.js';
import { parameterLayout } from '../training/parameter-layout.js';

/** Variances below it are those of units that hardly change over the data. */
export const LEAST_VARIANCE = 100 * BATCH_NORM_EPSILON;

/**
 * Whether batch normalization's epsilon rather than the data sets the scale of a unit. Its wall is still where mean and shift
 * put it, but what it is measured in, the deviation of the data, is next to nothing: where it runs says little of them.
 *
 * @param variance of the unit over the data, before epsilon is added
 */
export const isScaledByEpsilon = (variance: number): boolean => variance < LEAST_VARIANCE;

/**
 * Such units of each hidden layer, by index; none without batch normalization.
 *
 * @param statistics means then variances per hidden layer, [statisticsCount], that the network is folded with
 */
export function epsilonUnits({ spec, normalization }: ModelState, statistics: Float64Array): number[][] {
  return parameterLayout(spec).hidden.map(({ width, statisticsOffset }) => {
    if (normalization !== 'batch') return [];
    const variances = statistics.subarray(statisticsOffset + width, statisticsOffset + 2 * width);
    return Array.from(variances.keys()).filter((unit) => isScaledByEpsilon(variances[unit]!));
  });
}
