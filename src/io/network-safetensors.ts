import type { DataConfig } from '../training/data-set.js';
import type { ModelState } from '../training/model-state.js';
import { InvalidFileError, shortened } from './invalid-file-error.js';
import {
  countOf,
  isIgnoredTensor,
  networkFromTensors,
  networkToTensors,
  type ReadNetwork,
  type ReadNetworkOptions,
} from './network-tensors.js';
import { readSafetensors, writeSafetensors } from './safetensors.js';
import { storeData } from './stored-data.js';
import { storeSpec } from './stored-spec.js';

/**
 * Reads the weights of a network, in F32 or F64, with or without a description of it in the metadata (`spec`, `step`, `data`).
 *
 * @param file its name, for messages
 * @throws InvalidFileError saying what is wrong and what is accepted, before anything is allocated
 */
export function readNetworkSafetensors(file: string, bytes: Uint8Array, options: ReadNetworkOptions = {}): ReadNetwork {
  const { entries, metadata, tensor } = readSafetensors(file, bytes);
  for (const [name, { dtype }] of entries) {
    if (dtype === 'F32' || dtype === 'F64' || isIgnoredTensor(name)) continue;
    throw new InvalidFileError(file, `the tensor ${shortened(name)} is of type ${dtype}`, 'types F32 and F64');
  }
  const { step = '' } = metadata;
  return networkFromTensors(
    {
      file,
      shapes: new Map([...entries].map(([name, { shape }]) => [name, shape])),
      spec: parseSpecText(file, metadata['spec']),
      trainedSteps: /^\d+$/.test(step) ? countOf(Number(step)) : null,
      data: metadata['data'],
      read: (name) => tensor(name).data,
    },
    options,
  );
}

function parseSpecText(file: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidFileError(file, 'the spec in its metadata is not JSON', 'a JSON object, or no spec at all');
  }
}

/**
 * Weights as the network has them now, running statistics included, its description in the metadata.
 *
 * @param data what it was trained on, to be named in the metadata too
 */
export function writeNetworkSafetensors(model: ModelState, data?: DataConfig): Uint8Array<ArrayBuffer> {
  const metadata = {
    spec: JSON.stringify(storeSpec(model)),
    step: String(model.step),
    ...(data && { data: storeData(data) }),
  };
  return writeSafetensors(networkToTensors(model), metadata);
}
