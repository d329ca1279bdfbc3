import { html, nothing, type TemplateResult } from 'lit';
import type uPlot from 'uplot';
import type { Normalization } from '../../training/network-spec.js';
import type { SessionSnapshot } from '../../training/session.js';
import { formatCount, formatLoss, formatPercent } from '../format.js';
import type { Language } from '../language.js';
import { chartStrings } from './chart-strings.js';
import { lineSample } from './line-sample.js';

/** Numbers of one place of the curves. */
export interface Readout {
  readonly step: number;
  /** By network; NaN where nothing is known. */
  readonly networks: readonly { readonly loss: number; readonly accuracy: number }[];
}

/**
 * What is under the pointer; elsewhere, what the moment of the past has that is shown. Null: neither is.
 *
 * @param data with each curve whole: steps, losses of all networks, their train accuracies
 * @param row of the data that is pointed at; null: none is
 */
export function readoutOf(snapshot: SessionSnapshot, data: uPlot.AlignedData, row: number | null): Readout | null {
  const { models, step: shownStep, time } = snapshot;
  const step = row === null ? undefined : data[0][row];
  if (row !== null && step !== undefined) {
    const networks = models.map((_, model) => ({
      loss: valueAt(data[1 + model], row),
      accuracy: valueAt(data[1 + models.length + model], row),
    }));
    return { step, networks };
  }
  if (!time.isPast) return null;
  const networks = models.map(({ loss, evaluation }) => ({ loss, accuracy: evaluation?.trainAccuracy ?? NaN }));
  return { step: shownStep, networks };
}

/** Of a curve that has no value in this row, the one before. */
function valueAt(values: uPlot.AlignedData[number] | undefined, row: number): number {
  for (let at = row; at >= 0; at--) {
    const value = values?.[at];
    if (typeof value === 'number') return value;
  }
  return NaN;
}

/** Beside the table, which has the same for those who cannot point. */
export function readoutTemplate(
  readout: Readout | null,
  normalizations: readonly Normalization[],
  language: Language,
): TemplateResult {
  // Its place is kept where there is nothing to say, so that the chart stays where it is.
  return html`<p class="readout" aria-hidden="true">${readout ? numbersTemplate(readout, normalizations, language) : nothing}</p>`;
}

function numbersTemplate(
  { step, networks }: Readout,
  normalizations: readonly Normalization[],
  language: Language,
): TemplateResult {
  const { at, values } = language.of('chart', chartStrings);
  return html`
    <span>${at(formatCount(step, language))}</span>
    ${networks.map(
      ({ loss, accuracy }, model) =>
        html`<span>${lineSample(model, normalizations[model] ?? 'none')}${values(formatLoss(loss, language), formatPercent(accuracy, language))}</span>`,
    )}
  `;
}
