import type { FoldedLayer, FoldedNetwork, ModelState } from '../model-state.js';
import { BATCH_NORM_EPSILON, sampleNorm, slopeBelowZero } from '../network-spec.js';
import { parameterLayout } from '../parameter-layout.js';
import { tensorView } from './tensor-view.js';

/**
 * The network as plain affine layers. With batch normalization s = gamma / sqrt(variance + epsilon) goes into weight and
 * bias: weight' = s weight, bias' = s (bias - mean) + beta. Otherwise the layers are copied; a normaliser of single samples
 * stays behind its layer, since no affine map can take its place.
 *
 * @param statistics means then variances per hidden layer, [statisticsCount]; ignored without batch normalization
 */
export function foldNetwork(model: ModelState, statistics: Float64Array): FoldedNetwork {
  const { hidden, output } = parameterLayout(model.spec);
  const perSample = sampleNorm(model.spec, model.normalization);
  const layers = hidden.map((slots): FoldedLayer => {
    const { inputWidth, width, statisticsOffset } = slots;
    const weight = tensorView(model.parameters, slots.weight).slice();
    const bias = tensorView(model.parameters, slots.bias).slice();
    const scale = tensorView(model.parameters, slots.scale);
    const shift = tensorView(model.parameters, slots.shift);
    if (perSample) {
      const normalizer = { ...perSample, scale: scale.slice(), shift: shift.slice() };
      return { inputWidth, width, weight, bias, normalizer };
    }
    if (model.normalization === 'batch') {
      for (let m = 0; m < width; m++) {
        const mean = statistics[statisticsOffset + m]!;
        const variance = statistics[statisticsOffset + width + m]!;
        const s = scale[m]! / Math.sqrt(variance + BATCH_NORM_EPSILON);
        for (let n = 0; n < inputWidth; n++) weight[m * inputWidth + n]! *= s;
        bias[m] = s * (bias[m]! - mean) + shift[m]!;
      }
    }
    return { inputWidth, width, weight, bias };
  });
  const head: FoldedLayer = {
    inputWidth: output.inputWidth,
    width: output.width,
    weight: tensorView(model.parameters, output.weight).slice(),
    bias: tensorView(model.parameters, output.bias).slice(),
  };
  return { slopeBelowZero: slopeBelowZero(model.spec), layers: [...layers, head] };
}

/** True where samples are normalised by themselves: then no cell is a polygon and no function in it affine. */
export function isCurved({ layers }: FoldedNetwork): boolean {
  return layers.some(({ normalizer }) => normalizer !== undefined);
}

/**
 * Between two networks of one shape: every weight and bias is (1 - t) a + t b. There is nothing in between where one of
 * them is curved: a normaliser is there or not.
 */
export function blendFolded(a: FoldedNetwork, b: FoldedNetwork, t: number): FoldedNetwork {
  if (isCurved(a) || isCurved(b)) return b;
  const blend = (from: Float64Array, to: Float64Array): Float64Array =>
    from.map((value, i) => (1 - t) * value + t * to[i]!);
  const layers = b.layers.map((to, l): FoldedLayer => {
    const from = a.layers[l]!;
    return { ...to, weight: blend(from.weight, to.weight), bias: blend(from.bias, to.bias) };
  });
  return { slopeBelowZero: b.slopeBelowZero, layers };
}
