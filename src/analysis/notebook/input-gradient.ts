import type { LabelledPoints } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import { softmax, valuesAndDerivativesAt } from '../../training/reference/point.js';

const FIRST_POINTS = 20;

/** Gradient of a point's cross-entropy with respect to the point, [D]: sum over classes of (softmax - onehot) d logit / d x. */
export function inputGradient(folded: FoldedNetwork, point: ArrayLike<number>, label: number): Float64Array {
  const axes = Array.from({ length: point.length }, (_, axis) =>
    Float64Array.from({ length: point.length }, (_, i) => (i === axis ? 1 : 0)),
  );
  const { values, derivatives } = valuesAndDerivativesAt(folded, point, axes);
  const d_logits = softmax(values.at(-1)!);
  d_logits[label]! -= 1;
  return Float64Array.from(derivatives, (ofAxis) =>
    ofAxis.at(-1)!.reduce((sum, derivative, c) => sum + d_logits[c]! * derivative, 0),
  );
}

/**
 * The notebook's gradient norms: of the input gradient of the first 20 points, in loss per input unit.
 *
 * What they miss: the slope over the input plane says nothing of how smooth the loss is over the parameters.
 */
export function firstInputGradientNorms(folded: FoldedNetwork, { positions, labels, count }: LabelledPoints): number[] {
  const dimension = positions.length / count;
  return Array.from({ length: Math.min(count, FIRST_POINTS) }, (_, row) =>
    Math.hypot(...inputGradient(folded, positions.subarray(row * dimension, (row + 1) * dimension), labels[row]!)),
  );
}
