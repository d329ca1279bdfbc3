import { dataLimits, dataSetNames, pointOrders, testSplits, type CustomPoint, type DataSetName } from './data-set.js';
import { dataSetCatalog } from './datasets/catalog.js';
import { networkCounts, type ExperimentConfig } from './experiment-config.js';
import { normalizationStatistics } from './model-state.js';
import {
  activations,
  biasInitializers,
  initializers,
  networkLimits,
  normalizations,
  type Normalization,
} from './network-spec.js';
import { batchOrders, optimizers, trainingLimits } from './training-spec.js';

/** Least and greatest value. */
export type Range = readonly [least: number, most: number];

/** What the value of a setting may be. */
export type ValueKind<T = unknown> = [T] extends [boolean]
  ? { readonly kind: 'boolean' }
  : [T] extends [string]
    ? { readonly kind: 'choice'; readonly choices: readonly T[] }
    : [T] extends [number]
      ? {
          readonly kind: 'integer' | 'number';
          /** Depends on the data set for some settings; null where the set does not read it. */
          readonly range: (set: DataSetName) => Range | null;
        }
      : [T] extends [readonly number[]]
        ? { readonly kind: 'integers'; readonly range: Range; readonly length: Range }
        : [T] extends [readonly Normalization[]]
          ? { readonly kind: 'networks'; readonly choices: readonly Normalization[]; readonly length: Range }
          : [T] extends [readonly CustomPoint[]]
            ? { readonly kind: 'points'; readonly range: Range; readonly label: Range; readonly length: Range }
            : never;

/** One setting of an experiment: what it is called in attributes and links, and what it may be. */
export interface ExperimentField<T = unknown> {
  /** Its name as an attribute of an element and in a link. */
  readonly attribute: string;
  /** One sentence for authors. */
  readonly help: string;
  readonly value: ValueKind<T>;
  /** What files mean that were saved before there was this setting. */
  readonly before?: T;
}

/** A field for every leaf of a configuration. */
export type FieldTree<T> = {
  readonly [K in keyof T]: T[K] extends string | number | boolean | readonly unknown[]
    ? ExperimentField<T[K]>
    : FieldTree<T[K]>;
};

const always = (range: Range) => (): Range => range;
const integer = (range: Range) => ({ kind: 'integer', range: always(range) }) as const;
const number = (range: Range) => ({ kind: 'number', range: always(range) }) as const;
const choice = <T extends string>(choices: readonly T[]) => ({ kind: 'choice', choices }) as const;
const boolean = { kind: 'boolean' } as const;

const noiseRange = (set: DataSetName): Range | null => {
  const { noise } = dataSetCatalog[set];
  return noise && [noise.min, noise.max];
};

const classRange = (set: DataSetName): Range => {
  const { classes } = dataSetCatalog[set];
  return [classes?.min ?? 2, classes?.max ?? 2];
};

/**
 * The one list of an experiment's settings. Attributes of elements, links and saved files are read and written by it, and
 * their documentation is made from it. Ranges and choices are those of the checks.
 */
