/** Who may import whom, and what may be done in one place only. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const sources = Object.fromEntries(
  Object.entries(import.meta.glob<string>('../../src/**/*.ts', { eager: true, query: '?raw', import: 'default' })).map(
    ([path, text]) => [path.replace('../../src/', ''), text],
  ),
);
const files = Object.keys(sources);

/** Folders of src, and files that stand beside them: what each may import of src besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  shaders: [],
  training: [],
  geometry: ['training'],
  analysis: ['training', 'geometry'],
  io: ['training', 'geometry', 'analysis'],
  cli: ['training', 'geometry', 'analysis', 'io', 'package.json'],
  gpu: ['training', 'shaders'],
  components: ['training', 'geometry', 'analysis', 'io', 'create-session.ts', 'create-surface.ts', 'page-workers.ts'],
  'cpu-presenter.ts': ['training'],
  'page-devices.ts': ['gpu'],
  'create-session.ts': ['gpu', 'training', 'cpu-presenter.ts', 'page-devices.ts', 'page-workers.ts'],
  'create-surface.ts': ['gpu', 'page-devices.ts'],
  'page-workers.ts': ['training'],
  'index.ts': ['components', 'create-session.ts', 'create-surface.ts', 'page-workers.ts', 'geometry', 'training'],
  'auto.ts': ['components', 'index.ts'],
  'demonstrations.ts': ['components'],
  'cdn.ts': ['components', 'training'],
  'page.ts': ['components', 'training'],
  pages: ['components'],
};

const layerOf = (path: string): string => path.split('/')[0] ?? path;

/** Paths below src that a file names in imports, re-exports, dynamic imports and URLs of workers. */
function importsOf(file: string): string[] {
  const text = sources[file] ?? '';
  const named = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const urls = [...text.matchAll(/new URL\(\s*'([^']+)',\s*import\.meta\.url/g)].map(([, path = '']) => path);
  return [...named, ...urls].filter((path) => path.startsWith('.')).map((path) => resolve(file, path));
}

/** @param path relative, with the ending .js that stands for .ts, or with a query as in ?raw */
function resolve(file: string, path: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of path.replace(/\?.*$/, '').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/').replace(/\.js$/, '.ts');
}

const edges = files.flatMap((from) => importsOf(from).map((to) => ({ from, to })));

/** A chain of files that ends where it began, for every cycle that a depth-first walk meets. */
function cycles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const { to } of edges.filter(({ from }) => from === file)) walk(to, [...path, file]);
    done.add(file);
  };
  files.forEach((file) => walk(file, []));
  return found;
}

/** `file:line` of every line of src that matches, outside the files in `except`. */
function linesWith(pattern: RegExp, except: readonly string[] = []): string[] {
  return files
    .filter((file) => !except.includes(file))
    .flatMap((file) =>
      (sources[file] ?? '').split('\n').flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}`] : [])),
    );
}

describe('imports', () => {
  it('are read', () => {
    expect(edges).toContainEqual({ from: 'gpu/kernels/network-kernels.ts', to: 'shaders/train.wgsl' });
    expect(edges).toContainEqual({ from: 'auto.ts', to: 'index.ts' });
    expect(edges).toContainEqual({ from: 'create-session.ts', to: 'gpu/index.ts' });
    expect(edges).toContainEqual({
      from: 'training/reference/cpu-engine-kind.ts',
      to: 'training/reference/cpu-worker.ts',
    });
    expect(edges).toContainEqual({ from: 'components/exact-partitions.ts', to: 'geometry/partition-client.ts' });
  });

  it('know every folder of src', () => {
    expect(files.map(layerOf).filter((layer) => !(layer in mayImport))).toEqual([]);
  });

  it('stay within the layers that each layer may know', () => {
    const forbidden = edges.filter(({ from, to }) => {
      const [own, other] = [layerOf(from), layerOf(to)];
      return own !== other && !mayImport[own]?.includes(other);
    });
    expect(forbidden.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('have no cycle', () => {
    expect(cycles()).toEqual([]);
  });
});

describe('one place only', () => {
  it('shader modules are made where compiler messages are mapped to files', () => {
    expect(linesWith(/\.createShaderModule\(/, ['gpu/kernel.ts'])).toEqual([]);
  });

  it('buffers and textures are made by their owner, which counts and frees them', () => {
    expect(linesWith(/\.create(Buffer|Texture)\(/, ['gpu/buffers.ts'])).toEqual([]);
  });

  it('shaders are written in src/shaders', () => {
    expect(linesWith(/@(compute|vertex|fragment)\b/)).toEqual([]);
  });

  it('random numbers come from seeded streams', () => {
    expect(linesWith(/Math\.random|crypto\.getRandomValues/)).toEqual([]);
  });

  it('styles of single elements are set by styled(), since strict policies refuse style attributes', () => {
    expect(linesWith(/\bstyle=|\bstyleMap\(|setAttribute\('style'|\.cssText|createElement\('style'/)).toEqual([]);
  });

  it('training knows neither page nor GPU', () => {
    const training = linesWith(
      /\b(document|window|HTML\w+Element|GPU[A-Z]\w+)\b/,
      files.filter((file) => layerOf(file) !== 'training'),
    );
    const code = training.filter((place) => {
      const [file = '', line = ''] = place.split(':');
      return !/^\s*(\/\/|\*|\/\*)/.test(sources[file]?.split('\n')[Number(line) - 1] ?? '');
    });
    expect(code).toEqual([]);
  });
});
