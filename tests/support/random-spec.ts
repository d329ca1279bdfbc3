import type { NetworkSpec } from '../../src/training/network-spec.js';

/** A network of these widths with two inputs; all other settings are ordinary. */
export const trainingNetworkSpec = (hiddenWidths: readonly number[], classCount = 2): NetworkSpec => ({
  inputDimension: 2,
  hiddenWidths,
  activation: 'relu',
  negativeSlope: 0,
  groups: 1,
  normalization: 'none',
  classCount,
  initializer: 'lecun-normal',
  biasInitializer: 'zero',
  seed: 1,
});
