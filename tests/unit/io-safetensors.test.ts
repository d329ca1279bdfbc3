import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidFileError } from '../../src/io/invalid-file-error.js';
import { readSafetensors, writeSafetensors } from '../../src/io/safetensors.js';

/** A file from the text of its header and its data. */
function fileOf(header: string, data: ArrayLike<number> = []): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

function entry(dtype: unknown, shape: unknown, offsets: unknown): string {
  return JSON.stringify({ w: { dtype, shape, data_offsets: offsets } });
}

const oneFloat = entry('F32', [1], [0, 4]);

describe('reading safetensors', () => {
  it.each(readdirSync('tests/fixtures/nets'))('takes %s as PyTorch wrote it', (name) => {
    const bytes = new Uint8Array(readFileSync(`tests/fixtures/nets/${name}`));
    const { entries, metadata, tensor } = readSafetensors(name, bytes);
    expect(metadata['spec']).toContain('sizes');
    for (const [key, { dtype, shape }] of entries) {
      expect(dtype).toBe('F32');
      expect(tensor(key).data).toHaveLength(shape.reduce((product, extent) => product * extent, 1));
    }
  });

  it('reads from a part of a buffer, at any alignment', () => {
    const bytes = fileOf(`${oneFloat} `, new Uint8Array(Float32Array.of(1.5).buffer));
    const within = new Uint8Array(bytes.length + 3);
    within.set(bytes, 3);
    expect(readSafetensors('a', within.subarray(3)).tensor('w').data).toEqual(Float32Array.of(1.5));
  });

  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'it is only 0 bytes long'],
    ['a picture', Uint8Array.from({ length: 64 }, (_, i) => 137 + i), 'header of at most 1 MiB'],
    ['a header cut off', fileOf(oneFloat).subarray(0, 20), 'it ends within its header'],
    ['no JSON', fileOf('{"w": '), 'its header is not JSON'],
    ['a list', fileOf('[1]'), 'its header is not a JSON object'],
    ['metadata of numbers', fileOf('{"__metadata__": {"step": 3}}'), 'its metadata are not strings'],
    ['an unknown type', fileOf(entry('F128', [1], [0, 16])), 'the tensor w has the unknown type "F128"'],
    ['a type from the prototype', fileOf(entry('constructor', [1], [0, 4])), 'unknown type "constructor"'],
    ['a negative size', fileOf(entry('F32', [-1], [0, 4])), 'the tensor w has the shape [-1]'],
    ['a fractional size', fileOf(entry('F32', [1.5], [0, 6])), 'the tensor w has the shape [1.5]'],
    ['a huge shape', fileOf(entry('F64', [2 ** 40, 2 ** 20], [0, 8])), 'needs 9223372036854776000 bytes, but has 8'],
    ['no offsets', fileOf('{"w": {"dtype": "F32", "shape": [1]}}'), 'the tensor w has no two data_offsets'],
    ['backward offsets', fileOf(entry('F32', [1], [4, 0])), 'needs 4 bytes, but has -4'],
    ['data cut off', fileOf(oneFloat, [0, 0]), 'it has 2 bytes of data, but its header describes 4'],
    ['bytes left over', fileOf(oneFloat, [0, 0, 0, 0, 0]), 'it has 5 bytes of data, but its header describes 4'],
    ['a gap', fileOf(entry('F32', [1], [4, 8]), new Uint8Array(8)), 'begins at byte 4 of the data instead of 0'],
  ])('refuses %s', (_, bytes, problem) => {
    expect(() => readSafetensors('bad.safetensors', bytes)).toThrow(InvalidFileError);
    expect(() => readSafetensors('bad.safetensors', bytes)).toThrow(/^bad\.safetensors: .*\. Accepted: .*\.$/);
    expect(() => readSafetensors('bad.safetensors', bytes)).toThrow(problem);
  });

  it('names a tensor that is missing, and one of a type that it cannot read', () => {
    const { tensor } = readSafetensors('a.safetensors', fileOf(entry('BF16', [2], [0, 4]), [0, 0, 0, 0]));
    expect(() => tensor('v')).toThrow('a.safetensors: the tensor v is missing');
    expect(() => tensor('w')).toThrow('a.safetensors: the tensor w is of type BF16');
  });
});

describe('writing safetensors', () => {
  const tensors = [
    { name: 'a', shape: [3], values: Float64Array.of(0.5, -1, 3) },
    { name: 'b', shape: [1, 2], values: Float64Array.of(0.1, -0) },
    { name: 'none', shape: [0], values: new Float64Array() },
  ];
  const bytes = writeSafetensors(tensors, { note: 'höhe' });

  it('is read back to the bit, as F32 where that loses nothing', () => {
    const { entries, metadata, tensor } = readSafetensors('a', bytes);
    expect(metadata).toEqual({ note: 'höhe' });
    expect(entries.get('a')?.dtype).toBe('F32');
    expect(entries.get('b')?.dtype).toBe('F64');
    for (const { name, shape, values } of tensors) {
      expect(tensor(name).shape).toEqual(shape);
      expect(Float64Array.from(tensor(name).data)).toEqual(values);
    }
  });

  it('begins its data at a multiple of 8 bytes', () => {
    expect(new DataView(bytes.buffer).getBigUint64(0, true) % 8n).toBe(0n);
  });
});
