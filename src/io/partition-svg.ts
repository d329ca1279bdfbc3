/** The exact partition as an SVG: cells, walls by layer, decision boundary and points, each a group of its own. */
import { commonScale } from '../geometry/common-scale.js';
import { isNumberFill, type ExactFill, type NumberFill } from '../geometry/cell-fills.js';
import { windowScale } from '../geometry/fill-cells.js';
import type { Partition } from '../geometry/partition.js';
import type { ValueScale } from '../geometry/value-scale.js';
import type { LabelledPoints } from '../training/data-set.js';
import { MARKER_RADIUS, markerPaths, RING_CASING_WIDTH, RING_RADIUS, RING_WIDTH } from '../training/markers.js';
import { lineWidths, palettes, wallCasingOpacity, type Palette, type Rgb } from '../training/palette.js';
import type { PictureLayers, PictureTheme } from '../training/picture.js';
import type { PictureLanguage } from './partition-svg-strings.js';
import { BAR_WIDTH, drawCells, scaleBar, type CellStyle } from './svg-cells.js';
import { drawDecisionBoundary, drawPoints, drawWalls, frameOf, hex, PICTURE_WIDTH, round } from './svg-layers.js';

/** One network's picture. */
export interface PartitionPicture {
  /** Name of the network, above the picture where there are several. */
  readonly name: string;
  readonly partition: Partition;
  readonly lines: Pick<PictureLayers, 'walls' | 'decisionBoundary'>;
  /** Those outside the window are left out. */
  readonly points: LabelledPoints | null;
  /** The same of test points, which are hollow. */
  readonly testPoints?: LabelledPoints | null;
  /** Predicted class per training point, then per test point: misclassified ones carry a ring. Null: none do. */
  readonly predictions?: Uint8Array | null;
}

export interface PartitionSvgOptions {
  readonly title: string;
  readonly theme: PictureTheme;
  /** Of all pictures. */
  readonly fill: ExactFill;
  /** Of a fill by a number; left out or null: what the pictures have in common. */
  readonly scale?: ValueScale | null;
  /** Lines below the pictures, for instance the settings; above them the scale of a fill by a number. Null: neither. */
  readonly caption: readonly string[] | null;
  /** Of all texts. Where it goes to the left, so do the pictures. */
  readonly language: PictureLanguage;
}

/** Lines and marks are as wide in it as in a picture of 640 CSS pixels on the page. */
const SCALE = PICTURE_WIDTH / 640;
const GAP = 40;
const HEADING = 44;
const CAPTION_LINE = 26;

