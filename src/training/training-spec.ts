import {
  InvalidSettingError,
  requireBoolean,
  requireChoice,
  requireInteger,
  requireNumber,
} from './invalid-setting-error.js';

export const optimizers = ['sgd', 'adam', 'adamw'] as const;
export type Optimizer = (typeof optimizers)[number];

export const batchOrders = ['sequential', 'shuffled'] as const;
export type BatchOrder = (typeof batchOrders)[number];

export const trainingLimits = {
  learningRate: [0, 1e9],
  momentum: [0, 0.9999],
  beta: [0, 0.999999],
  epsilon: [1e-12, 1],
  weightDecay: [0, 10],
  batchSize: [2, 512],
  epochs: [1, 100_000],
  seed: [0, 2 ** 32 - 1],
} as const;

/**
 * How a run trains; every field can change during the run.
 *
 * Loss: softmax cross-entropy, mean over the batch. Batches: `batchSize` rows at a time in the epoch's order, the
 * incomplete last batch is dropped (Flax tutorial's loop, which the notebook follows).
 *
 * sgd:   v <- momentum v + g,  p <- p - lr v   (Nesterov: p <- p - lr (g + momentum v)); g includes weightDecay p.
 * adam:  bias-corrected moments, epsilon outside the root; g includes weightDecay p.
 * adamw: as adam on the bare g, and p <- p - lr weightDecay p (decoupled, Loshchilov and Hutter 2019).
 */
export interface TrainingSpec {
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  /** sgd only. */
  readonly momentum: number;
  /** sgd only. */
  readonly nesterov: boolean;
  /** adam and adamw only, as are beta2 and epsilon. */
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  /** B, rows per batch, 2 to 512. A batch of one is refused: batch normalization would output its shift, whatever the input. */
  readonly batchSize: number;
  /** sequential: rows in the order of the data set, every epoch (the notebook); shuffled: a keyed permutation per epoch. */
  readonly batchOrder: BatchOrder;
  /**
   * Whether the accuracy on every batch is measured right after its update, in training mode: one more forward pass, which
   * costs about a third more time. As the notebook's accuracy function, which mutates its network, that pass moves BN's
   * running statistics a second time per step; weights and losses stay the same.
   */
  readonly accuracyInTrainingMode: boolean;
  /** Length of the run; training stops by itself at its end. */
  readonly epochs: number;
  /** Seed of the batch order, 0 to 2^32 - 1. */
  readonly seed: number;
}

/**
 * @param trainCount rows of the training set
 * @throws InvalidSettingError naming the first field that is out of range
 */
export function validateTrainingSpec(spec: TrainingSpec, trainCount: number): void {
  requireChoice('optimizer', spec.optimizer, optimizers);
  requireNumber('learningRate', spec.learningRate, ...trainingLimits.learningRate);
  requireNumber('momentum', spec.momentum, ...trainingLimits.momentum);
  requireBoolean('nesterov', spec.nesterov);
  requireNumber('beta1', spec.beta1, ...trainingLimits.beta);
  requireNumber('beta2', spec.beta2, ...trainingLimits.beta);
  requireNumber('epsilon', spec.epsilon, ...trainingLimits.epsilon);
  requireNumber('weightDecay', spec.weightDecay, ...trainingLimits.weightDecay);
  requireInteger('batchSize', spec.batchSize, ...trainingLimits.batchSize);
  if (spec.batchSize > trainCount) {
    throw new InvalidSettingError('batchSize', spec.batchSize, `at most the ${trainCount} training points`);
  }
  requireChoice('batchOrder', spec.batchOrder, batchOrders);
  requireBoolean('accuracyInTrainingMode', spec.accuracyInTrainingMode);
  requireInteger('epochs', spec.epochs, ...trainingLimits.epochs);
  requireInteger('seed', spec.seed, ...trainingLimits.seed);
}

/** Whole batches in one epoch. */
export function stepsPerEpoch(spec: Pick<TrainingSpec, 'batchSize'>, trainCount: number): number {
  return Math.floor(trainCount / spec.batchSize);
}

/** The batch that the next step takes: batch `batch` of epoch `epoch`. A changed batch size starts a new epoch. */
export interface BatchCursor {
  readonly epoch: number;
  readonly batch: number;
}

export function advanceCursor(cursor: BatchCursor, steps: number, batchesPerEpoch: number): BatchCursor {
  const batch = cursor.batch + steps;
  return { epoch: cursor.epoch + Math.floor(batch / batchesPerEpoch), batch: batch % batchesPerEpoch };
}
