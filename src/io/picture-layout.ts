/** Where what stands in a picture that is saved, whether as SVG or in pixels: networks side by side, and lines of text below. */
import { isNumberFill, type ExactFill, type NumberFill } from '../geometry/cell-fills.js';
import { commonScale } from '../geometry/common-scale.js';
import { windowScale } from '../geometry/fill-cells.js';
import type { Partition } from '../geometry/partition.js';
import type { ValueScale } from '../geometry/value-scale.js';
import type { LabelledPoints } from '../training/data-set.js';
import type { Rgb } from '../training/palette.js';
import type { PictureLayers, PictureTheme } from '../training/picture.js';
import type { PictureLanguage } from './partition-svg-strings.js';

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

export interface PictureOptions {
  readonly title: string;
  readonly theme: PictureTheme;
  /** Of all pictures. */
  readonly fill: ExactFill;
  /** Of a fill by a number; left out or null: what the pictures have in common. */
  readonly scale?: ValueScale | null;
  /** Lines below the pictures, for instance the settings; above them the scale of a fill by a number. Null: neither. */
  readonly caption: readonly string[] | null;
  /** Of what is shown, below the caption; left out or empty: it has none. */
  readonly address?: string;
  /** Of all texts. Where it goes to the left, so do the pictures. */
  readonly language: PictureLanguage;
}

/** A line of text, whose letters begin at `x`, the right one where they go to the left; `y` of its base line. */
export interface PlacedText {
  readonly kind: 'heading' | 'caption';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** What it is a link to; empty: it is none. */
  readonly address: string;
}

export interface PlacedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** All lengths in units of the picture, which are CSS pixels where nothing else is said. */
export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  /** Of each network. */
  readonly boxes: readonly PlacedBox[];
  /** Names of the networks; none where there is one. */
  readonly headings: readonly PlacedText[];
  readonly caption: readonly PlacedText[];
  /** What a fill is, and what its scale reaches from and to. */
  readonly fillText: string;
  /** Of a fill by a number; null: of another fill. */
  readonly scale: ValueScale | null;
  /** Of the scale's colours; null: they are not shown. */
  readonly bar: PlacedBox | null;
}

/** Width of one network. */
export const PICTURE_WIDTH = 1000;
/** Lines and marks are as wide in it as in a picture of 640 CSS pixels on the page. */
export const LINE_SCALE = PICTURE_WIDTH / 640;
export const FONT_FAMILY = 'system-ui,sans-serif';
export const fonts = { heading: { size: 24, weight: 600 }, caption: { size: 18, weight: 400 } } as const;
const GAP = 40;
const HEADING = 44;
const CAPTION_LINE = 26;
const BAR = { width: 240, height: 14, gap: 12 } as const;

export const inkOf = (theme: PictureTheme): Rgb => (theme === 'light' ? [34, 33, 31] : [232, 230, 226]);

/** @param pictures of one height where their windows are of one shape */
export function layOutPictures(
  pictures: readonly PartitionPicture[],
  { fill, caption, address = '', language, ...options }: PictureOptions,
): PictureLayout {
  const scale = isNumberFill(fill) ? (options.scale ?? commonScaleOf(pictures, fill)) : null;
  const top = pictures.length > 1 ? HEADING : 0;
  const heights = pictures.map(({ partition }) => heightOf(partition));
  const bottom = top + Math.max(...heights);
  const width = pictures.length * (PICTURE_WIDTH + GAP) - GAP;
  /** The x of what begins at `start` from where lines begin, and is so wide. */
  const along = (start: number, size = 0): number => (language.dir === 'rtl' ? width - start - size : start);
  const startOf = (index: number): number => index * (PICTURE_WIDTH + GAP);
  const fillText = fillTextOf(fill, scale, language);
  // In lines that go to the left an address goes to the right all the same.
  const link = address && language.dir === 'rtl' ? `\u2066${address}\u2069` : address;
  const lines = caption ? [...(scale ? [fillText] : []), ...caption, ...(link ? [link] : [])] : [];
  const lineY = (index: number): number => bottom + 30 + CAPTION_LINE * index;
  const hasBar = scale !== null && lines.length > 0;
  return {
    width,
    height: bottom + (lines.length > 0 ? 14 + CAPTION_LINE * lines.length : 0),
    boxes: heights.map((height, index) => ({
      x: along(startOf(index), PICTURE_WIDTH),
      y: top,
      width: PICTURE_WIDTH,
      height,
    })),
    headings: pictures.flatMap(({ name }, index) =>
      top > 0 ? [{ kind: 'heading', x: along(startOf(index)), y: top - 14, text: name, address: '' }] : [],
    ),
    caption: lines.map((text, index) => ({
      kind: 'caption',
      x: along(hasBar && index === 0 ? BAR.width + BAR.gap : 0),
      y: lineY(index),
      text,
      address: text === link ? address : '',
    })),
    fillText,
    scale,
    bar: hasBar ? { x: along(0, BAR.width), y: lineY(0) - BAR.height + 1, width: BAR.width, height: BAR.height } : null,
  };
}

function heightOf({ window: { x0, x1, y0, y1 } }: Partition): number {
  return (PICTURE_WIDTH * (y1 - y0)) / (x1 - x0);
}

function commonScaleOf(pictures: readonly PartitionPicture[], fill: NumberFill): ValueScale {
  return commonScale(pictures.map(({ partition }) => windowScale(partition, fill)));
}

function fillTextOf(fill: ExactFill, scale: ValueScale | null, { words, locale }: PictureLanguage): string {
  if (!scale) return words.fills[fill];
  const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  return words.scale(
    words.fills[fill],
    words.range(numbers.format(scale.low), numbers.format(scale.high)),
    scale.isLogarithmic,
  );
}
