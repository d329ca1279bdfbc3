import { readFile } from '../io/read-file.js';
import {
  networkCounts,
  presetNames,
  validateExperiment,
  type ExperimentConfig,
} from '../training/experiment-config.js';
import { areBatchesByClass } from '../training/class-blocks.js';
import { InvalidSettingError } from '../training/invalid-setting-error.js';
import { normalizationStatistics } from '../training/model-state.js';
import { activations, biasInitializers, initializers, normalizations } from '../training/network-spec.js';
import { presets } from '../training/presets.js';
import type { ChangeMark, SwitchMark } from '../training/session-types.js';
import { batchOrders, optimizers } from '../training/training-spec.js';
import type { DataSet } from '../training/data-set.js';
import { dataConfigFrom, dataHelp, dataSetOf, smallBatchNote } from './data-option.js';
import { CommandError, UsageError } from './errors.js';
import { isFileName, readInput } from './files.js';
import type { Options, OptionTable } from './options.js';
import type { Terminal } from './terminal.js';
import { choice, choicesOf, number, seedNumber, wholeNumber, wholeNumbers } from './values.js';

/** Options that replace settings of an experiment. */
export const experimentOptions = {
  data: { value: 'DATA', synonyms: ['dataset', 'points'], help: dataHelp },
  norm: {
    value: 'LIST',
    synonyms: ['normalization', 'normalisation', 'bn'],
    help: `one network for each of: ${normalizations.join(', ')}; with commas between them`,
  },
  widths: { value: 'LIST', synonyms: ['layers', 'units', 'hidden'], help: 'units of each hidden layer, as in 64,64' },
  activation: { value: 'NAME', synonyms: ['act'], help: activations.join(', ') },
  slope: { value: 'S', help: 'slope of leaky-relu below 0' },
  groups: { value: 'G', help: 'groups of units of each layer under group normalization' },
  initializer: { value: 'NAME', help: initializers.join(', ') },
  'bias-initializer': { value: 'NAME', help: biasInitializers.join(', ') },
  seed: { value: 'N', help: 'seed of the first weights' },
  optimizer: { value: 'NAME', help: optimizers.join(', ') },
  rate: { value: 'R', synonyms: ['lr', 'learning-rate'], help: 'learning rate' },
  momentum: { value: 'M', help: 'of sgd' },
  nesterov: { help: "sgd with Nesterov's momentum" },
  'weight-decay': { value: 'D', synonyms: ['wd'], help: 'added to the gradient; with adamw decoupled from it' },
  'batch-size': {
    value: 'B',
    synonyms: ['batch', 'bs'],
    help: 'rows of a batch; an incomplete last batch is dropped.\nWithout it, as many as the points of --data if these are fewer',
  },
  'batch-order': { value: 'NAME', help: batchOrders.join(', ') },
  'batch-seed': { value: 'N', help: 'seed of shuffled batches' },
  'double-statistics': {
    help: 'measure the accuracy on each batch after its step in training mode, as the\nnotebook does, which updates the running statistics a second time',
  },
  statistics: {
    value: 'NAME',
    help: `means and variances that BN is evaluated with: ${normalizationStatistics.join(', ')}`,
  },
} as const satisfies OptionTable;

type ExperimentOptions = Options<typeof experimentOptions>;

/** The option that sets a field, for refusals. Seeds are checked where they are read. */
const optionOf: Readonly<Record<string, keyof typeof experimentOptions>> = {
  'normalizations.length': 'norm',
  normalization: 'norm',
  hiddenWidths: 'widths',
  activation: 'activation',
  negativeSlope: 'slope',
  groups: 'groups',
  learningRate: 'rate',
  momentum: 'momentum',
  weightDecay: 'weight-decay',
  batchSize: 'batch-size',
};

export interface Experiment {
  /** Where it is from, for refusals: a preset's name or a file. */
  readonly source: string;
  readonly config: ExperimentConfig;
  readonly data: DataSet;
}

/** An experiment before options replace some of its settings. */
export interface AskedExperiment {
  readonly config: ExperimentConfig;
  /** Switches of normalisation during the run. */
  readonly marks: readonly SwitchMark[];
  /** Moved data and changed settings of a run that was saved, which are not made again. */
  readonly changes?: readonly ChangeMark[];
}

