import type { Normalization, NetworkSpec, SampleNorm } from './network-spec.js';

/** Which means and variances batch normalization is drawn and evaluated with. */
export const normalizationStatistics = ['data', 'running', 'batch'] as const;
/**
 * `data`: one pass over the whole training set (default); `running`: Flax eval mode; `batch`: the mini-batch of the
 * last step (before the first step: of the first).
 */
export type NormalizationStatistics = (typeof normalizationStatistics)[number];

/**
 * Everything that training changes in one network, in the order of `parameterLayout`. Float64 on the CPU; the GPU
 * engine holds the same numbers in float32.
 */
export interface ModelState {
  readonly spec: NetworkSpec;
  /** What the network has now; starts as `spec.normalization`. */
  readonly normalization: Normalization;
  /** Optimiser steps taken. */
  readonly step: number;
  /** [parameterCount] */
  readonly parameters: Float64Array;
  /** First moment (sgd: velocity), [parameterCount]. */
  readonly firstMoment: Float64Array;
  /** Second moment (adam, adamw), [parameterCount]. */
  readonly secondMoment: Float64Array;
  /** Flax running averages: per hidden layer means then variances, [statisticsCount]. Start: 0 and 1. */
  readonly runningStatistics: Float64Array;
  /**
   * Step at which the optimiser state of these tensors last restarted at zero (adam's bias correction counts from it).
   * `affine`: weights and biases of hidden layers (restarted when BN is folded away); `scaleShift`: gammas and betas
   * (restarted when a normaliser is inserted); `output`: never restarted by a switch; changes only with the optimiser.
   */
  readonly restartStep: { readonly affine: number; readonly scaleShift: number; readonly output: number };
}

/**
 * A switch of a normaliser during a run, from none to one or from one to none.
 *
 * BN off to on, `align`: gamma 1, beta 0, statistics from one pass over the training data layer by layer: walls jump onto
 * the data. off to on, `keep-function`: gamma = sigma = sqrt(variance + epsilon), beta = mean: nothing moves. In both
 * the running statistics become those of the data. on to off: the named statistics are folded into weight and bias:
 * the function drawn does not change.
 *
 * Normalisers of single samples are no affine map, so none can be folded away, and no scale and shift keep the function:
 * they are put in with gamma 1, beta 0 and taken out with them; weights and biases stay, and the function jumps.
 */
export type NormalizationSwitch =
  | { readonly to: 'batch'; readonly insert: 'align' | 'keep-function' }
  | { readonly to: 'layer' | 'group' | 'rms' }
  | { readonly to: 'none'; readonly statistics: NormalizationStatistics };

/**
 * A network as plain affine layers after batch normalization has been folded in with named statistics, layer l:
 * z = weight x + bias, act(z) for hidden layers. weight [out, in] row-major, bias [out]. Where samples are normalised by
 * themselves, z = scale norm(weight x + bias) + shift (reference/layer-norm.ts), and the network is not piecewise affine.
 */
export interface FoldedNetwork {
  readonly slopeBelowZero: number;
  /** Hidden layers first, the head last. */
  readonly layers: readonly FoldedLayer[];
}

export interface FoldedLayer {
  readonly inputWidth: number;
  readonly width: number;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
  /** What follows the affine map of a hidden layer under layer, group or RMS normalization; scale and shift [width]. */
  readonly normalizer?: SampleNorm & { readonly scale: Float64Array; readonly shift: Float64Array };
}
