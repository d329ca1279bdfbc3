import type { WeightVariant } from '../../../analysis/demonstrations/same-weights.js';

const titles: Record<WeightVariant, string> = {
  zero: 'Zero biases',
  random: 'Random biases',
  batch: 'Batch normalization',
};

/** Words of the demonstration of the same weights three times. Functions take values that are already formatted. */
export const sameWeightsStrings = {
  name: 'The same random weights with zero biases, with random biases and with batch normalization',
  titles,
  picture: (title: string) => `${title}: the walls of four layers, and the points`,
  under: (cells: string, occupied: string, points: string) =>
    `${cells} cells (exact), ${occupied} of them hold the ${points} points`,
  layer: (layer: number) => `layer ${layer}`,
  numbers: (zero: string, random: string, batch: string) =>
    `The same weights cut the square into ${zero} cells without biases, ${random} with random ones, ${batch} with BN.`,
  means: (draws: string, zero: string, random: string, batch: string) =>
    `On average over ${draws} draws: ${zero}, ${random} and ${batch}.`,
  averaging: 'Computing the averages …',
  series: 'Cells by how the biases are set',
  columns: ['Biases', 'Cells', 'Cells with points', 'Mean distance of points to the nearest wall'],
  next: 'Next weights',
  previous: 'Previous weights',
  seed: (seed: string) => `Weights number ${seed}`,
} as const;
