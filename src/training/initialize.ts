import type { ModelState } from './model-state.js';
import { validateNetworkSpec, type NetworkSpec } from './network-spec.js';
import { parameterLayout } from './parameter-layout.js';
import { RandomState } from './random/random-state.js';

/** Standard deviation of a standard normal cut off at +-2, by which truncated draws are divided (as Flax and JAX do). */
const TRUNCATED_DEVIATION = 0.87962566103423978;
const TRUNCATION = 2;

/** Biases have a stream of their own, seeded with seed XOR this, so that kernels do not depend on them. */
const BIAS_STREAM = 0x62696173;

/**
 * A network before its first step. Equal seed and sizes give equal kernels, whatever the normalisation and the biases.
 *
 * Kernels come from `RandomState(seed)`, row-major [out, in], hidden1, hidden2, ..., output in turn:
 * - lecun-normal: normal cut off at 2 standard deviations, variance 1 / fan_in (Flax's default);
 * - he-normal: the same with variance 2 / fan_in (He et al. 2015);
 * - glorot-uniform: +-sqrt(6 / (fan_in + fan_out)) (Glorot and Bengio 2010);
 * - torch-default: +-1 / sqrt(fan_in), biases too, so that `biasInitializer` is ignored here.
 *
 * Biases come from a stream of their own in the order of the layers: zero, or normal with mean 0 and variance 1.
 * Scales are 1, shifts 0, moments 0, running means 0 and variances 1. Every number is rounded to float32.
 *
 * @throws InvalidSettingError naming the first field of the spec that is out of range
 */
export function initialModel(spec: NetworkSpec): ModelState {
  validateNetworkSpec(spec);
  const model = blankModel(spec);
  const { parameters } = model;
  const layout = parameterLayout(spec);
  const kernelStream = new RandomState(spec.seed);
  const biasStream = new RandomState((spec.seed ^ BIAS_STREAM) >>> 0);
  for (const { inputWidth, width, weight, bias } of [...layout.hidden, layout.output]) {
    const drawKernel = kernelLaw(spec, kernelStream, inputWidth, width);
    for (let index = 0; index < weight.size; index++) parameters[weight.offset + index] = Math.fround(drawKernel());
    const drawBias = biasLaw(spec, biasStream, inputWidth);
    for (let index = 0; index < bias.size; index++) parameters[bias.offset + index] = Math.fround(drawBias());
  }
  return model;
}

/** A network at step 0 whose weights and biases are still to be filled in: they are 0, all else is as before any step. */
export function blankModel(spec: NetworkSpec): ModelState {
  const { hidden, parameterCount } = parameterLayout(spec);
  const parameters = new Float64Array(parameterCount);
  for (const { scale } of hidden) parameters.fill(1, scale.offset, scale.offset + scale.size);
  return {
    spec,
    normalization: spec.normalization,
    step: 0,
    parameters,
    firstMoment: new Float64Array(parameterCount),
    secondMoment: new Float64Array(parameterCount),
    runningStatistics: initialStatistics(spec),
    restartStep: { affine: 0, scaleShift: 0, output: 0 },
  };
}

/** Running averages before any batch: means 0 and variances 1, [statisticsCount]. */
export function initialStatistics(
  spec: Pick<NetworkSpec, 'inputDimension' | 'hiddenWidths' | 'classCount'>,
): Float64Array {
  const { hidden, statisticsCount } = parameterLayout(spec);
  const statistics = new Float64Array(statisticsCount);
  for (const { width, statisticsOffset } of hidden) {
    statistics.fill(1, statisticsOffset + width, statisticsOffset + 2 * width);
  }
  return statistics;
}

function kernelLaw(spec: NetworkSpec, random: RandomState, fanIn: number, fanOut: number): () => number {
  switch (spec.initializer) {
    case 'lecun-normal':
      return truncatedNormal(random, Math.sqrt(1 / fanIn));
    case 'he-normal':
      return truncatedNormal(random, Math.sqrt(2 / fanIn));
    case 'glorot-uniform':
      return symmetricUniform(random, Math.sqrt(6 / (fanIn + fanOut)));
    case 'torch-default':
      return symmetricUniform(random, 1 / Math.sqrt(fanIn));
    default:
      return spec.initializer satisfies never;
  }
}

function biasLaw(spec: NetworkSpec, random: RandomState, fanIn: number): () => number {
  if (spec.initializer === 'torch-default') return symmetricUniform(random, 1 / Math.sqrt(fanIn));
  switch (spec.biasInitializer) {
    case 'zero':
      return () => 0;
    case 'normal':
      return () => random.standardNormal();
    default:
      return spec.biasInitializer satisfies never;
  }
}

function truncatedNormal(random: RandomState, deviation: number): () => number {
  const scale = deviation / TRUNCATED_DEVIATION;
  return () => {
    let value: number;
    do value = random.standardNormal();
    while (Math.abs(value) > TRUNCATION);
    return value * scale;
  };
}

function symmetricUniform(random: RandomState, bound: number): () => number {
  return () => random.uniform(-bound, bound);
}
