/** Words of undoing: what an edit is called, after "Undo: ". Functions take values that are already formatted. */
import type { ExperimentConfig } from '../../training/experiment-config.js';
import { dataSetCatalog } from '../../training/datasets/catalog.js';
import * as choices from '../spline-controls/choice-strings.js';
import { strings } from '../strings.js';

type Leaf<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string | number | boolean | readonly unknown[]
    ? `${Prefix}${K}`
    : Leaf<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** A setting by its fields from the configuration down; `changedSettings` names them alike. */
type SettingPath = Leaf<ExperimentConfig>;

const settings: Record<SettingPath, string> = {
  'data.set': 'data set',
  'data.sampleCount': 'samples',
  'data.noise': 'noise',
  'data.seed': 'seed of the data',
  'data.classCount': 'classes',
  'data.split': 'test points',
  'data.testFraction': 'share of test points',
  'data.placement.dx': 'move right',
  'data.placement.dy': 'move up',
  'data.placement.scale': 'scale',
  'data.placement.rotation': 'turn',
  'data.customPoints': 'your points',
  'data.order': 'order of the points',
  'network.hiddenWidths': 'hidden units',
  'network.activation': 'activation',
  'network.negativeSlope': 'slope below zero',
  'network.groups': 'groups',
  'network.initializer': 'first weights',
  'network.biasInitializer': 'first biases',
  'network.seed': 'seed of the weights',
  normalizations: 'normalization at the start',
  'training.optimizer': strings.chart.settings.optimizer,
  'training.learningRate': strings.chart.settings.learningRate,
  'training.momentum': strings.chart.settings.momentum,
  'training.nesterov': strings.chart.settings.nesterov,
  'training.beta1': strings.chart.settings.beta1,
  'training.beta2': strings.chart.settings.beta2,
  'training.epsilon': strings.chart.settings.epsilon,
  'training.weightDecay': strings.chart.settings.weightDecay,
  'training.batchSize': strings.chart.settings.batchSize,
  'training.batchOrder': strings.chart.settings.batchOrder,
  'training.accuracyInTrainingMode': strings.chart.settings.accuracyInTrainingMode,
  'training.epochs': 'epochs',
  'training.seed': strings.chart.settings.seed,
  statistics: 'statistics of the picture',
};

/** Of the settings that are chosen among names. */
const values: Partial<Record<SettingPath, Readonly<Record<string, string>>>> = {
  'data.set': Object.fromEntries(Object.entries(dataSetCatalog).map(([name, { label }]) => [name, label])),
  'data.split': choices.splits,
  'data.order': choices.orders,
  'network.activation': choices.activations,
  'network.initializer': choices.initializers,
  'network.biasInitializer': choices.biasInitializers,
  normalizations: choices.normalizers,
  'training.optimizer': choices.optimizers,
  'training.batchOrder': choices.batchOrders,
  statistics: choices.statistics,
};

export const undoStrings = {
  undo: (what: string) => `Undo: ${what}`,
  redo: (what: string) => `Do again: ${what}`,
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to do again',
  restoring: 'The run is being brought back',
  undone: (what: string) => `Undone: ${what}.`,
  redone: (what: string) => `Done again: ${what}.`,
  settings: settings as Readonly<Record<string, string | undefined>>,
  values: values as Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>,
  change: (name: string, before: string, after: string) => `${name} ${before} to ${after}`,
  several: (names: string) => names,
  many: (count: string) => `${count} settings`,
  on: 'on',
  off: 'off',
  dataMoved: 'data moved',
  pointsMoved: 'points moved',
  pointsDrawn: 'points drawn',
  preset: (name: string) => `experiment ${name}`,
  opened: 'opening',
  restart: (step: string) => `restart at step ${step}`,
  branch: (step: string) => `branch from step ${step}`,
  toOriginal: 'back to the original',
  halfRate: (before: string, after: string) => `learning rate ${before} to ${after} and back about 100 steps`,
  switched: (what: string, network: string) => `${what}, ${network}`,
  picture: {
    fill: 'fill of the picture',
    walls: 'lines of the picture',
    decisionBoundary: 'decision boundary of the picture',
    exactLines: 'exact lines',
    points: 'points of the picture',
    nearestWallDisc: 'nearest-wall disc',
    several: 'look of the picture',
  },
} as const;
