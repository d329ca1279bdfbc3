import type uPlot from 'uplot';
import type { SwitchMark } from '../../training/session.js';
import { formatCount, formatSetting } from '../format.js';
import { strings } from '../strings.js';
import { switchWord } from './chart-sentence.js';

/** Colours of the chart, as CSS. */
export interface ChartColors {
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly paper: string;
  /** By network. */
  readonly networks: readonly string[];
}

/** Dashes by network, in CSS pixels: the networks differ without colour too. */
export const dashes: readonly (readonly number[])[] = [[7, 4], []];
export const lineWidth = 1.75;

/** Distances between the ticks of the steps: whole, 1, 2 or 5 times a power of ten. */
const stepIncrements = Array.from(
  { length: 24 },
  (_, index) => ([1, 2, 5][index % 3] ?? 1) * 10 ** Math.floor(index / 3),
);

/** Share of the height that each band takes: accuracy above, loss below, nothing crosses. */
const ACCURACY_BAND = 0.4;
const BAND_GAP = 0.14;
const LOSS_BAND = 1 - ACCURACY_BAND - BAND_GAP;
const LEFT_AXIS = 52;

/** The range of a scale whose values of [0, most] fill the lowest `share` of the height. */
export const bandFromBelow = (most: number, share: number): [number, number] => [0, most / share];
/** The range of a scale whose values of [least, 1] fill the highest `share` of the height. */
export const bandFromAbove = (least: number, share: number): [number, number] => [1 - (1 - least) / share, 1];

/** One chart of two bands: train accuracy of every network above, its loss below, one x-axis of steps. */
export function chartOptions(
  size: { width: number; height: number },
  networkCount: number,
  colors: ChartColors,
  marks: () => readonly SwitchMark[],
): uPlot.Options {
  const font = '12px system-ui, sans-serif';
  const axis = { stroke: colors.soft, font, grid: { stroke: colors.hairline, width: 1 }, ticks: { show: false } };
  const seriesOf = (scale: string, model: number): uPlot.Series => ({
    scale,
    stroke: colors.networks[model] ?? colors.ink,
    width: lineWidth,
    dash: [...(dashes[model] ?? [])],
    spanGaps: true,
    points: { show: false },
  });
  const models = Array.from({ length: networkCount }, (_, model) => model);
  return {
    ...size,
    padding: [14, 20, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: (_plot, _least, most) => [0, Math.max(10, most)] },
      loss: { range: (_plot, _least, most) => bandFromBelow(niceCeiling(most), LOSS_BAND) },
      accuracy: { range: (_plot, least) => bandFromAbove(accuracyFloor(least), ACCURACY_BAND) },
    },
    axes: [
      { ...axis, size: 28, incrs: stepIncrements, values: (_plot, splits) => splits.map(formatCount) },
      {
        ...axis,
        scale: 'loss',
        size: LEFT_AXIS,
        splits: (_plot, _index, _low, high) => ticksOf(0, high * LOSS_BAND),
        values: (_plot, splits) => splits.map(formatSetting),
      },
      {
        ...axis,
        scale: 'accuracy',
        side: 3,
        size: 0,
        gap: 0,
        splits: (_plot, _index, low) => ticksOf(1 - (1 - low) * ACCURACY_BAND, 1),
        values: () => [],
      },
    ],
    series: [
      {},
      ...models.map((model) => seriesOf('loss', model)),
      ...models.map((model) => seriesOf('accuracy', model)),
    ],
    hooks: {
      draw: [(plot) => drawAccuracyTicks(plot, colors, font), (plot) => drawMarks(plot, colors, font, marks())],
    },
  };
}

/** Top of the loss axis at or above `value`: itself and its half, the tick below it, have at most two digits. */
export function niceCeiling(value: number | null): number {
  if (value === null || !(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 5, 8, 10].find((candidate) => value <= candidate * power * (1 + 1e-9)) ?? 10;
  return step * power;
}

/** Bottom of the accuracy axis: a multiple of a tenth below the least value, at most 0.8. */
export function accuracyFloor(least: number | null): number {
  return Math.max(0, Math.min(0.8, Math.floor((least ?? 0.5) * 10) / 10));
}

const ticksOf = (low: number, high: number): number[] => [low, (low + high) / 2, high];

/** Its axis has no room of its own: labels go to the same column as those of the loss. */
function drawAccuracyTicks(plot: uPlot, colors: ChartColors, font: string): void {
  const low = plot.scales.accuracy?.min;
  if (low === undefined) return;
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.scale(ratio, ratio);
  ctx.font = font;
  ctx.fillStyle = colors.soft;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  for (const value of ticksOf(1 - (1 - low) * ACCURACY_BAND, 1)) {
    const y = plot.valToPos(value, 'accuracy', true) / ratio;
    ctx.fillText(`${Math.round(value * 100)} %`, bbox.left / ratio - 6, y);
  }
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.font = `600 ${font}`;
  ctx.fillText(strings.chart.accuracy, bbox.left / ratio + 4, bbox.top / ratio - 1);
  const lossTop = plot.valToPos((plot.scales.loss?.max ?? 1) * LOSS_BAND, 'loss', true) / ratio;
  ctx.fillText(strings.chart.loss, bbox.left / ratio + 4, lossTop - 1);
  ctx.restore();
}

function drawMarks(plot: uPlot, colors: ChartColors, font: string, marks: readonly SwitchMark[]): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `${600} ${font.replace('12px', `${11 * ratio}px`)}`;
  ctx.textBaseline = 'top';
  marks.forEach(({ model, to, step }, index) => {
    const width = Math.max(1, Math.round(1.5 * ratio));
    // On whole pixels, so that the line is crisp.
    const x = Math.round(plot.valToPos(step, 'x', true)) + (width % 2) / 2;
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    ctx.strokeStyle = ctx.fillStyle = colors.networks[model] ?? colors.ink;
    ctx.lineWidth = width;
    ctx.setLineDash((dashes[model] ?? []).map((length) => (length * ratio) / 2));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    const isLeft = x > bbox.left + bbox.width * 0.85;
    ctx.textAlign = isLeft ? 'right' : 'left';
    const word = switchWord(to);
    const y = bbox.top + bbox.height * ACCURACY_BAND + (index % 3) * 13 * ratio;
    const at = x + (isLeft ? -5 : 5) * ratio;
    const wordWidth = ctx.measureText(word).width;
    ctx.fillStyle = colors.paper;
    ctx.fillRect(at - (isLeft ? wordWidth : 0) - 2 * ratio, y - ratio, wordWidth + 4 * ratio, 13 * ratio);
    ctx.fillStyle = colors.networks[model] ?? colors.ink;
    ctx.fillText(word, at, y);
  });
  ctx.restore();
}
