/** How fast the logits change within a cell, per unit of the input plane. */
import type { Partition } from './partition.js';

/**
 * Spectral norm of the logits' slopes A [classCount, 2]: the most that the vector of logits changes, in its Euclidean norm,
 * over a step of length 1. The larger root of the characteristic polynomial of A'A, which is 2 by 2.
 */
export function slopeNorm({ logits, classCount }: Partition, cell: number): number {
  let [xx, xy, yy] = [0, 0, 0];
  for (let k = 0; k < classCount; k++) {
    const at = 3 * (cell * classCount + k);
    const [a, b] = [logits[at]!, logits[at + 1]!];
    xx += a * a;
    xy += a * b;
    yy += b * b;
  }
  return Math.sqrt((xx + yy + Math.hypot(xx - yy, 2 * xy)) / 2);
}

/** |grad (logit of `second` - logit of `first`)|: how fast the odds of the two classes change, as a logarithm. */
export function differenceSlope(
  { logits, classCount }: Partition,
  cell: number,
  first: number,
  second: number,
): number {
  const [from, to] = [3 * (cell * classCount + first), 3 * (cell * classCount + second)];
  return Math.hypot(logits[to]! - logits[from]!, logits[to + 1]! - logits[from + 1]!);
}
