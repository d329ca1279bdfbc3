/** Words of the page and its pictures; the controls have theirs. Functions take values that are already formatted. */
import type { NormalizationStatistics } from '../training/model-state.js';
import type { Activation, Normalization } from '../training/network-spec.js';
import type { PresetName } from '../training/experiment-config.js';
import type { SessionState } from '../training/session.js';

const normalizationNames: Record<Normalization, string> = { none: 'without BN', batch: 'with BN' };

const statisticsNames: Record<NormalizationStatistics, string> = {
  data: 'the whole training set',
  running: 'running averages',
  batch: 'the last batch',
};

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

export const strings = {
  title: 'Splinescope',
  lead: {
    lines: {
      relu: 'Each line is where a hidden unit switches on or off. ',
      'leaky-relu': 'Each line is where a hidden unit changes its slope. ',
      abs: 'Each line is where a hidden unit changes its slope. ',
    } satisfies Record<Activation, string>,
    bn: 'Batch normalization',
    after: ' (BN) ties the lines to the data.',
  },
  presetsAbout: {
    notebook: 'Two rings around the origin',
    'moved-circles': 'Far from the origin',
    moons: 'Small networks, few lines',
    spirals: 'Two arms, three layers',
  } satisfies Record<PresetName, string>,
  terms: {
    bn: 'Before each activation, BN subtracts the unit’s mean over the data, divides by its spread, then scales and shifts by two numbers that are learnt. While the shift is 0, as at the start, the unit’s line runs through the middle of what its layer sees.',
    step: 'One step: the weights move once, by the gradient of one mini-batch.',
    epoch:
      'One epoch: one pass over the training points, batch by batch. Points left over at its end, too few for a batch, are not used in it.',
    loss: 'Cross-entropy on the mini-batch of the last step, before its update. Lower is better; 0 is perfect.',
    accuracy:
      'Share of points whose class the network gets right: of the training points, and of test points that it never trains on. BN takes the statistics that are named in the picture.',
    cells:
      'Cells of the window with different patterns of active units, counted on the pixels of the picture: a lower bound, because cells smaller than a pixel are missed.',
  },
  normalizationNames,
  statisticsNames,
  stateNames,

  presetsLabel: 'Experiments to start from',

  engine: {
    name: 'Engine',
    names: { webgpu: 'WebGPU', cpu: 'CPU engine' },
    webgpu: (description: string) => `WebGPU: ${description}`,
    cpu: (description: string) => `CPU engine: ${description}`,
    starting: 'Starting the engine',
  },
  theme: { toDark: 'Dark colours', toLight: 'Light colours' },
  keysButton: 'Keyboard keys',

  bnSwitch: 'Batch normalization',
  networkLabel: (model: number, name: string) => `${model === 0 ? 'First' : 'Second'} network, ${name}`,
  switchLabel: (model: number) => `Batch normalization, ${model === 0 ? 'first' : 'second'} network`,
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
    restartHint: 'Restart from the same weights, with BN as at the start',
    newWeights: 'New weights',
    newWeightsHint: 'Restart from new random weights',
    speed: 'Speed, steps',
    speedOption: (steps: string) => `${steps}/s`,
    fastest: 'max',
    progress: 'Progress along the run',
    pausedHidden: 'Paused while hidden',
  },

  picture: {
    frameLabel: (network: string) => `Picture ${network}`,
    canvasLabel: (model: number) => `Cells of the ${model === 0 ? 'first' : 'second'} network in the input plane`,
    sentence: (network: string, step: string, cells: string | null, accuracy: string) =>
      `The network ${network} at step ${step}: ${cells ? `${cells} cells seen` : 'cells not counted yet'}, train accuracy ${accuracy}.`,
    keys: 'Arrow keys pan, plus and minus zoom, 0 shows all of the data. Enter reads a point, Escape leaves.',
    movingKeys:
      'Arrow keys move the data; with Shift, left and right turn it, up and down scale it. Escape ends moving the data.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show all of the data',
    tools: 'View',
    move: 'Move data',
    moveHandle: 'Move the data: drag, or use the arrow keys',
    turnHandle: 'Turn and scale the data: drag, or use the arrow keys',
    statistics: (name: string) => `BN with statistics of: ${name}`,
    waiting: 'Starting the engine; the lines follow.',
    wheelHint: 'Hold Ctrl or ⌘ and turn the wheel to zoom',
  },
  readout: {
    at: (x: string, y: string) => `x ${x}, y ${y}`,
    class: (index: number, share: string) => `class ${index} ${share}`,
    layer: (layer: number, active: number, width: number) => `layer ${layer}: ${active} of ${width} units on`,
    spoken: (at: string, classes: string, layers: string) => `${at}: ${classes}; ${layers}.`,
  },
  legend: {
    label: 'Legend',
    class: (index: number) => `class ${index}`,
    wrong: 'misclassified',
    test: 'test point',
    walls: 'lines of layer',
    decision: 'decision boundary',
  },

  chart: {
    label: 'Loss and accuracy of both networks over the steps',
    loss: 'loss',
    accuracy: 'train accuracy',
    bnOn: 'BN on',
    bnOff: 'BN off',
    empty: 'Curves start with the first step.',
    table: 'Show as table',
    tableCaption: (rows: string) => `Loss and accuracy, ${rows} rows spread over the run`,
    columns: {
      step: 'Step',
      loss: (network: string) => `Loss ${network}`,
      train: (network: string) => `Train accuracy ${network}`,
    },
    sentence: (step: string) => `At step ${step}: `,
    network: (name: string, loss: string, train: string, test: string) =>
      `${name}, loss ${loss}, accuracy ${train} on training points and ${test} on test points`,
    mark: (network: string, to: string, step: string) => `${network}: ${to} at step ${step}`,
    first: 'first network',
    second: 'second network',
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
      ['B', 'Switch BN of the network in focus'],
      ['← ↑ ↓ →', 'Pan the picture in focus'],
      ['+  −  0', 'Zoom in, zoom out, show all of the data'],
      ['Enter', 'Read points of the picture in focus with the arrow keys'],
      ['Esc', 'Leave reading, moving or this list'],
      ['?', 'This list'],
    ] as readonly (readonly [string, string])[],
  },
} as const;
