/** Words of the page and its pictures; the controls have theirs. Functions take values that are already formatted. */
import type { NumberFill } from '../geometry/cell-fills.js';
import type { NormalizationStatistics } from '../training/model-state.js';
import type { Activation, Normalizer } from '../training/network-spec.js';
import type { PresetName } from '../training/experiment-config.js';
import type { SessionState } from '../training/session.js';
import type { TrainingSpec } from '../training/training-spec.js';

export interface NormalizerWords {
  /** Of networks, curves and switches in running text. */
  readonly short: string;
  readonly long: string;
  /** What the lead says of it after its long name. */
  readonly lead: string;
  readonly hint: string;
}

const normalizers: Record<Normalizer, NormalizerWords> = {
  batch: {
    short: 'BN',
    long: 'Batch normalization',
    lead: ' (BN) ties the lines to the data.',
    hint: 'Before each activation, BN subtracts the unit’s mean over the data, divides by its spread, then scales and shifts by two numbers that are learnt. While the shift is 0, as at the start, the unit’s line runs through the middle of what its layer sees.',
  },
  layer: {
    short: 'LayerNorm',
    long: 'Layer normalization',
    lead: ' (LayerNorm) may curve them.',
    hint: 'Before each activation, LayerNorm subtracts the mean over the units of the layer at this very point, divides by their spread, then scales and shifts every unit by two numbers that are learnt. No other point plays a part.',
  },
  group: {
    short: 'GroupNorm',
    long: 'Group normalization',
    lead: ' (GroupNorm) may curve them.',
    hint: 'Before each activation, GroupNorm subtracts the mean over a group of neighbouring units at this very point, divides by their spread, then scales and shifts every unit by two numbers that are learnt. No other point plays a part.',
  },
  rms: {
    short: 'RMSNorm',
    long: 'RMS normalization',
    lead: ' (RMSNorm) may curve them.',
    hint: 'Before each activation, RMSNorm divides the units of the layer by the root of their mean square at this very point, then scales every unit by a number that is learnt. Nothing is subtracted or shifted, and no other point plays a part.',
  },
};

const statisticsNames: Record<NormalizationStatistics, string> = {
  data: 'the whole training set',
  running: 'running averages',
  batch: 'the last batch',
};

const numberFills: Record<NumberFill, string> = { slope: 'slope', area: 'area', density: 'density of lines' };

const stateNames: Record<SessionState, string> = {
  idle: 'Getting ready',
  preparing: 'Getting ready',
  ready: 'Paused',
  running: 'Training',
  finished: 'Finished',
  diverged: 'Diverged',
  failed: 'Stopped',
  disposed: 'Stopped',
};

const ordinals = ['first', 'second', 'third', 'fourth'] as const;
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** By how many there are. */
const ofNetworks: Readonly<Record<number, string>> = { 1: '', 2: ' of both networks' };

