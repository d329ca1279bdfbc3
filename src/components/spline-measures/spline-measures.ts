import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Measures } from '../../analysis/measures.js';
import { InvalidSettingError, requireNumber } from '../../training/invalid-setting-error.js';
import type { PictureTheme } from '../../training/picture.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { IntersectionController } from '../controllers/intersection-controller.js';
import { PageVisibilityController } from '../controllers/page-visibility-controller.js';
import { StoreController } from '../controllers/store-controller.js';
import { formatCount } from '../format.js';
import { lastSwitch, networkName } from '../network-names.js';
import type { RunMeasures } from '../run-measures/run-measures.js';
import { numberField, type FieldContext, type Refusal } from '../spline-controls/field.js';
import { splineControlsStyles } from '../spline-controls/spline-controls.styles.js';
import { strings } from '../strings.js';
import { chartMarks } from '../spline-chart/chart-marks.js';
import { controlStyles } from '../style/controls.js';
import { icon } from '../style/icons.js';
import { boardStrings as boardWords } from './board-strings.js';
import { findingStrings as findingWords } from './finding-strings.js';
import { findingsPanel } from './findings-panel.js';
import { formatNumber } from './measure-format.js';
import { measureStrings as words } from './measure-strings.js';
import { measuresPanel, type MeasuredTwin } from './measures-panel.js';
import { isNotebook, notebookNotes } from './notebook-notes.js';
import { notebookStrings as notebookWords } from './notebook-strings.js';
import { splineMeasuresStyles } from './spline-measures.styles.js';

const LARGEST_RADIUS = 10;

/**
 * The measures of a session's networks, in panels that are closed at first. Nothing is measured while all of them are closed
 * or out of sight.
 *
 * @element spline-measures
 */
export class SplineMeasures extends LitElement {
  static override readonly styles = [controlStyles, splineControlsStyles, splineMeasuresStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  /** Of the session. Whoever sets them disposes of them. */
  @property({ attribute: false }) accessor measures: RunMeasures | null = null;
  /** Changes of theme redraw charts and pictures in the new colours. */
  @property() accessor theme: PictureTheme = 'light';

  @state() private accessor open: ReadonlySet<string> = new Set<string>();
  @state() private accessor refusal: Refusal | null = null;

  readonly #sight = new IntersectionController(this, () => this.measures?.refresh());
  readonly #followed = new StoreController(this);

  readonly #fields: FieldContext = {
    refusalOf: () => this.refusal,
    apply: (_id, text, change) => {
      this.refusal = null;
      try {
        change();
      } catch (error) {
        if (!(error instanceof InvalidSettingError)) throw error;
        this.refusal = { text, message: error.message };
      }
    },
  };

  constructor() {
    super();
    new PageVisibilityController(this, () => this.measures?.refresh());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('measures')) return;
    changed.get('measures')?.setReader(() => false);
    this.#followed.follow(this.measures);
    this.measures?.setReader(() => this.#isAnyRead && this.#sight.isVisible && !document.hidden);
  }

  protected override render(): TemplateResult | typeof nothing {
    const snapshot = this.session?.snapshot;
    const run = this.measures;
    if (!snapshot || !run) return nothing;
    const measured = snapshot.models.map((_, model) => run.of(model));
    const named = asMeasured(
      snapshot,
      measured.map(({ now }) => now),
    );
    const twins = measured.map(({ now, untrained, curves }, model) => {
      const normalization = named.models[model]?.normalization ?? 'none';
      const first = snapshot.history.start.normalizations[model] ?? 'none';
      return { name: networkName(named, model), normalization, first, measures: now, untrained, curves };
    });
    const { data } = snapshot;
    return html`
      ${
        data && isNotebook(snapshot)
          ? this.#panel('notes', notebookWords.title, notebookWords.about, () =>
              notebookNotes(snapshot, data.train.count),
            )
          : nothing
      }
      ${this.#panel(
        'board',
        boardWords.title,
        boardWords.about,
        () =>
          html`<spline-board
            .workers=${run.workers}
            .session=${this.session}
            .untrained=${run.untrainedModels}
            .theme=${this.theme}
          ></spline-board>`,
      )}
      ${this.#panel('findings', findingWords.title, findingWords.about, () => [
        this.#basisTemplate(run, named, twins, findingWords.based),
        findingsPanel(twins, snapshot.areWeightsGiven, run.untrainedModels),
      ])}
      ${this.#panel('measures', words.title, words.about, () => [
        this.#basisTemplate(run, named, twins),
        measuresPanel(twins, { theme: this.theme, marks: chartMarks(snapshot) }, this.#radiusField(run)),
      ])}
    `;
  }

