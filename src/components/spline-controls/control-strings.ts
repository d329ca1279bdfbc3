/** Words of the panels: a name and one line of explanation for every setting. */
import type { Activation, BiasInitializer, Initializer } from '../../training/network-spec.js';
import type { NormalizationStatistics } from '../../training/model-state.js';
import type { BatchOrder, Optimizer } from '../../training/training-spec.js';
import type { TestSplit } from '../../training/data-set.js';
import type { Fill } from '../../training/picture.js';
import type { PointSet } from '../picture-store.js';

const optimizers: Record<Optimizer, string> = { sgd: 'SGD with momentum', adam: 'Adam', adamw: 'AdamW' };
const batchOrders: Record<BatchOrder, string> = { sequential: 'same every epoch', shuffled: 'shuffled every epoch' };
const activations: Record<Activation, string> = { relu: 'ReLU', 'leaky-relu': 'Leaky ReLU', abs: 'Absolute value' };
const initializers: Record<Initializer, string> = {
  'lecun-normal': 'LeCun normal',
  'he-normal': 'He normal',
  'glorot-uniform': 'Glorot uniform',
  'torch-default': 'PyTorch default',
};
const biasInitializers: Record<BiasInitializer, string> = { zero: 'zero', normal: 'normal' };
const splits: Record<TestSplit, string> = { fresh: 'drawn anew', holdout: 'held out of the samples' };
const fills: Record<Fill, string> = {
  confidence: 'Class confidence',
  region: 'One colour per cell',
  plain: 'Plain',
};
const points: Record<PointSet, string> = {
  train: 'Training points',
  all: 'Training and test points',
  none: 'No points',
};
const statistics: Record<NormalizationStatistics, string> = {
  data: 'The whole training set',
  running: 'Running averages',
  batch: 'The last batch',
};
const statisticsHelp: Record<NormalizationStatistics, string> = {
  data: 'Means and variances of every unit over all training points, taken anew for each picture.',
  running: 'The slow averages that a finished network uses; they start at mean 0 and variance 1.',
  batch: 'Those of the mini-batch of the last step: the function that this step trained.',
};
const inserts: Record<'align' | 'keep-function', { readonly name: string; readonly help: string }> = {
  align: {
    name: 'Align the lines with the data',
    help: 'Scale 1 and shift 0: the lines jump onto the data, the function changes.',
  },
  'keep-function': {
    name: 'Keep the function',
    help: 'Scale and shift undo the normalization at first: nothing moves at the switch, later steps do.',
  },
};

export const controlStrings = {
  panels: { data: 'Data', network: 'Network', training: 'Training', picture: 'Picture' },
  restarts: 'These settings restart the run.',
  live: 'These settings act at the next step, without a restart.',
  look: 'These settings change what is drawn, never what is trained.',

  set: 'Data set',
  samples: { label: 'Samples', help: 'Points asked of the generator, 20 to 4,000.' },
  noise: { help: 'How much chance blurs the points.' },
  classes: { label: 'Classes', help: 'How many kinds of points there are.' },
  dataSeed: { label: 'Seed of the data', help: 'The same seed draws the same points.' },
  split: {
    label: 'Test points',
    help: 'Points the networks never train on: they show what was learnt, not memorised.',
  },
  testFraction: { label: 'Share of test points', help: 'Test points for each sample, 0 to 0.9.' },
  placement: {
    title: 'Placement',
    help: 'Where the cloud lies. To move it without a restart, drag it in a picture (Move data).',
    dx: { label: 'Move right', help: 'In input units.' },
    dy: { label: 'Move up', help: 'In input units.' },
    scale: { label: 'Scale', help: '1 is the size as drawn; 0.05 to 20.' },
    rotation: { label: 'Turn', help: 'Degrees, counter-clockwise.' },
    reset: 'Put the data back',
  },
  customPoints: {
    label: 'Your points',
    help: 'One point on each line: x, y, class. Classes count from 0.',
    needed: 'x, y, class, for example 0.5, -1, 1',
  },

  depth: { label: 'Hidden layers', help: 'Layers between the input and the output, 1 to 8.' },
  width: (layer: number) => `Units in layer ${layer}`,
  widthHelp: 'Each unit draws one line, bent where lines of earlier layers cross it; 1 to 256.',
  activation: { label: 'Activation', help: 'What a unit does to its sum: both sides of its line get another slope.' },
  slope: { label: 'Slope below zero', help: 'Of Leaky ReLU; 0 is ReLU, 1 is a straight line.' },
  initializer: { label: 'First weights', help: 'The law that the weights are drawn from before training.' },
  bias: {
    label: 'First biases',
    help: 'Zero sends every line of the first layer through the origin; normal spreads them.',
  },
  networkSeed: { label: 'Seed of the weights', help: 'The same seed draws the same first weights, for both networks.' },

  learningRate: { label: 'Learning rate', help: 'How far one step moves the weights. Too large diverges.' },
  learningRateSlider: 'Learning rate, slider',
  optimizer: { label: 'Optimizer', help: 'How a gradient becomes a step.' },
  momentum: { label: 'Momentum', help: 'Share of the last step that the next one keeps, 0 to 0.9999.' },
  nesterov: { label: 'Nesterov', help: 'Look ahead along the momentum before stepping.' },
  beta1: { label: 'Beta 1', help: 'How slowly Adam’s average of gradients forgets.' },
  beta2: { label: 'Beta 2', help: 'How slowly Adam’s average of squared gradients forgets.' },
  epsilon: { label: 'Epsilon', help: 'Keeps Adam from dividing by nothing.' },
  weightDecay: { label: 'Weight decay', help: 'Pulls every weight towards zero at each step.' },
  batchSize: { label: 'Batch size', help: 'Points per step, 2 to 512. BN takes its means over them while it trains.' },
  batchOrder: { label: 'Batch order', help: 'In which order the training points are visited.' },
  epochs: { label: 'Epochs', help: 'Training stops by itself after so many passes over the data.' },
  batchSeed: { label: 'Seed of the order', help: 'The same seed shuffles alike.' },
  insert: { title: 'When BN is switched on' },

  fill: 'Fill',
  walls: 'Lines of layer',
  wallsHelp: 'Where units of that layer switch on or off.',
  wall: (layer: number) => `Layer ${layer}`,
  decision: { label: 'Decision boundary', help: 'Where the two most likely classes are equally likely.' },
  pointsTitle: 'Points',
  statisticsTitle: 'Statistics that BN is drawn with',
  view: { label: 'Show all of the data', title: 'View' },

  optimizers,
  batchOrders,
  activations,
  initializers,
  biasInitializers,
  splits,
  fills,
  points,
  statistics,
  statisticsHelp,
  inserts,

  summary: {
    data: (set: string, count: string, seed: string) => `${set}, ${count} points, seed ${seed}`,
    moved: ', moved',
    network: (sizes: string, activation: string) => `${sizes} units, ${activation}`,
    training: (optimizer: string, rate: string, batch: string) =>
      `${optimizer}, learning rate ${rate}, batches of ${batch}`,
    picture: (fill: string) => fill,
  },
} as const;
