/** What a file of weights says about the data that its network was trained on. */
import * as v from 'valibot';
import type { DataConfig } from '../training/data-set.js';
import { defaultDataConfig } from '../training/datasets/catalog.js';
import { makeDataSet } from '../training/datasets/make-data-set.js';
import { experimentFields } from '../training/experiment-fields.js';
import { InvalidSettingError } from '../training/invalid-setting-error.js';
import { shortened } from './invalid-file-error.js';
import { settingsSchema } from './setting-schema.js';

const dataSchema = settingsSchema<DataConfig>(experimentFields.data);

/** By the names that recorded networks give them: scikit-learn's generators with seed 42. */
const recorded: Readonly<Record<string, DataConfig>> = {
  circles42: { ...defaultDataConfig('circles'), sampleCount: 500, noise: 0.1, seed: 42 },
  moons42: { ...defaultDataConfig('moons'), sampleCount: 500, noise: 0.2, seed: 42 },
  blobs42: { ...defaultDataConfig('blobs'), sampleCount: 300, noise: 1, classCount: 3, seed: 42 },
};

/** Data that can be made again, or what the file calls others. */
export type StoredData = { readonly config: DataConfig } | { readonly unknown: string };

export const storeData = (config: DataConfig): string => JSON.stringify(config);

/**
 * @param text as `storeData` makes it, or a name of recorded data; undefined where the file says nothing
 * @param classCount of the network: data of other classes are none that it was trained on
 */
export function parseStoredData(text: string | undefined, classCount: number): StoredData | null {
  if (text === undefined) return null;
  const config = Object.hasOwn(recorded, text) ? recorded[text]! : configFrom(text);
  return config?.classCount === classCount ? { config } : { unknown: shortened(text) };
}

function configFrom(text: string): DataConfig | null {
  try {
    const config = v.parse(dataSchema, JSON.parse(text));
    makeDataSet(config);
    return config;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError || error instanceof InvalidSettingError)
      return null;
    throw error;
  }
}
