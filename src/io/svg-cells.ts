/** The cells of one network's picture as SVG elements, and what the colours of a fill by a number stand for. */
import { cellColors } from '../geometry/cell-colors.js';
import type { ExactFill } from '../geometry/cell-fills.js';
import { fillCells } from '../geometry/fill-cells.js';
import type { Partition } from '../geometry/partition.js';
import type { ValueScale } from '../geometry/value-scale.js';
import { palettes } from '../training/palette.js';
import type { PictureTheme } from '../training/picture.js';
import { encodePng } from './png.js';
import { PICTURE_WIDTH, type PlacedBox } from './picture-layout.js';
import { hex, round, type Frame } from './svg-layers.js';

export interface CellStyle {
  readonly fill: ExactFill;
  readonly theme: PictureTheme;
  /** Of a fill by a number; null of the others. */
  readonly scale: ValueScale | null;
}

/** A density is the same between the nodes of its lattice, of which there are 51 along the longer side, however fine. */
const DENSITY_PIXELS = 306;

/**
 * A polygon per cell in a class of its colour. A density varies within cells: they lie, empty, over a picture of it.
 *
 * @param colours takes the classes of cells and their colours
 */
export function* drawCells(
  partition: Partition,
  frame: Frame,
  style: CellStyle,
  colours: Map<string, string>,
): Generator<string> {
  const { fill, theme, scale } = style;
  if (fill === 'density') yield densityImage(partition, style);
  const rgba = fill === 'density' ? null : cellColors(partition, fill, theme, scale);
  const { cellCount, cornerOffsets, corners } = partition;
  for (let cell = 0; cell < cellCount; cell++) {
    const colour = rgba ? hex([rgba[4 * cell]!, rgba[4 * cell + 1]!, rgba[4 * cell + 2]!]) : 'none';
    const name = `fill-${colour.replace('#', '')}`;
    colours.set(name, colour);
    const places: string[] = [];
    for (let corner = cornerOffsets[cell]!; corner < cornerOffsets[cell + 1]!; corner++) {
      places.push(`${frame.x(corners[2 * corner]!)},${frame.y(corners[2 * corner + 1]!)}`);
    }
    yield `<polygon class="${name}" points="${places.join(' ')}"/>`;
  }
}

function densityImage(partition: Partition, { fill, theme, scale }: CellStyle): string {
  const { window } = partition;
  const aspect = (window.y1 - window.y0) / (window.x1 - window.x0);
  const width = Math.ceil(DENSITY_PIXELS / Math.max(1, aspect));
  const height = Math.ceil(DENSITY_PIXELS * Math.min(1, aspect));
  const { pixels } = fillCells(partition, { view: window, width, height, fill, theme, ...(scale && { scale }) });
  const place = `width="${PICTURE_WIDTH}" height="${round(PICTURE_WIDTH * aspect)}" preserveAspectRatio="none"`;
  return `<image ${place} href="data:image/png;base64,${base64(encodePng(width, height, pixels))}"/>`;
}

/** So many bytes at once are arguments of one call. */
const CHUNK = 1 << 13;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

/** A bar of the scale's colours, from low to high as the text beside it goes. */
export function scaleBar(theme: PictureTheme, { x, y, width, height }: PlacedBox, isToLeft: boolean): string[] {
  const fills = palettes[theme].sequentialFills;
  const stops = fills.map(
    (colour, index) => `<stop offset="${index / (fills.length - 1)}" stop-color="${hex(colour)}"/>`,
  );
  return [
    `<linearGradient id="scale-colours"${isToLeft ? ' x1="1" x2="0"' : ''}>${stops.join('')}</linearGradient>`,
    `<rect id="scale" fill="url(#scale-colours)" x="${x}" y="${round(y)}" width="${width}" height="${height}"/>`,
  ];
}
