import { fills, type Fill } from '../training/picture.js';

export const numberFills = ['slope', 'area', 'density'] as const;
/**
 * By a number of each place, in the colours of a scale: `slope`, the spectral norm of the logits' slopes; `area`, that of the cell, in squared
 * input units; `density`, the length of walls per area in a disc around the pixel, in 1 / input units.
 */
export type NumberFill = (typeof numberFills)[number];
/** What exact cells can be filled by: as the engines fill their pictures, and by a number. */
export type ExactFill = Fill | NumberFill;
export const exactFills: readonly ExactFill[] = [...fills, ...numberFills];

export const isNumberFill = (fill: ExactFill): fill is NumberFill => numberFills.some((one) => one === fill);
