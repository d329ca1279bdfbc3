import { SAMPLE_NORM_EPSILON } from '../network-spec.js';
import type { SampleNorm } from '../network-spec.js';

/**
 * Normalisation of every sample over the units of its layer, as in Flax: LayerNorm (Ba, Kiros and Hinton 2016; one group),
 * GroupNorm (Wu and He 2018), RMSNorm (Zhang and Sennrich 2019; no mean, no shift). Epsilon 1e-6, biased variance.
 *
 * B rows, M units, G groups of M / G neighbouring units; linear, normalized and output [B, M] row-major.
 */
export interface SampleNormForward {
  /** (linear - mean) r, mean and r those of the row's group. */
  readonly normalized: Float64Array;
  /** r = 1 / sqrt(mean square of linear - mean, + epsilon), [B, G]. */
  readonly inverseDeviation: Float64Array;
  /** scale normalized + shift */
  readonly output: Float64Array;
}

export function sampleNormForward(
  linear: Float64Array,
  scale: Float64Array,
  shift: Float64Array,
  { groups: G, isCentred }: SampleNorm,
  B: number,
  M: number,
): SampleNormForward {
  const normalized = new Float64Array(B * M);
  const inverseDeviation = new Float64Array(B * G);
  const output = new Float64Array(B * M);
  const size = M / G;
  for (let group = 0; group < B * G; group++) {
    const first = group * size;
    const values = linear.subarray(first, first + size);
    const mean = isCentred ? values.reduce((sum, value) => sum + value, 0) / size : 0;
    const meanSquare = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
    const r = 1 / Math.sqrt(meanSquare + SAMPLE_NORM_EPSILON);
    inverseDeviation[group] = r;
    for (let i = first; i < first + size; i++) {
      normalized[i] = (linear[i]! - mean) * r;
      output[i] = scale[i % M]! * normalized[i]! + (isCentred ? shift[i % M]! : 0);
    }
  }
  return { normalized, inverseDeviation, output };
}

export interface SampleNormGradients {
  /** [B, M] */
  readonly d_linear: Float64Array;
  /** [M] */
  readonly d_scale: Float64Array;
  /** [M]; 0 for RMSNorm, which has no shift. */
  readonly d_shift: Float64Array;
}

/**
 * Gradient through normalisation, mean and mean square of every group, given that with respect to the output:
 *   d_scale = sum over rows of d_output normalized,  d_shift = sum over rows of d_output,
 *   with d = scale d_output:  d_linear = r (d - mean(d) - normalized mean(d normalized)), means over the group;
 * mean(d) is left out where no mean was subtracted.
 */
export function sampleNormBackward(
  d_output: Float64Array,
  { normalized, inverseDeviation }: Pick<SampleNormForward, 'normalized' | 'inverseDeviation'>,
  scale: Float64Array,
  norm: SampleNorm,
  B: number,
  M: number,
): SampleNormGradients {
  const d_scale = new Float64Array(M);
  const d_shift = new Float64Array(M);
  for (let i = 0; i < B * M; i++) {
    d_scale[i % M]! += d_output[i]! * normalized[i]!;
    if (norm.isCentred) d_shift[i % M]! += d_output[i]!;
  }
  const d_normalized = d_output.map((d, i) => scale[i % M]! * d);
  return { d_linear: throughNormalization(d_normalized, normalized, inverseDeviation, norm, B, M), d_scale, d_shift };
}

/**
 * r (d - mean(d) - normalized mean(d normalized)) per group. This matrix is symmetric: it takes gradients of `normalized` to
 * those of `linear`, and changes of `linear` to those of `normalized`.
 */
export function throughNormalization(
  d: Float64Array,
  normalized: Float64Array,
  inverseDeviation: Float64Array,
  { groups: G, isCentred }: SampleNorm,
  B: number,
  M: number,
): Float64Array {
  const result = new Float64Array(B * M);
  const size = M / G;
  for (let group = 0; group < B * G; group++) {
    const first = group * size;
    let mean = 0;
    let meanNormalized = 0;
    for (let i = first; i < first + size; i++) {
      if (isCentred) mean += d[i]! / size;
      meanNormalized += (d[i]! * normalized[i]!) / size;
    }
    const r = inverseDeviation[group]!;
    for (let i = first; i < first + size; i++) result[i] = r * (d[i]! - mean - normalized[i]! * meanNormalized);
  }
  return result;
}
