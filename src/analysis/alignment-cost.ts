import type { FoldedNetwork } from '../training/model-state.js';
import { activationForward } from '../training/reference/activation.js';
import { columnStatistics } from '../training/reference/batch-norm.js';
import { denseForward } from '../training/reference/dense.js';
import { finish, type Pieces } from '../training/workers/pieces.js';

/** Total least squares of the hyperplanes of one hidden layer to the data, in the layer's own input space. */
export interface AlignmentCost {
  /** Sum over units and points of the squared distance of the point's features to the unit's hyperplane: optimum + excess. */
  readonly cost: number;
  /** What is left when every hyperplane is moved, not turned, to where it costs least: sum over units of n var / |w|^2. */
  readonly optimum: number;
  /** What that would save: sum over units of n (offset - mean)^2 / |w|^2. 0 for batch normalization with beta 0 on its own data. */
  readonly excess: number;
  /** The same two of every unit, [width]; 0 for one without a hyperplane. */
  readonly unitOptima: readonly number[];
  readonly unitExcesses: readonly number[];
  /** Units whose weights are all 0, gamma 0 for instance. */
  readonly unitsWithoutBoundary: number;
}

/** Excesses below this share of the optimum are 0: means off by 1e-12 deviations, which sums of many terms can be. */
const ROUNDING = 1e-24;

/**
 * The cost that batch normalization minimises, layer by layer (Balestriero & Baraniuk 2022, single-layer theorem).
 *
 * A unit's hyperplane {z: <w, z> + b = 0} has the cost sum (<w, z> + b)^2 / |w|^2, and with mean and variance of <w, z> + b over
 * the n points that is n (variance + mean^2) / |w|^2. Only its offset is judged: turning w would change the optimum too.
 * Scaling a unit changes nothing, so folded weights serve.
 *
 * @param positions [count, D], of the training points
 * @returns one per hidden layer
 */
export const measureAlignmentCost = (
  folded: FoldedNetwork,
  positions: ArrayLike<number>,
  count: number,
): AlignmentCost[] => finish(alignmentCostInPieces(folded, positions, count));

/** The same, a layer in each piece. */
export function* alignmentCostInPieces(
  { layers, slopeBelowZero }: FoldedNetwork,
  positions: ArrayLike<number>,
  count: number,
): Pieces<AlignmentCost[]> {
  const costs: AlignmentCost[] = [];
  let features: Float64Array = Float64Array.from(positions);
  for (const { weight, bias, inputWidth, width } of layers.slice(0, -1)) {
    const preactivations = denseForward(features, weight, bias, count, inputWidth, width);
    features = activationForward(preactivations, slopeBelowZero);
    const { mean, variance } = columnStatistics(preactivations, count, width);
    const squaredNorms = Array.from({ length: width }, (_, unit) =>
      weight.subarray(unit * inputWidth, (unit + 1) * inputWidth).reduce((sum, w) => sum + w * w, 0),
    );
    const perUnit = (value: (unit: number) => number): number[] =>
      squaredNorms.map((squared, unit) => (squared === 0 ? 0 : (count * value(unit)) / squared));
    const unitOptima = perUnit((unit) => variance[unit]!);
    const unitExcesses = perUnit((unit) => mean[unit]! ** 2);
    const optimum = sum(unitOptima);
    const excess = withoutRounding(sum(unitExcesses), optimum);
    const unitsWithoutBoundary = squaredNorms.filter((squared) => squared === 0).length;
    costs.push({ cost: optimum + excess, optimum, excess, unitOptima, unitExcesses, unitsWithoutBoundary });
    yield;
  }
  return costs;
}

const withoutRounding = (excess: number, optimum: number): number => (excess < ROUNDING * optimum ? 0 : excess);

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
