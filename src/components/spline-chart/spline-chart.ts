import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import type { Session, SessionSnapshot, SwitchMark } from '../../training/session.js';
import { FigurePart, figurePartStyles } from '../by-id/figure-part.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { StoreController } from '../controllers/store-controller.js';
import { formatCount, formatLoss, formatPercent } from '../format.js';
import { english, type Language } from '../language.js';
import { networkName } from '../network-names.js';
import { controlStyles } from '../style/controls.js';
import { timeStrings } from '../time-travel/time-strings.js';
import { chartMarks, drawMarks, drawMarkWords, drawMoment } from './chart-marks.js';
import { chartOptions } from './chart-options.js';
import { chartSentence } from './chart-sentence.js';
import { curveTable, type CurveTable } from './curve-data.js';
import { curveSegments, isPlainAt } from './curve-segments.js';
import { readoutOf, readoutTemplate } from './chart-readout.js';
import { epochsOf } from './epoch-means.js';
import { dotSample, lineSample } from './line-sample.js';
import { chartColors, PlotController, type PlotContent } from './plot-controller.js';
import { SoundButton } from './sound-button.js';
import { splineChartStyles } from './spline-chart.styles.js';
import { chartStrings } from './chart-strings.js';

const MOST_POINTS = 800;
const MOST_ROWS = 200;
const PLOT_HEIGHT = 220;

/**
 * Loss and train accuracy of every network of a session over its steps, live, with a mark at each switch of a network, and
 * where data were moved or settings changed in mid-run. Numbers are shown where it is pointed at, and of a moment of the past.
 *
 * For ears and eyes that a canvas does not reach: one sentence, without numbers while it trains, a table, and on request the
 * loss as sound.
 *
 * @element spline-chart
 * @attr for - id of a figure in the same document or shadow root: the curves are those of its run
 * @csspart plot - the drawing
 */
export class SplineChart extends LitElement {
  static override readonly styles = [controlStyles, figurePartStyles, splineChartStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  /** Changes of theme redraw in the new colours; they come from the custom properties. */
  @property() accessor theme = '';
  /** What it is described in. */
  @property({ attribute: false }) accessor language = english;
  /** Id of a figure, in place of a session. */
  @property({ attribute: 'for', reflect: true, useDefault: true }) accessor htmlFor = '';

  @state() private accessor isTableOpen = false;
  /** Row of the drawn data under the pointer; null: it is elsewhere. */
  @state() private accessor pointedRow: number | null = null;

  readonly #sessions = new StoreController(this);
  readonly #sound = new SoundButton(this, () => this.session);
  readonly #contrast = new MediaQueryController(this, '(forced-colors: active)');

  /** Each curve whole. */
  #data: uPlot.AlignedData = [[]];
  /** Null without `for`. */
  #part: FigurePart | null = null;

  constructor() {
    super();
    new PlotController(this, PLOT_HEIGHT, () => this.#content());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pointedRow = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.#sessions.follow(this.session);
    if (this.htmlFor) this.#part ??= new FigurePart(this);
    this.#part?.follow(this.htmlFor);
  }

  protected override render(): TemplateResult {
    if (!this.htmlFor || !this.#part) return this.#template();
    return this.#part.template(
      ({ session, theme, language }) =>
        html`<spline-chart .session=${session} .theme=${theme} .language=${language}></spline-chart>`,
    );
  }

  #template(): TemplateResult {
    const snapshot = this.session?.snapshot;
    const { language } = this;
    const words = language.of('chart', chartStrings);
    const label = words.label(snapshot?.models.length ?? 1);
    return html`
      ${this.#sound.template(language)}
      <ul class="heading">
        ${
          snapshot?.models.map(
            ({ normalization }, model) =>
              html`<li>${lineSample(model, normalization)}${networkName(snapshot, model, language)}</li>`,
          ) ?? nothing
        }
        ${snapshot?.original ? html`<li>${language.of('time', timeStrings).original(formatCount(snapshot.original.branchStep, language))}</li>` : nothing}
      </ul>
      ${
        snapshot && hasTrainingMode(snapshot)
          ? html`<p class="dots">
              ${snapshot.models.map((_, model) => dotSample(model))}${words.trainingMode}
            </p>`
          : nothing
      }
      ${readoutTemplate(
        snapshot ? readoutOf(snapshot, this.#data, this.pointedRow) : null,
        snapshot?.models.map(({ normalization }) => normalization) ?? [],
        language,
      )}
      <div class="plot" part="plot" role="img" aria-label=${label} aria-describedby="sentence"></div>
      <p id="sentence" class=${snapshot && !isEmpty(snapshot) ? 'visually-hidden' : 'empty'}>
        ${snapshot ? chartSentence(snapshot, language) : words.empty}
      </p>
      <details @toggle=${this.#onToggle}>
        <summary>${words.table}</summary>
        ${this.isTableOpen && snapshot ? tableTemplate(snapshot, language) : nothing}
      </details>
    `;
  }

  readonly #onToggle = (event: Event): void => {
    this.isTableOpen = (event.currentTarget as HTMLDetailsElement).open;
  };

