import type { RaceStart } from '../../../analysis/demonstrations/initialization-race.js';

const starts: Record<RaceStart, string> = {
  zero: 'Zero biases',
  random: 'Random biases',
  bnbias: 'BN’s biases, once',
  bnfold: 'BN folded in, once',
  bn: 'BN throughout',
};

const explanations: Record<RaceStart, string> = {
  zero: 'All walls of the first layer meet at the origin at the start.',
  random: 'Biases drawn from a normal law.',
  bnbias: 'Biases that centre every unit on the data at the start; then no BN.',
  bnfold: 'BN’s means and deviations put into weights and biases at the start; then no BN.',
  bn: 'Batch normalization at every step.',
};

/** Words of the race of five starts. Functions take values that are already formatted. */
export const raceStrings = {
  name: 'A race of five starts from the same random weights',
  starts,
  explanations,
  picture: (start: string) => `${start}: loss over the epochs, and the other four behind it`,
  under: (loss: string, accuracy: string) => `Loss ${loss}, train accuracy ${accuracy}`,
  axis: (epochs: string, most: string) =>
    `Over: ${epochs} epochs. Up: loss from 0 to ${most}, mean of each epoch’s batches.`,
  running: (draw: string, draws: string, epoch: string, epochs: string) =>
    `Draw ${draw} of ${draws}, epoch ${epoch} of ${epochs}.`,
  standing: (epochs: string, draws: string, order: string) =>
    `After ${epochs} epochs, mean over ${draws} draws of the weights, from the lowest loss to the highest: ${order}.`,
  entry: (start: string, loss: string) => `“${start}” ${loss}`,
  series: 'Loss over the epochs',
  epoch: 'Epoch',
  shift: 'Data moved from the origin, both ways, by',
  again: 'Race with other weights',
} as const;
