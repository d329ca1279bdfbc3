/** Trains one network in float64 as the page's CPU engine does, and keeps what a record of the run needs. */
import type { TrainingFailure } from '../training/backend.js';
import type { DataSet } from '../training/data-set.js';
import type { ModelState, NormalizationStatistics } from '../training/model-state.js';
import { evaluate } from '../training/reference/evaluate.js';
import { foldAsDrawn } from '../training/reference/fold-as-drawn.js';
import { switchNormalization } from '../training/reference/switch-normalization.js';
import { batchRows, gatherBatch, trainStep } from '../training/reference/training-step.js';
import type { SwitchMark } from '../training/session-types.js';
import { switchSteps } from '../training/switch-steps.js';
import { advanceCursor, stepsPerEpoch, type BatchCursor, type TrainingSpec } from '../training/training-spec.js';

export interface TrainingPlan {
  readonly data: DataSet;
  readonly training: TrainingSpec;
  readonly steps: number;
  /** What BN is evaluated with after every epoch, and folded with where it is switched off. */
  readonly statistics: NormalizationStatistics;
  /** Numbers of steps after which the network is kept; 0 is the start. */
  readonly keepAt: ReadonlySet<number>;
}

/** After a whole epoch. */
export interface EpochRecord {
  /** Whole epochs trained. */
  readonly epoch: number;
  readonly step: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  /** NaN without test points, as is testAccuracy. */
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Mean of the epoch's accuracies in training mode: the notebook's. NaN where the settings do not ask for them. */
  readonly batchAccuracy: number;
}

export interface TrainingRecord {
  /** The network at the end, or where its numbers went wrong. */
  readonly model: ModelState;
  /** Of each step's batch in training mode, before its update. */
  readonly losses: readonly number[];
  readonly epochs: readonly EpochRecord[];
  /** By steps taken: those of the plan that were reached. */
  readonly kept: ReadonlyMap<number, ModelState>;
  /** Null after a good run. */
  readonly failure: TrainingFailure | null;
}

/**
 * @param switches of this network's normalisation, each after `step` steps
 * @param onStep called after every step with the steps taken
 */
export function trainNetwork(
  start: ModelState,
  switches: readonly SwitchMark[],
  plan: TrainingPlan,
  onStep: (step: number) => void,
): TrainingRecord {
  const { data, training, steps, statistics, keepAt } = plan;
  const perEpoch = stepsPerEpoch(training, data.train.count);
  const losses: number[] = [];
  const epochs: EpochRecord[] = [];
  const kept = new Map<number, ModelState>();
  let cursor: BatchCursor = { epoch: 0, batch: 0 };
  let rows = batchRows(data.train.count, training, cursor);
  let model = switched(start, switches, 0, plan, rows);
  let accuracies = 0;
  if (keepAt.has(0)) kept.set(0, model);
  for (let step = 1; step <= steps; step++) {
    rows = batchRows(data.train.count, training, cursor);
    const { model: stepped, loss, batchAccuracy, failure } = trainStep(model, gatherBatch(data.train, rows), training);
    if (failure !== 'loss') losses.push(loss);
    if (failure) return { model, losses, epochs, kept, failure: { step: step - 1, quantity: failure } };
    accuracies += batchAccuracy;
    model = stepped;
    cursor = advanceCursor(cursor, 1, perEpoch);
    if (cursor.batch === 0) {
      const evaluation = evaluate(foldAsDrawn(model, data, statistics, rows), data);
      const { trainLoss, trainAccuracy, testLoss, testAccuracy } = evaluation;
      const means = { trainLoss, trainAccuracy, testLoss, testAccuracy, batchAccuracy: accuracies / perEpoch };
      epochs.push({ epoch: cursor.epoch, step, ...means });
      accuracies = 0;
    }
    model = switched(model, switches, step, plan, rows);
    if (keepAt.has(step)) kept.set(step, model);
    onStep(step);
  }
  return { model, losses, epochs, kept, failure: null };
}

/** Rows of the batch of the last step; before the first step those of the first. */
export function lastBatchRows({ data, training }: TrainingPlan, step: number): Uint32Array {
  const { count } = data.train;
  const cursor = advanceCursor({ epoch: 0, batch: 0 }, Math.max(0, step - 1), stepsPerEpoch(training, count));
  return batchRows(count, training, cursor);
}

/** The network after its switches at a step. */
function switched(
  model: ModelState,
  switches: readonly SwitchMark[],
  step: number,
  { data, statistics }: TrainingPlan,
  rows: Uint32Array,
): ModelState {
  let state = model;
  for (const { to, how } of switches.filter((mark) => mark.step === step)) {
    const insert = how === 'keep-function' ? how : 'align';
    for (const change of switchSteps(state.normalization, to, insert, statistics)) {
      state = switchNormalization(state, change, data, rows);
    }
  }
  return state;
}
