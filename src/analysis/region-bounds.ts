import type { Activation } from '../training/network-spec.js';

/** Yardsticks for the number of activation cells of a network in the plane. Counts of a window may be below each. */
export interface RegionBounds {
  /** 2 n: n lines of the first layer through one point, as with zero biases or with batch normalization at its start. */
  readonly concurrentLines: number;
  /** 1 + n + n (n - 1) / 2: n lines of the first layer in general position. */
  readonly generalLines: number;
  /** N^2 / 2 for N units in all: about what random networks have (Hanin & Rolnick 2019). */
  readonly typical: number;
  /** What some network of these widths reaches (Montufar et al. 2014); null where widths are below 2 or units are no ReLUs. */
  readonly reachable: number | null;
  /** Product over the layers of sum over j up to the least width so far, at most 2, of C(n, j) (Raghu et al., Montufar 2017). */
  readonly upper: number;
  /** The same, less what inactive units take of the dimension (Serra et al. 2018); null where units are no ReLUs. */
  readonly upperOfRelu: number | null;
}

/** Dimension of the pictures: an input space of more dimensions is seen on a plane. */
const PLANE = 2;

/** @param inputDimension of the network; 1 leaves no more than a line */
export function regionBounds(
  hiddenWidths: readonly number[],
  inputDimension: number,
  activation: Activation,
): RegionBounds {
  const dimension = Math.min(PLANE, inputDimension);
  const first = hiddenWidths[0]!;
  const units = hiddenWidths.reduce((sum, width) => sum + width, 0);
  return {
    concurrentLines: dimension === 1 ? 2 : 2 * first,
    generalLines: chooseUpTo(first, dimension),
    typical: units ** dimension / dimension,
    reachable: activation === 'relu' ? reachable(hiddenWidths, dimension) : null,
    upper: upper(hiddenWidths, dimension),
    upperOfRelu: activation === 'relu' ? upperOfRelu(hiddenWidths, dimension) : null,
  };
}

function reachable(hiddenWidths: readonly number[], dimension: number): number | null {
  if (hiddenWidths.some((width) => width < dimension)) return null;
  const folds = hiddenWidths
    .slice(0, -1)
    .reduce((product, width) => product * Math.floor(width / dimension) ** dimension, 1);
  return folds * chooseUpTo(hiddenWidths.at(-1)!, dimension);
}

function upper(hiddenWidths: readonly number[], dimension: number): number {
  let least = dimension;
  return hiddenWidths.reduce((product, width) => {
    const factor = chooseUpTo(width, least);
    least = Math.min(least, width);
    return product * factor;
  }, 1);
}

/** Sum over (j_1 ... j_L), j_l at most min(n_0, n_1 - j_1, ..., n_(l-1) - j_(l-1), n_l), of the product of C(n_l, j_l). */
function upperOfRelu([width, ...rest]: readonly number[], dimension: number): number {
  if (width === undefined) return 1;
  let sum = 0;
  for (let j = 0; j <= Math.min(dimension, width); j++) {
    sum += choose(width, j) * upperOfRelu(rest, Math.min(dimension, width - j));
  }
  return sum;
}

function chooseUpTo(n: number, most: number): number {
  let sum = 0;
  for (let j = 0; j <= Math.min(n, most); j++) sum += choose(n, j);
  return sum;
}

/** n over j for small j. */
function choose(n: number, j: number): number {
  let product = 1;
  for (let i = 0; i < j; i++) product = (product * (n - i)) / (i + 1);
  return product;
}
