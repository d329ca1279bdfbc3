/** Turns the bytes that a readback brings into reports for the session. */
import type { CellCount, Evaluation, ModelReport, TrainingFailure } from '../training/backend.js';
import type { DataSet } from '../training/data-set.js';
import { LOSS_RING, RESULT_HEADER, RESULT_WORDS } from './network-table.js';

/** What one readback holds, in this order: results of all models, verdicts of all models, then cell counts. */
export interface ReportParts {
  readonly modelCount: number;
  readonly data: DataSet;
  /** The first step whose loss has not been reported yet, per model. */
  readonly firstStep: readonly number[];
  /** Whether the verdicts belong to the picture that is on the screen. */
  readonly hasEvaluation: boolean;
  /** Already decoded by the partition pass; null where cells were not counted anew. */
  readonly cells: readonly (CellCount | null)[];
}

const failureQuantities: readonly (TrainingFailure['quantity'] | null)[] = [null, 'loss', 'gradient', 'parameter'];

export function decodeReports(results: ArrayBuffer, verdicts: ArrayBuffer, parts: ReportParts): ModelReport[] {
  return Array.from({ length: parts.modelCount }, (_, model): ModelReport => {
    const begin = 4 * model * RESULT_WORDS;
    const [steps = 0, failureCode = 0, failureStep = 0] = new Uint32Array(results, begin, RESULT_HEADER);
    const losses = new Float32Array(results, begin + 4 * RESULT_HEADER, LOSS_RING);
    const accuracies = new Float32Array(results, begin + 4 * (RESULT_HEADER + LOSS_RING), LOSS_RING);
    const quantity = failureQuantities[failureCode] ?? null;
    const firstStep = Math.max(parts.firstStep[model] ?? 0, steps - LOSS_RING);
    return {
      losses: { firstStep, values: valuesOfSteps(firstStep, steps, losses) },
      batchAccuracies: valuesOfSteps(firstStep, steps, accuracies),
      evaluation: parts.hasEvaluation ? evaluationOf(verdicts, model, parts.data) : null,
      cells: parts.cells[model] ?? null,
      failure: quantity === null ? null : { step: failureStep, quantity },
    };
  });
}

/** Of steps `firstStep` to `steps` - 1, all of which the ring still holds. */
function valuesOfSteps(firstStep: number, steps: number, ring: Float32Array): Float32Array {
  const length = Math.max(0, steps - firstStep);
  return Float32Array.from({ length }, (_, i) => ring[(firstStep + i) % LOSS_RING] ?? NaN);
}

function evaluationOf(verdicts: ArrayBuffer, model: number, data: DataSet): Evaluation {
  const labels = [...data.train.labels, ...data.test.labels];
  const words = new Uint32Array(verdicts, 8 * model * labels.length, 2 * labels.length);
  const floats = new Float32Array(verdicts, 8 * model * labels.length, 2 * labels.length);
  const predictions = Uint8Array.from(labels, (_, row) => words[2 * row] ?? 0);
  const mean = (begin: number, end: number, value: (row: number) => number): number => {
    let sum = 0;
    for (let row = begin; row < end; row++) sum += value(row);
    return sum / (end - begin);
  };
  const isRight = (row: number): number => Number(predictions[row] === labels[row]);
  const loss = (row: number): number => floats[2 * row + 1] ?? NaN;
  const { count } = data.train;
  return {
    trainLoss: mean(0, count, loss),
    trainAccuracy: mean(0, count, isRight),
    testLoss: mean(count, labels.length, loss),
    testAccuracy: mean(count, labels.length, isRight),
    predictions,
  };
}
