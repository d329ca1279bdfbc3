/** Words of what can be chosen that are said without the panels, too. */
import type { ExactFill } from '../../geometry/cell-fills.js';
import type { Activation, Normalization } from '../../training/network-spec.js';
import type { PointSet } from '../../training/picture.js';
import type { Optimizer } from '../../training/training-spec.js';

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

export const summary = {
  data: (set: string, count: string, seed: string) => `${set}, ${count} points, seed ${seed}`,
  moved: ', moved',
  network: (sizes: string, activation: string) => `${sizes} units, ${activation}`,
  normalized: (normalizer: string) => `, ${normalizer}`,
  training: (optimizer: string, rate: string, batch: string) =>
    `${optimizer}, learning rate ${rate}, batches of ${batch}`,
  picture: (fill: string) => fill,
} as const;
