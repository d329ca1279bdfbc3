import { InvalidFileError } from '../io/invalid-file-error.js';
import { networkFromJson } from '../io/network-json.js';
import { readNetworkSafetensors } from '../io/network-safetensors.js';
import type { ReadNetwork, ReadNetworkOptions } from '../io/network-tensors.js';
import { isSafetensors } from '../io/read-file.js';
import { CommandError } from './errors.js';
import { readInput } from './files.js';

/**
 * A network from a file of weights, safetensors or JSON, whatever its name.
 *
 * @throws CommandError or InvalidFileError naming the file
 */
export function readNetwork(path: string, options: ReadNetworkOptions = {}): ReadNetwork {
  const bytes = readInput(path);
  if (isSafetensors(bytes)) return readNetworkSafetensors(path, bytes, options);
  if (isJson(bytes)) return networkFromJson(path, parseJson(path, bytes), options);
  throw new InvalidFileError(path, 'it is neither safetensors nor JSON', 'weights of a network');
}

/** Whether it begins as an object or a list does. */
const isJson = (bytes: Uint8Array): boolean => /^\s*[{[]/.test(new TextDecoder().decode(bytes));

/** @throws CommandError naming the file where it is no JSON */
export function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (error) {
    throw new CommandError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
