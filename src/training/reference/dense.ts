/**
 * Affine layer on a batch. B rows, N inputs, M outputs; every matrix row-major: input [B, N], weight [M, N], bias [M],
 * linear [B, M].
 */

/** linear = input weight^T + bias. Four outputs at a time, whose sums wait for one another no longer; each has its own order. */
export function denseForward(
  input: Float64Array,
  weight: Float64Array,
  bias: Float64Array,
  B: number,
  N: number,
  M: number,
): Float64Array {
  const linear = new Float64Array(B * M);
  for (let b = 0; b < B; b++) {
    const row = b * N;
    let m = 0;
    for (; m + 4 <= M; m += 4) {
      const [unit0, unit1, unit2, unit3] = [m * N, (m + 1) * N, (m + 2) * N, (m + 3) * N];
      let [sum0, sum1, sum2, sum3] = [bias[m]!, bias[m + 1]!, bias[m + 2]!, bias[m + 3]!];
      for (let n = 0; n < N; n++) {
        const value = input[row + n]!;
        sum0 += weight[unit0 + n]! * value;
        sum1 += weight[unit1 + n]! * value;
        sum2 += weight[unit2 + n]! * value;
        sum3 += weight[unit3 + n]! * value;
      }
      const first = b * M + m;
      linear[first] = sum0;
      linear[first + 1] = sum1;
      linear[first + 2] = sum2;
      linear[first + 3] = sum3;
    }
    for (; m < M; m++) {
      const unit = m * N;
      let sum = bias[m]!;
      for (let n = 0; n < N; n++) sum += weight[unit + n]! * input[row + n]!;
      linear[b * M + m] = sum;
    }
  }
  return linear;
}

export interface DenseGradients {
  /** [B, N] */
  readonly d_input: Float64Array;
  /** [M, N] */
  readonly d_weight: Float64Array;
  /** [M] */
  readonly d_bias: Float64Array;
}

/** Gradients of the loss with respect to input, weight and bias, given that with respect to `linear`. */
export function denseBackward(
  d_linear: Float64Array,
  input: Float64Array,
  weight: Float64Array,
  B: number,
  N: number,
  M: number,
): DenseGradients {
  const d_input = new Float64Array(B * N);
  const d_weight = new Float64Array(M * N);
  const d_bias = new Float64Array(M);
  for (let b = 0; b < B; b++) {
    const row = b * N;
    for (let m = 0; m < M; m++) {
      const unit = m * N;
      const d = d_linear[b * M + m]!;
      d_bias[m]! += d;
      for (let n = 0; n < N; n++) {
        d_weight[unit + n]! += d * input[row + n]!;
        d_input[row + n]! += d * weight[unit + n]!;
      }
    }
  }
  return { d_input, d_weight, d_bias };
}
