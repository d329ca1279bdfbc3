import type { FoldedNetwork } from '../model-state.js';
import { activate, activationDerivative } from './activation.js';
import { sampleNormForward, throughNormalization } from './layer-norm.js';
import { logSumExp } from './loss.js';

/** Every layer's z at one input point: pre-activations of the hidden layers, the logits last. */
export function preactivationsAt(folded: FoldedNetwork, point: ArrayLike<number>): Float64Array[] {
  return valuesAndDerivativesAt(folded, point, []).values;
}

/** What every layer, hidden layers first and the logits last, has at one point; arrays [width]. */
export interface ValuesAndDerivatives {
  readonly values: Float64Array[];
  /** Per direction: the derivatives of `values` along it. */
  readonly derivatives: readonly Float64Array[][];
}

/** Every layer's z at one input point and its derivatives along directions of the input space, by forward mode. */
export function valuesAndDerivativesAt(
  { layers, slopeBelowZero }: FoldedNetwork,
  point: ArrayLike<number>,
  directions: readonly ArrayLike<number>[],
): ValuesAndDerivatives {
  const values: Float64Array[] = [];
  const derivatives: Float64Array[][] = directions.map(() => []);
  let input: Float64Array = Float64Array.from(point);
  let d_inputs: Float64Array[] = directions.map((direction) => Float64Array.from(direction));
  for (const { weight, bias, width, inputWidth, normalizer } of layers) {
    let z = plusProduct(bias.slice(), weight, input, inputWidth);
    let d_z = d_inputs.map((d_input) => plusProduct(new Float64Array(width), weight, d_input, inputWidth));
    if (normalizer) {
      const { scale, shift } = normalizer;
      const norm = sampleNormForward(z, scale, shift, normalizer, 1, width);
      z = norm.output;
      d_z = d_z.map((d_linear) =>
        throughNormalization(d_linear, norm.normalized, norm.inverseDeviation, normalizer, 1, width).map(
          (d, m) => scale[m]! * d,
        ),
      );
    }
    values.push(z);
    d_z.forEach((d, index) => derivatives[index]!.push(d));
    input = z.map((value) => activate(value, slopeBelowZero));
    d_inputs = d_z.map((d) => d.map((value, m) => value * activationDerivative(z[m]!, slopeBelowZero)));
  }
  return { values, derivatives };
}

/** sum + matrix vector, the sum changed in place; matrix [sum.length, N] row-major. */
function plusProduct(sum: Float64Array, matrix: Float64Array, vector: Float64Array, N: number): Float64Array {
  for (let m = 0; m < sum.length; m++) {
    for (let n = 0; n < N; n++) sum[m]! += matrix[m * N + n]! * vector[n]!;
  }
  return sum;
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
