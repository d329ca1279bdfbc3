import { BATCH_NORM_EPSILON, BATCH_NORM_MOMENTUM } from '../network-spec.js';

/**
 * Batch normalization in training mode (Ioffe and Szegedy 2015), as in Flax: epsilon 1e-5, biased variance.
 * B rows, M units; linear, normalized and output [B, M] row-major; the rest [M].
 */
export interface BatchNormForward {
  readonly mean: Float64Array;
  /** Biased: the mean of the squared deviations over the B rows. */
  readonly variance: Float64Array;
  /** (linear - mean) / sqrt(variance + epsilon) */
  readonly normalized: Float64Array;
  /** scale normalized + shift */
  readonly output: Float64Array;
}

export interface ColumnStatistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Mean and biased variance of every column, in two passes: E[x^2] - E[x]^2 would cancel far from the origin. */
export function columnStatistics(linear: Float64Array, B: number, M: number): ColumnStatistics {
  const mean = new Float64Array(M);
  const variance = new Float64Array(M);
  for (let b = 0; b < B; b++) {
    for (let m = 0; m < M; m++) mean[m]! += linear[b * M + m]! / B;
  }
  for (let b = 0; b < B; b++) {
    for (let m = 0; m < M; m++) {
      const deviation = linear[b * M + m]! - mean[m]!;
      variance[m]! += (deviation * deviation) / B;
    }
  }
  return { mean, variance };
}

/** (linear - mean) / sqrt(variance + epsilon), [B, M]. */
export function normalize(
  linear: Float64Array,
  { mean, variance }: ColumnStatistics,
  B: number,
  M: number,
): Float64Array {
  const inverseDeviation = variance.map((v) => 1 / Math.sqrt(v + BATCH_NORM_EPSILON));
  const normalized = new Float64Array(B * M);
  for (let b = 0; b < B; b++) {
    for (let m = 0; m < M; m++) {
      normalized[b * M + m] = (linear[b * M + m]! - mean[m]!) * inverseDeviation[m]!;
    }
  }
  return normalized;
}

/** scale normalized + shift, [B, M]. */
export function scaleAndShift(
  normalized: Float64Array,
  scale: Float64Array,
  shift: Float64Array,
  B: number,
  M: number,
): Float64Array {
  const output = new Float64Array(B * M);
  for (let b = 0; b < B; b++) {
    for (let m = 0; m < M; m++) output[b * M + m] = scale[m]! * normalized[b * M + m]! + shift[m]!;
  }
  return output;
}

export function batchNormForward(
  linear: Float64Array,
  scale: Float64Array,
  shift: Float64Array,
  B: number,
  M: number,
): BatchNormForward {
  const statistics = columnStatistics(linear, B, M);
  const normalized = normalize(linear, statistics, B, M);
  return { ...statistics, normalized, output: scaleAndShift(normalized, scale, shift, B, M) };
}

export interface BatchNormGradients {
  /** [B, M] */
  readonly d_linear: Float64Array;
  /** [M] */
  readonly d_scale: Float64Array;
  /** [M] */
  readonly d_shift: Float64Array;
}

/**
 * Gradient through normalisation, mean and variance, given that with respect to the output. With r = 1 / sqrt(variance +
 * epsilon), per unit:
 *   d_scale = sum d_output normalized,  d_shift = sum d_output,
 *   d_linear = scale r (d_output - d_shift / B - normalized d_scale / B).
 * The two subtracted means are what flows through the batch's mean and variance.
 */
export function batchNormBackward(
  d_output: Float64Array,
  normalized: Float64Array,
  variance: Float64Array,
  scale: Float64Array,
  B: number,
  M: number,
): BatchNormGradients {
  const d_scale = new Float64Array(M);
  const d_shift = new Float64Array(M);
  for (let b = 0; b < B; b++) {
    for (let m = 0; m < M; m++) {
      d_scale[m]! += d_output[b * M + m]! * normalized[b * M + m]!;
      d_shift[m]! += d_output[b * M + m]!;
    }
  }
  const d_linear = new Float64Array(B * M);
  const factor = scale.map((gamma, m) => gamma / Math.sqrt(variance[m]! + BATCH_NORM_EPSILON));
  for (let b = 0; b < B; b++) {
    for (let m = 0; m < M; m++) {
      const i = b * M + m;
      d_linear[i] = factor[m]! * (d_output[i]! - d_shift[m]! / B - (normalized[i]! * d_scale[m]!) / B);
    }
  }
  return { d_linear, d_scale, d_shift };
}

/** running = 0.99 running + 0.01 batch (Flax's momentum; the variance stays biased). */
export function updateRunningStatistics(running: Float64Array, batch: Float64Array): Float64Array {
  return running.map((old, i) => BATCH_NORM_MOMENTUM * old + (1 - BATCH_NORM_MOMENTUM) * batch[i]!);
}
