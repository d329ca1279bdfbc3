/**
 * The safetensors format: a u64 with the length of the header, a header in JSON, raw little-endian tensors.
 * https://github.com/huggingface/safetensors#format
 */
import { InvalidFileError, quoted, shortened } from './invalid-file-error.js';
import { isJsonObject } from './json-object.js';

export type TensorData =
  Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

export interface Tensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: TensorData;
}

export interface TensorEntry {
  /** F32, F64, ... as the format spells them. */
  readonly dtype: string;
  readonly shape: readonly number[];
}

/** A file whose header has been checked against its length; tensors are copied out of it one by one. */
export interface SafetensorsFile {
  readonly entries: ReadonlyMap<string, TensorEntry>;
  /** Strings stored under `__metadata__`; empty where there are none. */
  readonly metadata: Readonly<Record<string, string>>;
  /** @throws InvalidFileError where there is no such tensor or its type is not one of F64, F32, I32 and U8 */
  readonly tensor: (name: string) => Tensor;
}

/** Bytes per number of every type that the format has. */
const itemSizes: Readonly<Record<string, number>> = {
  F64: 8,
  I64: 8,
  U64: 8,
  F32: 4,
  I32: 4,
  U32: 4,
  F16: 2,
  BF16: 2,
  I16: 2,
  U16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

const readable: Readonly<Record<string, (buffer: ArrayBuffer) => TensorData>> = {
  F64: (buffer) => new Float64Array(buffer),
  F32: (buffer) => new Float32Array(buffer),
  I32: (buffer) => new Int32Array(buffer),
  U8: (buffer) => new Uint8Array(buffer),
};

const LENGTH_BYTES = 8;
/** Networks have at most 50 tensors of about 100 bytes each in the header; the rest is room for metadata. */
const MOST_HEADER_BYTES = 2 ** 20;
const ACCEPTED = 'safetensors files with a complete header and data';

interface PlacedEntry extends TensorEntry {
  readonly begin: number;
  readonly end: number;
}

/**
 * Checks the whole header, before anything of the size that it asks for is made.
 *
 * @param file its name, for messages
 * @throws InvalidFileError saying what is wrong with the file
 */
export function readSafetensors(file: string, bytes: Uint8Array): SafetensorsFile {
  const { header, dataStart } = readHeader(file, bytes);
  const entries = new Map<string, PlacedEntry>();
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') metadata = readMetadata(file, value);
    else entries.set(name, readEntry(file, name, value));
  }
  requireFullCover(file, entries, bytes.length - dataStart);
  const tensor = (name: string): Tensor => {
    const entry = entries.get(name);
    if (!entry) throw new InvalidFileError(file, `the tensor ${name} is missing`, 'files that hold it');
    const make = readable[entry.dtype];
    if (!make) {
      throw new InvalidFileError(file, `the tensor ${name} is of type ${entry.dtype}`, 'types F32 and F64');
    }
    // A copy starts at offset 0, so the typed array on it is aligned.
    const { buffer } = new Uint8Array(bytes.subarray(dataStart + entry.begin, dataStart + entry.end));
    return { shape: entry.shape, data: make(buffer) };
  };
  return { entries, metadata, tensor };
}

function readHeader(file: string, bytes: Uint8Array): { header: object; dataStart: number } {
  const refuse = (problem: string) => new InvalidFileError(file, problem, ACCEPTED);
  if (bytes.length < LENGTH_BYTES) throw refuse(`it is only ${bytes.length} bytes long`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > MOST_HEADER_BYTES) throw refuse(`it does not begin with the length of a header of at most 1 MiB`);
  if (length > bytes.length - LENGTH_BYTES) throw refuse('it ends within its header');
  const dataStart = LENGTH_BYTES + length;
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(LENGTH_BYTES, dataStart)));
  } catch {
    throw refuse('its header is not JSON');
  }
  if (!isJsonObject(header)) throw refuse('its header is not a JSON object');
  return { header, dataStart };
}

function readMetadata(file: string, value: unknown): Readonly<Record<string, string>> {
  if (isJsonObject(value) && Object.values(value).every((text) => typeof text === 'string')) {
    return value as Readonly<Record<string, string>>;
  }
  throw new InvalidFileError(file, 'its metadata are not strings by name', ACCEPTED);
}

function readEntry(file: string, name: string, value: unknown): PlacedEntry {
  const refuse = (problem: string) => new InvalidFileError(file, `the tensor ${shortened(name)} ${problem}`, ACCEPTED);
  if (!isJsonObject(value)) throw refuse('is not described by an object');
  const { dtype, shape, data_offsets: offsets } = value;
  const itemSize = typeof dtype === 'string' && Object.hasOwn(itemSizes, dtype) ? itemSizes[dtype] : undefined;
  if (typeof dtype !== 'string' || itemSize === undefined) throw refuse(`has the unknown type ${quoted(dtype)}`);
  if (!isSizes(shape)) throw refuse(`has the shape ${quoted(shape)}, not a list of sizes`);
  if (!isSizes(offsets) || offsets.length !== 2) throw refuse('has no two data_offsets');
  const [begin = 0, end = 0] = offsets;
  const byteLength = shape.reduce((product, extent) => product * extent, itemSize);
  if (end - begin !== byteLength) {
    throw refuse(
      `of shape [${shortened(shape.join(', '))}] and type ${dtype} needs ${byteLength} bytes, but has ${end - begin}`,
    );
  }
  return { dtype, shape, begin, end };
}

/** Tensors lie one behind the other, without gap or overlap, up to the end of the file, as the format demands. */
function requireFullCover(file: string, entries: ReadonlyMap<string, PlacedEntry>, dataLength: number): void {
  let next = 0;
  for (const [name, { begin, end }] of [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== next) {
      const problem = `the tensor ${shortened(name)} begins at byte ${begin} of the data instead of ${next}`;
      throw new InvalidFileError(file, problem, ACCEPTED);
    }
    next = end;
  }
  if (next !== dataLength) {
    throw new InvalidFileError(file, `it has ${dataLength} bytes of data, but its header describes ${next}`, ACCEPTED);
  }
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** A tensor of reals: stored as F32 where that loses nothing, as F64 otherwise. */
export interface WrittenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** @param metadata strings for `__metadata__` */
export function writeSafetensors(
  tensors: readonly WrittenTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  // The wide type first, so that every tensor starts at a multiple of its item size.
  const stored = tensors
    .map((tensor) => ({ ...tensor, itemSize: tensor.values.every((x) => Object.is(Math.fround(x), x)) ? 4 : 8 }))
    .sort((a, b) => b.itemSize - a.itemSize);
  const placed = stored.map((tensor) => {
    const begin = end;
    end += tensor.values.length * tensor.itemSize;
    header[tensor.name] = {
      dtype: tensor.itemSize === 4 ? 'F32' : 'F64',
      shape: tensor.shape,
      data_offsets: [begin, end],
    };
    return { ...tensor, begin };
  });
  const json = JSON.stringify(header);
  const unpadded = new TextEncoder().encode(json).length;
  const headerBytes = new TextEncoder().encode(json + ' '.repeat((8 - (unpadded % 8)) % 8));
  const dataStart = LENGTH_BYTES + headerBytes.length;
  const bytes = new Uint8Array(dataStart + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerBytes.length), true);
  bytes.set(headerBytes, LENGTH_BYTES);
  for (const { values, begin, itemSize } of placed) {
    values.forEach((value, index) => {
      const at = dataStart + begin + index * itemSize;
      if (itemSize === 4) view.setFloat32(at, value, true);
      else view.setFloat64(at, value, true);
    });
  }
  return bytes;
}
