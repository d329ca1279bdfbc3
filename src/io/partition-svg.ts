/** The exact partition as an SVG: cells, walls by layer, decision boundary and points, each a group of its own. */
import { MARKER_RADIUS, markerPaths, RING_CASING_WIDTH, RING_RADIUS, RING_WIDTH } from '../training/markers.js';
import { lineWidths, palettes, wallCasingOpacity, type Palette, type Rgb } from '../training/palette.js';
import type { PictureTheme } from '../training/picture.js';
import type { PictureLanguage } from './partition-svg-strings.js';
import {
  FONT_FAMILY,
  fonts,
  inkOf,
  layOutPictures,
  LINE_SCALE,
  type PartitionPicture,
  type PictureOptions,
  type PlacedBox,
  type PlacedText,
} from './picture-layout.js';
import { drawCells, scaleBar, type CellStyle } from './svg-cells.js';
import { drawDecisionBoundary, drawPoints, drawWalls, frameOf, hex, round } from './svg-layers.js';

/** @param pictures side by side, of one height where their windows are of one shape */
export function writePartitionSvg(pictures: readonly PartitionPicture[], options: PictureOptions): string {
  const { title, theme, fill, language } = options;
  const { words, lang, dir } = language;
  const { width, height, boxes, headings, caption, fillText, scale, bar } = layOutPictures(pictures, options);
  const isToLeft = dir === 'rtl';
  const drawn = pictures.map((picture, index) => {
    const heading = headings[index];
    const prefix = heading ? `network-${index + 1}-` : '';
    const { content, colours } = drawPicture(picture, { fill, theme, scale }, prefix, boxes[index]!);
    return { content: [...(heading ? [textElement(heading)] : []), ...content], colours };
  });
  const colours = new Map(drawn.flatMap((picture) => [...picture.colours]));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${round(height)}" viewBox="0 0 ${width} ${round(height)}" role="img"${lang && ` lang="${escape(lang)}"`}${isToLeft ? ' direction="rtl"' : ''} aria-labelledby="title description">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="description">${escape([...pictures.map((picture) => describe(picture, language)), words.filled(fillText)].join(' '))}</desc>`,
    `<style>${styleSheet(palettes[theme], theme, colours)}</style>`,
    `<defs>${markerPaths.map((path, label) => `<path id="mark-${label}" d="${path}" transform="scale(${MARKER_RADIUS * LINE_SCALE})"/>`).join('')}<circle id="ring" r="${RING_RADIUS * LINE_SCALE}"/></defs>`,
    `<rect class="paper" width="${width}" height="${round(height)}"/>`,
    ...drawn.flatMap(({ content }) => content),
    ...(bar ? scaleBar(theme, bar, isToLeft) : []),
    ...caption.map(textElement),
    '</svg>\n',
  ].join('\n');
}

function textElement({ kind, x, y, text, address }: PlacedText): string {
  const element = `<text class="${kind}" x="${x}" y="${round(y)}">${escape(text)}</text>`;
  return address ? `<a href="${escape(address)}">${element}</a>` : element;
}

function drawPicture(picture: PartitionPicture, style: CellStyle, prefix: string, { x, y }: PlacedBox) {
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
    content: [`<g id="${prefix}picture" transform="translate(${x} ${y})">`, ...groups, '</g>'],
    colours,
  };
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

function styleSheet(palette: Palette, theme: PictureTheme, colours: ReadonlyMap<string, string>): string {
  const line = (name: string, colour: Rgb, width: number, opacity = 1): string =>
    `.${name}{fill:none;stroke:${hex(colour)};stroke-width:${round(width * LINE_SCALE)};stroke-linecap:round` +
    `${opacity < 1 ? `;opacity:${opacity}` : ''}}`;
  const { wall, wallCasing, decisionBoundary, decisionCasing } = lineWidths;
  const { heading, caption } = fonts;
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
    `text{font-family:${FONT_FAMILY};fill:${hex(inkOf(theme))}}.heading{font-size:${heading.size}px;font-weight:${heading.weight}}.caption{font-size:${caption.size}px}`,
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
