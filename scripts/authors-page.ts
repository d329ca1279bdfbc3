/** Parts of the page for authors that come from the sources: tables of the element and of its settings, and recipes that are run in tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demonstrationTags } from '../src/components/demonstrations/reserved-heights.js';
import { figureCommands } from '../src/components/spline-figure/figure-commands.js';
import { figureNumbers } from '../src/components/spline-figure/figure-numbers.js';
import { experimentRows, viewRows } from './attribute-docs.js';
import { elementDocs, type DocRow, type ElementDocs } from './element-docs.js';
import { escapeHtml } from './escape-html.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every recipe of the page, by the name that the page calls it by. */
export const recipes = {
  plain: 'docs/snippets/plain.html',
  settings: 'docs/snippets/settings.html',
  points: 'docs/snippets/points.html',
  group: 'docs/snippets/group.html',
  prose: 'docs/snippets/prose.html',
  commands: 'docs/snippets/commands.html',
  steps: 'docs/snippets/steps.html',
  elsewhere: 'docs/snippets/elsewhere.html',
  demonstration: 'docs/snippets/demonstration.html',
  script: 'docs/snippets/script.html',
  strings: 'docs/snippets/strings.html',
  look: 'docs/snippets/look.html',
  slide: 'docs/snippets/slide.html',
  react: 'e2e-package/fixtures/react/src/two-moons.tsx',
  vue: 'e2e-package/fixtures/vue/src/two-moons.vue',
  markdown: 'e2e-package/fixtures/eleventy/posts/two-moons.md',
} as const satisfies Readonly<Record<string, string>>;

/** A policy under which a page with a figure is run in tests. */
const policyFile = 'e2e-package/fixtures/policy.txt';

/** Text in backquotes is code. */
const withCode = (text: string): string => escapeHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>');

/** What a figure says in numbers, by the name that `<spline-value>` takes; those of networks without their number. */
export const numberHelp = {
  step: 'Steps that the networks have made',
  epoch: 'Epoch of their next step, from 0',
  loss: 'Loss on the mini-batch of the last step',
  trainLoss: 'Loss of all training points',
  trainAccuracy: 'Share of the training points classified right, 0 to 1',
  testAccuracy: 'Share of the test points classified right, 0 to 1',
  cells: 'Exact cells in the window',
} as const satisfies Readonly<Record<string, string>>;

function numberRows(): readonly (readonly [string, string])[] {
  return Object.keys(figureNumbers(null, null, 1)).map((name) => {
    const help = new Map<string, string>(Object.entries(numberHelp)).get(name.replace(/1$/, ''));
    if (help === undefined) throw new Error(`The page for authors does not say what ${name} is.`);
    return [name, help];
  });
}

/** Elements about a figure elsewhere in the page, by the folder of their source. */
const aboutFigures = {
  'spline-set': 'prose',
  'spline-value': 'prose',
  'spline-predict': 'prose',
  'spline-chart': 'spline-chart',
  'spline-controls': 'spline-controls',
  'spline-transport': 'spline-transport',
  'spline-steps': 'spline-steps',
  'spline-step': 'spline-steps',
} as const satisfies Readonly<Record<string, string>>;

const attributesOf = (tag: string, folder: string): readonly DocRow[] =>
  elementDocs(read(`src/components/${folder}/${tag}.ts`)).attributes;

const demonstrationDocs = (file: string): ElementDocs => elementDocs(read(`src/components/demonstrations/${file}.ts`));

function demonstrationPart(tag: string): string {
  const name = tag.replace('spline-', '');
  const { summary, attributes, values } = demonstrationDocs(`${name}/${name}`);
  return [
    `<p>${withCode(summary)}</p>`,
    table(`Attributes of ${tag}`, ['Attribute', 'What it does'], attributes),
    table(`Numbers of ${tag}`, ['Number', 'What it is'], values),
  ].join('\n');
}

const code = (path: string): string => `<pre><code>${escapeHtml(read(path).trim())}</code></pre>`;

/** @param label of the table, which can be scrolled by keys */
function table(label: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = ([name = '', ...rest]: readonly string[]): string =>
    `<tr><th scope="row"><code>${escapeHtml(name || '(default)')}</code></th>${rest.map((text) => `<td>${withCode(text)}</td>`).join('')}</tr>`;
  return `<div class="table" tabindex="0" role="group" aria-label="${escapeHtml(label)}"><table><thead><tr>${head
    .map((text) => `<th scope="col">${text}</th>`)
    .join('')}</tr></thead><tbody>${rows.map(cells).join('')}</tbody></table></div>`;
}

/** What stands in the place of `<!-- NAME -->` in the page. */
export function authorsParts(): Readonly<Record<string, string>> {
  const docs = elementDocs(read('src/components/spline-figure/spline-figure.ts'));
  // Those of the table of settings are listed there.
  const settings = [...experimentRows(), ...viewRows()];
  const named = new Set(settings.map(([name]) => name));
  const snippets = Object.entries(recipes).map(([name, path]) => [`recipe:${name}`, code(path)]);
  return {
    attributes: table(
      'Attributes of spline-figure',
      ['Attribute', 'What it does'],
      docs.attributes.filter(([name]) => !named.has(name)),
    ),
    experiment: table(
      'Settings of the experiment',
      ['Setting', 'What may stand there', 'At first', 'What it does'],
      experimentRows(),
    ),
    view: table(
      'Settings of what is shown',
      ['Setting', 'What may stand there', 'What it does'],
      viewRows().map(([name, values, , help]) => [name, values, help]),
    ),
    slots: table('Slots', ['Slot', 'What goes there'], docs.slots),
    events: table('Events', ['Event', 'When, and what it says'], docs.events),
    properties: table('Properties', ['Property', 'What it is'], docs.properties),
    policy: code(policyFile),
    numbers: table('Numbers of a figure', ['Name', 'What it is'], numberRows()),
    commands: table(
      'Commands of buttons',
      ['Command', 'What it does'],
      Object.entries(figureCommands).map(([name, { help }]) => [name, help]),
    ),
    methods: table('Methods', ['Method', 'What it does'], docs.methods),
    parts: table('Parts', ['Part', 'What it is'], docs.parts),
    'custom-properties': table(
      'Custom properties',
      ['Custom property', 'What it colours or sets'],
      docs.customProperties,
    ),
    ...Object.fromEntries(
      Object.entries(aboutFigures).map(([tag, folder]) => [
        tag,
        table(`Attributes of ${tag}`, ['Attribute', 'What it does'], attributesOf(tag, folder)),
      ]),
    ),
    ...Object.fromEntries(demonstrationTags.map((tag) => [tag, demonstrationPart(tag)])),
    'every-demonstration': table(
      'Attributes of every demonstration',
      ['Attribute', 'What it does'],
      demonstrationDocs('demonstration').attributes,
    ),
    ...(Object.fromEntries(snippets) as Record<string, string>),
  };
}