/** @param pictures side by side, of one height where their windows are of one shape */
export function writePartitionSvg(pictures: readonly PartitionPicture[], options: PartitionSvgOptions): string {
  const { title, theme, fill, language } = options;
  const { words, lang, dir } = language;
  const scale = isNumberFill(fill) ? (options.scale ?? commonScaleOf(pictures, fill)) : null;
  const heights = pictures.map(({ partition }) => heightOf(partition));
  const top = pictures.length > 1 ? HEADING : 0;
  const pictureBottom = top + Math.max(...heights);
  const width = pictures.length * (PICTURE_WIDTH + GAP) - GAP;
  const fillText = fillTextOf(fill, scale, language);
  const caption = options.caption ? [...(scale ? [fillText] : []), ...options.caption] : [];
  const height = pictureBottom + (caption.length > 0 ? 14 + CAPTION_LINE * caption.length : 0);
  const isToLeft = dir === 'rtl';
  /** The x of what begins at `start` from where lines begin, and is so wide. */
  const along = (start: number, size = 0): number => (isToLeft ? width - start - size : start);
  const drawn = pictures.map((picture, index) => {
    const prefix = pictures.length > 1 ? `network-${index + 1}-` : '';
    const start = index * (PICTURE_WIDTH + GAP);
    const { content, colours } = drawPicture(picture, { fill, theme, scale }, prefix, along(start, PICTURE_WIDTH), top);
    return { content: [...(prefix && [textAt('heading', along(start), top - 14, picture.name)]), ...content], colours };
  });
  const colours = new Map(drawn.flatMap((picture) => [...picture.colours]));
  const lines = caption.flatMap((line, index) => {
    const y = pictureBottom + 30 + CAPTION_LINE * index;
    if (!scale || index > 0) return [textAt('caption', along(0), y, line)];
    const bar = scaleBar(theme, along(0, BAR_WIDTH), y, isToLeft);
    return [...bar, textAt('caption', along(BAR_WIDTH + 12), y, line)];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${round(height)}" viewBox="0 0 ${width} ${round(height)}" role="img"${lang && ` lang="${escape(lang)}"`}${isToLeft ? ' direction="rtl"' : ''} aria-labelledby="title description">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="description">${escape([...pictures.map((picture) => describe(picture, language)), words.filled(fillText)].join(' '))}</desc>`,
    `<style>${styleSheet(palettes[theme], theme, colours)}</style>`,
    `<defs>${markerPaths.map((path, label) => `<path id="mark-${label}" d="${path}" transform="scale(${MARKER_RADIUS * SCALE})"/>`).join('')}<circle id="ring" r="${RING_RADIUS * SCALE}"/></defs>`,
    `<rect class="paper" width="${width}" height="${round(height)}"/>`,
    ...drawn.flatMap(({ content }) => content),
    ...lines,
    '</svg>\n',
  ].join('\n');
}

function heightOf({ window: { x0, x1, y0, y1 } }: Partition): number {
  return (PICTURE_WIDTH * (y1 - y0)) / (x1 - x0);
}

const textAt = (kind: 'heading' | 'caption', x: number, y: number, text: string): string =>
  `<text class="${kind}" x="${x}" y="${round(y)}">${escape(text)}</text>`;

function drawPicture(picture: PartitionPicture, style: CellStyle, prefix: string, left: number, top: number) {
  const { partition, lines, points, testPoints, predictions } = picture;
  const frame = frameOf(partition);
  const colours = new Map<string, string>();
  const groups = [`<g id="${prefix}cells">`, ...drawCells(partition, frame, style, colours), '</g>'];
  // As on the page, the first layer's walls lie on those of later ones.
  for (let layer = partition.hiddenWidths.length - 1; layer >= 0; layer--) {
    if (lines.walls[layer] !== false) groups.push(...drawWalls(partition, frame, layer, prefix));
  }
  if (lines.decisionBoundary) groups.push(...drawDecisionBoundary(partition, frame, prefix));
  const testPredictions = (testPoints && predictions?.subarray(-testPoints.count)) ?? null;
  if (testPoints)
    groups.push(...drawPoints(testPoints, testPredictions, partition, frame, `${prefix}test-points`, 'hollow'));
  if (points) groups.push(...drawPoints(points, predictions ?? null, partition, frame, `${prefix}points`, 'mark'));
  return {
    content: [`<g id="${prefix}picture" transform="translate(${left} ${top})">`, ...groups, '</g>'],
    colours,
  };
}

function commonScaleOf(pictures: readonly PartitionPicture[], fill: NumberFill): ValueScale {
  return commonScale(pictures.map(({ partition }) => windowScale(partition, fill)));
}

function describe({ name, partition }: PartitionPicture, { words, locale }: PictureLanguage): string {
  const { window, cellCount, isComplete } = partition;
  const numbers = new Intl.NumberFormat(locale);
  // Rounded first: a little less than 0 would be -0.
  const range = (...ends: readonly [number, number]): string =>
    words.range(...(ends.map((end) => numbers.format(Number(end.toFixed(3)) || 0)) as [string, string]));
  const sentence = isComplete ? words.allCells : words.firstCells;
  return sentence(name, numbers.format(cellCount), range(window.x0, window.x1), range(window.y0, window.y1));
}

/** What a fill is, and what its scale reaches from and to. */
function fillTextOf(fill: ExactFill, scale: ValueScale | null, { words, locale }: PictureLanguage): string {
  if (!scale) return words.fills[fill];
  const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  return words.scale(
    words.fills[fill],
    words.range(numbers.format(scale.low), numbers.format(scale.high)),
    scale.isLogarithmic,
  );
}

function styleSheet(palette: Palette, theme: PictureTheme, colours: ReadonlyMap<string, string>): string {
  const line = (name: string, colour: Rgb, width: number, opacity = 1): string =>
    `.${name}{fill:none;stroke:${hex(colour)};stroke-width:${round(width * SCALE)};stroke-linecap:round` +
    `${opacity < 1 ? `;opacity:${opacity}` : ''}}`;
  const { wall, wallCasing, decisionBoundary, decisionCasing } = lineWidths;
  const ink = hex(theme === 'light' ? [34, 33, 31] : [232, 230, 226]);
  return [
    `.paper{fill:${hex(palette.paper)}}`,
    // A hairline of its own colour closes the seams that smoothing leaves between neighbours.
    ...[...colours].map(([name, colour]) => `.${name}{fill:${colour};stroke:${colour};stroke-width:0.5}`),
    ...palette.walls.map((colour, layer) => line(`wall-${layer + 1}`, colour, wall)),
    line('wall-casing', palette.casing, wall + 2 * wallCasing, wallCasingOpacity),
    line('decision', palette.decisionBoundary, decisionBoundary),
    line('decision-casing', palette.casing, decisionBoundary + 2 * decisionCasing),
    ...palette.classMarks.map(
      (colour, label) =>
        `.mark-${label}{fill:${hex(colour)};stroke:${hex(palette.casing)};stroke-width:0.4;paint-order:stroke}`,
    ),
    ...palette.classMarks.map(
      (colour, label) => `.hollow-${label}{fill:${hex(palette.casing)};stroke:${hex(colour)};stroke-width:0.42}`,
    ),
    line('ring', palette.decisionBoundary, RING_WIDTH),
    line('ring-casing', palette.casing, RING_CASING_WIDTH),
    `text{font-family:system-ui,sans-serif;fill:${ink}}.heading{font-size:24px;font-weight:600}.caption{font-size:18px}`,
  ].join('\n');
}

/** XML has no control characters, not even escaped, and no halves of a surrogate pair. */
const notOfXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escape(text: string): string {
  return text
    .replace(notOfXml, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
