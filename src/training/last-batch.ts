import { stepsPerEpoch } from './training-spec.js';
import type { BatchCursor, TrainingSpec } from './training-spec.js';

/** A batch, with the settings that say how many rows it has and which. */
export interface PlacedBatch {
  readonly cursor: BatchCursor;
  readonly training: TrainingSpec;
}

/**
 * The batch before `cursor`, null at the start of a run.
 *
 * After a step, that is the batch of the step, which the statistics `batch` are of; it stays when settings change. Of a
 * run that goes on from a later step, it is the best guess. Before the first step the first batch stands in.
 *
 * @param trainCount rows of the training set
 */
export function lastBatch(training: TrainingSpec, cursor: BatchCursor, trainCount: number): PlacedBatch | null {
  const { epoch, batch } = cursor;
  if (batch > 0) return { cursor: { epoch, batch: batch - 1 }, training };
  if (epoch === 0) return null;
  return { cursor: { epoch: epoch - 1, batch: stepsPerEpoch(training, trainCount) - 1 }, training };
}
