/** act(z) = z for z > 0, slopeBelowZero z otherwise: 0 is relu, 0 to 1 leaky relu, -1 abs. Zero counts as inactive. */
export function activate(z: number, slopeBelowZero: number): number {
  return z > 0 ? z : slopeBelowZero * z;
}

/** Derivative of `activate`. At z = 0, where there is none, it is the slope below zero, as for every inactive unit. */
export function activationDerivative(z: number, slopeBelowZero: number): number {
  return z > 0 ? 1 : slopeBelowZero;
}

/** `activate` of every element. */
export function activationForward(preactivation: Float64Array, slopeBelowZero: number): Float64Array {
  const activation = new Float64Array(preactivation.length);
  for (let i = 0; i < activation.length; i++) activation[i] = activate(preactivation[i]!, slopeBelowZero);
  return activation;
}

/** d_preactivation = d_activation act'(preactivation), element by element. */
export function activationBackward(
  d_activation: Float64Array,
  preactivation: Float64Array,
  slopeBelowZero: number,
): Float64Array {
  return d_activation.map((d, i) => d * activationDerivative(preactivation[i]!, slopeBelowZero));
}
