/** The gallery: a figure for every preset of the table, and some that show what else can be set, each with its tag. */
import type { Entry } from '../src/io/parse-experiment.js';
import type { ExperimentConfig, PresetName } from '../src/training/experiment-config.js';
import { presets } from '../src/training/presets.js';
import { escapeHtml } from './escape-html.js';

export interface GalleryEntry {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** Of `<spline-figure>`. */
  readonly attributes: readonly Entry[];
}

const presetHelp: Readonly<Record<PresetName, string>> = {
  circles: 'Two rings about the origin. BN changes least where the data are centred already.',
  'moved-circles': 'The same rings away from the origin. Without BN all walls meet where no data are.',
  moons: 'Two half moons and few units: every fold can be followed.',
  spirals: 'Two spirals and three layers, the hardest of the presets.',
  notebook: 'The set-up of the notebook that the project began from, with its running statistics.',
};

function describe({ data, network }: ExperimentConfig): string {
  return `${data.sampleCount} points, ${network.hiddenWidths.join(' – ')} units.`;
}

const ofPreset = ([name, { label, config }]: [
  string,
  { readonly label: string; readonly config: ExperimentConfig },
]): GalleryEntry => ({
  id: name,
  title: label,
  help: `${presetHelp[name as PresetName]} ${describe(config)}`,
  attributes: [
    ['preset', name],
    ['compare', ''],
    ['steps', '140'],
  ],
});

export const presetEntries: readonly GalleryEntry[] = Object.entries(presets).map(ofPreset);

export const variations: readonly GalleryEntry[] = [
  {
    id: 'untrained',
    title: 'Before the first step',
    help: 'No steps: what BN does to random weights alone.',
    attributes: [
      ['preset', 'moved-circles'],
      ['compare', ''],
      ['window', '-1 6 -1 6'],
    ],
  },
  {
    id: 'cells',
    title: 'A colour for each cell',
    help: 'Exact cells of a small network; four layers of eight units.',
    attributes: [
      ['preset', 'moons'],
      ['widths', '8 8 8 8'],
      ['fill', 'region'],
      ['compare', ''],
      ['steps', '70'],
    ],
  },
  {
    id: 'slope',
    title: 'How steep the function is',
    help: 'Exact slope in every cell, on one scale for both networks.',
    attributes: [
      ['preset', 'moons'],
      ['fill', 'slope'],
      ['compare', ''],
      ['steps', '70'],
    ],
  },
  {
    id: 'layer-norm',
    title: 'Layer normalization beside BN',
    help: 'It normalizes each point by itself: its walls are curved, and do not follow the data.',
    attributes: [
      ['preset', 'moved-circles'],
      ['widths', '16 16'],
      ['compare', 'layer'],
      ['steps', '70'],
    ],
  },
  {
    id: 'boundary',
    title: 'The decision boundary alone',
    help: 'Without walls, and without buttons.',
    attributes: [
      ['preset', 'spirals'],
      ['hide', 'walls'],
      ['controls', 'none'],
      ['compare', ''],
      ['steps', '400'],
    ],
  },
  {
    id: 'full',
    title: 'Everything to run it by',
    help: 'Pace, restart, a slider through time, layers and a chart.',
    attributes: [
      ['preset', 'moons'],
      ['compare', ''],
      ['controls', 'full'],
      ['steps', '35'],
    ],
  },
];

const attributesText = (attributes: readonly Entry[]): string =>
  attributes.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`)).join('');

/** The tag as an author writes it. */
export const tagOf = ({ attributes, title }: GalleryEntry): string =>
  `<spline-figure${attributesText(attributes)}>${escapeHtml(title)}</spline-figure>`;

/** Attributes of the element alone mean nothing to the application. */
const figureOnly: ReadonlySet<string> = new Set(['controls', 'steps']);

function appLink({ attributes }: GalleryEntry): string {
  const parts = attributes
    .filter(([name]) => !figureOnly.has(name))
    .map(([name, value]) => (value === '' ? name : `${name}=${encodeURIComponent(value)}`));
  return `../index.html#v=1&${parts.join('&')}`;
}

const entryHtml = (entry: GalleryEntry): string => `
  <section class="entry" aria-labelledby="${entry.id}">
    <h3 id="${entry.id}">${escapeHtml(entry.title)}</h3>
    <p>${escapeHtml(entry.help)}</p>
    <div class="wide">
      <spline-figure${attributesText(entry.attributes)} alt="${escapeHtml(entry.title)}">
        <p>${escapeHtml(entry.help)}</p>
      </spline-figure>
    </div>
    <pre><code>${escapeHtml(tagOf(entry))}</code></pre>
    <p class="aside"><a href="${escapeHtml(appLink(entry))}">Open in the full application</a></p>
  </section>`;

export const galleryHtml = (entries: readonly GalleryEntry[]): string => entries.map(entryHtml).join('\n');

export const galleryIndex = (entries: readonly GalleryEntry[]): string =>
  `<ul class="index">${entries.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join('')}</ul>`;
