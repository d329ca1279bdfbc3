/** Words of the panels: a name and one line of explanation for every setting. What can be chosen has its names in `choiceStrings`. */
import type { Activation, BiasInitializer, Initializer, Normalization } from '../../training/network-spec.js';
import type { NormalizationStatistics } from '../../training/model-state.js';
import type { BatchOrder, Optimizer } from '../../training/training-spec.js';
import type { DataSetName, PointOrder } from '../../training/data-set.js';
import type { ExactFill } from '../../geometry/cell-fills.js';
import type { PointSet } from '../../training/picture.js';
import { dataSetCatalog, type DataSetEntry } from '../../training/datasets/catalog.js';

const ofSets = (wordsOf: (entry: DataSetEntry) => string | null): Readonly<Record<DataSetName, string>> =>
  Object.fromEntries(Object.entries(dataSetCatalog).map(([name, entry]) => [name, wordsOf(entry) ?? ''])) as Record<
    DataSetName,
    string
  >;

const optimizersHelp: Record<Optimizer, string> = {
  sgd: 'A step against the gradient of the batch, and a share of the step before.',
  adam: 'Divides the averaged gradient of each weight by its usual size.',
  adamw: 'Adam; weight decay acts on the weights themselves, not through the gradient.',
};
const ordersHelp: Record<PointOrder, string> = {
  given: 'That of the lines, for files whose order means something. Batches that are the same every epoch follow it.',
  shuffled: 'Mixed by the seed, because points are often drawn class by class.',
};
const batchOrdersHelp: Record<BatchOrder, string> = {
  sequential: 'The points keep their order: the same batches in every epoch.',
  shuffled: 'A new order in every epoch, the same for both networks.',
};
const activationsHelp: Record<Activation, string> = {
  relu: 'A unit passes on its sum, or 0 where that is negative.',
  'leaky-relu': 'A unit passes on its sum, or a small share of it where that is negative.',
  abs: 'A unit passes on its sum without its sign.',
};
const normalizersHelp: Record<Normalization, string> = {
  none: 'Both networks start without; the switches put BN in.',
  batch: 'Every unit over the points of the batch. The switches of both networks put it in or out.',
  layer: 'Every point over the units of a layer, which bends lines. The switches of both networks put it in or out.',
  group: 'Every point over groups of units, which bends lines. The switches of both networks put it in or out.',
  rms: 'Every point by its size in a layer, which bends lines. The switches of both networks put it in or out.',
};
const initializersHelp: Record<Initializer, string> = {
  'lecun-normal': 'Bell curve of variance 1 over the number of inputs, cut off at two deviations.',
  'he-normal':
    'Bell curve of variance 2 over the number of inputs, cut off likewise: makes up for what ReLU takes away.',
  'glorot-uniform': 'Evenly between two bounds, by the number of inputs and outputs.',
  'torch-default': 'Evenly within 1 over the square root of the number of inputs, biases too.',
};
const biasInitializersHelp: Record<BiasInitializer, string> = {
  zero: 'Without BN, every line of the first layer starts through the origin.',
  normal: 'Without BN, the lines of the first layer start spread about.',
};
const fillsHelp: Record<ExactFill, string> = {
  confidence: 'The colour of the likelier class, paler where the network is less sure.',
  region: 'Within a cell the same units are on; its colour stays while they do.',
  plain: 'No fill.',
  slope: 'How fast the outputs change at most along a step of length 1: the norm of the slope, one number per cell.',
  area: 'How large each cell is, cut off at the edges of the picture, in squared units of the input.',
  density: 'How much line there is near each place: its length in a small disc, over the area of that disc.',
};
const pointsHelp: Record<PointSet, string> = {
  train: 'Those that the networks train on.',
  all: 'Test points are hollow; no network trains on them.',
  none: 'They are left out of the picture, not of training.',
};
const statisticsHelp: Record<NormalizationStatistics, string> = {
  data: 'Means and variances of every unit over all training points, taken anew for each picture.',
  running:
    'The slow averages that a finished network uses. They start at mean 0 and variance 1, in weights that were opened at those of the file; where BN is switched on later, at those of the data.',
  batch: 'Those of the mini-batch of the last step: the function that this step trained.',
};
const inserts: Record<'align' | 'keep-function', { readonly name: string; readonly help: string }> = {
  align: {
    name: 'Align the lines with the data',
    help: 'Scale 1 and shift 0: the lines jump onto the data, the function changes.',
  },
  'keep-function': {
    name: 'Keep the function',
    help: 'Scale and shift undo the normalization by the whole training set: at the switch the function stays, later steps change it.',
  },
};

