/** The gallery: a figure for every preset of the table, and some that show what else can be set, each with its tag. */
import type { Entry } from '../src/io/parse-experiment.js';
import type { ExperimentConfig, PresetName } from '../src/training/experiment-config.js';
import { presets } from '../src/training/presets.js';
import { escapeHtml } from './escape-html.js';

/** A `<spline-figure>` of the gallery. */
export interface GalleryFigure {
  readonly name: string;
  readonly attributes: readonly Entry[];
}

export interface GalleryEntry {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** One, or several that stand side by side. */
  readonly figures: readonly GalleryFigure[];
}

const single = ({
  attributes,
  ...entry
}: Omit<GalleryEntry, 'figures'> & Pick<GalleryFigure, 'attributes'>): GalleryEntry => ({
  ...entry,
  figures: [{ name: entry.title, attributes }],
});

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
]): GalleryEntry =>
  single({
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

const groupedAttributes = (normalization: string, ...more: readonly Entry[]): readonly Entry[] => [
  ['group', 'normalizers'],
  ['preset', 'moved-circles'],
  ['widths', '16 16'],
  ['normalization', normalization],
  ...more,
];

export const variations: readonly GalleryEntry[] = [
  single({
    id: 'untrained',
    title: 'Before the first step',
    help: 'No steps: what BN does to random weights alone.',
    attributes: [
      ['preset', 'moved-circles'],
      ['compare', ''],
      ['window', '-1 6 -1 6'],
    ],
  }),
  single({
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
  }),
  single({
    id: 'slope',
    title: 'How steep the function is',
    help: 'Exact slope in every cell, on one scale for both networks.',
    attributes: [
      ['preset', 'moons'],
      ['fill', 'slope'],
      ['compare', ''],
      ['steps', '70'],
    ],
  }),
  single({
    id: 'layer-norm',
    title: 'Layer normalization beside BN',
    help: 'It normalizes each point by itself: its walls are curved, and do not follow the data.',
    attributes: [
      ['preset', 'moved-circles'],
      ['widths', '16 16'],
      ['compare', 'layer'],
      ['steps', '70'],
    ],
  }),
  single({
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
  }),
  single({
    id: 'full',
    title: 'Everything to run it by',
    help: 'Pace, restart, a slider through time, layers and a chart.',
    attributes: [
      ['preset', 'moons'],
      ['compare', ''],
      ['controls', 'full'],
      ['steps', '35'],
    ],
  }),
  {
    id: 'group',
    title: 'Three figures as one',
    help: 'A group shares data, time line and window. Train one of them or zoom into it, and the others do the same.',
    figures: [
      { name: 'Without normalization', attributes: groupedAttributes('none', ['steps', '70']) },
      { name: 'Batch normalization', attributes: groupedAttributes('batch') },
      { name: 'Layer normalization', attributes: groupedAttributes('layer') },
    ],
  },
];

const attributesText = (attributes: readonly Entry[]): string =>
  attributes.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`)).join('');

/** The tags as an author writes them. */
export const tagsOf = ({ figures }: GalleryEntry): string =>
  figures
    .map(({ name, attributes }) => `<spline-figure${attributesText(attributes)}>${escapeHtml(name)}</spline-figure>`)
    .join('\n');

/** Attributes of the element alone mean nothing to the application. */
const figureOnly: ReadonlySet<string> = new Set(['controls', 'steps', 'group']);

function appAddress({ attributes }: GalleryFigure): string {
  const parts = attributes
    .filter(([name]) => !figureOnly.has(name))
    .map(([name, value]) => (value === '' ? name : `${name}=${encodeURIComponent(value)}`));
  return `../index.html#v=1&${parts.join('&')}`;
}

function appLinks({ figures }: GalleryEntry): string {
  const link = (figure: GalleryFigure, words: string): string =>
    `<a href="${escapeHtml(appAddress(figure))}">${words}</a>`;
  const words = 'Open in the full application';
  if (figures.length === 1) return figures.map((figure) => link(figure, words)).join('');
  return `${words}: ${figures.map((figure) => link(figure, escapeHtml(figure.name))).join(', ')}`;
}

const figureHtml =
  (help: string) =>
  ({ name, attributes }: GalleryFigure): string => `
      <spline-figure${attributesText(attributes)} alt="${escapeHtml(name)}">
        <p>${escapeHtml(help)}</p>
      </spline-figure>`;

const entryHtml = (entry: GalleryEntry): string => `
  <section class="entry" aria-labelledby="${entry.id}">
    <h3 id="${entry.id}">${escapeHtml(entry.title)}</h3>
    <p>${escapeHtml(entry.help)}</p>
    <div class="${entry.figures.length > 1 ? 'wide beside' : 'wide'}">${entry.figures.map(figureHtml(entry.help)).join('')}
    </div>
    <pre><code>${escapeHtml(tagsOf(entry))}</code></pre>
    <p class="aside">${appLinks(entry)}</p>
  </section>`;

export const galleryHtml = (entries: readonly GalleryEntry[]): string => entries.map(entryHtml).join('\n');

export const galleryIndex = (entries: readonly GalleryEntry[]): string =>
  `<ul class="index">${entries.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join('')}</ul>`;
