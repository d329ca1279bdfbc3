import type { DataConfig } from './data-set.js';
import { defaultDataConfig } from './datasets/catalog.js';
import type { ExperimentConfig, PresetName } from './experiment-config.js';
import type { TrainingSpec } from './training-spec.js';

/** An experiment that is known to show something. */
export interface Preset {
  readonly label: string;
  readonly config: ExperimentConfig;
}

/** 500 circles points, 64-64 units, SGD with momentum, the batches of 64 in order, 50 epochs of 7 steps. */
const circles: ExperimentConfig = {
  data: defaultDataConfig('circles'),
  network: {
    hiddenWidths: [64, 64],
    activation: 'relu',
    negativeSlope: 0.1,
    groups: 4,
    initializer: 'lecun-normal',
    biasInitializer: 'zero',
    seed: 1337,
  },
  normalizations: ['none', 'batch'],
  training: {
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
    accuracyInTrainingMode: false,
    epochs: 50,
    seed: 0,
  },
  statistics: 'data',
};

/** The experiment on circles with other points, widths and training settings. */
function vary(
  data: Partial<DataConfig>,
  hiddenWidths: readonly number[] = circles.network.hiddenWidths,
  training: Partial<TrainingSpec> = {},
): ExperimentConfig {
  return {
    ...circles,
    data: { ...circles.data, ...data },
    network: { ...circles.network, hiddenWidths },
    training: { ...circles.training, ...training },
  };
}

export const presets: Readonly<Record<PresetName, Preset>> = {
  circles: {
    label: 'Circles',
    config: circles,
  },
  'moved-circles': {
    label: 'Moved circles',
    config: vary({ placement: { dx: 4, dy: 4, scale: 1, rotation: 0 } }),
  },
  moons: {
    label: 'Moons',
    config: vary(defaultDataConfig('moons'), [16, 16], { batchOrder: 'shuffled' }),
  },
  spirals: {
    label: 'Spirals',
    config: vary(defaultDataConfig('spirals'), [32, 32, 32], {
      batchOrder: 'shuffled',
      learningRate: 0.05,
      epochs: 100,
    }),
  },
  notebook: {
    label: 'Notebook',
    config: {
      ...circles,
      training: { ...circles.training, accuracyInTrainingMode: true },
      // It was drawn and measured in eval mode.
      statistics: 'running',
    },
  },
};
