import type { TrainingFailure } from '../backend.js';
import type { LabelledPoints } from '../data-set.js';
import { LARGEST_LOSS, LARGEST_PARAMETER } from '../failure-limits.js';
import type { ModelState } from '../model-state.js';
import type { Normalization } from '../network-spec.js';
import { parameterLayout } from '../parameter-layout.js';
import type { HiddenLayerSlots, TensorSlot } from '../parameter-layout.js';
import { keyedPermutation } from '../random/keyed-permutation.js';
import type { BatchCursor, TrainingSpec } from '../training-spec.js';
import { finish, type Pieces } from '../workers/pieces.js';
import { updateRunningStatistics } from './batch-norm.js';
import { forwardPassInPieces, lossAndGradientsInPieces } from './gradients.js';
import { updateTensor } from './optimizer.js';
import { argmax } from './point.js';
import { tensorView } from './tensor-view.js';

/** B rows of a data set, taken together. */
export interface Batch {
  /** [size, D] */
  readonly positions: Float64Array;
  /** [size] */
  readonly labels: Uint8Array;
  readonly size: number;
}

/** Rows of the batch that the next step takes, [batchSize]. */
export function batchRows(
  count: number,
  training: Pick<TrainingSpec, 'batchSize' | 'batchOrder' | 'seed'>,
  cursor: BatchCursor,
): Uint32Array {
  const rows = new Uint32Array(training.batchSize);
  const start = cursor.batch * training.batchSize;
  for (let b = 0; b < training.batchSize; b++) {
    const position = start + b;
    rows[b] =
      training.batchOrder === 'sequential' ? position : keyedPermutation(position, count, training.seed, cursor.epoch);
  }
  return rows;
}

export function gatherBatch(points: LabelledPoints, rows: Uint32Array): Batch {
  const D = points.positions.length / points.count;
  const positions = new Float64Array(rows.length * D);
  const labels = new Uint8Array(rows.length);
  rows.forEach((row, b) => {
    positions.set(points.positions.subarray(row * D, (row + 1) * D), b * D);
    labels[b] = points.labels[row]!;
  });
  return { positions, labels, size: rows.length };
}

export interface StepResult {
  /** After the update, with arrays of its own; the model that was given where the step failed. */
  readonly model: ModelState;
  /** Of the batch in training mode, before the update. */
  readonly loss: number;
  /** Of the batch in training mode, after the update, 0 to 1; NaN unless it was asked for and the step was good. */
  readonly batchAccuracy: number;
  /**
   * Which numbers went wrong first; null after a good step. Wrong is not finite in float32 or beyond failure-limits.ts,
   * so that both engines stop at the same place: float64 would only carry a dead network on.
   */
  readonly failure: TrainingFailure['quantity'] | null;
}

/**
 * One optimiser step: gradients of the batch, update of every trained tensor, update of the running statistics; where the
 * settings ask for the accuracy in training mode, `measureInTrainingMode` on the same batch follows.
 */
export const trainStep = (model: ModelState, batch: Batch, training: TrainingSpec): StepResult =>
  finish(trainStepInPieces(model, batch, training));

/** The same, a layer forwards or backwards in each piece. */
export function* trainStepInPieces(model: ModelState, batch: Batch, training: TrainingSpec): Pieces<StepResult> {
  const { loss, gradient, batchStatistics } = yield* lossAndGradientsInPieces(
    model,
    batch.positions,
    batch.labels,
    batch.size,
  );
  if (!isFiniteFloat32(loss) || loss > LARGEST_LOSS) return { model, loss, batchAccuracy: NaN, failure: 'loss' };
  if (!gradient.every(isFiniteFloat32)) return { model, loss, batchAccuracy: NaN, failure: 'gradient' };

  const updated = applyGradient(model, gradient, training);
  if (!updated.parameters.every(isUsable)) return { model, loss, batchAccuracy: NaN, failure: 'parameter' };

  const stepped = withBatchStatistics(updated, batchStatistics);
  if (!training.accuracyInTrainingMode) return { model: stepped, loss, batchAccuracy: NaN, failure: null };
  const measured = yield* measureInPieces(stepped, batch);
  return { model: measured.model, loss, batchAccuracy: measured.accuracy, failure: null };
}

/**
 * Accuracy on a batch in training mode, 0 to 1, and the network as that leaves it: the pass has updated the running
 * statistics of batch normalization, as Flax's mutable BatchNorm does whenever it is called with use_running_average off.
 */
export const measureInTrainingMode = (model: ModelState, batch: Batch): MeasuredBatch =>
  finish(measureInPieces(model, batch));

interface MeasuredBatch {
  readonly model: ModelState;
  readonly accuracy: number;
}

function* measureInPieces(model: ModelState, { positions, labels, size }: Batch): Pieces<MeasuredBatch> {
  const { logits, batchStatistics } = yield* forwardPassInPieces(model, positions, size);
  const C = model.spec.classCount;
  const right = labels.filter((label, b) => argmax(logits.subarray(b * C, (b + 1) * C)) === label);
  return { model: withBatchStatistics(model, batchStatistics), accuracy: right.length / size };
}

function withBatchStatistics(model: ModelState, batchStatistics: Float64Array): ModelState {
  const { normalization, runningStatistics: before } = model;
  const runningStatistics =
    normalization === 'batch' ? updateRunningStatistics(before, batchStatistics) : before.slice();
  return { ...model, runningStatistics };
}

function isFiniteFloat32(value: number): boolean {
  return Number.isFinite(Math.fround(value));
}

/** The optimiser's update alone. Gamma and beta are left as they are where the normaliser does not use them. */
export function applyGradient(model: ModelState, gradient: Float64Array, training: TrainingSpec): ModelState {
  const layout = parameterLayout(model.spec);
  const parameters = model.parameters.slice();
  const firstMoment = model.firstMoment.slice();
  const secondMoment = model.secondMoment.slice();
  const update = (restartStep: number, ...slots: TensorSlot[]): void => {
    for (const slot of slots) {
      const tensor = {
        parameters: tensorView(parameters, slot),
        gradient: tensorView(gradient, slot),
        firstMoment: tensorView(firstMoment, slot),
        secondMoment: tensorView(secondMoment, slot),
      };
      updateTensor(tensor, training, model.step + 1 - restartStep);
    }
  };
  for (const layer of layout.hidden) {
    update(model.restartStep.affine, layer.weight, layer.bias);
    update(model.restartStep.scaleShift, ...trainedScaleShift(model.normalization, layer));
  }
  update(model.restartStep.output, layout.output.weight, layout.output.bias);
  return { ...model, step: model.step + 1, parameters, firstMoment, secondMoment };
}

function trainedScaleShift(normalization: Normalization, { scale, shift }: HiddenLayerSlots): TensorSlot[] {
  if (normalization === 'none') return [];
  return normalization === 'rms' ? [scale] : [scale, shift];
}

/** Forgets the optimiser's memory, as when another optimiser takes over: moments 0, bias correction from this step. */
export function restartOptimizer(model: ModelState): ModelState {
  return {
    ...model,
    firstMoment: new Float64Array(model.firstMoment.length),
    secondMoment: new Float64Array(model.secondMoment.length),
    restartStep: { affine: model.step, scaleShift: model.step, output: model.step },
  };
}

const isUsable = (parameter: number): boolean => Math.abs(parameter) <= LARGEST_PARAMETER;
