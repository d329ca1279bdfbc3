import type { ModelState } from '../training/model-state.js';
import { InvalidFileError, quoted, shortened } from './invalid-file-error.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import {
  countOf,
  networkFromTensors,
  networkToTensors,
  type ReadNetwork,
  type ReadNetworkOptions,
} from './network-tensors.js';
import { ACCEPTED_NETWORKS, storeSpec, type StoredSpec } from './stored-spec.js';

/** A vector, or a matrix by rows: a tensor as NumPy's and PyTorch's `tolist` give it. */
export type NestedNumbers = readonly number[] | readonly (readonly number[])[];

/** Weights as JSON. A plain `{"hidden1.weight": [[...]], ...}` is read too. */
export interface NetworkJson {
  readonly format: typeof NETWORK_FORMAT;
  readonly version: 1;
  readonly spec: StoredSpec;
  /** Steps taken. */
  readonly step: number;
  readonly tensors: Readonly<Record<string, NestedNumbers>>;
}

export const NETWORK_FORMAT = 'splinescope-network';

export function networkToJson(model: ModelState): NetworkJson {
  const tensors = networkToTensors(model).map(({ name, shape, values }) => [name, nest(values, shape)] as const);
  return {
    format: NETWORK_FORMAT,
    version: 1,
    spec: storeSpec(model),
    step: model.step,
    tensors: Object.fromEntries(tensors),
  };
}

/**
 * @param json parsed: a `NetworkJson`, or tensors by name alone
 * @throws InvalidFileError saying what is wrong and what is accepted
 */
export function networkFromJson(file: string, json: unknown, options: ReadNetworkOptions = {}): ReadNetwork {
  const { tensors, spec, step } = openJson(file, json);
  const shapes = new Map(Object.entries(tensors).map(([name, value]) => [name, shapeOf(file, name, value)]));
  const read = (name: string): number[] => (tensors[name] as NestedNumbers).flat();
  return networkFromTensors({ file, shapes, spec, trainedSteps: countOf(step), read }, options);
}

function openJson(file: string, json: unknown): { tensors: JsonObject; spec: unknown; step: unknown } {
  if (!isJsonObject(json)) throw new InvalidFileError(file, 'it is not a JSON object', ACCEPTED_NETWORKS);
  if (!('format' in json)) {
    if (!hasTensors(json)) throw new InvalidFileError(file, 'it has no weights of a network', ACCEPTED_NETWORKS);
    return { tensors: json, spec: undefined, step: undefined };
  }
  const { format, version, spec, step, tensors } = json;
  if (format !== NETWORK_FORMAT) {
    throw new InvalidFileError(file, `its format is ${quoted(format)}`, NETWORK_FORMAT);
  }
  if (version !== 1) throw new InvalidFileError(file, `its version is ${quoted(version)}`, 'version 1');
  if (!isJsonObject(tensors)) throw new InvalidFileError(file, 'it has no object called tensors', ACCEPTED_NETWORKS);
  return { tensors, spec, step };
}

/** Whether parsed JSON is meant as a network, if not a good one: then what is wrong with its tensors is worth saying. */
export function isMeantAsNetwork(json: unknown): boolean {
  return isJsonObject(json) && ('format' in json ? json['format'] === NETWORK_FORMAT : hasTensors(json));
}

const hasTensors = (json: JsonObject): boolean =>
  Object.keys(json).some((name) => /^(hidden\d+|output)\.(weight|bias)$/.test(name));

/** A number, a list of numbers or a list of rows that are equally long. */
function shapeOf(file: string, name: string, value: unknown): readonly number[] {
  const isNumber = (item: unknown): item is number => typeof item === 'number';
  if (isNumber(value)) return [];
  if (Array.isArray(value)) {
    if (value.every(isNumber)) return [value.length];
    const columns = Array.isArray(value[0]) ? value[0].length : 0;
    const isRow = (row: unknown): boolean => Array.isArray(row) && row.length === columns && row.every(isNumber);
    if (value.every(isRow)) return [value.length, columns];
  }
  const accepted = 'a list of numbers or a list of equally long rows of numbers';
  throw new InvalidFileError(
    file,
    `the tensor ${shortened(name)} is something else than numbers in lists of one length`,
    accepted,
  );
}

function nest(values: Float64Array, [rows = 0, columns]: readonly number[]): NestedNumbers {
  if (columns === undefined) return [...values];
  return Array.from({ length: rows }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)]);
}