export const strings = {
  title: 'Splinescope',
  lead: {
    lines: {
      relu: 'Each line is where a hidden unit switches on or off. ',
      'leaky-relu': 'Each line is where a hidden unit changes its slope. ',
      abs: 'Each line is where a hidden unit changes its slope. ',
    } satisfies Record<Activation, string>,
  },
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
    again: 'cells in view, being counted anew',
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
  normalizers,
  /** What a network is called after its normaliser; without one, after what its switch would put in. */
  networkKind: {
    with: (normalizer: string) => `with ${normalizer}`,
    without: (normalizer: string) => `without ${normalizer}`,
  },
  statisticsNames,
  numberFills,
  stateNames,

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

  /** Of a network among those that are shown; `model` from 0. */
  nthNetwork: (model: number) => `${ordinals[model] ?? ordinals[3]} network`,
  /** @param nth `nthNetwork` */
  networkLabel: (nth: string, name: string) => `${capitalized(nth)}, ${name}`,
  switchLabel: (normalizer: string, nth: string) => `${normalizer}, ${nth}`,
  switchHint: (normalizer: string) =>
    `${normalizer} is put in with scale 1 and shift 0 and taken out with them; the weights stay, and the function jumps.`,
  curvedNote: (normalizer: string) =>
    `Activation cells, boundaries curved, function not affine inside; sampled: ${normalizer} scales each point by itself; no exact cells, maps or counts.`,
  since: (step: string) => `since step ${step}`,
  switchedAt: (step: string) => `, switched at step ${step}`,

  numbers: {
    step: 'step',
    epoch: 'epoch',
    loss: 'loss',
    train: 'train accuracy',
    test: 'test accuracy',
    cells: 'cells seen (sampled)',
    over: 'over ',
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
    newWeightsHint: 'Restart from new random weights',
    speed: 'Speed, steps',
    speedOption: (steps: string) => `${steps}/s`,
    fastest: 'max',
    pausedHidden: 'Paused while hidden',
  },

  picture: {
    frameLabel: (network: string) => `Picture ${network}`,
    canvasLabel: (model: number) => `Cells of the ${model === 0 ? 'first' : 'second'} network in the input plane`,
    training: (network: string) => `The network ${network} is training. Pause for its cells and its accuracy.`,
    sentence: (network: string, step: string, cells: string | null, accuracy: string) =>
      `The network ${network} at step ${step}: ${cells ?? 'cells not counted yet'}, train accuracy ${accuracy}.`,
    exactCells: (count: string) => `${count} cells in view (exact)`,
    exactCellsAt: (count: string, step: string) => `${count} cells in view at step ${step} (exact)`,
    seenCells: (count: string) => `${count} cells seen (sampled)`,
    keys: 'Arrow keys pan, plus and minus zoom, 0 shows all of the data. Enter reads a cell: then arrow keys go on to the next cell, with Shift by small steps, Enter says all of the reading, Escape leaves.',
    movingKeys:
      'Arrow keys move the data; with Shift, left and right turn it, up and down scale it. Escape ends moving the data.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show all of the data',
    tools: 'View',
    move: 'Move data',
    shift: { window: 'Move the view', data: 'Move the data', point: 'Move the selected point' },
    moveHandle: 'Move the data: drag, or use the arrow keys',
    turnHandle: 'Turn and scale the data: drag, or use the arrow keys',
    statistics: (name: string) => `BN with statistics of: ${name}`,
    noFill: (fill: string) => `No fill by ${fill}. `,
    curvedCells: 'Only exact cells have it, and this network’s are curved.',
    tooManyCells: (count: string) =>
      `More than ${count} cells here: too many for exact lines, so the lines are those of a grid. Zoom in for exact ones.`,
    exactFailed: 'The exact lines could not be computed; these are those of a grid.',
    waiting: 'Starting the engine; the lines follow.',
    wheelHint: 'Hold Ctrl or ⌘ and turn the wheel to zoom',
  },
  /** Buttons that do what a drag does. */
  pad: {
    up: 'Up',
    down: 'Down',
    left: 'Left',
    right: 'Right',
    turnLeft: 'Turn left',
    turnRight: 'Turn right',
    larger: 'Larger',
    smaller: 'Smaller',
  },
  scale: {
    slope: 'slope, outputs per input unit',
    area: 'area, squared input units',
    density: 'length of lines per area, 1 / input unit',
    logarithmic: 'logarithmic',
    log: ' (log)',
    shared: 'one scale for both pictures',
    label: (name: string, low: string, high: string, notes: string) =>
      `${name}: from ${low} to ${high}${notes ? `, ${notes}` : ''}`,
    hint: 'The same colour is the same number in every picture here. The scale reaches from the lowest to the highest number of all of them, 2% at either end of each left out, and its ends are rounded. What lies beyond has the colour of that end.',
  },
  legend: {
    label: 'Legend',
    class: (index: string) => `class ${index}`,
    wrong: 'misclassified',
    test: 'test point',
    walls: 'lines of layer',
    decision: 'decision boundary',
  },

  chart: {
    label: (count: number) => `Loss and accuracy${ofNetworks[count] ?? ' of all networks'} over the steps`,
    loss: 'loss',
    accuracy: 'train accuracy',
    trainingMode:
      'Dots: accuracy as the notebook measured it, in training mode on each update’s own batch, mean over an epoch; the lines are of all training points with the statistics of the pictures.',
    on: (normalizer: string) => `${normalizer} on`,
    off: (normalizer: string) => `${normalizer} off`,
    empty: 'Curves start with the first step.',
    training: 'The curves grow with every step. Pause for their numbers',
    table: 'Show as table',
    tableCaption: (rows: string) => `Loss and accuracy, ${rows} rows spread over the run`,
    columns: {
      step: 'Step',
      loss: (network: string) => `Loss ${network}`,
      train: (network: string) => `Train accuracy ${network}`,
      trainingMode: (network: string) => `Accuracy in training mode, mean over the epoch, ${network}`,
    },
    sentence: (step: string) => `At step ${step}: `,
    network: (name: string, loss: string, train: string, test: string) =>
      `${name}, loss ${loss}, accuracy ${train} on training points and ${test} on test points`,
    mark: (network: string, to: string, steps: string) => `${network}: ${to} ${steps}`,
    change: (what: string, steps: string) => `${what} ${steps}`,
    steps: (from: string, to: string) => (from === to ? `at step ${from}` : `at steps ${from} to ${to}`),
    dataMoved: 'data moved',
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
  },

  divergence: {
    title: (step: string) => `Diverged at step ${step}`,
    back: 'Halve the learning rate, go back about 100 steps',
    restart: 'Restart',
  },
  notice: { dismiss: 'Dismiss' },
  failure: (reason: string) => `Nothing can be computed any more: ${reason} Reload the page to start again.`,

  announce: {
    progress: (step: string, networks: string) => `Step ${step}. ${networks}.`,
    network: (name: string, loss: string, cells: string | null) => `${name}: loss ${loss}${cells ? `, ${cells}` : ''}`,
    switched: (network: string) => `${network} now.`,
    finished: (step: string) => `Training finished at step ${step}.`,
  },

  keys: {
    title: 'Keys',
    close: 'Close',
    rows: [
      ['Space', 'Train or pause'],
      ['.', 'One step'],
      ['B', 'Switch normalization of the network in focus'],
      ['← ↑ ↓ →', 'Pan the picture in focus'],
      ['+  −  0', 'Zoom in, zoom out, show all of the data'],
      [
        'Enter',
        'Read cells of the picture in focus: arrow keys go on to the next cell, with Shift by small steps; Enter again says all of it',
      ],
      ['Ctrl or ⌘ Z', 'Undo the last change; while editing points, their last'],
      ['Ctrl or ⌘ Y', 'Do again what was undone; with Shift and Z, too'],
      ['Enter  M  Del', 'While editing points: add or pick up, pick up the nearest, delete'],
      ['← ↑ ↓ →  +  −  0', 'Turn the surface in focus, zoom, show it as at first'],
      ['Enter', 'Read points of the surface in focus with the arrow keys'],
      ['Esc', 'Leave reading, moving or this list'],
      ['← ↑ ↓ →', 'In a network diagram: go to another unit'],
      ['?', 'This list'],
    ] as readonly (readonly [string, string])[],
  },
} as const;
