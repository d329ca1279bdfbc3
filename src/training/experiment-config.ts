import type { DataConfig } from './data-set.js';
import type { NetworkSpec, Normalization } from './network-spec.js';
import type { NormalizationStatistics } from './model-state.js';
import type { TrainingSpec } from './training-spec.js';

/** One experiment: twins with the same first weights, data and batches that differ in their normalisation alone. */
export interface ExperimentConfig {
  readonly data: DataConfig;
  /** Both twins'; classCount and inputDimension follow the data. */
  readonly network: Omit<NetworkSpec, 'normalization' | 'classCount' | 'inputDimension'>;
  /** What each twin starts with. */
  readonly normalizations: readonly Normalization[];
  readonly training: TrainingSpec;
  readonly statistics: NormalizationStatistics;
}

export const presetNames = ['notebook', 'moved-circles', 'moons', 'spirals'] as const;
export type PresetName = (typeof presetNames)[number];