  get #isAnyRead(): boolean {
    return this.open.has('findings') || this.open.has('measures');
  }

  #panel(id: string, title: string, about: string, body: () => unknown): TemplateResult {
    const isOpen = this.open.has(id);
    return html`
      <details id=${id} ?open=${isOpen} @toggle=${this.#onToggle}>
        <summary>
          ${icon('chevron')}
          <h2>${title}</h2>
          <span class="now">${about}</span>
        </summary>
        ${isOpen ? html`<div class="body">${body()}</div>` : nothing}
      </details>
    `;
  }

  /** What the numbers are of, and how far newer ones are. */
  #basisTemplate(
    run: RunMeasures,
    named: SessionSnapshot,
    twins: readonly MeasuredTwin[],
    addition = '',
  ): TemplateResult {
    const measures = twins.find((twin) => twin.measures)?.measures;
    return html`
      <p class="basis">
        ${measures ? basis(measures, named) + addition : words.waiting}${measures && !run.isCurrent ? behind(run) : nothing}
      </p>
      ${this.#workTemplate(run)}
    `;
  }

  #workTemplate(run: RunMeasures): TemplateResult {
    if (run.isHalted) {
      return html`<div class="work">
        <span>${words.halted}</span>
        <button type="button" class="button" @click=${() => run.resume()}>${words.resume}</button>
      </div>`;
    }
    if (run.failure) return html`<div class="work" role="alert">${words.failed(run.failure)}</div>`;
    const { progress } = run;
    if (progress === null) return html`<div class="work"></div>`;
    return html`<div class="work">
      <span class="late">
        <progress aria-label=${words.progress} max="1" .value=${progress}></progress>
        <button type="button" class="button" @click=${() => run.cancel()}>${words.cancel}</button>
      </span>
    </div>`;
  }

  #radiusField(run: RunMeasures): TemplateResult {
    return html`<div class="radius">
      ${numberField(this.#fields, {
        id: 'radius',
        label: words.radius.label,
        help: words.radius.help,
        value: run.radius,
        step: 0.05,
        min: 0,
        change: (radius) => {
          requireNumber('r', radius, 1e-6, LARGEST_RADIUS);
          run.radius = radius;
        },
      })}
    </div>`;
  }

  readonly #onToggle = (event: Event): void => {
    const { id, open: isOpen } = event.currentTarget as HTMLDetailsElement;
    const open = new Set(this.open);
    if (isOpen) open.add(id);
    else open.delete(id);
    this.open = open;
    this.measures?.refresh();
  };
}

/** The session as it was when its networks were measured, so that numbers are not taken for those of a network switched since. */
function asMeasured(snapshot: SessionSnapshot, measures: readonly (Measures | null)[]): SessionSnapshot {
  const isSwitched = (model: number): boolean => {
    const normalization = measures[model]?.normalization;
    return normalization !== undefined && normalization !== snapshot.models[model]?.normalization;
  };
  return {
    ...snapshot,
    models: snapshot.models.map((one, model) => ({
      ...one,
      normalization: measures[model]?.normalization ?? one.normalization,
    })),
    marks: snapshot.marks.filter((mark) => !isSwitched(mark.model) || mark !== lastSwitch(snapshot, mark.model)),
  };
}

const behind = (run: RunMeasures): string => (run.isHalted || run.failure ? words.older : words.behind);

/** Step, points, window and statistics of some measures. */
function basis({ step, pointCount, window, statistics }: Measures, snapshot: SessionSnapshot): string {
  const range = (from: number, to: number): string => words.charts.range(formatNumber(from), formatNumber(to));
  const hasBn = snapshot.models.some(({ normalization }) => normalization === 'batch');
  return (
    words.basis(formatCount(step), formatCount(pointCount), range(window.x0, window.x1), range(window.y0, window.y1)) +
    (hasBn ? words.statistics(strings.statisticsNames[statistics]) : '')
  );
}
