import type { Entry } from '../src/io/parse-experiment.js';

/** Attributes of the element alone mean nothing to the application. */
const figureOnly: ReadonlySet<string> = new Set(['id', 'slot', 'alt', 'controls', 'steps', 'group']);

/** Of the application with the experiment of a figure, from a page in `docs`. @param attributes of its tag */
export function appAddress(attributes: readonly Entry[]): string {
  const parts = attributes
    .filter(([name]) => !figureOnly.has(name))
    .map(([name, value]) => (value === '' ? name : `${name}=${encodeURIComponent(value)}`));
  return `../index.html#v=1&${parts.join('&')}`;
}
