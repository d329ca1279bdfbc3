/** The gallery: a figure for every preset of the table, some that show what else can be set, and the demonstrations, each with its tag. */
import { demonstrationTags } from '../src/components/demonstrations/reserved-heights.js';
import type { Entry } from '../src/io/parse-experiment.js';
import type { ExperimentConfig, PresetName } from '../src/training/experiment-config.js';
import { presets } from '../src/training/presets.js';
import { appAddress } from './app-address.js';
import { escapeHtml } from './escape-html.js';

/** An element of the gallery. */
export interface GalleryFigure {
  /** `spline-figure` unless set. */
  readonly tag?: string;
  readonly name: string;
  readonly attributes: readonly Entry[];
  /** Its still, where that of the article does. */
  readonly still?: string;
}

export interface GalleryEntry {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** One, or several that stand side by side. */
  readonly figures: readonly GalleryFigure[];
  /** Id of the section of the article that it stands in. */
  readonly section?: string;
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

const demonstrations: Readonly<Record<(typeof demonstrationTags)[number], readonly [string, string, string, string]>> =
  {
    'spline-one-unit': [
      'What BN does to one wall',
      'Drag the points, the line, or the square that turns it: BN always has the least sum of squared distances.',
      'offset',
      'unit',
    ],
    'spline-fold-angle': [
      'How sharply a wall folds',
      'Under BN the less, the farther the data spread across the wall that it crosses.',
      'folding',
      'fold',
    ],
    'spline-same-weights': [
      'One draw of weights, three ways to set the biases',
      'How many cells the same random weights cut, counted exactly.',
      'beginning',
      'same',
    ],
    'spline-jitter': [
      'Walls that tremble',
      'One network, drawn with the statistics of one mini-batch after the other, beside the closed form.',
      'jitter',
      'boundaries',
    ],
    'spline-scale-shift': [
      'Only scale and shift trained',
      'The same network trained wholly, and with all but γ and β as it began.',
      'gamma-beta',
      'frozen',
    ],
    'spline-initialization-race': [
      'A race of five starts',
      'Is BN only a good start? The same weights from five starts, trained alike.',
      'race',
      'five',
    ],
    'spline-limits': [
      'What BN does not promise',
      'Accuracy, margin and smoothness of twins, over five draws of the weights.',
      'not',
      'limits',
    ],
  };

export const demonstrationEntries: readonly GalleryEntry[] = Object.entries(demonstrations).map(
  ([tag, [title, help, section, still]]) => ({
    id: tag.replace('spline-', ''),
    title,
    help,
    figures: [{ tag, name: title, attributes: [], still }],
    section,
  }),
);

const attributesText = (attributes: readonly Entry[]): string =>
  attributes.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`)).join('');

/** The tags as an author writes them. */
export const tagsOf = ({ figures }: GalleryEntry): string =>
  figures
    .map(({ tag, name, attributes }) => {
      const element = tag ?? 'spline-figure';
      return `<${element}${attributesText(attributes)}>${escapeHtml(name)}</${element}>`;
    })
    .join('\n');

const appLink = (figure: GalleryFigure, words: string): string =>
  `<a href="${escapeHtml(appAddress(figure.attributes))}">${words}</a>`;

function appLinks({ figures, section }: GalleryEntry): string {
  if (section !== undefined) return `<a href="batch-norm-moves-the-walls.html#${section}">In the article</a>`;
  const words = 'Open in the full application';
  if (figures.length === 1) return figures.map((figure) => appLink(figure, words)).join('');
  return `${words}: ${figures.map((figure) => appLink(figure, escapeHtml(figure.name))).join(', ')}`;
}

/** What an element shows where it does not run. */
function stillWords(entry: GalleryEntry, index: number): string {
  if (entry.section !== undefined) return escapeHtml(entry.help);
  const given = entry.figures.map(({ attributes }) => new Map(attributes));
  // Of a group, which has one time line, the first to say something.
  const steps = given.find((attributes) => attributes.has('steps'))?.get('steps');
  const when = steps === undefined ? 'before the first step' : `after ${steps} steps`;
  const compared = given[index]?.get('compare');
  if (compared === undefined) return `The network ${when}.`;
  const [first, second] =
    compared === 'layer' ? ['Layer normalization', 'batch normalization'] : ['Without BN', 'with BN'];
  return `${first} on the left, ${second} on the right, ${when}.`;
}

function figureHtml(entry: GalleryEntry, index: number): string {
  const { tag = 'spline-figure', name, attributes, still } = entry.figures[index]!;
  const id = `figure-${entry.id}${entry.figures.length > 1 ? `-${index + 1}` : ''}`;
  // What demonstrations show they name themselves.
  const alt = `alt="${escapeHtml(name)}"`;
  return `
      <${tag} id="${id}"${attributesText(attributes)}${tag === 'spline-figure' ? ` ${alt}` : ''}>
        <img src="stills/${still ?? id}.webp" ${alt} />
        <p>${stillWords(entry, index)}</p>
      </${tag}>`;
}

const entryHtml = (entry: GalleryEntry): string => `
  <section class="entry" aria-labelledby="${entry.id}">
    <h3 id="${entry.id}">${escapeHtml(entry.title)}</h3>
    <p>${escapeHtml(entry.help)}</p>
    <div class="${entry.figures.length > 1 ? 'wide beside' : 'wide'}">${entry.figures.map((_, index) => figureHtml(entry, index)).join('')}
    </div>
    <pre><code>${escapeHtml(tagsOf(entry))}</code></pre>
    <p class="aside">${appLinks(entry)}</p>
  </section>`;

export const galleryHtml = (entries: readonly GalleryEntry[]): string => entries.map(entryHtml).join('\n');

export const galleryIndex = (entries: readonly GalleryEntry[]): string =>
  `<ul class="index">${entries.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join('')}</ul>`;
