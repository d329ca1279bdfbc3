import { palettes, wallCasingOpacity, type Rgb } from '../../training/palette.js';
import type { Fill, PictureTheme } from '../../training/picture.js';

/** Colours of a GIF; one entry is left to say that a pixel stays as it is. */
const MOST_COLORS = 255;
/** Entries for all fills between no and full confidence, and the most for one class. */
const RAMP_COLORS = 120;
const MOST_RAMP = 24;
/** Shares of two colours at the edges of lines, marks and letters. */
const edgeShares = [0.25, 0.5, 0.75, 1];

/** What is in a film. */
export interface FilmColors {
  readonly theme: PictureTheme;
  readonly fill: Fill;
  readonly classCount: number;
  /** Number of hidden layers. */
  readonly depth: number;
  /** Behind the words. */
  readonly paper: Rgb;
  /** Of the words. */
  readonly inks: readonly Rgb[];
}

/**
 * One palette for all frames, so that nothing flickers from frame to frame: fills and words in their own colours, then those of
 * the edges of lines and marks on these fills. It depends on nothing but what is in the film.
 */
export function gifPalette({ theme, fill, classCount, depth, paper, inks }: FilmColors): Rgb[] {
  const colors = palettes[theme];
  const fills = [colors.neutral, ...fillColors(theme, fill, classCount)];
  const whole = distinct([paper, ...fills, ...inks, colors.casing, colors.decisionBoundary]);
  const edges: Rgb[] = inks.flatMap((ink) => blends(paper, ink));
  for (const mark of colors.classMarks.slice(0, classCount)) edges.push(...blends(colors.casing, mark));
  const walls = colors.walls.slice(0, depth);
  const linesOver = (under: Rgb): Rgb[] => {
    const cased = mix(under, colors.casing, wallCasingOpacity);
    return [cased, ...walls.flatMap((wall) => blends(cased, wall))];
  };
  for (const under of [colors.neutral, ...fullFills(theme, fill, classCount)]) {
    const lines = linesOver(under);
    // Lines lie close together, and over one another.
    edges.push(...lines, ...lines.flatMap(linesOver), ...blends(under, colors.casing));
  }
  edges.push(...blends(colors.casing, colors.decisionBoundary));
  return spread(whole, distinct(edges), MOST_COLORS);
}

/**
 * The colours of a palette and those of the others that are farthest from all that are in it, one after the other, so that
 * none is far from one that it has.
 */
function spread(palette: readonly Rgb[], others: readonly Rgb[], most: number): Rgb[] {
  const chosen = [...palette];
  const distances = others.map((color) => Math.min(...palette.map((one) => squareDistance(color, one))));
  while (chosen.length < most) {
    const farthest = distances.indexOf(Math.max(...distances));
    if ((distances[farthest] ?? 0) === 0) break;
    const color = others[farthest]!;
    chosen.push(color);
    others.forEach((other, index) => {
      distances[index] = Math.min(distances[index]!, squareDistance(other, color));
    });
  }
  return chosen;
}

function fullFills(theme: PictureTheme, fill: Fill, classCount: number): readonly Rgb[] {
  return fill === 'confidence' ? palettes[theme].classFills.slice(0, classCount) : fillColors(theme, fill, classCount);
}

function fillColors(theme: PictureTheme, fill: Fill, classCount: number): readonly Rgb[] {
  const { neutral, classFills, regionFills, paper } = palettes[theme];
  switch (fill) {
    case 'plain':
      return [paper];
    case 'region':
      return regionFills;
    case 'confidence': {
      const levels = Math.min(MOST_RAMP, Math.floor(RAMP_COLORS / classCount));
      return classFills
        .slice(0, classCount)
        .flatMap((full) => Array.from({ length: levels }, (_, i) => mix(neutral, full, (i + 1) / levels)));
    }
    default:
      return fill satisfies never;
  }
}

export const squareDistance = (a: Rgb, b: Rgb): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

const blends = (from: Rgb, to: Rgb): Rgb[] => edgeShares.map((share) => mix(from, to, share));

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  Math.round(from[0] + share * (to[0] - from[0])),
  Math.round(from[1] + share * (to[1] - from[1])),
  Math.round(from[2] + share * (to[2] - from[2])),
];

const distinct = (colors: readonly Rgb[]): Rgb[] => [
  ...new Map(colors.map((color) => [color.join(), color] as const)).values(),
];
