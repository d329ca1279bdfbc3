/** Files of any kind that is read, recognised by what is in them. */
import { EXPERIMENT_FORMAT, readExperimentJson, type ReadExperiment } from './experiment-json.js';
import { InvalidFileError } from './invalid-file-error.js';
import { isJsonObject } from './json-object.js';
import { isMeantAsNetwork, networkFromJson } from './network-json.js';
import { readNetworkSafetensors } from './network-safetensors.js';
import type { ReadNetwork } from './network-tensors.js';
import { readPointsCsv } from './points-csv.js';
import { hasPoints, pointsFromJson } from './points-json.js';
import type { ReadPoints } from './read-points.js';

export type ReadFile =
  | ({ readonly kind: 'network' } & ReadNetwork)
  | ({ readonly kind: 'experiment' } & ReadExperiment)
  | ({ readonly kind: 'points' } & ReadPoints);

export const ACCEPTED_FILES =
  'weights (.safetensors or .json), experiments (.json) and points (.csv: x, y, class; .json: X and y)';

/** The largest network takes 4 MiB in float64; as JSON text several times that. */
export const MOST_FILE_BYTES = 64 * 2 ** 20;

/** The most points with all digits take a fifth of it; the rest is room for other columns and comments. */
export const MOST_POINTS_BYTES = 2 ** 20;

/** @throws InvalidFileError for text that is too large for points */
export function requirePointsSize(file: string, byteLength: number): void {
  if (byteLength <= MOST_POINTS_BYTES) return;
  const size = `${(byteLength / 2 ** 20).toFixed(1)} MiB`;
  throw new InvalidFileError(file, `it is ${size} large`, 'files of points of at most 1 MiB');
}

/** @throws InvalidFileError for files that are too large to be any of those that are read */
export function requireReadableSize(file: string, byteLength: number): void {
  if (byteLength <= MOST_FILE_BYTES) return;
  const size = `${Math.round(byteLength / 2 ** 20).toLocaleString('en')} MiB`;
  throw new InvalidFileError(file, `it is ${size} large`, `files of at most ${MOST_FILE_BYTES / 2 ** 20} MiB`);
}

/**
 * @param file its name, for messages
 * @throws InvalidFileError saying what is wrong and what is accepted
 */
export function readFile(file: string, bytes: Uint8Array): ReadFile {
  requireReadableSize(file, bytes.length);
  if (isSafetensors(bytes)) return { kind: 'network', ...readNetworkSafetensors(file, bytes) };
  const text = decode(file, bytes).replace(/^\uFEFF/, '');
  if (!/^\s*[{[]/.test(text)) {
    requirePointsSize(file, bytes.length);
    return { kind: 'points', ...readPointsCsv(file, text) };
  }
  const json = parseJson(file, text);
  // Among its results, `train` prints the experiment.
  const saved = isJsonObject(json) && 'experiment' in json ? json.experiment : json;
  if (isJsonObject(saved) && 'format' in saved && saved.format === EXPERIMENT_FORMAT) {
    return { kind: 'experiment', ...readExperimentJson(file, saved) };
  }
  if (hasPoints(json)) {
    requirePointsSize(file, bytes.length);
    return { kind: 'points', ...pointsFromJson(file, json) };
  }
  if (isMeantAsNetwork(json)) return { kind: 'network', ...networkFromJson(file, json) };
  throw new InvalidFileError(file, 'it has neither weights, nor an experiment, nor points', ACCEPTED_FILES);
}

/** Its ninth byte begins a JSON object, and the eight before it are the length of that: the upper ones are 0. */
export function isSafetensors(bytes: Uint8Array): boolean {
  return bytes[8] === 0x7b && bytes.subarray(4, 8).every((byte) => byte === 0);
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Refused below, as is text with zero bytes.
  }
  throw new InvalidFileError(file, 'it is neither text nor a safetensors file', ACCEPTED_FILES);
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidFileError(file, `it is not JSON (${reason})`, ACCEPTED_FILES);
  }
}
