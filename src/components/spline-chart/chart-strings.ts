/** Words of curves. Functions take values that are already formatted. */
import type { TrainingSpec } from '../../training/training-spec.js';

/** By how many there are. */
const ofNetworks: Readonly<Record<number, string>> = { 1: '', 2: ' of both networks' };

export const chartStrings = {
  label: (count: number) => `Loss and accuracy${ofNetworks[count] ?? ' of all networks'} over the steps`,
  loss: 'loss',
  accuracy: 'train accuracy',
  trainingMode:
    'Dots: accuracy as the notebook measured it, in training mode on each update’s own batch, mean over an epoch; the lines are of all training points with the statistics of the pictures.',
  on: (normalizer: string) => `${normalizer} on`,
  off: (normalizer: string) => `${normalizer} off`,
  empty: 'Curves start with the first step.',
  at: (step: string) => `step ${step}`,
  values: (loss: string, accuracy: string) => `loss ${loss}, ${accuracy}`,
  training: (marks: string | null) =>
    `The curves grow with every step. Pause for their numbers${marks ? `; ${marks}` : ''}.`,
  table: 'Show as table',
  tableCaption: (rows: string) => `Loss and accuracy, rows spread over the run: ${rows}`,
  columns: {
    step: 'Step',
    loss: (network: string) => `Loss ${network}`,
    train: (network: string) => `Train accuracy ${network}`,
    trainingMode: (network: string) => `Accuracy in training mode, mean over the epoch, ${network}`,
  },
  sentence: (step: string, networksAndMarks: string) => `At step ${step}: ${networksAndMarks}.`,
  network: (name: string, loss: string, train: string, test: string) =>
    `${name}, loss ${loss}, accuracy ${train} on training points and ${test} on test points`,
  mark: (network: string, to: string, steps: string) => `${network}: ${to} ${steps}`,
  change: (what: string, steps: string) => `${what} ${steps}`,
  steps: (from: string, to: string) => (from === to ? `at step ${from}` : `at steps ${from} to ${to}`),
  dataMoved: 'data moved',
  changedTo: (name: string, value: string) => `${name} ${value}`,
  changed: (names: string) => `${names} changed`,
  settings: {
    optimizer: 'optimizer',
    learningRate: 'learning rate',
    momentum: 'momentum',
    nesterov: 'Nesterov',
    beta1: 'beta 1',
    beta2: 'beta 2',
    epsilon: 'epsilon',
    weightDecay: 'weight decay',
    batchSize: 'batch size',
    batchOrder: 'batch order',
    accuracyInTrainingMode: 'batch accuracy',
    seed: 'seed of the batches',
  } as const satisfies Record<Exclude<keyof TrainingSpec, 'epochs'>, string>,
} as const;
