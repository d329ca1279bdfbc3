import type { MeasureRequest } from '../../analysis/measures.js';
import type { DataSet } from '../../training/data-set.js';
import { dataWindow } from '../../training/datasets/data-window.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import type { PlacedBatch } from '../../training/last-batch.js';
import type { ModelState } from '../../training/model-state.js';
import { batchRows } from '../../training/reference/training-step.js';

/** The settings of a session that measures depend on. */
export interface MeasureSettings {
  readonly data: DataSet;
  readonly config: ExperimentConfig;
  /** r of what is near, in input units. */
  readonly radius: number;
}

/** All that there is to measure of a network of a session, in the window of all of the data: not the square of the pictures, so that numbers equal the command line's. */
export function sessionRequest(
  model: ModelState,
  { cursor, training }: PlacedBatch,
  { data, config, radius }: MeasureSettings,
): MeasureRequest {
  return {
    model,
    data,
    statistics: config.statistics,
    batchRows: batchRows(data.train.count, training, cursor),
    window: dataWindow(data),
    learningRate: config.training.learningRate,
    options: { radius },
  };
}

/** Whether two requests have the same answer. The window is the data's. */
export function isSameRequest(a: MeasureRequest, b: MeasureRequest): boolean {
  return (
    a.model === b.model &&
    a.data === b.data &&
    (a.statistics === b.statistics || a.model.normalization !== 'batch') &&
    a.learningRate === b.learningRate &&
    a.options?.radius === b.options?.radius &&
    a.batchRows.length === b.batchRows.length &&
    a.batchRows.every((row, index) => row === b.batchRows[index])
  );
}
