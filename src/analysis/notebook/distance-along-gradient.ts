import type { LabelledPoints } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import { batchLogits } from '../../training/reference/evaluate.js';
import { argmax } from '../../training/reference/point.js';
import { inRanges, type Pieces } from '../../training/workers/pieces.js';
import { inputGradient } from './input-gradient.js';

/** How far the notebook looks along the gradient, in input units. */
const FARTHEST = 2;
const HALVINGS = 30;
const POINTS_PER_PIECE = 16;
const PROBES_PER_PIECE = 512;
/** A gradient below this counts as none; the distance is 0 then. */
const LEAST_GRADIENT = 1e-10;

/**
 * The notebook's distance of every labelled point to the decision boundary, [count], in input units.
 *
 * Bisection along one direction, that in which the point's cross-entropy grows: `low` moves up while the predicted class is
 * the label. What it misses: the direction is not the shortest one, one change of class is taken for granted, a point
 * without gradient is at 0, one whose class never changes at 2, and one classified wrongly at 2^-30, wherever it lies.
 */
export function* distancesAlongGradientInPieces(
  folded: FoldedNetwork,
  { positions, labels, count }: LabelledPoints,
): Pieces<Float64Array> {
  const dimension = positions.length / count;
  const directions = new Float64Array(positions.length);
  const hasGradient: boolean[] = [];
  const findDirection = (row: number): boolean => {
    const gradient = inputGradient(folded, positions.subarray(row * dimension, (row + 1) * dimension), labels[row]!);
    const norm = Math.hypot(...gradient);
    if (norm < LEAST_GRADIENT) return false;
    directions.set(
      gradient.map((g) => g / norm),
      row * dimension,
    );
    return true;
  };
  yield* inRanges(count, POINTS_PER_PIECE, (first, end) => {
    for (let row = first; row < end; row++) hasGradient.push(findDirection(row));
  });
  const low = new Float64Array(count);
  const high = new Float64Array(count).fill(FARTHEST);
  const probes = new Float64Array(positions.length);
  for (let halving = 0; halving < HALVINGS; halving++) {
    probes.forEach((_, i) => {
      const row = Math.floor(i / dimension);
      probes[i] = positions[i]! + ((low[row]! + high[row]!) / 2) * directions[i]!;
    });
    yield* inRanges(count, PROBES_PER_PIECE, (first, end) => {
      const logits = batchLogits(folded, probes.subarray(first * dimension, end * dimension), end - first);
      const classCount = logits.length / (end - first);
      for (let row = first; row < end; row++) {
        const own = logits.subarray((row - first) * classCount, (row - first + 1) * classCount);
        const isRight = argmax(own) === labels[row];
        (isRight ? low : high)[row] = (low[row]! + high[row]!) / 2;
      }
    });
  }
  return low.map((value, row) => (hasGradient[row] ? (value + high[row]!) / 2 : 0));
}