  #content(): PlotContent | null {
    const snapshot = this.session?.snapshot;
    if (!snapshot) return null;
    const { language } = this;
    const count = snapshot.models.length;
    const data = plotData(snapshot);
    this.#data = data.whole;
    return {
      key: [language, this.theme, this.#contrast.matches, count, snapshot.original !== null],
      data: data.segments,
      options: (size) => {
        // What is drawn anew is not pointed at, until the pointer moves.
        queueMicrotask(() => (this.pointedRow = null));
        return chartOptions(
          language,
          size,
          count,
          snapshot.original !== null,
          chartColors(this, count),
          (plot, font, middle) => this.#drawMarks(plot, font, middle),
          (row) => (this.pointedRow = row),
        );
      },
    };
  }

  #drawMarks(plot: uPlot, font: string, middle: number): void {
    const snapshot = this.session?.snapshot;
    if (!snapshot) return;
    const marks = chartMarks(snapshot, this.language);
    const colors = chartColors(this, snapshot.models.length);
    drawMarks(plot, colors, marks);
    drawMarkWords(plot, colors, font, marks, middle);
    if (snapshot.time.isPast) drawMoment(plot, colors, snapshot.step);
  }
}

/** Whether accuracy is also measured as the notebook did. */
const hasTrainingMode = ({ config }: SessionSnapshot): boolean => config.training.accuracyInTrainingMode;

/** Whether there is no curve yet; going back to the first step leaves those that there are. */
const isEmpty = ({ state, models, original }: SessionSnapshot): boolean =>
  state !== 'running' && !original && models.every(({ curves }) => curves.lossSteps.length === 0);

const tableOf = (snapshot: SessionSnapshot, mostRows: number): CurveTable =>
  curveTable(
    snapshot.models.map(({ curves }) => curves),
    mostRows,
    epochsOf(snapshot),
  );

function plotData(snapshot: SessionSnapshot): {
  readonly whole: uPlot.AlignedData;
  readonly segments: uPlot.AlignedData;
} {
  const { original, models } = snapshot;
  const all = [...models, ...(original?.models ?? [])].map(({ curves }) => curves);
  const { steps, networks: both } = curveTable(all, MOST_POINTS, epochsOf(snapshot));
  const networks = both.slice(0, models.length);
  const former = both.slice(models.length);
  const hasDots = hasTrainingMode(snapshot);
  /** Before they part the two are one. */
  const afterBranch = (values: readonly (number | null)[]): (number | null)[] =>
    values.map((value, row) => (steps[row]! >= (original?.branchStep ?? 0) ? value : null));
  const first = snapshot.history.start.normalizations;
  const segmentsOf = (marks: readonly SwitchMark[], curves: readonly (readonly (number | null)[])[]) =>
    curves.flatMap((values, model) => {
      const switches = marks.map(({ to, ...mark }) => ({ ...mark, isPlain: to === 'none' }));
      return curveSegments(steps, values, isPlainAt(switches, model, first[model] ?? 'none'));
    });
  const lossesOf = networks.map(({ losses }) => losses);
  const accuraciesOf = networks.map(({ trainAccuracies }) => trainAccuracies);
  const { marks } = snapshot;
  const formerMarks = original?.marks ?? [];
  return {
    whole: [[...steps], ...[...lossesOf, ...accuraciesOf].map((values) => [...values])],
    segments: [
      [...steps],
      ...segmentsOf(marks, lossesOf),
      ...segmentsOf(marks, accuraciesOf),
      ...networks.map(({ epochAccuracies }) => epochAccuracies.map((value) => (hasDots ? value : null))),
      ...segmentsOf(
        formerMarks,
        former.map(({ losses }) => afterBranch(losses)),
      ),
      ...segmentsOf(
        formerMarks,
        former.map(({ trainAccuracies }) => afterBranch(trainAccuracies)),
      ),
    ],
  };
}

function tableTemplate(snapshot: SessionSnapshot, language: Language): TemplateResult {
  const { steps, networks } = tableOf(snapshot, MOST_ROWS);
  const hasDots = hasTrainingMode(snapshot);
  const names = snapshot.models.map((_, model) => networkName(snapshot, model, language));
  const { columns, label, tableCaption } = language.of('chart', chartStrings);
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label=${label(networks.length)}>
      <table>
        <caption>
          ${tableCaption(formatCount(steps.length, language))}
        </caption>
        <thead>
          <tr>
            <th scope="col">${columns.step}</th>
            ${names.map((name) => html`<th scope="col">${columns.loss(name)}</th>`)}
            ${names.map((name) => html`<th scope="col">${columns.train(name)}</th>`)}
            ${hasDots ? names.map((name) => html`<th scope="col">${columns.trainingMode(name)}</th>`) : nothing}
          </tr>
        </thead>
        <tbody>
          ${steps.map(
            (step, row) => html`
              <tr>
                <th scope="row">${formatCount(step, language)}</th>
                ${networks.map(({ losses }) => html`<td>${formatLoss(losses[row] ?? NaN, language)}</td>`)}
                ${networks.map(({ trainAccuracies }) => html`<td>${formatPercent(trainAccuracies[row] ?? NaN, language)}</td>`)}
                ${
                  hasDots
                    ? networks.map(
                        ({ epochAccuracies }) => html`<td>${formatPercent(epochAccuracies[row] ?? NaN, language)}</td>`,
                      )
                    : nothing
                }
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