export const controlStrings = {
  panels: { data: 'Data', network: 'Network', training: 'Training', picture: 'Picture' },
  notBegun: 'Nothing has begun yet whose settings these could be.',
  restarts: 'These settings restart the run.',
  live: 'These settings act at the next step, without a restart.',
  look: 'These settings change what is drawn, never what is trained.',

  set: 'Data set',
  samples: { label: 'Samples', help: 'Points asked of the generator, 20 to 4,000.' },
  setsHelp: ofSets(({ description }) => description),
  noise: { labels: ofSets(({ noise }) => noise?.label ?? null), help: 'How much chance blurs the points.' },
  classes: { label: 'Classes', help: 'How many kinds of points there are.' },
  order: { label: 'Order of the points' },
  ordersHelp,
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
    help: 'One point on each line: x, y, class. Classes count from 0. Or draw them with “Edit points” in a picture.',
    line: (number: string) => `line ${number}`,
    needed: 'x, y, class, for example 0.5, -1, 1',
  },

  depth: { label: 'Hidden layers', help: 'Layers between the input and the output, 1 to 8.' },
  width: (layer: string) => `Units in layer ${layer}`,
  widthHelp: {
    first: 'Each unit of this layer draws one straight line; 1 to 256 units.',
    later:
      'Lines that bend where they cross those of earlier layers: in one piece, in several or none; 1 to 256 units.',
  },
  activation: { label: 'Activation' },
  slope: { label: 'Slope below zero', help: 'Of Leaky ReLU; 0 is ReLU, 1 is a straight line.' },
  normalizer: { label: 'Normalization of the second network' },
  groups: { label: 'Groups', help: 'Of neighbouring units. Must divide every layer, at least 2 units each.' },
  initializer: { label: 'First weights' },
  bias: { label: 'First biases' },
  networkSeed: { label: 'Seed of the weights', help: 'The same seed draws the same first weights, for both networks.' },

  learningRate: { label: 'Learning rate', help: 'How far one step moves the weights. Too large diverges.' },
  learningRateSlider: 'Learning rate, slider',
  optimizer: { label: 'Optimizer' },
  momentum: { label: 'Momentum', help: 'Share of the last step that the next one keeps, 0 to 0.9999.' },
  nesterov: { label: 'Nesterov', help: 'Look ahead along the momentum before stepping.' },
  beta1: { label: 'Beta 1', help: 'How slowly Adam’s average of gradients forgets.' },
  beta2: { label: 'Beta 2', help: 'How slowly Adam’s average of squared gradients forgets.' },
  epsilon: { label: 'Epsilon', help: 'Keeps Adam from dividing by nothing.' },
  weightDecay: { label: 'Weight decay', help: 'Pulls every weight towards zero at each step.' },
  batchSize: { label: 'Batch size', help: 'Points per step, 2 to 512. BN takes its means over them while it trains.' },
  batchOrder: { label: 'Batch order' },
  epochs: { label: 'Epochs', help: 'Training stops by itself after so many passes over the training points.' },
  batchSeed: { label: 'Seed of the order', help: 'The same seed shuffles alike.' },
  insert: { title: 'When BN is switched on' },

  fill: 'Fill',
  walls: 'Lines of layer',
  wallsHelp: 'Where the sum that a unit of that layer takes in is 0.',
  wall: (layer: string) => `Layer ${layer}`,
  exactLines: {
    label: 'Exact lines',
    help: 'Drawn from the polygons of the cells, computed to 15 digits, in place of the GPU’s; they follow a little later.',
  },
  disc: { label: 'Nearest-wall disc', help: 'About the point that you read: up to the nearest line, across none.' },
  decision: { label: 'Decision boundary', help: 'Where the two most likely classes are equally likely.' },
  pointsTitle: 'Points',
  statisticsTitle: 'Statistics that BN is drawn with',
  view: { label: 'Show all of the data', title: 'View' },

  optimizersHelp,
  batchOrdersHelp,
  activationsHelp,
  normalizersHelp,
  initializersHelp,
  biasInitializersHelp,
  fillsHelp,
  pointsHelp,
  statisticsHelp,
  inserts,

  /** @param field as attributes and files name it */
  refused: (field: string, value: string, allowed: string) => `${field} is ${value}; allowed: ${allowed}.`,
  allowed: {
    whole: (from: string, to: string) => `whole numbers from ${from} to ${to}`,
    number: (from: string, to: string) => `numbers from ${from} to ${to}`,
  },
} as const;
