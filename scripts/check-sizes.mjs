/**
 * Fails where scripts have outgrown their budgets: kB (1,000 bytes) after gzip at its best level, of what is in `dist` and
 * `lib/cdn`. A budget is for all that is loaded by then, chunks and Workers too.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { withImports } from './module-graph.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Scripts of the pages of text alone. */
const textPages = [
  'batch-norm-moves-the-walls',
  'demonstrations',
  'demonstration-details',
  'copy-buttons',
  'engine-from-address',
  'gallery',
  'authors',
];

/** What makes films, which is loaded when one is asked for: mediabunny has 50 kB of it, two Workers have 15. */
const films = [
  'spline-video',
  'video-writer',
  'frame-picture',
  'frame-worker',
  'gif-frame',
  'gif-palette',
  'gif-work',
  'gif-worker',
  'gif-writer',
];

/**
 * `entries`: files that are loaded by then, by the beginnings of their names, each with all that it imports; without them,
 * everything in the folder, or that but for `without`, or `only` what is named there, without what it imports.
 *
 * Wanted are 60 kB until a figure comes near what is seen, which is kept, and 150 kB for all that the application can load,
 * which is missed. Until then a figure needs Lit (7 kB), what reads attributes (14, of which 7 draw data sets, to refuse what has
 * too few points), its words and styles (10) and its frame. Then come the engine (10 as a Worker, or 38 with WebGPU, of which 14
 * are shaders), the Worker that cuts exact cells (15), the session with undoing, and the picture with its tools (20). What reads
 * cells and edits points (15) could be loaded later. Of the rest, uPlot has 22, wgpu-matrix 10 and Papa Parse 7. The budgets are
 * what is reached, so that nothing grows unnoticed.
 */
const budgets = [
  { name: 'script tag, before a figure is near', folder: 'lib/cdn', entries: ['splinescope'], kB: 58 },
  {
    name: 'script tag, until the first picture, CPU engine',
    folder: 'lib/cdn',
    entries: ['splinescope', 'live-figure', 'cpu-worker', 'partition-worker'],
    kB: 146,
  },
  {
    name: 'script tag, until the first picture, WebGPU engine',
    folder: 'lib/cdn',
    entries: ['splinescope', 'live-figure', 'gpu', 'partition-worker'],
    kB: 182,
  },
  {
    name: 'application, all that it can load',
    folder: 'dist',
    entries: null,
    without: [...textPages, ...films],
    kB: 348,
  },
  { name: 'films, beside the application', folder: 'dist', only: films, kB: 70 },
  { name: 'article, gallery and page for authors, beside the application', folder: 'dist', only: textPages, kB: 33 },
];

const stem = (file) => basename(file).replace(/-[\w-]{8}\.js$|\.js$/, '');

function sizeOf({ folder, entries, without, only }) {
  const files = readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.js'))
    .map((file) => resolve(root, folder, file));
  if (files.length === 0) throw new Error(`${folder} has no scripts; is it built?`);
  const unknown = entries?.filter((name) => !files.some((file) => stem(file) === name)) ?? [];
  if (unknown.length > 0) throw new Error(`${folder} has no ${unknown.join(', ')}; is it built?`);
  const loaded = entries
    ? withImports(files.filter((file) => entries.includes(stem(file))))
    : files.filter((file) => !without?.includes(stem(file)) && (!only || only.includes(stem(file))));
  return loaded.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1000;
}

for (const budget of budgets) {
  const kB = sizeOf(budget);
  const isOver = kB > budget.kB;
  console.log(`${isOver ? 'OVER: ' : ''}${budget.name}: ${kB.toFixed(1)} of ${budget.kB} kB`);
  if (isOver) process.exitCode = 1;
}
