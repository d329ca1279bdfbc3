/** Curves of all networks on one list of steps, short enough to draw and to read aloud. */
import type { ModelCurves } from '../../training/session.js';
import { epochMeans, type Epochs } from './epoch-means.js';

export interface NetworkColumns {
  /** Mean loss of the steps that the row stands for; null where there is none. */
  readonly losses: readonly (number | null)[];
  /** Share right, 0 to 1, mean over the row's evaluations; null where there is none. */
  readonly trainAccuracies: readonly (number | null)[];
  /** In training mode, on the batches of an epoch, at its end; null where there is none. */
  readonly epochAccuracies: readonly (number | null)[];
}

export interface CurveTable {
  /** First step of each row. */
  readonly steps: readonly number[];
  readonly networks: readonly NetworkColumns[];
  /** Steps that one row stands for. */
  readonly stepsPerRow: number;
}

/** @param mostRows 1 or more */
export function curveTable(curves: readonly ModelCurves[], mostRows: number, lengths: Epochs): CurveTable {
  const epochs = curves.map((curve) => epochMeans(curve, lengths));
  const lastOf = (steps: readonly number[]): number => steps.at(-1) ?? -1;
  const last = Math.max(
    -1,
    ...curves.flatMap(({ lossSteps, accuracySteps }) => [lastOf(lossSteps), lastOf(accuracySteps)]),
    ...epochs.map(({ steps }) => lastOf(steps)),
  );
  const stepsPerRow = Math.max(1, Math.ceil((last + 1) / mostRows));
  const rows = Math.ceil((last + 1) / stepsPerRow);
  const all = curves.map((curve, model) => ({
    losses: rowMeans(curve.lossSteps, curve.losses, stepsPerRow, rows),
    trainAccuracies: rowMeans(curve.accuracySteps, curve.trainAccuracies, stepsPerRow, rows),
    epochAccuracies: rowMeans(epochs[model]!.steps, epochs[model]!.values, stepsPerRow, rows),
  }));
  const filled = Array.from({ length: rows }, (_, row) => row).filter((row) =>
    all.some((columns) => Object.values(columns).some((column) => column[row] !== null)),
  );
  const pick = (values: readonly (number | null)[]): (number | null)[] => filled.map((row) => values[row] ?? null);
  return {
    steps: filled.map((row) => row * stepsPerRow),
    networks: all.map((columns) => ({
      losses: pick(columns.losses),
      trainAccuracies: pick(columns.trainAccuracies),
      epochAccuracies: pick(columns.epochAccuracies),
    })),
    stepsPerRow,
  };
}

function rowMeans(
  steps: readonly number[],
  values: readonly number[],
  stepsPerRow: number,
  rows: number,
): (number | null)[] {
  const sums = new Float64Array(rows);
  const counts = new Uint32Array(rows);
  steps.forEach((step, index) => {
    const value = values[index] ?? NaN;
    const row = Math.floor(step / stepsPerRow);
    if (!Number.isFinite(value)) return;
    sums[row] = (sums[row] ?? 0) + value;
    counts[row] = (counts[row] ?? 0) + 1;
  });
  return Array.from(sums, (sum, row) => (counts[row] ? sum / counts[row] : null));
}
