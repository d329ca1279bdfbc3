/** Settings that are fine one by one and do not go together are changed until they do. */
import type { DataConfig, DataSet } from '../training/data-set.js';
import { makeDataSet } from '../training/datasets/make-data-set.js';
import { validateDataConfig } from '../training/datasets/validate-data-config.js';
import { classCountOf } from '../training/datasets/custom-points.js';
import { validateExperiment, type ExperimentConfig } from '../training/experiment-config.js';
import { InvalidSettingError } from '../training/invalid-setting-error.js';

/** An experiment that works, and what had to be changed, a sentence each. */
export interface SettledExperiment {
  readonly config: ExperimentConfig;
  readonly problems: readonly string[];
}

/** @param base a configuration that works; what cannot be mended comes from there */
export function settleExperiment(given: ExperimentConfig, base: ExperimentConfig): SettledExperiment {
  const problems: string[] = [];
  const say = (problem: string): void => void problems.push(problem);
  const data = settledData(given.data, say);
  const mended = settledBatch(settledWidths({ ...given, data }, say), say);
  const { config, problem } = checked(mended);
  if (config) return { config, problems };
  // What is left are data that leave a class without points, whichever setting is to blame.
  const others = checked(settledBatch({ ...mended, data: base.data }, say));
  if (others.config)
    return { config: others.config, problems: [...problems, `${problem} The data stay ${base.data.set}.`] };
  return { config: base, problems: [...problems, `${problem} The experiment stays as it was.`] };
}

/** From so many points on, no built-in set is without one of a class: the rarest has half of them by coin throws. */
const ENOUGH_POINTS = 200;

/**
 * Points are drawn only where a class may be without one, because texts are read at every keystroke and every change of an
 * attribute.
 *
 * @throws InvalidSettingError for data that cannot be drawn
 */
function sizesOf(data: DataConfig): Pick<DataSet, 'dimension' | 'classCount' | 'train'> {
  const isDrawn = data.set === 'custom' || data.split === 'holdout' || data.sampleCount < ENOUGH_POINTS;
  if (isDrawn) return makeDataSet(data);
  validateDataConfig(data);
  const none = { positions: new Float32Array(0), labels: new Uint8Array(0) };
  return { dimension: 2, classCount: data.classCount, train: { ...none, count: data.sampleCount } };
}

function checked(config: ExperimentConfig): { readonly config: ExperimentConfig | null; readonly problem: string } {
  try {
    validateExperiment(config, sizesOf(config.data));
    return { config, problem: '' };
  } catch (error) {
    if (!(error instanceof InvalidSettingError)) throw error;
    return { config: null, problem: error.message };
  }
}

function settledData(data: DataConfig, say: (problem: string) => void): DataConfig {
  if (data.set !== 'custom') return data;
  const classCount = classCountOf(data.customPoints);
  if (classCount !== data.classCount) say(`classes is ${classCount}, as many as your points are of.`);
  if (data.split === 'holdout' || data.testFraction === 0) return { ...data, classCount };
  say('test-split is holdout, because new points cannot be drawn like your own.');
  return { ...data, classCount, split: 'holdout' };
}

/** Layer and group normalization need groups of at least 2 units in every layer. */
function settledWidths(config: ExperimentConfig, say: (problem: string) => void): ExperimentConfig {
  const { normalizations, network } = config;
  if (!normalizations.some((one) => one === 'layer' || one === 'group')) return config;
  const hiddenWidths = network.hiddenWidths.map((width) => Math.max(2, width));
  if (hiddenWidths.some((width, layer) => width !== network.hiddenWidths[layer])) {
    say('widths of 1 were raised to 2: a unit alone has nothing to be normalized with.');
  }
  const divides = (groups: number): boolean =>
    hiddenWidths.every((width) => width % groups === 0 && width / groups >= 2);
  let { groups } = network;
  if (normalizations.includes('group') && !divides(groups)) {
    while (!divides(groups)) groups--;
    say(`groups ${network.groups} was reduced to ${groups}, which divides every width into groups of at least 2.`);
  }
  return { ...config, network: { ...network, hiddenWidths, groups } };
}

function settledBatch(config: ExperimentConfig, say: (problem: string) => void): ExperimentConfig {
  const { data, training } = config;
  const count = data.set === 'custom' ? data.customPoints.length : data.sampleCount;
  const trainCount = data.split === 'holdout' ? count - Math.ceil(data.testFraction * count) : count;
  if (training.batchSize <= trainCount || trainCount < 2) return config;
  say(`batch-size ${training.batchSize} was reduced to ${trainCount}, as there are no more training points.`);
  return { ...config, training: { ...training, batchSize: trainCount } };
}
