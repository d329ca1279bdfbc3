import { readFileSync } from 'node:fs';
import { parseSafetensors, type SafetensorsFile } from './safetensors-format.js';

export type { SafetensorsFile, Tensor } from './safetensors-format.js';

/**
 * Reads a .safetensors file of F64, F32, I32 and U8 tensors.
 *
 * @param path absolute, or relative to the root of the repository
 * @throws Error naming a tensor of another type
 */
export function readSafetensors(path: string): SafetensorsFile {
  return parseSafetensors(path, new Uint8Array(readFileSync(path)));
}
