/**
 * For a script tag: figures at once; what ties a text to them, demonstrations, and the application with its parts where the page
 * holds them, or by the functions below.
 */
import { setEmbedSource } from './components/embed-source.js';
import './components/spline-figure/define.js';
import { SplineFigure } from './components/spline-figure/spline-figure.js';

export { SplineFigure };
export { PictureStore } from './components/picture-store.js';
export { version } from './components/version.js';
export { InvalidSettingError } from './training/invalid-setting-error.js';
export { presets } from './training/presets.js';

const besideScript = (file: string): string => new URL(/* @vite-ignore */ file, import.meta.url).href;
SplineFigure.appPage = besideScript('index.html');
setEmbedSource({ script: import.meta.url, styles: besideScript('figure.css') });

const byIdTags = ['chart[for]', 'controls[for]', 'transport'];
const partTags = [
  'chart:not([for])',
  'controls:not([for])',
  'diagram',
  'files',
  'measures',
  'scrubber',
  'share',
  'surface',
  'view',
];
const proseTags = ['predict', 'set', 'value'];
const demonstrationTags = [
  'fold-angle',
  'initialization-race',
  'jitter',
  'limits',
  'one-unit',
  'same-weights',
  'scale-shift',
];

type LiveParts = typeof import('./components/spline-figure/live-figure.js');

/** What runs an experiment without a figure, `createSession`, and what shows one, `SplineView`. */
export async function loadSessions(): Promise<Pick<LiveParts, 'createSession' | 'SplineView'>> {
  const { createSession, SplineView } = await import('./components/spline-figure/live-figure.js');
  return { createSession, SplineView };
}

/** Defines `<spline-lab>`: done by itself where the page holds one when it is loaded. */
async function defineLab(): Promise<void> {
  await import('./components/spline-lab/define.js');
}

/**
 * Defines `<spline-lab>` and the tags of single parts, as `<spline-chart>`: done by itself where the page holds one when it is
 * loaded.
 */
export async function defineParts(): Promise<void> {
  await Promise.all([
    defineLab(),
    import('./components/spline-lab/later-parts.js'),
    import('./components/spline-scrubber/define.js'),
  ]);
}

/**
 * Defines `<spline-transport>`, and `<spline-chart>` and `<spline-controls>` for a figure elsewhere in the page: done by itself
 * where the page holds one when it is loaded.
 */
export async function defineById(): Promise<void> {
  await import('./components/by-id/define.js');
}

/** Defines `<spline-set>`, `<spline-value>` and `<spline-predict>`: done by itself where the page holds one when it is loaded. */
export async function defineProse(): Promise<void> {
  await import('./components/prose/define.js');
}

/** Defines `<spline-steps>` and `<spline-step>`: done by itself where the page holds one when it is loaded. */
export async function defineSteps(): Promise<void> {
  await import('./components/spline-steps/define.js');
}

/** Defines `<spline-one-unit>` and its like: done by itself where the page holds one when it is loaded. */
export async function defineDemonstrations(): Promise<void> {
  await import('./components/demonstrations/define.js');
}

const holds = (names: readonly string[]): boolean =>
  document.querySelector(names.map((name) => `spline-${name}`).join()) !== null;

if (holds(byIdTags)) void defineById();
if (holds(['steps'])) void defineSteps();
if (holds(proseTags)) void defineProse();
if (holds(demonstrationTags)) void defineDemonstrations();
if (holds(partTags)) void defineParts();
else if (holds(['lab'])) void defineLab();
