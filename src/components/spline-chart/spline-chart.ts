import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import uPlot from 'uplot';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { SessionController } from '../controllers/session-controller.js';
import { formatCount, formatLoss, formatPercent } from '../format.js';
import { networkName } from '../network-names.js';
import { strings } from '../strings.js';
import { controlStyles } from '../style/controls.js';
import { chartOptions, type ChartColors } from './chart-options.js';
import { chartSentence } from './chart-sentence.js';
import { curveTable } from './curve-data.js';
import { lineSample } from './line-sample.js';
import { splineChartStyles } from './spline-chart.styles.js';

const MOST_POINTS = 800;
const MOST_ROWS = 200;
const PLOT_HEIGHT = 220;

/**
 * Loss and train accuracy of every network of a session over its steps, live, with a mark at each switch of BN.
 *
 * For ears and eyes that a canvas does not reach: one sentence, renewed while nothing trains, and a table.
 *
 * @csspart plot - the drawing
 */
export class SplineChart extends LitElement {
  static override readonly styles = [controlStyles, splineChartStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  /** Changes of theme redraw in the new colours; they come from the custom properties. */
  @property() accessor theme = '';

  @state() private accessor isTableOpen = false;
  @query('.plot') private accessor plotElement!: HTMLElement;

  readonly #sessions = new SessionController(this);
  readonly #contrast = new MediaQueryController(this, '(forced-colors: active)');
  readonly #observer = new ResizeObserver(() => this.#resize());
  #plot: uPlot | null = null;
  #plotKey = '';
  #resizeFrame = 0;
  #sentence: string = strings.chart.empty;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#observer.observe(this.plotElement);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    cancelAnimationFrame(this.#resizeFrame);
    this.#resizeFrame = 0;
    this.#destroyPlot();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.#sessions.follow(this.session);
    const snapshot = this.session?.snapshot;
    if (snapshot && snapshot.state !== 'running') this.#sentence = chartSentence(snapshot);
  }

  protected override render(): TemplateResult {
    const snapshot = this.session?.snapshot;
    return html`
      <ul class="heading">
        ${
          snapshot?.models.map((_, model) => html`<li>${lineSample(model)}${networkName(snapshot, model)}</li>`) ??
          nothing
        }
      </ul>
      <div class="plot" part="plot" role="img" aria-label=${strings.chart.label} aria-describedby="sentence"></div>
      <p id="sentence" class="visually-hidden">${this.#sentence}</p>
      <details @toggle=${this.#onToggle}>
        <summary>${strings.chart.table}</summary>
        ${this.isTableOpen && snapshot ? tableTemplate(snapshot) : nothing}
      </details>
    `;
  }

  protected override firstUpdated(): void {
    this.#observer.observe(this.plotElement);
  }

  protected override updated(): void {
    this.#draw();
  }

  readonly #onToggle = (event: Event): void => {
    this.isTableOpen = (event.currentTarget as HTMLDetailsElement).open;
  };

  #draw(): void {
    const snapshot = this.session?.snapshot;
    const width = this.plotElement.clientWidth;
    if (!snapshot || width === 0 || !this.isConnected) return;
    const key = `${this.theme} ${this.#contrast.matches} ${snapshot.models.length}`;
    if (!this.#plot || key !== this.#plotKey) {
      this.#destroyPlot();
      const options = chartOptions(
        { width, height: PLOT_HEIGHT },
        snapshot.models.length,
        this.#colors(snapshot.models.length),
        () => this.session?.snapshot.marks ?? [],
      );
      this.#plot = new uPlot(options, plotData(snapshot), this.plotElement);
      this.#plotKey = key;
      return;
    }
    this.#plot.setData(plotData(snapshot));
  }

  #destroyPlot(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #resize(): void {
    if (this.#resizeFrame !== 0) return;
    this.#resizeFrame = requestAnimationFrame(() => {
      this.#resizeFrame = 0;
      const width = this.plotElement.clientWidth;
      if (this.#plot && width > 0) this.#plot.setSize({ width, height: PLOT_HEIGHT });
      else this.#draw();
    });
  }

  #colors(networkCount: number): ChartColors {
    const style = getComputedStyle(this);
    const read = (name: string): string => style.getPropertyValue(name).trim() || style.color;
    const accents = ['--spline-first', '--spline-second'];
    return {
      ink: read('--spline-ink'),
      soft: read('--spline-ink-soft'),
      hairline: read('--spline-hairline'),
      paper: read('--spline-paper'),
      networks: Array.from({ length: networkCount }, (_, model) => read(accents[model] ?? '--spline-ink')),
    };
  }
}

function plotData({ models }: SessionSnapshot): uPlot.AlignedData {
  const { steps, networks } = curveTable(
    models.map(({ curves }) => curves),
    MOST_POINTS,
  );
  return [
    [...steps],
    ...networks.map(({ losses }) => [...losses]),
    ...networks.map(({ trainAccuracies }) => [...trainAccuracies]),
  ];
}

function tableTemplate(snapshot: SessionSnapshot): TemplateResult {
  const { steps, networks } = curveTable(
    snapshot.models.map(({ curves }) => curves),
    MOST_ROWS,
  );
  const names = snapshot.models.map((_, model) => networkName(snapshot, model));
  const { columns, tableCaption } = strings.chart;
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label=${strings.chart.label}>
      <table>
        <caption>
          ${tableCaption(formatCount(steps.length))}
        </caption>
        <thead>
          <tr>
            <th scope="col">${columns.step}</th>
            ${names.map((name) => html`<th scope="col">${columns.loss(name)}</th>`)}
            ${names.map((name) => html`<th scope="col">${columns.train(name)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${steps.map(
            (step, row) => html`
              <tr>
                <th scope="row">${formatCount(step)}</th>
                ${networks.map(({ losses }) => html`<td>${formatLoss(losses[row] ?? NaN)}</td>`)}
                ${networks.map(({ trainAccuracies }) => html`<td>${formatPercent(trainAccuracies[row] ?? NaN)}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
