/** Words of the findings: how each measure is told when it is larger, smaller or the same. */
import type { ClaimSource } from '../../analysis/findings.js';
import type { MeasureId } from '../../analysis/measure-catalog.js';
import type { MeasureKind } from './measure-format.js';

/**
 * How a difference is told. `many`: a number of things, more or fewer by a share; `large`: a size, larger or smaller by a
 * share; `far`: a distance; `apart`: by the difference itself, of numbers that may be negative; `points`: percentage points.
 */
export type Comparing = 'many' | 'large' | 'far' | 'apart' | 'points';

export interface FindingWords extends ComparedWords {
  readonly comparing: Comparing;
  readonly kind: MeasureKind;
  /** Where one of the networks has curved walls, if that makes it something else. */
  readonly ofCurved?: ComparedWords;
  readonly unit?: string;
}

interface ComparedWords {
  /** "the window has 28% more cells" of "28% more". */
  readonly sentence: (amount: string) => string;
  /** What is the same, after "No difference in". */
  readonly name: string;
}

const lengths = 'input units';

export const findingWords = {
  wallDistance: {
    comparing: 'far',
    kind: 'number',
    sentence: (amount) => `lines are ${amount} the data`,
    name: 'the mean distance of the data to the nearest line',
    unit: lengths,
  },
  wallDistanceRatio: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) =>
      `the distance of the data to the nearest line, as a multiple of that of evenly drawn points, is ${amount}`,
    name: 'how near lines are to the data compared with evenly drawn points',
  },
  nearbyUnits: {
    comparing: 'many',
    kind: 'number',
    sentence: (amount) => `${amount} units have a line near a training point`,
    name: 'the number of units with a line near a training point',
  },
  nearbyUnitsRatio: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the preference of lines for the data over evenly drawn points is ${amount}`,
    name: 'the preference of lines for the data over evenly drawn points',
  },
  wallDensityNear: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the length of lines per area near the data is ${amount}`,
    name: 'the length of lines per area near the data',
    unit: 'per input unit',
  },
  alignmentExcessShare: {
    comparing: 'points',
    kind: 'share',
    sentence: (amount) => `the share of the cost of alignment that is excess is ${amount}`,
    name: 'the excess cost of alignment',
  },
  activationCells: {
    comparing: 'many',
    kind: 'count',
    sentence: (amount) => `the window has ${amount} cells`,
    name: 'the number of cells in the window',
  },
  effectiveCodes: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the effective number of cells, by the points in them, is ${amount}`,
    name: 'the effective number of cells, by the points in them',
    ofCurved: {
      sentence: (amount) => `the effective number of activation codes, by the points that have them, is ${amount}`,
      name: 'the effective number of activation codes, by the points that have them',
    },
  },
  marginMinimum: {
    comparing: 'apart',
    kind: 'number',
    sentence: (amount) => `the least signed margin is ${amount}`,
    name: 'the least signed margin',
    unit: lengths,
  },
  marginMedian: {
    comparing: 'apart',
    kind: 'number',
    sentence: (amount) => `the median signed margin is ${amount}`,
    name: 'the median signed margin',
    unit: lengths,
  },
  accuracy: {
    comparing: 'points',
    kind: 'share',
    sentence: (amount) => `train accuracy is ${amount}`,
    name: 'train accuracy',
  },
  gradientNormOfTrainingSet: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the gradient by the weights over all training points is ${amount}`,
    name: 'the gradient by the weights',
  },
  lossRange: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the range of the loss along the gradient is ${amount}`,
    name: 'the range of the loss along the gradient',
  },
  gradientChange: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the largest change of the gradient along it is ${amount}`,
    name: 'the largest change of the gradient along it',
  },
  relativeLossRange: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the range of the loss along the gradient, over the loss, is ${amount}`,
    name: 'the range of the loss along the gradient, over the loss',
  },
  relativeGradientChange: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the largest change of the gradient along it, over the gradient, is ${amount}`,
    name: 'the largest change of the gradient along it, over the gradient',
  },
  effectiveSmoothness: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `effective β-smoothness is ${amount}`,
    name: 'effective β-smoothness',
  },
  notebookAlignment: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the notebook’s boundary alignment (a distance) is ${amount}`,
    name: 'the notebook’s boundary alignment',
    unit: lengths,
  },
  notebookDensity: {
    comparing: 'points',
    kind: 'share',
    sentence: (amount) => `the notebook’s boundary density is ${amount}`,
    name: 'the notebook’s boundary density',
  },
  notebookMargin: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the notebook’s decision margin is ${amount}`,
    name: 'the notebook’s decision margin',
    unit: lengths,
  },
  notebookGradientNorm: {
    comparing: 'large',
    kind: 'number',
    sentence: (amount) => `the notebook’s mean gradient norm is ${amount}`,
    name: 'the notebook’s mean gradient norm',
  },
} satisfies Partial<Record<MeasureId, FindingWords>>;

