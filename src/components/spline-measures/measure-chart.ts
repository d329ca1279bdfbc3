import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatCount } from '../format.js';
import { drawMarks, type ChartMark } from '../spline-chart/chart-marks.js';
import { markTexts } from '../spline-chart/chart-sentence.js';
import { chartColors, PlotController, type PlotContent } from '../spline-chart/plot-controller.js';
import { splineChartStyles } from '../spline-chart/spline-chart.styles.js';
import { controlStyles } from '../style/controls.js';
import { alignedData, measureChartOptions, segmentedData, type ChartLine } from './measure-chart-options.js';
import { formatNumber } from './measure-format.js';
import { measureStrings as words } from './measure-strings.js';

const PLOT_HEIGHT = 150;
const MOST_ROWS = 200;

/** The same curves: what they are of grows at its end, is thinned or begins anew. */
const isSame = (a: readonly ChartLine[], b: readonly ChartLine[]): boolean =>
  a.length === b.length &&
  a.every(({ name, normalization, steps, values }, index) => {
    const other = b[index]!;
    return (
      name === other.name &&
      normalization === other.normalization &&
      steps.length === other.steps.length &&
      steps.at(-1) === other.steps.at(-1) &&
      values.every((column, at) => column.at(-1) === other.values[at]?.at(-1))
    );
  });

const areSameMarks = (a: readonly ChartMark[], b: readonly ChartMark[]): boolean =>
  a.length === b.length &&
  a.every(({ model, step, until, word }, index) => {
    const other = b[index]!;
    return model === other.model && step === other.step && until === other.until && word === other.word;
  });

/**
 * One measure of every network over the run, as curves or bands: drawn, in a sentence and as a table.
 *
 * @element spline-measure-chart
 */
export class SplineMeasureChart extends LitElement {
  static override readonly styles = [
    controlStyles,
    splineChartStyles,
    css`
      .plot {
        height: ${PLOT_HEIGHT}px;
      }
      h4 {
        margin: 0 0 2px;
        font: 600 13px/1.4 var(--spline-sans);
      }
      .empty {
        margin: 0;
        color: var(--spline-ink-soft);
      }
    `,
  ];

  @property() accessor label = '';
  @property({ attribute: false, hasChanged: (a: ChartLine[], b?: ChartLine[]) => !b || !isSame(a, b) })
  accessor lines: readonly ChartLine[] = [];
  /** Switches and changes of the run, of which the curves of a run show where they came. */
  @property({ attribute: false, hasChanged: (a: ChartMark[], b?: ChartMark[]) => !b || !areSameMarks(a, b) })
  accessor marks: readonly ChartMark[] = [];
  /** Changes of theme redraw in the new colours. */
  @property() accessor theme = '';

  @state() private accessor isTableOpen = false;

  constructor() {
    super();
    new PlotController(this, PLOT_HEIGHT, () => this.#content());
  }

  protected override render(): TemplateResult {
    const hasCurves = this.lines.some(({ steps }) => steps.length > 1);
    return html`
      <h4>${this.label}</h4>
      ${
        hasCurves
          ? html`<div class="plot" role="img" aria-label=${this.label} aria-describedby="sentence"></div>
              <p id="sentence" class="visually-hidden">${this.#sentence()}</p>
              <details @toggle=${this.#onToggle}>
                <summary>${words.charts.table}</summary>
                ${this.isTableOpen ? this.#table() : nothing}
              </details>`
          : html`<p class="empty">${words.charts.empty}</p>`
      }
    `;
  }

  readonly #onToggle = (event: Event): void => {
    this.isTableOpen = (event.currentTarget as HTMLDetailsElement).open;
  };

  #sentence(): string {
    const last = this.lines.map(({ name, values }) =>
      words.charts.value(name, valueText(values.map((column) => column.at(-1) ?? null))),
    );
    const values = [...last, ...markTexts(this.marks)].join('; ');
    return words.charts.sentence(formatCount(this.lines[0]?.steps.at(-1) ?? 0), values);
  }

  #table(): TemplateResult {
    const [steps = [], ...columns] = alignedData(this.lines);
    const stride = Math.ceil(steps.length / MOST_ROWS);
    return html`
      <div class="scroll" tabindex="0" role="group" aria-label=${this.label}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.charts.step}</th>
              ${this.lines.map(({ name }) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${Array.from(steps, (_, row) => row)
              .filter((row) => row % stride === 0)
              .map(
                (row) => html`
                  <tr>
                    <th scope="row">${formatCount(steps[row]!)}</th>
                    ${this.lines.map(({ values }, model) => {
                      const first = this.lines.slice(0, model).reduce((sum, line) => sum + line.values.length, 0);
                      return html`<td>${valueText(values.map((_, at) => columns[first + at]![row] ?? null))}</td>`;
                    })}
                  </tr>
                `,
              )}
          </tbody>
        </table>
      </div>
    `;
  }

  #content(): PlotContent {
    const count = this.lines.length;
    return {
      key: [this.theme, ...this.lines.map(({ values }) => values.length)],
      data: segmentedData(this.lines, this.marks),
      options: (size) =>
        measureChartOptions(size, this.lines, chartColors(this, count), (plot) =>
          drawMarks(plot, chartColors(this, count), this.marks),
        ),
    };
  }
}

function valueText(values: readonly (number | null)[]): string {
  const texts = values.map((value) => (value === null ? words.none : formatNumber(value)));
  return texts.length > 1 ? words.charts.range(texts[0]!, texts[1]!) : texts[0]!;
}
