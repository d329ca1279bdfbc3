import { InvalidSettingError, requireChoice, requireInteger, requireNumber } from './invalid-setting-error.js';

export const activations = ['relu', 'leaky-relu', 'abs'] as const;
export type Activation = (typeof activations)[number];

/** none; BatchNorm; LayerNorm; GroupNorm; RMSNorm (scale only). */
export const normalizations = ['none', 'batch', 'layer', 'group', 'rms'] as const;
export type Normalization = (typeof normalizations)[number];
/** What a network can be normalised with. */
export type Normalizer = Exclude<Normalization, 'none'>;

export const initializers = ['lecun-normal', 'he-normal', 'glorot-uniform', 'torch-default'] as const;
export type Initializer = (typeof initializers)[number];

export const biasInitializers = ['zero', 'normal'] as const;
export type BiasInitializer = (typeof biasInitializers)[number];

/** Batch normalization as in Flax: running = 0.99 running + 0.01 batch, biased variance in both. */
export const BATCH_NORM_MOMENTUM = 0.99;
export const BATCH_NORM_EPSILON = 1e-5;

/** Layer, group and RMS normalization, as in Flax; biased variance. */
export const SAMPLE_NORM_EPSILON = 1e-6;

export const networkLimits = {
  inputDimension: [1, 64],
  depth: [1, 8],
  width: [1, 256],
  classCount: [2, 10],
  negativeSlope: [0, 1],
  groups: [1, 128],
  seed: [0, 2 ** 32 - 1],
} as const;

/**
 * A multilayer perceptron: per hidden layer Linear, normalisation, activation; a Linear head gives the logits.
 *
 * `normalization` is what the network starts with; it can be switched during a run.
 */
export interface NetworkSpec {
  /** D, number of input features, 1 to 64. Above 2 the picture is a 2-D slice. */
  readonly inputDimension: number;
  /** Units per hidden layer: 1 to 8 layers of 1 to 256. */
  readonly hiddenWidths: readonly number[];
  readonly activation: Activation;
  /** Slope of leaky-relu below 0, 0 to 1. The other activations ignore it. */
  readonly negativeSlope: number;
  readonly normalization: Normalization;
  /** Groups of units per hidden layer under group normalization: divides every width into at least 2 units a group. */
  readonly groups: number;
  /** C, number of logits, 2 to 10. */
  readonly classCount: number;
  readonly initializer: Initializer;
  readonly biasInitializer: BiasInitializer;
  /** Seed of the initial weights, 0 to 2^32 - 1. */
  readonly seed: number;
}

/** @throws InvalidSettingError naming the first field that is out of range. */
export function validateNetworkSpec(spec: NetworkSpec): void {
  requireInteger('inputDimension', spec.inputDimension, ...networkLimits.inputDimension);
  const [minimumDepth, maximumDepth] = networkLimits.depth;
  if (spec.hiddenWidths.length < minimumDepth || spec.hiddenWidths.length > maximumDepth) {
    throw new InvalidSettingError('hiddenWidths', spec.hiddenWidths, `${minimumDepth} to ${maximumDepth} layers`);
  }
  spec.hiddenWidths.forEach((width, layer) => requireInteger(`hiddenWidths[${layer}]`, width, ...networkLimits.width));
  requireChoice('activation', spec.activation, activations);
  requireNumber('negativeSlope', spec.negativeSlope, ...networkLimits.negativeSlope);
  requireChoice('normalization', spec.normalization, normalizations);
  requireInteger('groups', spec.groups, ...networkLimits.groups);
  requireWidthsToNormalize(spec);
  requireInteger('classCount', spec.classCount, ...networkLimits.classCount);
  requireChoice('initializer', spec.initializer, initializers);
  requireChoice('biasInitializer', spec.biasInitializer, biasInitializers);
  requireInteger('seed', spec.seed, ...networkLimits.seed);
}

/** @throws InvalidSettingError where the units of a layer do not fall into groups of at least 2 */
function requireWidthsToNormalize(spec: NetworkSpec): void {
  const norm = sampleNorm(spec, spec.normalization);
  if (!norm?.isCentred) return;
  for (const [layer, width] of spec.hiddenWidths.entries()) {
    const place = `hidden layer ${layer + 1} has ${width}`;
    if (width % norm.groups !== 0) {
      throw new InvalidSettingError('groups', norm.groups, `numbers that divide the units of every layer (${place})`);
    }
    if (width / norm.groups >= 2) continue;
    const why = `(${place}; a unit alone, less its own mean, is its shift whatever the input)`;
    if (spec.normalization === 'group') {
      throw new InvalidSettingError('groups', norm.groups, `at most half of the units of every layer ${why}`);
    }
    throw new InvalidSettingError(`hiddenWidths[${layer}]`, width, `at least 2 units with layer normalization ${why}`);
  }
}

/** Normalisation of one sample over the units of a layer, in `groups` of neighbouring ones. */
export interface SampleNorm {
  readonly groups: number;
  /** Whether the group's mean is subtracted; RMSNorm only divides by the root of the mean square. */
  readonly isCentred: boolean;
}

/** Null where one sample is not normalised by itself: without a normaliser and under batch normalization. */
export function sampleNorm(spec: Pick<NetworkSpec, 'groups'>, normalization: Normalization): SampleNorm | null {
  switch (normalization) {
    case 'none':
    case 'batch':
      return null;
    case 'layer':
      return { groups: 1, isCentred: true };
    case 'group':
      return { groups: spec.groups, isCentred: true };
    case 'rms':
      return { groups: 1, isCentred: false };
    default:
      return normalization satisfies never;
  }
}

/**
 * Whether a network is an affine function inside every cell, and every cell a convex polygon. Normalising one sample over
 * its units divides by the root of a quadratic: walls are curved, and there is no affine map, no region count and no exact
 * margin.
 */
export function isPiecewiseAffine(normalization: Normalization): boolean {
  return normalization === 'none' || normalization === 'batch';
}

/** Slope of the activation for negative inputs: act(z) = z for z > 0, slope z otherwise (abs is slope -1). */
export function slopeBelowZero(spec: Pick<NetworkSpec, 'activation' | 'negativeSlope'>): number {
  switch (spec.activation) {
    case 'relu':
      return 0;
    case 'leaky-relu':
      return spec.negativeSlope;
    case 'abs':
      return -1;
    default:
      return spec.activation satisfies never;
  }
}
