/** Words of undoing: what an edit is called, after "Undo: ". Functions take values that are already formatted. */
import type { ExperimentConfig, PresetName } from '../../training/experiment-config.js';
import { presets } from '../../training/presets.js';
import type { chartStrings } from '../spline-chart/chart-strings.js';

type Leaf<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string | number | boolean | readonly unknown[]
    ? `${Prefix}${K}`
    : Leaf<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** A setting by its fields from the configuration down; `changedSettings` names them alike. */
type SettingPath = Leaf<ExperimentConfig>;

/** Those that the chart names, too, have their names there. */
type ChartPath = `training.${keyof typeof chartStrings.settings}`;

const settings: Record<Exclude<SettingPath, ChartPath>, string> = {
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
  'training.epochs': 'epochs',
  statistics: 'statistics of the picture',
};

const presetNames = Object.fromEntries(Object.entries(presets).map(([name, { label }]) => [name, label])) as Readonly<
  Record<PresetName, string>
>;

export const undoStrings = {
  undo: (what: string) => `Undo: ${what}`,
  redo: (what: string) => `Do again: ${what}`,
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to do again',
  restoring: 'The run is being brought back',
  undone: (what: string) => `Undone: ${what}.`,
  redone: (what: string) => `Done again: ${what}.`,
  settings: settings as Readonly<Record<string, string | undefined>>,
  change: (name: string, before: string, after: string) => `${name} ${before} to ${after}`,
  many: (count: string) => `${count} settings`,
  on: 'on',
  off: 'off',
  dataMoved: 'data moved',
  pointsMoved: 'points moved',
  pointsDrawn: 'points drawn',
  presetNames,
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
