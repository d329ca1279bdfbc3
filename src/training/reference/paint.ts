/**
 * Paints a picture from its grid: fill, walls from the last layer to the first, decision boundary on top.
 *
 * `paintPlan` settles every colour and width once; `paintPicture` below and src/shaders/partition_paint.wgsl carry the
 * plan out alike, pixel by pixel. Colours are mixed in sRGB.
 */
import type { PictureLayers, PictureTheme } from '../picture.js';
import { lineWidths, palettes, wallCasingOpacity, type Palette, type Rgb } from '../palette.js';
import type { PictureGrid } from './activation-code.js';
import { codeHash } from './code-hash.js';

export interface PaintStyle {
  readonly layers: PictureLayers;
  readonly theme: PictureTheme;
  /** Pixels of the grid per CSS pixel: device pixel ratio times the resolution of the grid. */
  readonly gridPixelsPerCssPixel: number;
}

/** A line along the places where a distance is 0: a core, and a casing that reaches beyond it on both sides. */
export interface PaintLine {
  /** Hidden layer whose walls are drawn, or the decision boundary. */
  readonly source: number | 'decision';
  readonly core: Rgb;
  readonly coreOpacity: number;
  readonly casing: Rgb;
  readonly casingOpacity: number;
  /** Half of the full width, in pixels of the grid. */
  readonly coreHalfWidth: number;
  readonly casingHalfWidth: number;
}

export interface PaintPlan {
  readonly fill: PictureLayers['fill'];
  readonly palette: Palette;
  /** From the lowest to the topmost. */
  readonly lines: readonly PaintLine[];
}

/** @param depth number of hidden layers */
export function paintPlan(style: PaintStyle, depth: number): PaintPlan {
  const { layers, gridPixelsPerCssPixel: scale } = style;
  const palette = palettes[style.theme];
  const lines: PaintLine[] = [];
  for (let layer = depth - 1; layer >= 0; layer--) {
    if (layers.walls[layer] === false) continue;
    lines.push({
      source: layer,
      core: palette.walls[layer] ?? palette.decisionBoundary,
      coreOpacity: 1,
      casing: palette.casing,
      casingOpacity: wallCasingOpacity,
      ...halfWidths(lineWidths.wall, lineWidths.wallCasing, scale),
    });
  }
  if (layers.decisionBoundary) {
    lines.push({
      source: 'decision',
      core: palette.decisionBoundary,
      coreOpacity: 1,
      casing: palette.casing,
      casingOpacity: 1,
      ...halfWidths(lineWidths.decisionBoundary, lineWidths.decisionCasing, scale),
    });
  }
  return { fill: layers.fill, palette, lines };
}

function halfWidths(core: number, casing: number, scale: number): Pick<PaintLine, 'coreHalfWidth' | 'casingHalfWidth'> {
  return { coreHalfWidth: (core / 2) * scale, casingHalfWidth: (core / 2 + casing) * scale };
}

/** What is painted from: everything of a grid but the margin. */
export type PaintedGrid = Omit<PictureGrid, 'margin'>;

/**
 * RGBA, sRGB, row by row from the top, opaque.
 *
 * A pixel whose probability is not a finite number gets the neutral colour and no lines: nothing is known there.
 *
 * @param classCount number of logits
 */
export function paintPicture(grid: PaintedGrid, classCount: number, style: PaintStyle): Uint8ClampedArray<ArrayBuffer> {
  const plan = paintPlan(style, grid.wallDistance.length);
  const pixels = new Uint8ClampedArray(4 * grid.width * grid.height);
  const distances = plan.lines.map(({ source }) =>
    source === 'decision' ? grid.decisionDistance : grid.wallDistance[source],
  );
  const colour: [number, number, number] = [0, 0, 0];
  for (let pixel = 0; pixel < grid.width * grid.height; pixel++) {
    const isKnown = Number.isFinite(grid.probability[pixel]);
    setTo(colour, isKnown ? fillColour(plan, grid, classCount, pixel) : plan.palette.neutral);
    if (isKnown) {
      plan.lines.forEach((line, index) => {
        const distance = distances[index]?.[pixel] ?? Infinity;
        mixIn(colour, line.casing, line.casingOpacity * lineCoverage(distance, line.casingHalfWidth));
        mixIn(colour, line.core, line.coreOpacity * lineCoverage(distance, line.coreHalfWidth));
      });
    }
    pixels[4 * pixel] = colour[0];
    pixels[4 * pixel + 1] = colour[1];
    pixels[4 * pixel + 2] = colour[2];
    pixels[4 * pixel + 3] = 255;
  }
  return pixels;
}

/**
 * Share of a pixel that a straight line covers: the pixel, seen across the line, is the interval of length 1 about
 * `distance`, the line the interval from -halfWidth to halfWidth.
 */
export function lineCoverage(distance: number, halfWidth: number): number {
  return Math.max(0, Math.min(distance + 0.5, halfWidth) - Math.max(distance - 0.5, -halfWidth));
}

function fillColour({ fill, palette }: PaintPlan, grid: PaintedGrid, classCount: number, pixel: number): Rgb {
  switch (fill) {
    case 'plain':
      return palette.paper;
    case 'region':
      return regionColour(palette, grid.codes.words, pixel * grid.codes.wordsPerPixel, grid.codes.wordsPerPixel);
    case 'confidence': {
      const colour: [number, number, number] = [0, 0, 0];
      setToConfidence(colour, palette, grid.winner[pixel] ?? 0, grid.probability[pixel] ?? 1 / classCount, classCount);
      return colour;
    }
    default:
      return fill satisfies never;
  }
}

/** Fill `region` of an activation code: `count` words from `first`. */
export function regionColour(palette: Palette, words: Uint32Array, first: number, count: number): Rgb {
  const { low } = codeHash(words, first, count);
  return palette.regionFills[low % palette.regionFills.length] ?? palette.neutral;
}

/** Sets `target` to fill `confidence`: from neutral at chance to the colour of the most likely class at certainty. */
export function setToConfidence(
  target: [number, number, number],
  palette: Palette,
  winner: number,
  probability: number,
  classCount: number,
): void {
  const chance = 1 / classCount;
  setTo(target, palette.neutral);
  mixIn(target, palette.classFills[winner] ?? palette.neutral, (probability - chance) / (1 - chance));
}

function setTo(target: [number, number, number], colour: Rgb): void {
  target[0] = colour[0];
  target[1] = colour[1];
  target[2] = colour[2];
}

function mixIn(target: [number, number, number], colour: Rgb, amount: number): void {
  target[0] += amount * (colour[0] - target[0]);
  target[1] += amount * (colour[1] - target[1]);
  target[2] += amount * (colour[2] - target[2]);
}
