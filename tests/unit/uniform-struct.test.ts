/** Every mirror of a uniform struct against the struct's text in src/shaders. */
import { describe, expect, it } from 'vitest';
import { arrayOf, uniformStruct, type FieldType } from '../../src/gpu/uniform-struct.js';
import { gpuSources, shaderFiles, uniformStructs } from '../support/gpu-catalog.js';
import { arrayType, readConstants, readStructs, structLayout } from '../support/wgsl-reader.js';

const structs = new Map(shaderFiles.flatMap(({ text }) => [...readStructs(text)]));
const constants = new Map(shaderFiles.flatMap(({ text }) => [...readConstants(text)]));

/** A field's type as WGSL writes it, array lengths as numbers. */
const mirrorType = (type: FieldType): string =>
  typeof type === 'object' ? `array<${type.element.name},${type.length}>` : type;

function wgslType(type: string): string {
  const array = arrayType(type, constants);
  return array ? `array<${array.element},${array.length}>` : type;
}

describe('mirrors of uniform structs', () => {
  it('are all found: no uniformStruct is hidden in a module', () => {
    const made = gpuSources
      .filter(({ path }) => path !== 'uniform-struct.ts')
      .flatMap(({ text }) => [...text.matchAll(/uniformStruct\(\s*'(\w+)'/g)].map(([, name]) => name));
    expect(uniformStructs.map(({ name }) => name).sort()).toEqual(made.sort());
    expect(made.length).toBeGreaterThanOrEqual(4);
  });

  it('have names of their own', () => {
    const names = shaderFiles.flatMap(({ text }) => [...readStructs(text).keys()]);
    const mirrored = names.filter((name) => uniformStructs.some((struct) => struct.name === name));
    expect(new Set(mirrored).size).toBe(mirrored.length);
  });

  for (const struct of uniformStructs) {
    it(`${struct.name} has the fields, types and offsets of its text`, () => {
      const fields = structs.get(struct.name);
      if (!fields) throw new Error(`No .wgsl file declares ${struct.name}.`);
      expect(struct.fields.map(({ name, type }) => `${name}: ${mirrorType(type)}`)).toEqual(
        fields.map(({ name, type }) => `${name}: ${wgslType(type)}`),
      );
      const layout = structLayout(fields, structs, constants);
      expect(struct.fields.map(({ offset }) => offset)).toEqual(layout.offsets);
      // A binding must be at least as large as the struct.
      expect(struct.byteLength).toBeGreaterThanOrEqual(layout.size);
    });
  }
});

describe('encoding', () => {
  const Item = uniformStruct('Item', { a: 'u32', b: 'f32' });
  const Table = uniformStruct('Table', { n: 'i32', place: 'vec2f', size: 'vec2u', items: arrayOf(Item, 3) });

  it('writes values at WGSL’s offsets, little-endian', () => {
    const bytes = new DataView(new ArrayBuffer(Table.byteLength));
    Table.encode(
      {
        n: -2,
        place: [0.5, -1.5],
        size: [7, 9],
        items: [
          { a: 1, b: 2.5 },
          { a: 3, b: 4.5 },
        ],
      },
      bytes,
    );
    expect(Table.byteLength).toBe(32 + 3 * 16);
    expect(bytes.getInt32(0, true)).toBe(-2);
    expect([bytes.getFloat32(8, true), bytes.getFloat32(12, true)]).toEqual([0.5, -1.5]);
    expect([bytes.getUint32(16, true), bytes.getUint32(20, true)]).toEqual([7, 9]);
    expect([bytes.getUint32(32, true), bytes.getFloat32(36, true)]).toEqual([1, 2.5]);
    expect([bytes.getUint32(48, true), bytes.getFloat32(52, true)]).toEqual([3, 4.5]);
  });

  it('refuses more elements than the array holds', () => {
    const items = Array.from({ length: 4 }, () => ({ a: 0, b: 0 }));
    const target = new DataView(new ArrayBuffer(Table.byteLength));
    expect(() => Table.encode({ n: 0, place: [0, 0], size: [0, 0], items }, target)).toThrow(/items holds 3/);
  });
});
