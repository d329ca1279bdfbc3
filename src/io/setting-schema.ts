/** Schemas of settings in saved JSON, made from the table of settings: kinds of values; ranges are checked where the experiment is. */
import * as v from 'valibot';
import type { ExperimentField, FieldTree } from '../training/experiment-fields.js';
import type { SettingKind } from '../training/experiment-attributes.js';

const isField = (node: object): node is ExperimentField => 'attribute' in node;

/** A record with a known setting under every name, and nothing else. */
export function settingsSchema<T>(fields: FieldTree<T>): v.GenericSchema<unknown, T> {
  return v.strictObject(Object.fromEntries(schemasOf(fields))) as v.GenericSchema<unknown> as v.GenericSchema<
    unknown,
    T
  >;
}

/** A record of some of the settings, those named in `except` aside. */
export function someSettingsSchema<T, K extends keyof T & string>(
  fields: FieldTree<T>,
  except: readonly K[],
): v.GenericSchema<unknown, Partial<Omit<T, K>>> {
  const entries = schemasOf(fields)
    .filter(([name]) => !except.some((one) => one === name))
    .map(([name, schema]) => [name, v.optional(schema)]);
  return v.strictObject(Object.fromEntries(entries)) as v.GenericSchema<unknown> as v.GenericSchema<
    unknown,
    Partial<Omit<T, K>>
  >;
}

function schemasOf(fields: object): [name: string, schema: v.GenericSchema][] {
  return Object.entries<object>({ ...fields }).map(([name, node]) => [
    name,
    isField(node) ? settingSchema(node) : v.strictObject(Object.fromEntries(schemasOf(node))),
  ]);
}

function settingSchema({ value, before }: ExperimentField): v.GenericSchema {
  const schema = valueSchema(value);
  return before === undefined ? schema : v.optional(schema, before);
}

function valueSchema(value: SettingKind): v.GenericSchema {
  switch (value.kind) {
    case 'boolean':
      return v.boolean();
    case 'choice':
      return v.picklist(value.choices);
    case 'integer':
    case 'number':
      return v.number();
    case 'integers':
      return v.array(v.number());
    case 'networks':
      return v.array(v.picklist(value.choices));
    case 'points':
      return v.array(v.strictObject({ x: v.number(), y: v.number(), label: v.number() }));
    default:
      return value satisfies never;
  }
}
