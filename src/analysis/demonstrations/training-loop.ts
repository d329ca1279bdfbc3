import type { LabelledPoints } from '../../training/data-set.js';
import type { ModelState } from '../../training/model-state.js';
import { batchRows, gatherBatch, trainStep, type Batch } from '../../training/reference/training-step.js';
import { advanceCursor, stepsPerEpoch, type BatchCursor, type TrainingSpec } from '../../training/training-spec.js';

/** The mini-batches of a run, one after the other through all epochs. */
export function* miniBatches(
  points: LabelledPoints,
  training: Pick<TrainingSpec, 'batchSize' | 'batchOrder' | 'seed'>,
): Generator<Batch, never> {
  let cursor: BatchCursor = { epoch: 0, batch: 0 };
  for (;;) {
    yield gatherBatch(points, batchRows(points.count, training, cursor));
    cursor = advanceCursor(cursor, 1, stepsPerEpoch(training, points.count));
  }
}

export interface TrainedStep {
  readonly model: ModelState;
  /** Of the batch in training mode, before the update. */
  readonly loss: number;
}

/** The network after every step of a run, in float64. Ends early where it diverges. */
export function* trainingSteps(
  initial: ModelState,
  points: LabelledPoints,
  training: TrainingSpec,
  steps: number,
): Generator<TrainedStep, void> {
  const batches = miniBatches(points, training);
  let model = initial;
  for (let step = 0; step < steps; step++) {
    const result = trainStep(model, batches.next().value, training);
    if (result.failure) return;
    model = result.model;
    yield { model, loss: result.loss };
  }
}
