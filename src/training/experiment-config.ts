import type { DataConfig, DataSet } from './data-set.js';
import { requireChoice, requireInteger } from './invalid-setting-error.js';
import { isEqual } from './is-equal.js';
import { normalizationStatistics } from './model-state.js';
import type { NormalizationStatistics } from './model-state.js';
import { isPiecewiseAffine, validateNetworkSpec } from './network-spec.js';
import type { NetworkSpec, Normalization, Normalizer } from './network-spec.js';
import { validateTrainingSpec } from './training-spec.js';
import type { TrainingSpec } from './training-spec.js';

/** One experiment: twins with the same first weights, data and batches that differ in their normalisation alone. */
export interface ExperimentConfig {
  readonly data: DataConfig;
  /** Both twins'; classCount and inputDimension follow the data. */
  readonly network: Omit<NetworkSpec, 'normalization' | 'classCount' | 'inputDimension'>;
  /** What each twin starts with; `networkCounts` says how many there may be. */
  readonly normalizations: readonly Normalization[];
  readonly training: TrainingSpec;
  readonly statistics: NormalizationStatistics;
}

/** Fewest and most networks of an experiment. */
export const networkCounts = [1, 4] as const;

export const presetNames = ['circles', 'moved-circles', 'moons', 'spirals', 'notebook'] as const;
export type PresetName = (typeof presetNames)[number];

/** What a switch puts into a network without a normaliser: that of the first network that has one, else BN. */
export function insertedNormalization({ normalizations }: Pick<ExperimentConfig, 'normalizations'>): Normalizer {
  return normalizations.find((normalization) => normalization !== 'none') ?? 'batch';
}

/**
 * What a network of a running experiment can be switched to. Engines prepare what normalises single samples when a run is
 * loaded, and widths are checked against what its networks start with.
 */
export function switchableNormalizations({
  normalizations,
}: Pick<ExperimentConfig, 'normalizations'>): Normalization[] {
  return [...new Set<Normalization>(['none', 'batch', ...normalizations])];
}

/**
 * @param insert how BN is put in; no scale and shift could keep the function under other normalisers
 * @throws InvalidSettingError
 */
export function validateSwitch(
  config: ExperimentConfig,
  model: number,
  to: Normalization,
  insert: 'align' | 'keep-function',
): void {
  requireInteger('model', model, 0, config.normalizations.length - 1);
  requireChoice('to', to, switchableNormalizations(config));
  requireChoice('insert', insert, isPiecewiseAffine(to) ? ['align', 'keep-function'] : ['align']);
}

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
  requireInteger('normalizations.length', config.normalizations.length, ...networkCounts);
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

/**
 * The least that does justice to every difference between the two. Data that only moved are `live`, as a cloud or each point
 * by itself.
 */
export function kindOfChange(before: ExperimentConfig, after: ExperimentConfig): ChangeKind {
  const changed = new Set<ChangeKind>();
  for (const field of ['data', 'network', 'normalizations', 'training', 'statistics'] as const) {
    if (isEqual(before[field], after[field])) continue;
    changed.add(field === 'data' && areSamePoints(before.data, after.data) ? 'live' : kinds[field]);
  }
  if (changed.has('restart')) return 'restart';
  return changed.has('live') ? 'live' : 'none';
}

/** True where the two describe the same points, wherever they are placed. */
export function isSameCloud(a: DataConfig, b: DataConfig): boolean {
  return isEqual({ ...a, placement: null }, { ...b, placement: null });
}

/** True where the two have the same points, or own points as many and of the same classes in the same order: all they did is move. */
export function areSamePoints(a: DataConfig, b: DataConfig): boolean {
  const isOwn = a.set === 'custom' && b.set === 'custom';
  const labels = ({ customPoints }: DataConfig): number[] => customPoints.map(({ label }) => label);
  return isSameCloud(a, isOwn && isEqual(labels(a), labels(b)) ? { ...b, customPoints: a.customPoints } : b);
}
