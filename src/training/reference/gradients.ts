import type { ModelState } from '../model-state.js';
import { sampleNorm, slopeBelowZero as slopeOf } from '../network-spec.js';
import { parameterLayout } from '../parameter-layout.js';
import { finish, type Pieces } from '../workers/pieces.js';
import { activationBackward, activationForward } from './activation.js';
import { batchNormBackward, batchNormForward } from './batch-norm.js';
import { denseBackward, denseForward } from './dense.js';
import { sampleNormBackward, sampleNormForward } from './layer-norm.js';
import { softmaxCrossEntropy } from './loss.js';
import { tensorView } from './tensor-view.js';

/** What one hidden layer computed from a batch; every array [B, width] row-major. */
export interface HiddenLayerPass {
  /** Output of the affine map. */
  readonly linear: Float64Array;
  /** Linear output normalised, over the batch or every row by itself; the linear output itself without a normaliser. */
  readonly normalized: Float64Array;
  /** 1 / deviation of every row's groups of units, [B, groups]; null where rows are not normalised by themselves. */
  readonly inverseDeviation: Float64Array | null;
  /** z, input of the activation function. */
  readonly preactivation: Float64Array;
  readonly activation: Float64Array;
}

export interface ForwardPass {
  /** The batch in float64, [B, D]. */
  readonly input: Float64Array;
  readonly hidden: readonly HiddenLayerPass[];
  /** [B, C] */
  readonly logits: Float64Array;
  /** Of the linear outputs over the batch, [statisticsCount]; all 0 without batch normalization. */
  readonly batchStatistics: Float64Array;
}

export interface LossAndGradients extends ForwardPass {
  /** Mean cross-entropy of the batch. */
  readonly loss: number;
  /** [parameterCount]; 0 for gamma and beta without a normaliser, and for beta under RMSNorm. */
  readonly gradient: Float64Array;
  /** [B, C] */
  readonly d_logits: Float64Array;
  /** Gradient with respect to each hidden layer's pre-activation z, [B, width]. */
  readonly d_preactivation: readonly Float64Array[];
  /** Gradient with respect to each hidden layer's linear output, [B, width]. */
  readonly d_linear: readonly Float64Array[];
}

/** Forward pass in training mode: batch normalization uses the statistics of this batch of positions [B, D]. */
export const forwardPass = (model: ModelState, positions: ArrayLike<number>, B: number): ForwardPass =>
  finish(forwardPassInPieces(model, positions, B));

/** A layer in each piece. */
export function* forwardPassInPieces(model: ModelState, positions: ArrayLike<number>, B: number): Pieces<ForwardPass> {
  const layout = parameterLayout(model.spec);
  const slope = slopeOf(model.spec);
  const perSample = sampleNorm(model.spec, model.normalization);
  const batchStatistics = new Float64Array(layout.statisticsCount);
  const hidden: HiddenLayerPass[] = [];

  const input = Float64Array.from(positions);
  let layerInput: Float64Array = input;
  for (const layer of layout.hidden) {
    const weight = tensorView(model.parameters, layer.weight);
    const bias = tensorView(model.parameters, layer.bias);
    const linear = denseForward(layerInput, weight, bias, B, layer.inputWidth, layer.width);
    let normalized: Float64Array = linear;
    let preactivation: Float64Array = linear;
    let inverseDeviation: Float64Array | null = null;
    const scale = tensorView(model.parameters, layer.scale);
    const shift = tensorView(model.parameters, layer.shift);
    if (perSample) {
      const norm = sampleNormForward(linear, scale, shift, perSample, B, layer.width);
      ({ normalized, inverseDeviation } = norm);
      preactivation = norm.output;
    } else if (model.normalization === 'batch') {
      const norm = batchNormForward(linear, scale, shift, B, layer.width);
      batchStatistics.set(norm.mean, layer.statisticsOffset);
      batchStatistics.set(norm.variance, layer.statisticsOffset + layer.width);
      normalized = norm.normalized;
      preactivation = norm.output;
    }
    const activation = activationForward(preactivation, slope);
    hidden.push({ linear, normalized, inverseDeviation, preactivation, activation });
    layerInput = activation;
    yield;
  }
  const weight = tensorView(model.parameters, layout.output.weight);
  const bias = tensorView(model.parameters, layout.output.bias);
  const logits = denseForward(layerInput, weight, bias, B, layout.output.inputWidth, layout.output.width);
  return { input, hidden, logits, batchStatistics };
}

/** Loss of a batch in training mode, positions [B, D] and labels [B], and its gradient by backpropagation. */
export const lossAndGradients = (
  model: ModelState,
  positions: ArrayLike<number>,
  labels: ArrayLike<number>,
  B: number,
): LossAndGradients => finish(lossAndGradientsInPieces(model, positions, labels, B));

/** The same, a layer forwards or backwards in each piece. */
export function* lossAndGradientsInPieces(
  model: ModelState,
  positions: ArrayLike<number>,
  labels: ArrayLike<number>,
  B: number,
): Pieces<LossAndGradients> {
  const layout = parameterLayout(model.spec);
  const slope = slopeOf(model.spec);
  const perSample = sampleNorm(model.spec, model.normalization);
  const pass = yield* forwardPassInPieces(model, positions, B);
  const { loss, d_logits } = softmaxCrossEntropy(pass.logits, labels, B, layout.output.width);

  const gradient = new Float64Array(layout.parameterCount);
  const d_preactivation: Float64Array[] = [];
  const d_linear: Float64Array[] = [];

  const outputWeight = tensorView(model.parameters, layout.output.weight);
  const lastActivation = pass.hidden.at(-1)!.activation;
  const output = denseBackward(
    d_logits,
    lastActivation,
    outputWeight,
    B,
    layout.output.inputWidth,
    layout.output.width,
  );
  gradient.set(output.d_weight, layout.output.weight.offset);
  gradient.set(output.d_bias, layout.output.bias.offset);

  let d_activation = output.d_input;
  for (let l = layout.hidden.length - 1; l >= 0; l--) {
    const layer = layout.hidden[l]!;
    const { normalized, inverseDeviation, preactivation } = pass.hidden[l]!;
    const d_z = activationBackward(d_activation, preactivation, slope);
    d_preactivation.unshift(d_z);

    let d_lin = d_z;
    const scale = tensorView(model.parameters, layer.scale);
    let norm: { d_linear: Float64Array; d_scale: Float64Array; d_shift: Float64Array } | null = null;
    if (perSample && inverseDeviation) {
      norm = sampleNormBackward(d_z, { normalized, inverseDeviation }, scale, perSample, B, layer.width);
    } else if (model.normalization === 'batch') {
      const variance = pass.batchStatistics.subarray(layer.statisticsOffset + layer.width).subarray(0, layer.width);
      norm = batchNormBackward(d_z, normalized, variance, scale, B, layer.width);
    }
    if (norm) {
      gradient.set(norm.d_scale, layer.scale.offset);
      gradient.set(norm.d_shift, layer.shift.offset);
      d_lin = norm.d_linear;
    }
    d_linear.unshift(d_lin);

    const layerInput = l === 0 ? pass.input : pass.hidden[l - 1]!.activation;
    const weight = tensorView(model.parameters, layer.weight);
    const dense = denseBackward(d_lin, layerInput, weight, B, layer.inputWidth, layer.width);
    gradient.set(dense.d_weight, layer.weight.offset);
    gradient.set(dense.d_bias, layer.bias.offset);
    d_activation = dense.d_input;
    yield;
  }
  return { ...pass, loss, gradient, d_logits, d_preactivation, d_linear };
}
