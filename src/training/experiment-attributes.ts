/** The settings of an experiment as a flat list, in the order of the table. */
import type { ExperimentConfig } from './experiment-config.js';
import { experimentFields, type ExperimentField, type ValueKind } from './experiment-fields.js';
import { isEqual } from './is-equal.js';

type Leaf<T> = T extends string | number | boolean | readonly unknown[] ? T : { [K in keyof T]: Leaf<T[K]> }[keyof T];
/** Any value that a setting may have. */
export type SettingValue = string | Exclude<Leaf<ExperimentConfig>, string>;

/** What any setting's value may be. */
export type SettingKind =
  | ValueKind<string>
  | ValueKind<boolean>
  | ValueKind<number>
  | ValueKind<readonly number[]>
  | ValueKind<ExperimentConfig['normalizations']>
  | ValueKind<ExperimentConfig['data']['customPoints']>;

export interface ExperimentAttribute {
  readonly name: string;
  readonly help: string;
  readonly value: SettingKind;
  /** Where it stands in a configuration. */
  readonly path: readonly string[];
}

const isField = (node: object): node is ExperimentField => 'attribute' in node;

function attributesBelow(node: object, path: readonly string[]): ExperimentAttribute[] {
  if (isField(node)) {
    return [{ name: node.attribute, help: node.help, value: node.value, path }];
  }
  return Object.entries<object>({ ...node }).flatMap(([key, below]) => attributesBelow(below, [...path, key]));
}

export const experimentAttributes: readonly ExperimentAttribute[] = attributesBelow(experimentFields, []);

/** The value of a setting. */
export function settingOf(config: ExperimentConfig, { path }: ExperimentAttribute): SettingValue {
  return path.reduce<unknown>((node, key) => new Map(Object.entries(node as object)).get(key), config) as SettingValue;
}

/** The configuration with another value of a setting; itself where the value is the same. */
export function withSetting(
  config: ExperimentConfig,
  attribute: ExperimentAttribute,
  value: SettingValue,
): ExperimentConfig {
  if (isEqual(settingOf(config, attribute), value)) return config;
  return replaced(config, attribute.path, value) as ExperimentConfig;
}

function replaced(node: unknown, [key, ...rest]: readonly string[], value: SettingValue): unknown {
  if (key === undefined) return value;
  const entries = new Map<string, unknown>(Object.entries(node as object));
  return Object.fromEntries(entries.set(key, replaced(entries.get(key), rest, value)));
}
