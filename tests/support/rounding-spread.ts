/** What rounding to float32 alone changes in the results of the float64 oracle: how well conditioned a case is. */
import type { LabelledPoints } from '../../src/training/data-set.js';
import type { ModelState } from '../../src/training/model-state.js';
import { BATCH_NORM_EPSILON, slopeBelowZero } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { activationBackward } from '../../src/training/reference/activation.js';
import { batchNormBackward } from '../../src/training/reference/batch-norm.js';
import { denseBackward } from '../../src/training/reference/dense.js';
import { batchLogits } from '../../src/training/reference/evaluate.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { lossAndGradients, type LossAndGradients } from '../../src/training/reference/gradients.js';
import { softmaxCrossEntropy } from '../../src/training/reference/loss.js';
import { layerStatistics } from '../../src/training/reference/statistics.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';
import { uniformStream } from './random-model.js';
import { lossAccuracy, ROUNDOFF, wgslAccuracy } from './tolerances.js';

/**
 * How much more than one rounding of every input the kernels do. A number of theirs goes through some 16 roundings from
 * layer to layer (products, sums in four lanes, means, factors); independent ones add in squares.
 */
export const ROUNDINGS = 4;

/** Independent draws of roundings; the largest change among them counts. */
export const roundingSeeds = [1, 2, 3, 4, 5] as const;

/** Moves a value by one float32 rounding of a number of size `magnitude`, up or down at random. */
export type Rounding = (value: number, magnitude?: number) => number;

export function randomRounding(seed: number): Rounding {
  const next = uniformStream(seed);
  return (value, magnitude = Math.abs(value)) => value + ROUNDOFF * magnitude * Math.sign(next());
}

export const rounded = (values: Float64Array, rounding: Rounding): Float64Array =>
  values.map((value) => rounding(value));

/**
 * Loss and gradients with parameters, inputs and gradients through batch norms moved by one rounding each. The inputs
 * must move too: they move samples against each other, which is what a batch norm amplifies.
 */
export function roundedGradients(
  model: ModelState,
  positions: Float64Array,
  labels: Uint8Array,
  B: number,
  seed: number,
): LossAndGradients {
  const rounding = randomRounding(seed);
  const moved = { ...model, parameters: rounded(model.parameters, rounding) };
  const pass = lossAndGradients(moved, rounded(positions, rounding), labels, B);
  return model.normalization === 'batch' ? { ...pass, gradient: roundedBackward(moved, pass, B, rounding) } : pass;
}

/**
 * Backpropagation that rounds where a batch norm subtracts: d - mean(d) - normalized mean(d normalized) may cancel almost
 * wholly, in batches of 2 to order epsilon / variance, and what is left carries the roundings of its terms. With them goes
 * what WGSL allows inverseSqrt: it scales all normalized values of a unit alike, and so does not average out. (SwiftShader's
 * is exact to a rounding. That of an NVIDIA H200 is not: its gradients in batches of 2 were off by 4.5 spreads without this.)
 */
function roundedBackward(model: ModelState, pass: LossAndGradients, B: number, rounding: Rounding): Float64Array {
  const { hidden, output } = parameterLayout(model.spec);
  const gradient = pass.gradient.slice();
  let above: { weight: Float64Array; inputWidth: number; width: number } = {
    ...output,
    weight: tensorView(model.parameters, output.weight),
  };
  let d_linear = pass.d_logits;
  for (let l = hidden.length - 1; l >= 0; l--) {
    const layer = hidden[l]!;
    const { width, inputWidth, statisticsOffset } = layer;
    const { preactivation, activation } = pass.hidden[l]!;
    const normalized = withInverseSqrtOff(pass.hidden[l]!.normalized, width, rounding);
    const { d_input } = denseBackward(d_linear, activation, above.weight, B, above.inputWidth, above.width);
    const d = activationBackward(d_input, preactivation, slopeBelowZero(model.spec));
    const variance = pass.batchStatistics.slice(statisticsOffset + width, statisticsOffset + 2 * width);
    const scale = tensorView(model.parameters, layer.scale);
    const norm = batchNormBackward(d, normalized, variance, scale, B, width);
    d_linear = norm.d_linear.map((value, i) => {
      const m = i % width;
      const factor = Math.abs(scale[m]!) / Math.sqrt(variance[m]! + BATCH_NORM_EPSILON);
      const means = (Math.abs(norm.d_shift[m]!) + Math.abs(normalized[i]! * norm.d_scale[m]!)) / B;
      return rounding(value, factor * (Math.abs(d[i]!) + means));
    });
    const weight = tensorView(model.parameters, layer.weight);
    const input = l === 0 ? pass.input : pass.hidden[l - 1]!.activation;
    gradient.set(denseBackward(d_linear, input, weight, B, inputWidth, width).d_weight, layer.weight.offset);
    gradient.set(norm.d_scale, layer.scale.offset);
    gradient.set(norm.d_shift, layer.shift.offset);
    above = { weight, inputWidth, width };
  }
  return gradient;
}

/** Values [B, width], all of a unit by one factor as far from 1 as its inverse deviation may be from the true one. */
function withInverseSqrtOff(normalized: Float64Array, width: number, rounding: Rounding): Float64Array {
  // Divided by what the spread is multiplied with.
  const most = wgslAccuracy.inverseSqrt / ROUNDOFF / ROUNDINGS;
  const factors = Array.from({ length: width }, () => rounding(1, most));
  return normalized.map((value, i) => value * factors[i % width]!);
}

/**
 * The oracle's mean loss of a network on points, and how far float32 may be from it: what roundings of parameters, inputs
 * and running statistics change, and what WGSL allows exp and log.
 *
 * @param which statistics the network is evaluated with: those of all training points, or the running ones
 */
export function evaluatedLoss(
  model: ModelState,
  train: LabelledPoints,
  points: LabelledPoints,
  which: 'data' | 'running',
): { loss: number; bound: number } {
  const { classCount: C } = model.spec;
  const evaluated = (rounding: Rounding) => {
    const moved = { ...model, parameters: rounded(model.parameters, rounding) };
    const place = ({ positions }: LabelledPoints): Float64Array => rounded(Float64Array.from(positions), rounding);
    const statistics =
      which === 'data' ? layerStatistics(moved, place(train), train.count) : rounded(moved.runningStatistics, rounding);
    const logits = batchLogits(foldNetwork(moved, statistics), place(points), points.count);
    return { logits, loss: softmaxCrossEntropy(logits, points.labels, points.count, C).loss };
  };
  const { logits, loss } = evaluated((value) => value);
  const spread = Math.max(...roundingSeeds.map((seed) => Math.abs(evaluated(randomRounding(seed)).loss - loss)));
  return { loss, bound: lossAccuracy(logits, C) + ROUNDINGS * (spread + ROUNDOFF * loss) };
}
