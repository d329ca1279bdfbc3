import { defaultDataConfig, pointsAsGiven } from '../training/datasets/catalog.js';
import { makeDataSet } from '../training/datasets/make-data-set.js';
import { dataSetNames, testSplits, type DataConfig, type DataSet, type DataSetName } from '../training/data-set.js';
import { InvalidSettingError } from '../training/invalid-setting-error.js';
import { InvalidFileError } from '../io/invalid-file-error.js';
import { readFile } from '../io/read-file.js';
import { CommandError, UsageError } from './errors.js';
import { isFileName, readInput } from './files.js';
import { choice, number, refuse, wholeNumber } from './values.js';

const generated = dataSetNames.filter((name) => name !== 'custom');

/** What may follow a generator's name, as in `circles:samples=500,noise=0.1,seed=42`, and the setting that it is. */
const parameters = {
  samples: { field: 'sampleCount', read: wholeNumber },
  noise: { field: 'noise', read: number },
  seed: { field: 'seed', read: wholeNumber },
  classes: { field: 'classCount', read: wholeNumber },
  split: { field: 'split', read: choice(testSplits) },
  test: { field: 'testFraction', read: number },
  dx: { field: 'placement.dx', read: number },
  dy: { field: 'placement.dy', read: number },
  scale: { field: 'placement.scale', read: number },
  rotation: { field: 'placement.rotation', read: number },
} as const;

/** scikit-learn's names of these parameters, for those who copy a call. */
const scikitNames: Readonly<Partial<Record<DataSetName, Readonly<Record<string, keyof typeof parameters>>>>> = {
  circles: { n_samples: 'samples', random_state: 'seed' },
  moons: { n_samples: 'samples', random_state: 'seed' },
  blobs: { n_samples: 'samples', random_state: 'seed', centers: 'classes', cluster_std: 'noise' },
  classification: { n_samples: 'samples', random_state: 'seed', n_classes: 'classes', flip_y: 'noise' },
};

export const dataHelp = `training points: a generator with its parameters, or a file: CSV, lines of x, y, class;
or JSON, {"X": [[x, y], ...], "y": [class, ...]}
generators: ${generated.slice(0, 4).join(', ')} (scikit-learn's, equal for equal seeds),
  ${generated.slice(4).join(', ')}; parameters: ${Object.keys(parameters).slice(0, 4).join(', ')},
  ${Object.keys(parameters).slice(4).join(', ')}, as in circles:samples=500,noise=0.1,seed=42
points of a file keep their order`;

/**
 * The data set that `--data` describes.
 *
 * @throws UsageError naming the option and the parameter; CommandError or InvalidFileError naming the file
 */
export function dataConfigFrom(value: string, flag: string): DataConfig {
  if (isFileName(value)) return pointsOf(value);
  const [name, list = ''] = value.split(/:(.*)/s, 2) as [string, string?];
  const set = generated.find((one) => one === name);
  if (!set) {
    return refuse(
      flag,
      value,
      `${generated.join(', ')} with parameters, as in circles:seed=42, or a file like points.csv`,
    );
  }
  return list
    .split(',')
    .filter((part) => part !== '')
    .reduce((config, part) => withParameter(config, part, flag), defaultDataConfig(set));
}

function pointsOf(file: string): DataConfig {
  const read = readFile(file, readInput(file));
  if (read.kind !== 'points') {
    const accepted = 'points: lines of x, y, class, or JSON with X and y';
    throw new InvalidFileError(file, read.kind === 'network' ? 'it has weights' : 'it is an experiment', accepted);
  }
  return pointsAsGiven(read.points, read.classNames.length);
}

function withParameter(config: DataConfig, part: string, flag: string): DataConfig {
  const equals = part.indexOf('=');
  const [written, value] = equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
  const key = new Map(Object.entries(scikitNames[config.set] ?? {})).get(written) ?? written;
  if (!Object.hasOwn(parameters, key)) {
    const allowed = `parameters ${Object.keys(parameters).join(', ')}, as in samples=500; other points as a file`;
    return refuse(flag, part, allowed);
  }
  const { field, read } = parameters[key as keyof typeof parameters];
  const setting = read(value, `${written} of ${flag}`);
  const inner = /^placement\.(.*)$/.exec(field)?.[1];
  return inner === undefined
    ? { ...config, [field]: setting }
    : { ...config, placement: { ...config.placement, [inner]: setting } };
}

/**
 * @param source what the settings are from: an option, or a file
 * @throws UsageError, CommandError in terms of the option or the file
 */
export function dataSetOf(config: DataConfig, source: string, isFromOption: boolean): DataSet {
  try {
    return makeDataSet(config);
  } catch (error) {
    if (!(error instanceof InvalidSettingError)) throw error;
    const key = Object.entries(parameters).find(([, { field }]) => field === error.field)?.[0];
    if (isFromOption && key)
      throw new UsageError(`${key} of ${source} is ${String(error.value)}; allowed: ${error.allowed}`);
    throw new CommandError(`${source}: ${error.message}`);
  }
}

/** @param source of the points, all of which are one batch */
export const smallBatchNote = (source: string, count: number): string =>
  `a batch is ${count} points, as ${source} has no more to train on; --batch-size names another size\n`;
