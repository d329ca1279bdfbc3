/** Everything of src/gpu and src/shaders that tests go through one by one, found by itself. */
import type { Bindings, KernelDefinition } from '../../src/gpu/kernel.js';
import type { ShaderFile } from '../../src/gpu/shader-source.js';
import type { Fields, UniformStruct } from '../../src/gpu/uniform-struct.js';

type AnyKernel = KernelDefinition<Bindings>;
type AnyStruct = UniformStruct<Fields>;

/** Where definitions and mirrors are exported; uniform-struct.test.ts shows that there are none elsewhere. */
const modules = import.meta.glob<Record<string, unknown>>(
  ['../../src/gpu/kernels/*.ts', '../../src/gpu/network-table.ts'],
  { eager: true },
);
const sources = import.meta.glob<string>('../../src/gpu/**/*.ts', { eager: true, query: '?raw', import: 'default' });
const shaders = import.meta.glob<string>('../../src/shaders/**/*.wgsl', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isKernel = (value: unknown): value is AnyKernel =>
  isObject(value) && Array.isArray(value.files) && isObject(value.bindings) && typeof value.name === 'string';

const isStruct = (value: unknown): value is AnyStruct =>
  isObject(value) && Array.isArray(value.fields) && typeof value.encode === 'function';

/** Exports, and the members of exported records of kernels. */
const exported = Object.values(modules).flatMap((module) =>
  Object.values(module).flatMap((value) =>
    isObject(value) && !isKernel(value) && !isStruct(value) ? [value, ...Object.values(value)] : [value],
  ),
);

/** Every compute kernel's definition. */
export const kernelDefinitions: readonly AnyKernel[] = [...new Set(exported.filter(isKernel))];

/** Every mirror of a WGSL struct. */
export const uniformStructs: readonly AnyStruct[] = [...new Set(exported.filter(isStruct))];

/** TypeScript texts by path below src/gpu. */
export const gpuSources: readonly ShaderFile[] = Object.entries(sources).map(([path, text]) => ({
  path: path.replace(/.*src\/gpu\//, ''),
  text,
}));

/** WGSL texts by path below src/shaders. */
export const shaderFiles: readonly ShaderFile[] = Object.entries(shaders).map(([path, text]) => ({
  path: path.replace(/.*src\/shaders\//, ''),
  text,
}));

export function shaderText(path: string): string {
  const file = shaderFiles.find((other) => other.path === path);
  if (!file) throw new Error(`There is no ${path} in src/shaders.`);
  return file.text;
}
