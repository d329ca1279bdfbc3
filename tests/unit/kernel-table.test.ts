/** Every kernel has its file, definition, oracle, test, and its row in the README of src/shaders. */
import { describe, expect, it } from 'vitest';
import readme from '../../src/shaders/README.md?raw';
import { kernelDefinitions, shaderFiles } from '../support/gpu-catalog.js';
import { readEntryPoints } from '../support/wgsl-reader.js';

const oracles = new Set(Object.keys(import.meta.glob('../../src/training/**/*.ts')).map((path) => path.slice(6)));
const tests = new Set(Object.keys(import.meta.glob('../gpu/*.test.ts')).map((path) => path.slice('../gpu/'.length)));

interface Row {
  readonly file: string;
  readonly computes: string;
  readonly oracle: string;
  readonly test: string;
}

const rows = [...readme.matchAll(/^\| `([\w/]+\.wgsl)` +\| (.+?) +\| (?:`([^`]+)`|none) +\| `([^`]+)` +\|$/gm)].map(
  ([, file = '', computes = '', oracle = '', test = '']): Row => ({ file, computes, oracle, test }),
);

const files = shaderFiles.filter(({ path }) => !path.startsWith('lib/'));
const isRender = (text: string): boolean => /@fragment\b/.test(text);

it('the table has a row for every file, and for nothing else', () => {
  expect(rows.map(({ file }) => file).sort()).toEqual(files.map(({ path }) => path).sort());
});

describe.each(files)('$path', ({ path, text }) => {
  const name = path.replace('.wgsl', '');
  const row = rows.find(({ file }) => file === path);
  const [header = ''] = text.split(/\n(?!\/\/)/);

  it('begins with its name', () => {
    expect(text.startsWith(`// ${name}:`) || text.startsWith(`// ${name},`)).toBe(true);
  });

  it('has a definition for every compute entry point', () => {
    if (isRender(text)) return;
    const defined = kernelDefinitions.filter((kernel) => kernel.name === name);
    const entryPoints = [...new Set(defined.map((kernel) => kernel.entryPoint ?? kernel.name))];
    expect(entryPoints).toEqual(readEntryPoints(text));
    // A part without an entry point belongs to a kernel all the same.
    expect(kernelDefinitions.some((kernel) => kernel.files.some((file) => file.path === path))).toBe(true);
  });

  it('names the oracle that its row names, and that is there', () => {
    if (isRender(text)) return;
    const [, named = ''] = /Oracle: .*?(src\/training\/[\w/-]+\.ts)/.exec(header) ?? [];
    expect(oracles).toContain(named);
    expect(named).toBe(`src/training/reference/${row?.oracle}`);
  });

  it('has a test', () => {
    expect(tests).toContain(row?.test);
  });
});

it('every definition has the file of its name', () => {
  const paths = files.map(({ path }) => path);
  expect(kernelDefinitions.map((kernel) => `${kernel.name}.wgsl`).filter((path) => !paths.includes(path))).toEqual([]);
});
