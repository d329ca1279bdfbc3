import { palettes } from '../training/palette.js';
import type { Fill, PictureTheme } from '../training/picture.js';
import { regionColour, setToConfidence } from '../training/reference/paint.js';
import { cellNumbers } from './cell-numbers.js';
import type { NumberFill } from './cell-fills.js';
import type { Partition } from './partition.js';
import { cellCentre } from './read-cell.js';
import { ColourRamp, scaleOf, type ValueScale } from './value-scale.js';

/** Fills that have one colour in each cell, or a middle one. */
export type CellFillName = Fill | Exclude<NumberFill, 'density'>;

/**
 * One colour for each cell, RGBA, [cellCount, 4], as in the flat picture. Confidence varies within a cell: it is taken at the
 * cell's centre of gravity.
 *
 * @param scale of the fills by a number; null: that of the cells, weighted by their areas
 */
export function cellColors(
  partition: Partition,
  fill: CellFillName,
  theme: PictureTheme,
  scale: ValueScale | null = null,
): Uint8ClampedArray<ArrayBuffer> {
  if (fill === 'slope' || fill === 'area') return colorsByNumber(partition, fill, theme, scale);
  const { cellCount, codes, wordsPerCell } = partition;
  const palette = palettes[theme];
  const colors = new Uint8ClampedArray(4 * cellCount);
  for (let cell = 0; cell < cellCount; cell++) {
    switch (fill) {
      case 'plain':
        colors.set(palette.paper, 4 * cell);
        break;
      case 'region':
        colors.set(regionColour(palette, codes, cell * wordsPerCell, wordsPerCell), 4 * cell);
        break;
      case 'confidence':
        colors.set(confidenceColour(partition, cell, theme), 4 * cell);
        break;
      default:
        fill satisfies never;
    }
    colors[4 * cell + 3] = 255;
  }
  return colors;
}

function colorsByNumber(
  partition: Partition,
  fill: 'slope' | 'area',
  theme: PictureTheme,
  scale: ValueScale | null,
): Uint8ClampedArray<ArrayBuffer> {
  const { cellCount, areas } = partition;
  const values = cellNumbers(partition, fill);
  const ramp = new ColourRamp(palettes[theme].sequentialFills, scale ?? scaleOf(values, areas));
  const colors = new Uint8ClampedArray(4 * cellCount);
  for (let cell = 0; cell < cellCount; cell++) {
    const at = ramp.at(values[cell]!);
    colors.set(ramp.bytes.subarray(at, at + 3), 4 * cell);
    colors[4 * cell + 3] = 255;
  }
  return colors;
}

function confidenceColour(partition: Partition, cell: number, theme: PictureTheme): [number, number, number] {
  const { logits, classCount } = partition;
  const [x, y] = cellCentre(partition, cell);
  const logit = (k: number): number => {
    const at = 3 * (cell * classCount + k);
    return logits[at]! * x + logits[at + 1]! * y + logits[at + 2]!;
  };
  let winner = 0;
  for (let k = 1; k < classCount; k++) if (logit(k) > logit(winner)) winner = k;
  let sum = 0;
  for (let k = 0; k < classCount; k++) sum += Math.exp(logit(k) - logit(winner));
  const colour: [number, number, number] = [0, 0, 0];
  setToConfidence(colour, palettes[theme], winner, 1 / sum, classCount);
  return colour;
}
