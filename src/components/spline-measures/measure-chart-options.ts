import type uPlot from 'uplot';
import type { Normalization } from '../../training/network-spec.js';
import { formatCount } from '../format.js';
import type { ChartColors } from '../spline-chart/chart-options.js';
import type { ChartMark } from '../spline-chart/chart-marks.js';
import { dashOf, lineWidth } from '../spline-chart/curve-look.js';
import { curveSegments, isPlainAt } from '../spline-chart/curve-segments.js';
import { formatNumber } from './measure-format.js';

/** One network's course. */
export interface ChartLine {
  readonly name: string;
  /** That the run began with. */
  readonly normalization: Normalization;
  readonly steps: readonly number[];
  /** One curve, or the least and the largest values of a band; null where there is no number. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** Steps of all lines in order, and every column of values on them. */
export function alignedData(lines: readonly ChartLine[]): uPlot.AlignedData {
  const steps = [...new Set(lines.flatMap((line) => line.steps))].sort((a, b) => a - b);
  const columns = lines.flatMap((line) => {
    const rows = new Map(line.steps.map((step, row) => [step, row]));
    return line.values.map((values) => steps.map((step) => values[rows.get(step) ?? -1] ?? null));
  });
  return [steps, ...columns];
}

/** The same with every column as its two `curveSegments`. */
export function segmentedData(lines: readonly ChartLine[], marks: readonly ChartMark[]): uPlot.AlignedData {
  const [steps, ...columns] = alignedData(lines);
  const models = lines.flatMap(({ values }, model) => values.map(() => model));
  return [
    steps,
    ...columns.flatMap((column, at) => {
      const model = models[at]!;
      const isPlain = isPlainAt(marks, model, lines[model]!.normalization);
      return curveSegments(
        Array.from(steps),
        Array.from(column, (value) => value ?? null),
        isPlain,
      );
    }),
  ];
}

/**
 * Curves or shaded bands of every network over the steps.
 *
 * @param draw what comes over the curves
 */
export function measureChartOptions(
  size: { width: number; height: number },
  lines: readonly ChartLine[],
  colors: ChartColors,
  draw: (plot: uPlot) => void,
): uPlot.Options {
  const axis = {
    stroke: colors.soft,
    font: '12px system-ui, sans-serif',
    grid: { stroke: colors.hairline, width: 1 },
    ticks: { show: false },
  };
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  lines.forEach(({ values }, model) => {
    const stroke = colors.networks[model] ?? colors.ink;
    const width = values.length > 1 ? 1 : lineWidth;
    const segments = [true, false].map((isPlain) => ({
      stroke,
      width,
      dash: dashOf(isPlain),
      points: { show: false },
    }));
    series.push(...values.flatMap(() => segments.map((segment) => ({ ...segment }))));
    const last = series.length - 1;
    const fill = `color-mix(in srgb, ${stroke} 22%, transparent)`;
    if (values.length > 1) bands.push({ series: [last - 1, last - 3], fill }, { series: [last, last - 2], fill });
  });
  return {
    ...size,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false } },
    axes: [
      { ...axis, size: 26, values: (_plot, splits) => splits.map((step) => formatCount(step)) },
      { ...axis, size: 58, values: (_plot, splits) => splits.map(formatNumber) },
    ],
    series,
    bands,
    hooks: { draw: [draw] },
  };
}
