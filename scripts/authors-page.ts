/** Parts of the page for authors that come from the sources: tables of the element and of its settings, and recipes that are run in tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { experimentRows, viewRows } from './attribute-docs.js';
import { elementDocs } from './element-docs.js';
import { escapeHtml } from './escape-html.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every recipe of the page, by the name that the page calls it by. */
export const recipes = {
  plain: 'docs/snippets/plain.html',
  settings: 'docs/snippets/settings.html',
  points: 'docs/snippets/points.html',
  prose: 'docs/snippets/prose.html',
  demonstration: 'docs/snippets/demonstration.html',
  script: 'docs/snippets/script.html',
  look: 'docs/snippets/look.html',
  slide: 'docs/snippets/slide.html',
  react: 'e2e-package/fixtures/react/src/two-moons.tsx',
  vue: 'e2e-package/fixtures/vue/src/two-moons.vue',
  markdown: 'e2e-package/fixtures/eleventy/posts/two-moons.md',
} as const satisfies Readonly<Record<string, string>>;

/** Text in backquotes is code. */
const withCode = (text: string): string => escapeHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = ([name = '', ...rest]: readonly string[]): string =>
    `<tr><th scope="row"><code>${escapeHtml(name || '(default)')}</code></th>${rest.map((text) => `<td>${withCode(text)}</td>`).join('')}</tr>`;
  return `<div class="table" tabindex="0" role="group" aria-label="${escapeHtml(head[0] ?? '')}s"><table><thead><tr>${head
    .map((text) => `<th scope="col">${text}</th>`)
    .join('')}</tr></thead><tbody>${rows.map(cells).join('')}</tbody></table></div>`;
}

/** What stands in the place of `<!-- NAME -->` in the page. */
export function authorsParts(): Readonly<Record<string, string>> {
  const docs = elementDocs(read('src/components/spline-figure/spline-figure.ts'));
  // Those of the table of settings are listed there.
  const settings = [...experimentRows(), ...viewRows()];
  const named = new Set(settings.map(([name]) => name));
  const snippets = Object.entries(recipes).map(([name, path]) => [
    `recipe:${name}`,
    `<pre><code>${escapeHtml(read(path).trim())}</code></pre>`,
  ]);
  return {
    attributes: table(
      ['Attribute', 'What it does'],
      docs.attributes.filter(([name]) => !named.has(name)),
    ),
    experiment: table(['Setting', 'What may stand there', 'At first', 'What it does'], experimentRows()),
    view: table(
      ['Setting', 'What may stand there', 'What it does'],
      viewRows().map(([name, values, , help]) => [name, values, help]),
    ),
    slots: table(['Slot', 'What goes there'], docs.slots),
    events: table(['Event', 'When, and what it says'], docs.events),
    properties: table(['Property', 'What it is'], docs.properties),
    methods: table(['Method', 'What it does'], docs.methods),
    parts: table(['Part', 'What it is'], docs.parts),
    'custom-properties': table(['Custom property', 'What it colours or sets'], docs.customProperties),
    ...(Object.fromEntries(snippets) as Record<string, string>),
  };
}
