import { InvalidSettingError, requireChoice, requireInteger, requireNumber } from './invalid-setting-error.js';

export const activations = ['relu', 'leaky-relu', 'abs'] as const;
export type Activation = (typeof activations)[number];

export const normalizations = ['none', 'batch'] as const;
export type Normalization = (typeof normalizations)[number];

export const initializers = ['lecun-normal', 'he-normal', 'glorot-uniform', 'torch-default'] as const;
export type Initializer = (typeof initializers)[number];

export const biasInitializers = ['zero', 'normal'] as const;
export type BiasInitializer = (typeof biasInitializers)[number];

/** Batch normalization as in Flax: running = 0.99 running + 0.01 batch, biased variance in both. */
export const BATCH_NORM_MOMENTUM = 0.99;
export const BATCH_NORM_EPSILON = 1e-5;

export const networkLimits = {
  inputDimension: [1, 64],
  depth: [1, 8],
  width: [1, 256],
  classCount: [2, 10],
  negativeSlope: [0, 1],
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
  requireInteger('classCount', spec.classCount, ...networkLimits.classCount);
  requireChoice('initializer', spec.initializer, initializers);
  requireChoice('biasInitializer', spec.biasInitializer, biasInitializers);
  requireInteger('seed', spec.seed, 0, 2 ** 32 - 1);
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
