import { html, nothing, type TemplateResult } from 'lit';
import type { Measures } from '../../analysis/measures.js';
import { absenceOf, isCurved } from '../../analysis/measure-catalog.js';
import type { Normalization } from '../../training/network-spec.js';
import { formatCount } from '../format.js';
import { lineSample } from '../spline-chart/line-sample.js';
import { formatMeasure } from './measure-format.js';
import { howHad, type MeasureRow } from './measure-groups.js';
import { measureStrings as words } from './measure-strings.js';

/** One network of a run, as its column is headed. */
export interface MeasuredColumn {
  readonly name: string;
  readonly normalization: Normalization;
  /** Null before it has been measured. */
  readonly measures: Measures | null;
}

/** Rows of numbers of all networks side by side; where one has none for itself alone, a sentence below says why. */
export function measuresTable(
  title: string,
  rows: readonly MeasureRow[],
  columns: readonly MeasuredColumn[],
): TemplateResult {
  return html`
    <table class="measures">
      <caption class="visually-hidden">
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col"><span class="visually-hidden">${words.quantity}</span></th>
          ${columns.map(({ name, normalization }, model) => html`<th scope="col">${lineSample(model, normalization)}${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`
            <tr class=${row.provenance}>
              <th scope="row">
                ${(isAnyCurved(columns) && row.labelOfCurved) || row.label}
                <span class="how"
                  >${row.unit ? `${row.unit}, ` : nothing}<spline-term hint=${row.hint}
                    >${howHad(
                      row.provenance,
                      columns.map(({ measures }) => measures && row.provenShare(measures)),
                    )}</spline-term
                  ></span
                >
              </th>
              ${columns.map(({ measures }) => html`<td>${cell(row, measures)}</td>`)}
            </tr>
          `,
        )}
      </tbody>
    </table>
    ${isLacking(rows, columns) ? html`<p class="absence">${words.noneNote}</p>` : nothing}
  `;
}

function cell({ read, kind }: MeasureRow, measures: Measures | null): string {
  if (!measures) return '…';
  const value = read(measures);
  return value === null ? words.none : formatMeasure(value, kind);
}

export const isAnyCurved = (columns: readonly MeasuredColumn[]): boolean =>
  columns.some(({ measures }) => measures && isCurved(measures));

/** What is missing of a network as a whole, and why: said once, above all tables. */
export function absenceSentences(columns: readonly MeasuredColumn[]): string[] {
  const sentences = columns.flatMap(({ name, measures }) => {
    const reason = measures && absenceOf(measures);
    return reason ? [words.absent[reason](name, formatCount(measures.options.mostCells))] : [];
  });
  return [...new Set(sentences)];
}

/** Whether a network that has its polygons lacks a number of a table all the same. */
const isLacking = (rows: readonly MeasureRow[], columns: readonly MeasuredColumn[]): boolean =>
  columns.some(
    ({ measures }) => measures && absenceOf(measures) === null && rows.some(({ read }) => read(measures) === null),
  );
