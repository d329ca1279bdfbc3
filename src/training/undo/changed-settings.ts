import type { ExperimentConfig } from '../experiment-config.js';
import { isEqual } from '../is-equal.js';

/** A setting that two configurations have different values of. */
export interface ChangedSetting {
  /** Its fields from the configuration down, as `training.learningRate`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What is different between two configurations, setting by setting; lists are one setting each. */
export function changedSettings(before: ExperimentConfig, after: ExperimentConfig): readonly ChangedSetting[] {
  return differences('', before, after);
}

function differences(path: string, before: unknown, after: unknown): ChangedSetting[] {
  if (isEqual(before, after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [{ path, before, after }];
  const former = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([name, value]) =>
    differences(path ? `${path}.${name}` : name, former.get(name), value),
  );
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
