import type uPlot from 'uplot';
import { formatCount, formatSetting, formatShare } from '../format.js';
import type { Language } from '../language.js';
import { dashOf, dotSize, isDotFilled, lineWidth } from './curve-look.js';
import { chartStrings } from './chart-strings.js';

/** Colours of the chart, as CSS. */
export interface ChartColors {
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly paper: string;
  /** By network. */
  readonly networks: readonly string[];
}

/** Of the curves of the run that another branched off from. */
export const ORIGINAL_ALPHA = 0.35;

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

/**
 * One chart of two bands: train accuracy of every network above, its loss below, one x-axis of steps. Series: all losses, then
 * all train accuracies, each as its two `curveSegments`, then as dots all accuracies in training mode; then, fainter, losses and
 * train accuracies of the original, as segments too.
 *
 * @param hasOriginal whether the run branched off from another
 * @param draw what comes over the curves; `middle` is the share of the height at which the gap between the bands begins
 * @param point is told the row of the data that the pointer is nearest to; null: it has left
 */
export function chartOptions(
  language: Language,
  size: { width: number; height: number },
  networkCount: number,
  hasOriginal: boolean,
  colors: ChartColors,
  draw: (plot: uPlot, font: string, middle: number) => void,
  point: (row: number | null) => void,
): uPlot.Options {
  const font = '12px system-ui, sans-serif';
  const axis = { stroke: colors.soft, font, grid: { stroke: colors.hairline, width: 1 }, ticks: { show: false } };
  const seriesOf = (scale: string, model: number): uPlot.Series[] =>
    [true, false].map((isPlain) => ({
      scale,
      stroke: colors.networks[model] ?? colors.ink,
      width: lineWidth,
      dash: dashOf(isPlain),
      points: { show: false },
    }));
  const originalOf = (scale: string, model: number): uPlot.Series[] =>
    seriesOf(scale, model).map((series) => ({ ...series, alpha: ORIGINAL_ALPHA }));
  const dotsOf = (model: number): uPlot.Series => {
    const stroke = colors.networks[model] ?? colors.ink;
    const fill = isDotFilled(model) ? stroke : colors.paper;
    return { scale: 'accuracy', paths: () => null, points: { show: true, size: dotSize, width: 1, stroke, fill } };
  };
  const models = Array.from({ length: networkCount }, (_, model) => model);
  return {
    ...size,
    padding: [14, 20, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
    scales: {
      x: { time: false, range: (_plot, _least, most) => [0, Math.max(10, most)] },
      loss: { range: (_plot, _least, most) => bandFromBelow(niceCeiling(most), LOSS_BAND) },
      accuracy: { range: (_plot, least) => bandFromAbove(accuracyFloor(least), ACCURACY_BAND) },
    },
    axes: [
      {
        ...axis,
        size: 28,
        incrs: stepIncrements,
        values: (_plot, splits) => splits.map((step) => formatCount(step, language)),
      },
      {
        ...axis,
        scale: 'loss',
        size: LEFT_AXIS,
        splits: (_plot, _index, _low, high) => ticksOf(0, high * LOSS_BAND),
        values: (_plot, splits) => splits.map((loss) => formatSetting(loss, language)),
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
      ...models.flatMap((model) => seriesOf('loss', model)),
      ...models.flatMap((model) => seriesOf('accuracy', model)),
      ...models.map(dotsOf),
      ...(hasOriginal ? models.flatMap((model) => originalOf('loss', model)) : []),
      ...(hasOriginal ? models.flatMap((model) => originalOf('accuracy', model)) : []),
    ],
    hooks: {
      setCursor: [({ cursor }) => point(cursor.idx ?? null)],
      draw: [(plot) => drawAccuracyTicks(plot, colors, font, language), (plot) => draw(plot, font, ACCURACY_BAND)],
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
function drawAccuracyTicks(plot: uPlot, colors: ChartColors, font: string, language: Language): void {
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
    ctx.fillText(formatShare(value, language), bbox.left / ratio - 6, y);
  }
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.font = `600 ${font}`;
  ctx.fillText(language.of('chart', chartStrings).accuracy, bbox.left / ratio + 4, bbox.top / ratio - 1);
  const lossTop = plot.valToPos((plot.scales.loss?.max ?? 1) * LOSS_BAND, 'loss', true) / ratio;
  ctx.fillText(language.of('chart', chartStrings).loss, bbox.left / ratio + 4, lossTop - 1);
  ctx.restore();
}
