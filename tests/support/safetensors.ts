import { readFileSync } from 'node:fs';
import * as product from '../../src/io/safetensors.js';
import type { Tensor } from '../../src/io/safetensors.js';

/** A file of the fixtures with all its tensors read. */
export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** @param path absolute, or relative to the root of the repository */
export function readSafetensors(path: string): SafetensorsFile {
  const { entries, metadata, tensor } = product.readSafetensors(path, new Uint8Array(readFileSync(path)));
  return { tensors: new Map([...entries.keys()].map((name) => [name, tensor(name)])), metadata };
}
