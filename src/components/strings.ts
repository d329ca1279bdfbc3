/** Words that all parts of a figure share; those of one part come with it. Functions take values that are already formatted. */
import { divergenceStrings } from '../training/divergence-strings.js';
import { noticeStrings } from '../training/notice-strings.js';
import type { NormalizationStatistics } from '../training/model-state.js';
import type { Normalizer } from '../training/network-spec.js';
import type { SessionState } from '../training/session.js';

/** Of a list of keys: a key, and what it does. */
type KeyRows = readonly (readonly [string, string])[];

export interface NormalizerWords {
  /** Of networks, curves and switches in running text. */
  readonly short: string;
  readonly long: string;
}

const normalizers: Record<Normalizer, NormalizerWords> = {
  batch: { short: 'BN', long: 'Batch normalization' },
  layer: { short: 'LayerNorm', long: 'Layer normalization' },
  group: { short: 'GroupNorm', long: 'Group normalization' },
  rms: { short: 'RMSNorm', long: 'RMS normalization' },
};

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

const ordinals = ['first', 'second', 'third', 'fourth'] as const;
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const strings = {
  normalizers,
  /** What a network is called after its normaliser; without one, after what its switch would put in. */
  networkKind: {
    with: (normalizer: string) => `with ${normalizer}`,
    without: (normalizer: string) => `without ${normalizer}`,
  },
  statisticsNames,
  stateNames,

  /** Of a network among those that are shown; `model` from 0. */
  nthNetwork: (model: number) => `${ordinals[model] ?? ordinals[3]} network`,
  /** @param nth `nthNetwork` */
  networkLabel: (nth: string, name: string) => `${capitalized(nth)}, ${name}`,
  switchLabel: (normalizer: string, nth: string) => `${normalizer}, ${nth}`,
  switchHint: (normalizer: string) =>
    `${normalizer} is put in with scale 1 and shift 0 and taken out with them; the weights stay, and the function jumps.`,
  curvedNote: (normalizer: string) =>
    `Activation cells, boundaries curved, function not affine inside; sampled: ${normalizer} scales each point by itself; no exact cells, maps or counts.`,
  switchedAt: (network: string, step: string) => `${network}, switched at step ${step}`,

  divergence: {
    ...divergenceStrings,
    title: (step: string) => `Diverged at step ${step}`,
    back: 'Halve the learning rate, go back about 100 steps',
    restart: 'Restart',
  },
  /** Of counts that were broken off. */
  over: (count: string) => `over ${count}`,

  /** Between clauses of a sentence, and in lists whose items have commas of their own. */
  semicolon: '; ',
  /** On paper, under what was printed. */
  atStep: (settings: string, step: string) => `${settings}; step ${step}`,
  /** Between the widths of layers. */
  dash: ' – ',
  /** Of what stands elsewhere without a full stop. */
  sentence: (text: string) => `${text}.`,

  notice: { ...noticeStrings, dismiss: 'Dismiss' },
  announce: {
    progress: (step: string, networks: string) => `Step ${step}. ${networks}.`,
    network: (name: string, loss: string, cells: string | null) => `${name}: loss ${loss}${cells ? `, ${cells}` : ''}`,
    switched: (network: string) => `${network} now.`,
    finished: (step: string) => `Training finished at step ${step}.`,
  },

  keys: {
    title: 'Keys',
    close: 'Close',
    run: [
      ['Space', 'Train or pause'],
      ['.', 'One step'],
      ['B', 'Switch normalization of the network in focus'],
    ] as KeyRows,
    picture: [
      ['← ↑ ↓ →', 'Pan the picture in focus'],
      ['+  −  0', 'Zoom in, zoom out, show all of the data'],
      [
        'Enter',
        'Read cells of the picture in focus: arrow keys go on to the next cell, with Shift by small steps; Enter again says all of it',
      ],
    ] as KeyRows,
    undo: [
      ['Ctrl or ⌘ Z', 'Undo the last change; while editing points, their last'],
      ['Ctrl or ⌘ Y', 'Do again what was undone; with Shift and Z, too'],
    ] as KeyRows,
    edit: [['Enter  M  Del', 'While editing points: add or pick up, pick up the nearest, delete']] as KeyRows,
    others: [
      ['← ↑ ↓ →  +  −  0', 'Turn the surface in focus, zoom, show it as at first'],
      ['Enter', 'Read points of the surface in focus with the arrow keys'],
      ['← ↑ ↓ →', 'In a network diagram: go to another unit'],
    ] as KeyRows,
    end: [
      ['Esc', 'Leave reading, moving or this list'],
      ['?', 'This list'],
    ] as KeyRows,
  },
} as const;
