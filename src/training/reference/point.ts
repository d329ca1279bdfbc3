import type { FoldedNetwork } from '../model-state.js';
import { activate, activationDerivative } from './activation.js';
import { logSumExp } from './loss.js';

/** Every layer's z = weight input + bias at one input point: pre-activations of the hidden layers, the logits last. */
export function preactivationsAt({ layers, slopeBelowZero }: FoldedNetwork, point: ArrayLike<number>): Float64Array[] {
  const preactivations: Float64Array[] = [];
  let input: Float64Array = Float64Array.from(point);
  for (const { weight, bias, width, inputWidth } of layers) {
    const z = bias.slice();
    for (let m = 0; m < width; m++) {
      for (let n = 0; n < inputWidth; n++) z[m]! += weight[m * inputWidth + n]! * input[n]!;
    }
    preactivations.push(z);
    input = z.map((value) => activate(value, slopeBelowZero));
  }
  return preactivations;
}

/**
 * Derivative of every layer's z along a direction of the input plane at the point that `preactivations` belongs to;
 * exact, since the network is affine in the cell around the point.
 */
export function directionalDerivatives(
  { layers, slopeBelowZero }: FoldedNetwork,
  preactivations: readonly Float64Array[],
  direction: ArrayLike<number>,
): Float64Array[] {
  const derivatives: Float64Array[] = [];
  let d_input: Float64Array = Float64Array.from(direction);
  layers.forEach(({ weight, width, inputWidth }, l) => {
    const d_z = new Float64Array(width);
    for (let m = 0; m < width; m++) {
      for (let n = 0; n < inputWidth; n++) d_z[m]! += weight[m * inputWidth + n]! * d_input[n]!;
    }
    derivatives.push(d_z);
    const z = preactivations[l]!;
    d_input = d_z.map((value, m) => value * activationDerivative(z[m]!, slopeBelowZero));
  });
  return derivatives;
}

/** Logits [C] at one input point [D]. */
export function logitsAt(folded: FoldedNetwork, point: ArrayLike<number>): Float64Array {
  return preactivationsAt(folded, point).at(-1)!;
}

/** Softmax probabilities [C] at one input point [D]. */
export function probabilitiesAt(folded: FoldedNetwork, point: ArrayLike<number>): Float64Array {
  return softmax(logitsAt(folded, point));
}

export function softmax(logits: Float64Array): Float64Array {
  const logSum = logSumExp(logits);
  return logits.map((logit) => Math.exp(logit - logSum));
}

/** Activation code at one input point [D]: per hidden layer one 0 or 1 per unit, 1 where z > 0. */
export function codeAt(folded: FoldedNetwork, point: ArrayLike<number>): Uint8Array[] {
  return preactivationsAt(folded, point)
    .slice(0, -1)
    .map((z) => Uint8Array.from(z, (value) => (value > 0 ? 1 : 0)));
}

/** Class of the largest logit, the first of equals. */
export function argmax(logits: Float64Array): number {
  let best = 0;
  for (let c = 1; c < logits.length; c++) if (logits[c]! > logits[best]!) best = c;
  return best;
}
