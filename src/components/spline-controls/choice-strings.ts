/** Words of what can be chosen that are said without the panels, too. */
import type { ExactFill } from '../../geometry/cell-fills.js';
import type { PointOrder, TestSplit } from '../../training/data-set.js';
import type { NormalizationStatistics } from '../../training/model-state.js';
import type { Activation, BiasInitializer, Initializer, Normalization } from '../../training/network-spec.js';
import type { PointSet } from '../../training/picture.js';
import type { BatchOrder, Optimizer } from '../../training/training-spec.js';

export const optimizers: Record<Optimizer, string> = { sgd: 'SGD with momentum', adam: 'Adam', adamw: 'AdamW' };

export const activations: Record<Activation, string> = {
  relu: 'ReLU',
  'leaky-relu': 'Leaky ReLU',
  abs: 'Absolute value',
};

export const normalizers: Record<Normalization, string> = {
  none: 'No normalization',
  batch: 'Batch normalization',
  layer: 'Layer normalization',
  group: 'Group normalization',
  rms: 'RMS normalization',
};

export const fills: Record<ExactFill, string> = {
  confidence: 'Class confidence',
  region: 'One colour per cell',
  plain: 'Plain',
  slope: 'Slope (exact)',
  area: 'Area of cells (exact)',
  density: 'Density of lines (exact)',
};

export const points: Record<PointSet, string> = {
  train: 'Training points',
  all: 'Training and test points',
  none: 'No points',
};

export const orders: Record<PointOrder, string> = { given: 'as listed', shuffled: 'shuffled' };

export const batchOrders: Record<BatchOrder, string> = {
  sequential: 'same every epoch',
  shuffled: 'shuffled every epoch',
};

export const initializers: Record<Initializer, string> = {
  'lecun-normal': 'LeCun normal',
  'he-normal': 'He normal',
  'glorot-uniform': 'Glorot uniform',
  'torch-default': 'PyTorch default',
};

export const biasInitializers: Record<BiasInitializer, string> = { zero: 'zero', normal: 'normal' };

export const splits: Record<TestSplit, string> = { fresh: 'drawn anew', holdout: 'held out of the samples' };

export const statistics: Record<NormalizationStatistics, string> = {
  data: 'The whole training set',
  running: 'Running averages',
  batch: 'The last batch',
};

export const summary = {
  data: (set: string, count: string, seed: string) => `${set}, ${count} points, seed ${seed}`,
  moved: ', moved',
  network: (sizes: string, activation: string) => `${sizes} units, ${activation}`,
  normalized: (normalizer: string) => `, ${normalizer}`,
  training: (optimizer: string, rate: string, batch: string) =>
    `${optimizer}, learning rate ${rate}, batches of ${batch}`,
  picture: (fill: string) => fill,
} as const;