export const experimentFields = {
  data: {
    set: {
      attribute: 'data',
      value: choice(dataSetNames),
      help: 'What the networks learn: one of the built-in sets of points, or custom for your own.',
    },
    sampleCount: {
      attribute: 'samples',
      value: {
        kind: 'integer',
        range: (set) => (set === 'custom' ? null : dataLimits.sampleCount),
      },
      help: 'How many points are drawn.',
    },
    noise: {
      attribute: 'noise',
      value: { kind: 'number', range: noiseRange },
      help: 'How much chance blurs the points; what it means depends on the set.',
    },
    seed: {
      attribute: 'data-seed',
      value: integer(dataLimits.seed),
      help: 'Chooses the points: the same seed draws the same ones.',
    },
    classCount: {
      attribute: 'classes',
      value: { kind: 'integer', range: classRange },
      help: 'How many kinds of points there are, where the set leaves a choice.',
    },
    split: {
      attribute: 'test-split',
      value: choice(testSplits),
      help: 'Where test points come from: fresh ones are drawn anew, holdout takes them from the samples.',
    },
    testFraction: {
      attribute: 'test-share',
      value: number(dataLimits.testFraction),
      help: 'Test points as a share of the samples.',
    },
    placement: {
      dx: {
        attribute: 'dx',
        value: number(dataLimits.shift),
        help: 'Moves the points to the right, in input units.',
      },
      dy: {
        attribute: 'dy',
        value: number(dataLimits.shift),
        help: 'Moves the points up, in input units.',
      },
      scale: {
        attribute: 'scale',
        value: number(dataLimits.scale),
        help: 'Stretches the points about their middle; 1 leaves them as drawn.',
      },
      rotation: {
        attribute: 'rotation',
        value: number(dataLimits.rotation),
        help: 'Turns the points about their middle, in degrees counter-clockwise.',
      },
    },
    customPoints: {
      attribute: 'points',
      value: {
        kind: 'points',
        range: dataLimits.customCoordinate,
        label: [0, networkLimits.classCount[1] - 1],
        length: dataLimits.customPointCount,
      },
      help: 'Your own points, each x,y,class with classes from 0, divided by spaces.',
    },
    order: {
      attribute: 'point-order',
      value: choice(pointOrders),
      help: 'The order of your own points in training: as given, or shuffled once by data-seed.',
      before: 'shuffled',
    },
  },
  network: {
    hiddenWidths: {
      attribute: 'widths',
      value: { kind: 'integers', range: networkLimits.width, length: networkLimits.depth },
      help: 'Units of each hidden layer, divided by spaces or commas.',
    },
    activation: {
      attribute: 'activation',
      value: choice(activations),
      help: 'What a hidden unit makes of its sum.',
    },
    negativeSlope: {
      attribute: 'slope',
      value: number(networkLimits.negativeSlope),
      help: 'Slope of leaky-relu below 0; the other activations do not read it.',
    },
    groups: {
      attribute: 'groups',
      value: integer(networkLimits.groups),
      help: 'Groups of units in each layer under group normalization; divides every width into groups of at least 2.',
    },
    initializer: {
      attribute: 'initializer',
      value: choice(initializers),
      help: 'The law that first weights are drawn from.',
    },
    biasInitializer: {
      attribute: 'bias-initializer',
      value: choice(biasInitializers),
      help: 'First biases: all zero, or drawn from a normal law of variance 1. Not read with torch-default.',
    },
    seed: {
      attribute: 'seed',
      value: integer(networkLimits.seed),
      help: 'Chooses the first weights: the same seed draws the same ones, for every network shown.',
    },
  },
  normalizations: {
    attribute: 'normalization',
    value: { kind: 'networks', choices: normalizations, length: networkCounts },
    help: 'What the network is normalised with when the run starts.',
  },
  training: {
    optimizer: {
      attribute: 'optimizer',
      value: choice(optimizers),
      help: 'How gradients become steps.',
    },
    learningRate: {
      attribute: 'learning-rate',
      value: number(trainingLimits.learningRate),
      help: 'How long steps are.',
    },
    momentum: {
      attribute: 'momentum',
      value: number(trainingLimits.momentum),
      help: 'The share of the step before that sgd keeps.',
    },
    nesterov: {
      attribute: 'nesterov',
      value: boolean,
      help: 'Whether sgd looks ahead along its momentum.',
    },
    beta1: {
      attribute: 'beta1',
      value: number(trainingLimits.beta),
      help: 'How slowly adam and adamw forget gradients.',
    },
    beta2: {
      attribute: 'beta2',
      value: number(trainingLimits.beta),
      help: 'How slowly adam and adamw forget squared gradients.',
    },
    epsilon: {
      attribute: 'epsilon',
      value: number(trainingLimits.epsilon),
      help: 'What adam and adamw add to the root that they divide by.',
    },
    weightDecay: {
      attribute: 'weight-decay',
      value: number(trainingLimits.weightDecay),
      help: 'How strongly weights are pulled to 0.',
    },
    batchSize: {
      attribute: 'batch-size',
      value: integer(trainingLimits.batchSize),
      help: 'Points of each step; at most as many as there are training points.',
    },
    batchOrder: {
      attribute: 'batch-order',
      value: choice(batchOrders),
      help: 'Whether the points are the same batches in every epoch, or shuffled.',
    },
    accuracyInTrainingMode: {
      attribute: 'batch-accuracy',
      value: boolean,
      help: 'Whether the accuracy on every batch is measured right after its step, which moves the running averages once more.',
    },
    epochs: {
      attribute: 'epochs',
      value: integer(trainingLimits.epochs),
      help: 'Length of the run in passes over the training points.',
    },
    seed: {
      attribute: 'batch-seed',
      value: integer(trainingLimits.seed),
      help: 'Chooses the order of shuffled batches.',
    },
  },
  statistics: {
    attribute: 'statistics',
    value: choice(normalizationStatistics),
    help: 'The means and variances that batch normalization is drawn and evaluated with.',
  },
} as const satisfies FieldTree<ExperimentConfig>;
