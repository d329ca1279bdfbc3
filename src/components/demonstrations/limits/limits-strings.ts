import type { LimitKind } from '../../../analysis/demonstrations/limits.js';

const kinds: Record<LimitKind, string> = { none: 'without BN', batch: 'with BN' };

/** Words of the demonstration of what BN need not do. Functions take values that are already formatted. */
export const limitsStrings = {
  name: 'Accuracy, margin and smoothness, measured without and with batch normalization',
  kinds,
  accuracy: 'Accuracy on new points',
  margin: 'Margin of the nearest points',
  roughness: 'Roughness of the loss',
  accuracyNote:
    'Share of test points classified right after the last step. A row for each draw of the weights; right is better.',
  marginNote: (isExact: boolean) =>
    `Distance to the decision boundary${isExact ? ', exact' : ' near the data'}: 5 % of the training points are nearer, or on its wrong side (below 0). Right is better.`,
  roughnessNote: (step: string) =>
    `Effective β-smoothness along the gradient, over the steps, every ${step} of them: how fast the gradient changes. Lower is smoother.`,
  series: (what: string) => `${what}, by draw`,
  curves: 'Roughness of the loss, over the steps',
  draw: 'Draw',
  step: 'Step',
  ofDraw: (kind: string, draw: string) => `${kind}, draw ${draw}`,
  picture: (title: string) => `${title}, without and with batch normalization, of every draw of the weights`,
  running: (draw: string, draws: string) => `Training draw ${draw} of ${draws} …`,
  numbers: (what: string, plain: string, normalized: string, wins: string, draws: string) =>
    `${what}: ${plain} without BN, ${normalized} with it on average; better with BN in ${wins} of ${draws} draws.`,
  data: 'Data',
  sets: { circles: 'Circles', moons: 'Moons', 'moved-circles': 'Moved circles' },
  again: 'Other weights',
} as const;
