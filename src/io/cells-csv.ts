import type { Partition } from '../geometry/partition.js';
import { slopeNorm } from '../geometry/slope-norm.js';
import { csvText } from './csv-text.js';

/**
 * A line per cell: number from 0, area in squared input units, code of every hidden layer (b, then a bit per unit, 1 where z > 0),
 * coefficients of every logit a x + b y + c, spectral norm of the logits' slopes, corners counter-clockwise as `x y;x y;...`.
 */
export function writeCellsCsv(partition: Partition): string {
  const { cellCount, hiddenWidths, classCount, areas } = partition;
  const header = [
    'cell',
    'area',
    ...hiddenWidths.map((_, layer) => `code_layer_${layer + 1}`),
    ...Array.from({ length: classCount }, (_, c) => [`logit_${c}_a`, `logit_${c}_b`, `logit_${c}_c`]).flat(),
    'slope_norm',
    'corners',
  ];
  const rows = Array.from({ length: cellCount }, (_, cell) => {
    const logits = partition.logits.subarray(3 * classCount * cell, 3 * classCount * (cell + 1));
    return [
      cell,
      areas[cell]!,
      ...codesOf(partition, cell),
      ...logits,
      slopeNorm(partition, cell),
      cornersOf(partition, cell),
    ];
  });
  return csvText(header, rows);
}

function codesOf({ codes, wordsPerCell, hiddenWidths }: Partition, cell: number): string[] {
  let word = cell * wordsPerCell;
  return hiddenWidths.map((width) => {
    const first = word;
    word += Math.ceil(width / 32);
    // The letter keeps spreadsheets from reading a number.
    return `b${Array.from({ length: width }, (_, unit) => (codes[first + (unit >>> 5)]! >>> (unit & 31)) & 1).join('')}`;
  });
}

function cornersOf({ corners, cornerOffsets }: Partition, cell: number): string {
  const [first, end] = [cornerOffsets[cell]!, cornerOffsets[cell + 1]!];
  return Array.from(
    { length: end - first },
    (_, i) => `${corners[2 * (first + i)]} ${corners[2 * (first + i) + 1]}`,
  ).join(';');
}
