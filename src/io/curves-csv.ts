import { csvText } from './csv-text.js';

/** One quantity over the steps of a run. */
export interface CurveSeries {
  /** Heads the column: the quantity with its unit, and the network. */
  readonly name: string;
  /** Ascending, each of `values`. */
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** A line per step at which any curve has a point; a curve without one there, or without a finite value, stays empty. */
export function writeCurvesCsv(series: readonly CurveSeries[]): string {
  const columns = series.map(({ steps, values }) => new Map(steps.map((step, index) => [step, values[index] ?? NaN])));
  const steps = [...new Set(series.flatMap((curve) => curve.steps))].sort((a, b) => a - b);
  const rows = steps.map((step) => [
    step,
    ...columns.map((column) => {
      const value = column.get(step) ?? NaN;
      return Number.isFinite(value) ? value : null;
    }),
  ]);
  return csvText(['step', ...series.map(({ name }) => name)], rows);
}
