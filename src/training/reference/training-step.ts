import type { TrainingFailure } from '../backend.js';
import type { LabelledPoints } from '../data-set.js';
import { LARGEST_LOSS, LARGEST_PARAMETER } from '../failure-limits.js';
import type { ModelState } from '../model-state.js';
import { parameterLayout } from '../parameter-layout.js';
import type { TensorSlot } from '../parameter-layout.js';
import { keyedPermutation } from '../random/keyed-permutation.js';
import type { BatchCursor, TrainingSpec } from '../training-spec.js';
import { updateRunningStatistics } from './batch-norm.js';
import { lossAndGradients } from './gradients.js';
import { updateTensor } from './optimizer.js';
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
  /**
   * Which numbers went wrong first; null after a good step. Wrong is not finite in float32 or beyond failure-limits.ts,
   * so that both engines stop at the same place: float64 would only carry a dead network on.
   */
  readonly failure: TrainingFailure['quantity'] | null;
}

/** One optimiser step: gradients of the batch, update of every trained tensor, update of the running statistics. */
export function trainStep(model: ModelState, batch: Batch, training: TrainingSpec): StepResult {
  const { loss, gradient, batchStatistics } = lossAndGradients(model, batch.positions, batch.labels, batch.size);
  if (!isFiniteFloat32(loss) || loss > LARGEST_LOSS) return { model, loss, failure: 'loss' };
  if (!gradient.every(isFiniteFloat32)) return { model, loss, failure: 'gradient' };

  const updated = applyGradient(model, gradient, training);
  if (!updated.parameters.every(isUsable)) return { model, loss, failure: 'parameter' };

  const runningStatistics =
    model.normalization === 'batch'
      ? updateRunningStatistics(model.runningStatistics, batchStatistics)
      : model.runningStatistics.slice();
  return { model: { ...updated, runningStatistics }, loss, failure: null };
}

function isFiniteFloat32(value: number): boolean {
  return Number.isFinite(Math.fround(value));
}

/** The optimiser's update alone. Gamma and beta are left as they are without batch normalization. */
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
    if (model.normalization === 'batch') update(model.restartStep.scaleShift, layer.scale, layer.shift);
  }
  update(model.restartStep.output, layout.output.weight, layout.output.bias);
  return { ...model, step: model.step + 1, parameters, firstMoment, secondMoment };
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
