/**
 * How far a unit's wall moves when batch normalization takes the statistics of a mini-batch in place of those of all data.
 *
 * With mean mu and deviation sigma of <w, x> over a batch, the wall is {x: <w, x> = mu - c sigma}, c = beta / gamma: its offset
 * along the unit normal is t = (mu - c sigma) / |w|. For batches of B different points of n, with f = (n - B) / (n - 1), skewness
 * s and kurtosis k of <w, x> over all n points,
 *
 *   Var t = (sigma^2 / |w|^2) (f / B) (1 - c s + c^2 (k - 1) / 4).
 *
 * Exact for c = 0, where it is the variance of a mean of B draws without replacement; of first order in 1 / B otherwise,
 * because sigma is a root. sigma / |w| is the RMS distance of the points to the line through their mean. The epsilon of 1e-5
 * that BN adds to sigma^2 is left out: it moves a wall by c times 1e-5 / (2 sigma |w|).
 */
import type { ModelState } from '../../training/model-state.js';
import { parameterLayout } from '../../training/parameter-layout.js';

/** A line of the input plane, {x: <n, x> = t}, n = (cos angle, sin angle). */
export interface WallLine {
  readonly angle: number;
  readonly offset: number;
}

export interface WallLaw {
  /** With the statistics of all points. */
  readonly wall: WallLine;
  /** RMS distance of the points to the line through their mean, sigma / |w|. */
  readonly spread: number;
  /** beta / gamma. */
  readonly shift: number;
  readonly skewness: number;
  readonly kurtosis: number;
  /** n */
  readonly count: number;
}

/**
 * @param positions all points, [count, 2]
 * @param unit of the first hidden layer of a network with batch normalization and 2 inputs
 */
export function wallLaw(model: ModelState, unit: number, positions: ArrayLike<number>): WallLaw {
  const count = positions.length / 2;
  const heights = firstLayerHeights(model, unit, positions);
  const { mean, deviation } = meanAndDeviation(heights);
  const shift = shiftOf(model, unit);
  const central = (power: number): number =>
    heights.reduce((sum, height) => sum + ((height - mean) / deviation) ** power, 0) / count;
  return {
    wall: { angle: angleOf(model, unit), offset: mean - shift * deviation },
    spread: deviation,
    shift,
    skewness: central(3),
    kurtosis: central(4),
    count,
  };
}

/** Standard deviation of the wall's offset over mini-batches of `batchSize` different points, in input units. */
export function offsetDeviation({ spread, shift: c, skewness, kurtosis, count }: WallLaw, batchSize: number): number {
  const finite = (count - batchSize) / (count - 1);
  return spread * Math.sqrt((finite / batchSize) * (1 - c * skewness + (c * c * (kurtosis - 1)) / 4));
}

/** Offset of the same unit's wall with the statistics of one mini-batch, [size, 2]. */
export function batchOffset(model: ModelState, unit: number, batch: ArrayLike<number>): number {
  const { mean, deviation } = meanAndDeviation(firstLayerHeights(model, unit, batch));
  return mean - shiftOf(model, unit) * deviation;
}

/** <w, x> / |w| of every point: its height over the line through the origin. Biases cancel under batch normalization. */
function firstLayerHeights(model: ModelState, unit: number, positions: ArrayLike<number>): number[] {
  const angle = angleOf(model, unit);
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  return Array.from({ length: positions.length / 2 }, (_, i) => nx * positions[2 * i]! + ny * positions[2 * i + 1]!);
}

function angleOf({ spec, parameters }: ModelState, unit: number): number {
  const { weight } = parameterLayout(spec).hidden[0]!;
  return Math.atan2(parameters[weight.offset + 2 * unit + 1]!, parameters[weight.offset + 2 * unit]!);
}

function shiftOf({ spec, parameters }: ModelState, unit: number): number {
  const { scale, shift } = parameterLayout(spec).hidden[0]!;
  return parameters[shift.offset + unit]! / parameters[scale.offset + unit]!;
}

/** Two passes; the deviation is biased, as batch normalization's. */
function meanAndDeviation(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
