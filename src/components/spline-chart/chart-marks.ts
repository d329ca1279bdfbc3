import type uPlot from 'uplot';
import { insertedNormalization } from '../../training/experiment-config.js';
import type { Normalizer } from '../../training/network-spec.js';
import type { ChangeMark, SessionSnapshot, SwitchMark } from '../../training/session.js';
import { formatList, formatSetting } from '../format.js';
import { english, type Language } from '../language.js';
import type { ChartColors } from './chart-options.js';
import { dashOf } from './curve-look.js';
import { chartStrings } from './chart-strings.js';

/** Something that happened to a run, in words. */
export interface ChartMark {
  /** Null: to all of its networks. */
  readonly model: number | null;
  readonly step: number;
  /** Later than `step` where it went on for some steps. */
  readonly until: number;
  readonly word: string;
  /** Whether the network has no normaliser from here on; false where it is no switch. */
  readonly isPlain: boolean;
}

/** Of what is no network's own: a dash that no network has, in CSS pixels. */
const commonDash = [1.5, 3];

/** The switches of networks, moved data and changed settings of a run, in the order of their steps. */
export function chartMarks(snapshot: SessionSnapshot, language = english): ChartMark[] {
  const inserted = insertedNormalization(snapshot.config);
  const switches = snapshot.marks.map((mark) => {
    const word = switchWord(mark, inserted, language);
    return { model: mark.model, step: mark.step, until: mark.step, word, isPlain: mark.to === 'none' };
  });
  const changes = snapshot.changes.map((change) => {
    const word = changeWord(change, language);
    return { model: null, step: change.step, until: change.until, word, isPlain: false };
  });
  return [...switches, ...changes].sort((a, b) => a.step - b.step);
}

/** @param inserted what the switches of the session put in */
function switchWord({ to, how }: SwitchMark, inserted: Normalizer, language: Language): string {
  const chart = language.of('chart', chartStrings);
  const { normalizers } = language.common;
  if (to !== 'none') return chart.on(normalizers[to].short);
  return chart.off(normalizers[how === 'fold' ? 'batch' : inserted].short);
}

/** A single changed number with its value; of several only the names. */
export function changeWord(change: ChangeMark, language = english): string {
  const words = language.of('chart', chartStrings);
  if (change.kind === 'data') return words.dataMoved;
  const changed = Object.entries(change.settings).map(([name, value]) => {
    return { name: words.settings[name as keyof typeof change.settings], value };
  });
  const [first] = changed;
  if (changed.length === 1 && typeof first?.value === 'number')
    return words.changedTo(first.name, formatSetting(first.value, language));
  const names = changed.map(({ name }) => name);
  return words.changed(formatList(names, language));
}

/** A line from top to bottom at every mark, and a tint over the steps through which it went on. */
export function drawMarks(plot: uPlot, colors: ChartColors, marks: readonly ChartMark[]): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const width = Math.max(1, Math.round(1.5 * ratio));
  ctx.save();
  ctx.lineWidth = width;
  for (const mark of marks) {
    const x = placeOf(plot, mark.step, width);
    if (x === null) continue;
    const dash = mark.model === null ? commonDash.map((length) => 2 * length) : dashOf(mark.isPlain);
    ctx.strokeStyle = ctx.fillStyle = colorOf(mark, colors);
    ctx.globalAlpha = 0.14;
    ctx.fillRect(x, bbox.top, plot.valToPos(mark.until, 'x', true) - x, bbox.height);
    ctx.globalAlpha = 1;
    ctx.setLineDash(dash.map((length) => (length * ratio) / 2));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** The moment of the past that is shown. */
export function drawMoment(plot: uPlot, colors: ChartColors, step: number): void {
  const { ctx, bbox } = plot;
  const width = Math.max(2, Math.round(2 * devicePixelRatio));
  const x = placeOf(plot, step, width);
  if (x === null) return;
  ctx.save();
  ctx.fillStyle = colors.ink;
  ctx.fillRect(x - width / 2, bbox.top, width, bbox.height);
  ctx.beginPath();
  ctx.arc(x, bbox.top, 2 * width, 0, 2 * Math.PI);
  ctx.fill();
  ctx.restore();
}

/**
 * The words of the marks beside their lines.
 *
 * @param wordsAt share of the height at which they start
 */
export function drawMarkWords(
  plot: uPlot,
  colors: ChartColors,
  font: string,
  marks: readonly ChartMark[],
  wordsAt: number,
): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `${600} ${font.replace('12px', `${11 * ratio}px`)}`;
  ctx.textBaseline = 'top';
  marks.forEach((mark, index) => {
    const x = placeOf(plot, mark.step, 0);
    if (x === null) return;
    const isLeft = x > bbox.left + bbox.width * 0.85;
    ctx.textAlign = isLeft ? 'right' : 'left';
    const y = bbox.top + bbox.height * wordsAt + (index % 3) * 13 * ratio;
    const at = x + (isLeft ? -5 : 5) * ratio;
    const wordWidth = ctx.measureText(mark.word).width;
    ctx.fillStyle = colors.paper;
    ctx.fillRect(at - (isLeft ? wordWidth : 0) - 2 * ratio, y - ratio, wordWidth + 4 * ratio, 13 * ratio);
    ctx.fillStyle = colorOf(mark, colors);
    ctx.fillText(mark.word, at, y);
  });
  ctx.restore();
}

const colorOf = ({ model }: ChartMark, colors: ChartColors): string =>
  model === null ? colors.soft : (colors.networks[model] ?? colors.ink);

/** Of a line so many pixels wide, on whole pixels, so that it is crisp; null out of the plot. */
function placeOf(plot: uPlot, step: number, width: number): number | null {
  const { left, width: plotWidth } = plot.bbox;
  const x = Math.round(plot.valToPos(step, 'x', true)) + (width % 2) / 2;
  return x < left || x > left + plotWidth ? null : x;
}
