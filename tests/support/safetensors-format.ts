export interface Tensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data:
    Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;
}

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Strings stored under `__metadata__`; empty where there are none. */
  readonly metadata: Readonly<Record<string, string>>;
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const arrays: Readonly<Record<string, (buffer: ArrayBuffer) => Tensor['data']>> = {
  F64: (buffer) => new Float64Array(buffer),
  F32: (buffer) => new Float32Array(buffer),
  I32: (buffer) => new Int32Array(buffer),
  U8: (buffer) => new Uint8Array(buffer),
};

/**
 * Parses a .safetensors file of F64, F32, I32 and U8 tensors: u64 length of the header, JSON header, little-endian data.
 *
 * @param file for messages
 * @throws Error naming a tensor of another type
 */
export function parseSafetensors(file: string, bytes: Uint8Array<ArrayBuffer>): SafetensorsFile {
  const headerLength = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))) as Record<string, unknown>;
  const tensors = new Map<string, Tensor>();
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') {
      metadata = value as Record<string, string>;
      continue;
    }
    const { dtype, shape, data_offsets } = value as HeaderEntry;
    const [begin, end] = data_offsets;
    // A copy starts at offset 0, so the typed array on it is aligned.
    const { buffer } = bytes.slice(8 + headerLength + begin, 8 + headerLength + end);
    const make = arrays[dtype];
    if (!make) throw new Error(`${file}: tensor ${name} has the type ${dtype}, not F64, F32, I32 or U8`);
    tensors.set(name, { shape, data: make(buffer) });
  }
  return { tensors, metadata };
}