export type FoundId = keyof typeof findingWords;

const sources: Record<ClaimSource, string> = {
  notebook: 'The notebook expects',
  alignment: 'Balestriero and Baraniuk (2022) report',
  smoothness: 'Santurkar et al. (2018) report',
};

export const findingStrings = {
  title: 'Findings',
  about: 'What differs in this run, in sentences made from its numbers',
  waiting: 'Sentences come as soon as both networks have been measured.',
  based: ' One run with one set of first weights: no proof of anything.',
  rule: (radius: string) =>
    `“Near” is within ${radius} input units. Numbers count as different from 2% on, unless their sentence says otherwise. Both are measured at the same points: a standard error is that of their differences, point by point.`,
  groups: {
    between: (first: string, second: string) => `The network ${second}, compared with the network ${first}`,
    alike: (first: string, second: string) =>
      first === second
        ? `The second network, compared with the first, both ${first}`
        : `The second network, ${second}, compared with the first, ${first}`,
    training: (network: string) => `${network}, now against untrained`,
    opened: (network: string) => `${network}, now against as it was opened`,
  },
  named: (name: string) => `The network ${name}`,
  numbered: (model: number, name: string) => `The ${model === 0 ? 'first' : 'second'} network, ${name}`,
  /** At the start of a sentence about the second of two networks of one kind. */
  inSecond: 'In the second network',
  noEffectYet:
    'Untrained, BN’s running averages are still mean 0 and variance 1, so that it does nothing: what is compared is a plain random network.',
  notebookTitle: 'By the notebook’s own definitions',
  missing: 'Some numbers do not exist here, for instance because no decision boundary crosses the window.',
  now: (step: string) => `At step ${step}`,
  /** A difference, its two numbers and how they were had. */
  difference: (subject: string, sentence: string, numbers: string) => `${subject}, ${sentence} (${numbers}).`,
  same: (name: string, numbers: string) => `No difference in ${name} (${numbers}).`,
  numbers: (after: string, before: string, unit: string, provenance: string, threshold: string) =>
    `${after} against ${before}${unit && ` ${unit}`}; ${provenance}${threshold}`,
  points: (size: string) => `${size} percentage points`,
  thresholds: {
    standardErrors: (size: string) => `, a difference only beyond two standard errors, ${size}`,
    rounding: ', without spread from point to point',
    relative: (share: string) => `, a difference only from ${share} on`,
  },
  asClaimed: (source: ClaimSource) => `${sources[source]} this direction.`,
  otherWay: (source: ClaimSource) => `The other way round: ${sources[source]} the opposite.`,
  noneWhereClaimed: (source: ClaimSource) => `${sources[source]} a difference.`,
  amounts: {
    many: {
      more: (share: string) => `${share} more`,
      less: (share: string) => `${share} fewer`,
      times: (n: string) => `${n} times as many`,
    },
    large: {
      more: (share: string) => `${share} larger`,
      less: (share: string) => `${share} smaller`,
      times: (n: string) => `${n} times as large`,
    },
    far: {
      more: (share: string) => `${share} farther from`,
      less: (share: string) => `${share} nearer to`,
      times: (n: string) => `${n} times as far from`,
    },
    apart: { more: (size: string) => `${size} larger`, less: (size: string) => `${size} smaller` },
    points: {
      more: (size: string) => `${size} percentage points higher`,
      less: (size: string) => `${size} percentage points lower`,
    },
  },
} as const;
