import type { DataConfig, DataSet } from './data-set.js';
import { requireChoice, requireInteger } from './invalid-setting-error.js';
import { normalizationStatistics } from './model-state.js';
import type { NormalizationStatistics } from './model-state.js';
import { validateNetworkSpec } from './network-spec.js';
import type { NetworkSpec, Normalization } from './network-spec.js';
import { validateTrainingSpec } from './training-spec.js';
import type { TrainingSpec } from './training-spec.js';

/** One experiment: twins with the same first weights, data and batches that differ in their normalisation alone. */
export interface ExperimentConfig {
  readonly data: DataConfig;
  /** Both twins'; classCount and inputDimension follow the data. */
  readonly network: Omit<NetworkSpec, 'normalization' | 'classCount' | 'inputDimension'>;
  /** What each twin starts with, 1 to 4 networks. */
  readonly normalizations: readonly Normalization[];
  readonly training: TrainingSpec;
  readonly statistics: NormalizationStatistics;
}

export const presetNames = ['notebook', 'moved-circles', 'moons', 'spirals'] as const;
export type PresetName = (typeof presetNames)[number];

/** One spec per network, in the order of `normalizations`. */
export function networkSpecs(
  config: Pick<ExperimentConfig, 'network' | 'normalizations'>,
  data: Pick<DataSet, 'dimension' | 'classCount'>,
): NetworkSpec[] {
  return config.normalizations.map((normalization) => ({
    ...config.network,
    normalization,
    inputDimension: data.dimension,
    classCount: data.classCount,
  }));
}

/**
 * Checks everything but `config.data`, which whatever made `data` from it has checked.
 *
 * @param data the points that `config.data` describes
 * @throws InvalidSettingError naming the first field that is out of range, or at odds with the data
 */
export function validateExperiment(
  config: ExperimentConfig,
  data: Pick<DataSet, 'dimension' | 'classCount' | 'train'>,
): void {
  requireInteger('normalizations.length', config.normalizations.length, 1, 4);
  networkSpecs(config, data).forEach(validateNetworkSpec);
  validateTrainingSpec(config.training, data.train.count);
  requireChoice('statistics', config.statistics, normalizationStatistics);
}

/**
 * What a change asks of a running experiment. `live`: acts at the next step, weights and counters stay; `restart`: new
 * data or networks, from step 0.
 */
export type ChangeKind = 'none' | 'live' | 'restart';

/** A new field of the configuration has to choose. */
const kinds = {
  data: 'restart',
  network: 'restart',
  normalizations: 'restart',
  training: 'live',
  statistics: 'live',
} as const satisfies Record<keyof ExperimentConfig, ChangeKind>;

/** The least that does justice to every difference between the two. Data that only moved are `live`. */
export function kindOfChange(before: ExperimentConfig, after: ExperimentConfig): ChangeKind {
  const changed = new Set<ChangeKind>();
  for (const field of ['data', 'network', 'normalizations', 'training', 'statistics'] as const) {
    if (isEqual(before[field], after[field])) continue;
    changed.add(field === 'data' && isSameCloud(before.data, after.data) ? 'live' : kinds[field]);
  }
  if (changed.has('restart')) return 'restart';
  return changed.has('live') ? 'live' : 'none';
}

/** True where the two describe the same points, wherever they are placed. */
export function isSameCloud(a: DataConfig, b: DataConfig): boolean {
  return isEqual({ ...a, placement: null }, { ...b, placement: null });
}

/** Equality of plain values, lists and records; undefined and absent fields are the same. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = new Map(Object.entries(a));
  const right = new Map(Object.entries(b));
  return [...new Set([...left.keys(), ...right.keys()])].every((key) => isEqual(left.get(key), right.get(key)));
}
