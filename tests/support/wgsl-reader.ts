/** Reads declarations out of WGSL text: constants, structs and their layout, bindings, entry points. */

export interface WgslField {
  readonly name: string;
  /** As written, spaces removed: u32, vec4f, array<LayerTable,max_layers>. */
  readonly type: string;
  /** Of an @align attribute, else 1. */
  readonly align: number;
}

export interface WgslBinding {
  readonly binding: number;
  readonly name: string;
  /** Between var< and >, spaces removed; empty for textures and samplers. */
  readonly addressSpace: string;
  readonly type: string;
}

export const withoutComments = (text: string): string => text.replace(/\/\/.*$/gm, '');

const withoutSpaces = (text: string): string => text.replaceAll(/\s+/g, '');

/** Values of `const name = number;`, with or without a type or a suffix. */
export function readConstants(text: string): Map<string, number> {
  const pattern = /^const\s+(\w+)(?:\s*:\s*\w+)?\s*=\s*([-\d.e+x]+)[uif]?\s*;/gm;
  return new Map([...withoutComments(text).matchAll(pattern)].map(([, name, value]) => [name ?? '', Number(value)]));
}

export function readStructs(text: string): Map<string, WgslField[]> {
  const structs = [...withoutComments(text).matchAll(/\bstruct\s+(\w+)\s*\{([^}]*)\}/g)];
  return new Map(structs.map(([, name, body]) => [name ?? '', readFields(body ?? '')]));
}

function readFields(body: string): WgslField[] {
  const pattern = /((?:@\w+(?:\([^)]*\))?\s*)*)(\w+)\s*:\s*(\w+(?:<[^>]*>)?)/g;
  return [...body.matchAll(pattern)].map(([, attributes = '', name = '', type = '']) => ({
    name,
    type: withoutSpaces(type),
    align: Number(/@align\((\d+)\)/.exec(attributes)?.[1] ?? 1),
  }));
}

export function readBindings(text: string): WgslBinding[] {
  const pattern = /@group\(0\)\s*@binding\((\d+)\)\s*var(?:<([^>]*)>)?\s+(\w+)\s*:\s*([^;]+);/g;
  return [...withoutComments(text).matchAll(pattern)].map(([, binding, addressSpace = '', name = '', type = '']) => ({
    binding: Number(binding),
    name,
    addressSpace: withoutSpaces(addressSpace),
    type: withoutSpaces(type),
  }));
}

export const readEntryPoints = (text: string): string[] =>
  [...withoutComments(text).matchAll(/@(?:compute|vertex|fragment)[^{]*?\bfn\s+(\w+)/g)].map(([, name]) => name ?? '');

const sizes: Readonly<Record<string, number>> = {
  u32: 4,
  i32: 4,
  f32: 4,
  vec2f: 8,
  vec2u: 8,
  vec2i: 8,
  vec4f: 16,
  vec4u: 16,
};

export interface WgslLayout {
  readonly offsets: readonly number[];
  readonly size: number;
  readonly align: number;
}

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** Offsets of a struct's fields by WGSL section 14.4, for the field types that uniform tables use. */
export function structLayout(
  fields: readonly WgslField[],
  structs: ReadonlyMap<string, readonly WgslField[]>,
  constants: ReadonlyMap<string, number>,
): WgslLayout {
  let end = 0;
  let align = 1;
  const offsets = fields.map((field) => {
    const type = typeLayout(field.type, structs, constants);
    const alignment = Math.max(type.align, field.align);
    const offset = roundUp(end, alignment);
    end = offset + type.size;
    align = Math.max(align, alignment);
    return offset;
  });
  return { offsets, size: roundUp(end, align), align };
}

export interface WgslArray {
  readonly element: string;
  readonly length: number;
}

export function arrayType(type: string, constants: ReadonlyMap<string, number>): WgslArray | null {
  const [, element = '', length = ''] = /^array<(\w+),(\w+)>$/.exec(type) ?? [];
  if (!element) return null;
  return { element, length: constants.get(length) ?? Number.parseInt(length) };
}

function typeLayout(
  type: string,
  structs: ReadonlyMap<string, readonly WgslField[]>,
  constants: ReadonlyMap<string, number>,
): { size: number; align: number } {
  const array = arrayType(type, constants);
  if (array) {
    const element = typeLayout(array.element, structs, constants);
    const stride = roundUp(element.size, element.align);
    if (stride % 16 !== 0) throw new Error(`${type}: a uniform array needs a stride of 16, not ${stride}.`);
    return { size: array.length * stride, align: Math.max(16, element.align) };
  }
  const fields = structs.get(type);
  if (fields) return structLayout(fields, structs, constants);
  const size = sizes[type];
  if (size === undefined) throw new Error(`Unknown type ${type}.`);
  return { size, align: size };
}
