/** Words in pictures of partitions. Functions take numbers that are already formatted. */
import type { ExactFill } from '../geometry/cell-fills.js';

const fills: Record<ExactFill, string> = {
  confidence: 'Fill: class and confidence at the centre of gravity of each cell, within which they vary',
  region: 'Fill: a colour for each cell, from its activation code',
  plain: 'Fill: none',
  slope: 'Fill: slope norm of the logits, 1 / input unit',
  area: 'Fill: area of cells, squared input units',
  density: 'Fill: length of walls per area, 1 / input unit',
};

export const partitionSvgStrings = {
  range: (from: string, to: string) => `${from} to ${to}`,
  /** @param x and `y`: the window, a `range` each */
  allCells: (network: string, count: string, x: string, y: string) =>
    `${network}: ${count} cells of equal activation code, exact, in the window x ${x}, y ${y}.`,
  firstCells: (network: string, count: string, x: string, y: string) =>
    `${network}: the first ${count} cells of equal activation code; the rest of the window x ${x}, y ${y} is empty.`,
  fills,
  scale: (fill: string, range: string, isLogarithmic: boolean) =>
    `${fill}: ${range}${isLogarithmic ? ', logarithmic' : ''}`,
  /** After the sentences of the networks. @param fill one of `fills`, with its scale */
  filled: (fill: string) => `${fill}.`,
};

/** What a picture is read in. */
export interface PictureLanguage {
  readonly words: typeof partitionSvgStrings;
  /** BCP 47 tag of numbers. */
  readonly locale: string;
  /** BCP 47 tag of the words; empty: it is not known. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

export const englishPicture: PictureLanguage = { words: partitionSvgStrings, locale: 'en', lang: 'en', dir: 'ltr' };