/** @throws UsageError where there is no such preset; CommandError or InvalidFileError naming the file */
export function readExperiment(name: string): AskedExperiment {
  const preset = presetNames.find((one) => one === name);
  if (preset) return { config: presets[preset].config, marks: [] };
  if (isFileName(name)) {
    const read = readFile(name, readInput(name));
    if (read.kind === 'experiment') return read;
    const [what, option] = read.kind === 'network' ? ['weights', 'init'] : ['points', 'data'];
    throw new CommandError(`${name}: it has ${what}, no experiment; --${option} ${name} trains with them`);
  }
  throw new UsageError(
    `there is no preset ${JSON.stringify(name)}; presets: ${presetNames.join(', ')}; or a file like experiment.json`,
  );
}

export function withOptions(config: ExperimentConfig, options: ExperimentOptions): ExperimentConfig {
  const { network, training } = config;
  const over = <T>(name: keyof typeof experimentOptions, read: (value: string, flag: string) => T, kept: T): T =>
    options.read(name, read) ?? kept;
  return {
    data: over('data', dataConfigFrom, config.data),
    normalizations: over('norm', choicesOf(normalizations, networkCounts[1]), config.normalizations),
    network: {
      ...network,
      hiddenWidths: over('widths', wholeNumbers, network.hiddenWidths),
      activation: over('activation', choice(activations), network.activation),
      negativeSlope: over('slope', number, network.negativeSlope),
      groups: over('groups', wholeNumber, network.groups),
      initializer: over('initializer', choice(initializers), network.initializer),
      biasInitializer: over('bias-initializer', choice(biasInitializers), network.biasInitializer),
      seed: over('seed', seedNumber, network.seed),
    },
    training: {
      ...training,
      optimizer: over('optimizer', choice(optimizers), training.optimizer),
      learningRate: over('rate', number, training.learningRate),
      momentum: over('momentum', number, training.momentum),
      nesterov: options.has('nesterov') || training.nesterov,
      weightDecay: over('weight-decay', number, training.weightDecay),
      batchSize: over('batch-size', wholeNumber, training.batchSize),
      batchOrder: over('batch-order', choice(batchOrders), training.batchOrder),
      seed: over('batch-seed', seedNumber, training.seed),
      accuracyInTrainingMode: options.has('double-statistics') || training.accuracyInTrainingMode,
    },
    statistics: over('statistics', choice(normalizationStatistics), config.statistics),
  };
}

/**
 * The experiment with its points, checked. Batches that are larger than the points of `--data` become as large as these.
 *
 * @throws UsageError naming the option, or CommandError naming the file, whose setting is refused
 */
export function checkedExperiment(
  source: string,
  asked: ExperimentConfig,
  options: ExperimentOptions,
  terminal: Terminal,
): Experiment {
  const isDataGiven = options.has('data');
  const data = dataSetOf(asked.data, isDataGiven ? '--data' : source, isDataGiven);
  const { count } = data.train;
  const areBatchesCut = isDataGiven && !options.has('batch-size') && asked.training.batchSize > count;
  const config = areBatchesCut ? { ...asked, training: { ...asked.training, batchSize: count } } : asked;
  try {
    validateExperiment(config, data);
  } catch (error) {
    if (!(error instanceof InvalidSettingError)) throw error;
    const option = optionOf[error.field.replace(/\[\d+\]$/, '')];
    if (!option) throw new CommandError(`${source}: ${error.message}`);
    if (!options.has(option)) throw new CommandError(`${source}: ${error.message} --${option} replaces it.`);
    throw new UsageError(`--${option} is ${JSON.stringify(error.value)}; allowed: ${error.allowed}`);
  }
  const points = options.text('data') ?? source;
  if (areBatchesCut) terminal.note(smallBatchNote(points, count));
  if (areBatchesByClass(config.training, data.train)) {
    terminal.note(
      `the points of ${points} lie class by class, and so do the batches; --batch-order shuffled mixes them\n`,
    );
  }
  return { source, config, data };
}
