import type { TrainingSpec } from '../../src/training/training-spec.js';

/** The notebook's run: SGD with momentum 0.9 at 0.01, batches of 64 in order, 50 epochs. */
export const trainingDefaults: TrainingSpec = {
  optimizer: 'sgd',
  learningRate: 0.01,
  momentum: 0.9,
  nesterov: false,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  batchSize: 64,
  batchOrder: 'sequential',
  epochs: 50,
  seed: 0,
};
