/**
 * A WGSL uniform struct, written once as a table of field names and types. `encode` writes values by name at the
 * offsets that WGSL's layout rules for the uniform address space give (WGSL section 14.4); nobody counts words.
 * A unit test compares every such table with the struct's text in src/shaders.
 */

const scalarTypes = { u32: 1, i32: 1, f32: 1, vec2f: 2, vec4f: 4, vec2u: 2, vec4u: 4 } as const;
export type ScalarType = keyof typeof scalarTypes;

export interface StructArray<F extends Fields> {
  readonly element: UniformStruct<F>;
  readonly length: number;
}

// A field may hold an array of structs of any shape; its own fields are checked where it was defined.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type FieldType = ScalarType | StructArray<any>;
export type Fields = Readonly<Record<string, FieldType>>;

export type ValueOf<T extends FieldType> = T extends 'u32' | 'i32' | 'f32'
  ? number
  : T extends ScalarType
    ? readonly number[]
    : T extends StructArray<infer F>
      ? readonly Values<F>[]
      : never;
export type Values<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };

export interface PlacedField {
  readonly name: string;
  readonly type: FieldType;
  /** Bytes from the start of the struct. */
  readonly offset: number;
}

export interface UniformStruct<F extends Fields> {
  readonly name: string;
  readonly fields: readonly PlacedField[];
  readonly byteLength: number;
  /** Writes `values` at `byteOffset` of `target`. Fewer array elements than the struct holds leave the rest as it is. */
  encode(values: Values<F>, target: DataView, byteOffset?: number): void;
}

export const arrayOf = <F extends Fields>(element: UniformStruct<F>, length: number): StructArray<F> => ({
  element,
  length,
});

const isArray = (type: FieldType): type is StructArray<Fields> => typeof type === 'object';

function sizeAndAlignment(type: FieldType): { size: number; alignment: number } {
  if (isArray(type)) return { size: type.element.byteLength * type.length, alignment: 16 };
  const words = scalarTypes[type];
  return { size: 4 * words, alignment: 4 * words };
}

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

export function uniformStruct<const F extends Fields>(name: string, fields: F): UniformStruct<F> {
  let end = 0;
  const placed = Object.entries(fields).map(([fieldName, type]): PlacedField => {
    const { size, alignment } = sizeAndAlignment(type);
    const offset = roundUp(end, alignment);
    end = offset + size;
    return { name: fieldName, type, offset };
  });
  const byteLength = roundUp(end, 16);
  return {
    name,
    fields: placed,
    byteLength,
    encode(values, target, byteOffset = 0) {
      for (const field of placed) encodeField(field, values[field.name], target, byteOffset + field.offset);
    },
  };
}

function encodeField(field: PlacedField, value: unknown, target: DataView, offset: number): void {
  const { type } = field;
  if (isArray(type)) {
    const elements = value as readonly Values<Fields>[];
    if (elements.length > type.length) {
      throw new RangeError(`${field.name} holds ${type.length} elements, not ${elements.length}.`);
    }
    elements.forEach((element, index) =>
      type.element.encode(element, target, offset + index * type.element.byteLength),
    );
    return;
  }
  const numbers = typeof value === 'number' ? [value] : (value as readonly number[]);
  numbers.forEach((number, index) => {
    const at = offset + 4 * index;
    if (type === 'f32' || type === 'vec2f' || type === 'vec4f') target.setFloat32(at, number, true);
    else if (type === 'i32') target.setInt32(at, number, true);
    else target.setUint32(at, number, true);
  });
}
