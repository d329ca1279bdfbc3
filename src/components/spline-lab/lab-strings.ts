/** Words of the whole application, which are English alone. Functions take values that are already formatted. */
import type { PresetName } from '../../training/experiment-config.js';
import type { Activation, Normalizer } from '../../training/network-spec.js';

/** What the lead says of a normaliser after its long name, and what that is. */
const normalizers: Record<Normalizer, { readonly lead: string; readonly hint: string }> = {
  batch: {
    lead: ' (BN) ties the lines to the data.',
    hint: 'Before each activation, BN subtracts the unit’s mean over the data, divides by its spread, then scales and shifts by two numbers that are learnt. While the shift is 0, as at the start, the unit’s line runs through the middle of what its layer sees.',
  },
  layer: {
    lead: ' (LayerNorm) may curve them.',
    hint: 'Before each activation, LayerNorm subtracts the mean over the units of the layer at this very point, divides by their spread, then scales and shifts every unit by two numbers that are learnt. No other point plays a part.',
  },
  group: {
    lead: ' (GroupNorm) may curve them.',
    hint: 'Before each activation, GroupNorm subtracts the mean over a group of neighbouring units at this very point, divides by their spread, then scales and shifts every unit by two numbers that are learnt. No other point plays a part.',
  },
  rms: {
    lead: ' (RMSNorm) may curve them.',
    hint: 'Before each activation, RMSNorm divides the units of the layer by the root of their mean square at this very point, then scales every unit by a number that is learnt. Nothing is subtracted or shifted, and no other point plays a part.',
  },
};

export const labStrings = {
  title: 'Splinescope',
  lead: {
    lines: {
      relu: 'Each line is where a hidden unit switches on or off. ',
      'leaky-relu': 'Each line is where a hidden unit changes its slope. ',
      abs: 'Each line is where a hidden unit changes its slope. ',
    } satisfies Record<Activation, string>,
  },
  normalizers,
  presetsAbout: {
    circles: 'Around the origin',
    'moved-circles': 'Far from it',
    moons: 'Small networks',
    spirals: 'Three layers',
    notebook: 'To the letter',
  } satisfies Record<PresetName, string>,
  terms: {
    step: 'One step: the weights move once, by the gradient of one mini-batch.',
    epoch:
      'One epoch: one pass over the training points, batch by batch. Points left over at its end, too few for a batch, are not used in it.',
    loss: 'Cross-entropy on the mini-batch of the last step, before its update. Lower is better; 0 is perfect.',
    accuracy:
      'Share of points whose class the network gets right: of the training points, and of test points that it never trains on. BN takes the statistics that are named in the picture.',
  },
  counts: {
    exact: 'cells in view (exact)',
    again: 'cells in view, recounting',
    exactAt: (step: string) => `cells in view, step ${step} (exact)`,
    exactHint:
      'Cells of the square in view: within one, the same units are on. They are cut out as polygons, however small they are, so that none is missed. Measures and the command line count those of the window of the data, which is no square and does not move with the view.',
    linear: (count: string) =>
      ` Joined with their neighbours wherever the network is the same straight function on both sides, they are ${count} linear regions (exact).`,
    tooMany: (count: string) => `There are more than ${count} cells. Exact counting ends there; zoom in for fewer.`,
    failed: (reason: string) => `The exact cells could not be computed. ${reason}`,
    seen: (count: string) => `${count} seen (sampled)`,
    seenHint:
      'Cells that the grid of the picture meets: a lower bound, because those between its points are missed. A grid of 512 by 512 points misses 14 to 32% of the cells of networks like these, more with BN, whose cells are smaller.',
    grid: (width: string, height: string) => ` This one has ${width} by ${height} points.`,
    curvedHint:
      'Different patterns of active units on the grid of the picture: a lower bound of the activation cells, because those between its points are missed.',
    missed: (share: string) => ` It misses ${share} of the cells here.`,
  },
  presetsLabel: 'Experiments to start from',

  engine: {
    name: 'Engine',
    names: { webgpu: 'WebGPU', cpu: 'CPU engine' },
    webgpu: (description: string) => `WebGPU: ${description}`,
    cpu: (description: string) => `CPU engine: ${description}`,
    starting: 'Starting the engine',
  },
  parts: {
    loading: 'The chart and the panels are being loaded.',
    failed: 'The chart and the panels could not be loaded. The networks train on.',
    retry: 'Try again',
  },
  theme: { toDark: 'Dark colours', toLight: 'Light colours' },
  keysButton: 'Keyboard keys',

  since: (step: string) => `since step ${step}`,
  numbers: {
    step: 'step',
    epoch: 'epoch',
    loss: 'loss',
    train: 'train accuracy',
    test: 'test accuracy',
    cells: 'cells seen (sampled)',
    of: (total: string) => `of ${total}`,
  },

  transport: {
    label: 'Run',
    play: 'Train',
    pause: 'Pause',
    goOn: 'Go on',
    step: 'One step',
    epoch: 'One epoch',
    restart: 'Restart',
    restartHint: 'Restart from the same weights, with normalization as at the start',
    newWeights: 'New weights',
    newWeightsHint: 'New weights: restart from other random ones',
    speed: 'Speed, steps',
    speedOption: (steps: string) => `${steps}/s`,
    fastest: 'max',
    pausedHidden: 'Paused while hidden',
  },

  failure: (reason: string) => `Nothing can be computed any more: ${reason} Reload the page to start again.`,
} as const;
