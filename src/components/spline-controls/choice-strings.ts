/** Words of what can be chosen that are said without the panels, too. */
import type { ExactFill } from '../../geometry/cell-fills.js';
import type { DataConfig, PointOrder, TestSplit } from '../../training/data-set.js';
import { dataSetCatalog } from '../../training/datasets/catalog.js';
import type { NormalizationStatistics } from '../../training/model-state.js';
import type { Activation, BiasInitializer, Initializer, Normalization } from '../../training/network-spec.js';
import type { PointSet } from '../../training/picture.js';
import type { BatchOrder, Optimizer } from '../../training/training-spec.js';

const sets = Object.fromEntries(Object.entries(dataSetCatalog).map(([name, { label }]) => [name, label])) as Readonly<
  Record<DataConfig['set'], string>
>;

const optimizers: Record<Optimizer, string> = { sgd: 'SGD with momentum', adam: 'Adam', adamw: 'AdamW' };

const activations: Record<Activation, string> = {
  relu: 'ReLU',
  'leaky-relu': 'Leaky ReLU',
  abs: 'Absolute value',
};

const normalizers: Record<Normalization, string> = {
  none: 'No normalization',
  batch: 'Batch normalization',
  layer: 'Layer normalization',
  group: 'Group normalization',
  rms: 'RMS normalization',
};

const fills: Record<ExactFill, string> = {
  confidence: 'Class confidence',
  region: 'One colour per cell',
  plain: 'Plain',
  slope: 'Slope (exact)',
  area: 'Area of cells (exact)',
  density: 'Density of lines (exact)',
};

const points: Record<PointSet, string> = {
  train: 'Training points',
  all: 'Training and test points',
  none: 'No points',
};

const orders: Record<PointOrder, string> = { given: 'as listed', shuffled: 'shuffled' };

const batchOrders: Record<BatchOrder, string> = {
  sequential: 'same every epoch',
  shuffled: 'shuffled every epoch',
};

const initializers: Record<Initializer, string> = {
  'lecun-normal': 'LeCun normal',
  'he-normal': 'He normal',
  'glorot-uniform': 'Glorot uniform',
  'torch-default': 'PyTorch default',
};

const biasInitializers: Record<BiasInitializer, string> = { zero: 'zero', normal: 'normal' };

const splits: Record<TestSplit, string> = { fresh: 'drawn anew', holdout: 'held out of the samples' };

const statistics: Record<NormalizationStatistics, string> = {
  data: 'The whole training set',
  running: 'Running averages',
  batch: 'The last batch',
};

const summary = {
  data: (set: string, count: string, seed: string) => `${set}, ${count} points, seed ${seed}`,
  moved: (data: string) => `${data}, moved`,
  network: (sizes: string, activation: string) => `${sizes} units, ${activation}`,
  normalized: (network: string, normalizer: string) => `${network}, ${normalizer}`,
  training: (optimizer: string, rate: string, batch: string) =>
    `${optimizer}, learning rate ${rate}, batches of ${batch}`,
} as const;

export const choiceStrings = {
  sets,
  optimizers,
  activations,
  normalizers,
  fills,
  points,
  orders,
  batchOrders,
  initializers,
  biasInitializers,
  splits,
  statistics,
  summary,
};
