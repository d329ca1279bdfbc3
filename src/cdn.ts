/** For a script tag: figures at once; the application and its parts where the page holds them, or by `defineParts`. */
import './components/spline-figure/define.js';
import { SplineFigure } from './components/spline-figure/spline-figure.js';

export { createSession } from './create-session.js';
export { SplineFigure };
export { SplineView } from './components/spline-view/spline-view.js';
export { PictureStore } from './components/picture-store.js';
export { version } from './components/version.js';
export { InvalidSettingError } from './training/invalid-setting-error.js';
export { presets } from './training/presets.js';

SplineFigure.appPage = new URL(/* @vite-ignore */ 'index.html', import.meta.url).href;

const partTags = ['chart', 'controls', 'diagram', 'files', 'measures', 'share', 'surface'].map(
  (part) => `spline-${part}`,
);

/** Defines `<spline-lab>`: done by itself where the page holds one when it is loaded. */
async function defineLab(): Promise<void> {
  await import('./components/spline-lab/define.js');
}

/**
 * Defines `<spline-lab>` and the tags of single parts, as `<spline-chart>`: done by itself where the page holds one when it is
 * loaded.
 */
export async function defineParts(): Promise<void> {
  await Promise.all([defineLab(), import('./components/spline-lab/later-parts.js')]);
}

if (document.querySelector(partTags.join())) void defineParts();
else if (document.querySelector('spline-lab')) void defineLab();
