import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { EngineKind } from '../../training/backend.js';
import type { DataConfig } from '../../training/data-set.js';
import { insertedNormalization, type ExperimentConfig } from '../../training/experiment-config.js';
import { InvalidSettingError } from '../../training/invalid-setting-error.js';
import type { Session } from '../../training/session.js';
import { FigurePart, figurePartStyles, type PartScene } from '../by-id/figure-part.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { StoreController } from '../controllers/store-controller.js';
import { emit } from '../events.js';
import { dataSummary, networkSummary, trainingSummary } from '../experiment-summary.js';
import { english } from '../language.js';
import { PictureStore } from '../picture-store.js';
import { controlStyles, offPaperStyles } from '../style/controls.js';
import { icon } from '../style/icons.js';
import { panelWords } from './panel-words.js';
import { dataPanel } from './data-panel.js';
import type { FieldContext } from './field.js';
import { networkPanel } from './network-panel.js';
import { picturePanel, pictureSummary } from './picture-panel.js';
import { refusalText } from './refusal-text.js';
import { splineControlsStyles } from './spline-controls.styles.js';
import { trainingPanel, type Insertion } from './training-panel.js';

/** What was typed, and why it was refused. */
interface RefusedText {
  readonly text: string;
  readonly error: InvalidSettingError;
}

/**
 * Every setting of an experiment and of its pictures, in four panels that are closed at first.
 *
 * A setting that is refused keeps what was typed, with the reason beside it; the run goes on as it was.
 *
 * @element spline-controls
 * @attr for - id of a figure in the same document or shadow root: the settings are those of its run and its pictures
 * @event spline-insertionchange - `detail`: what switching BN on is to do from now on
 * @event spline-restart - a setting has restarted the run
 */
export class SplineControls extends LitElement {
  static override readonly styles = [controlStyles, offPaperStyles, figurePartStyles, splineControlsStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  /** What is shown of the experiment before there is a session. */
  @property({ attribute: false }) accessor planned: ExperimentConfig | null = null;
  @property({ attribute: false }) accessor picture = new PictureStore();
  /** Id of a figure, in place of session and picture. */
  @property({ attribute: 'for', reflect: true, useDefault: true }) accessor htmlFor = '';
  /** What switching BN on does; null where that is not to be chosen. */
  @property() accessor insertion: Insertion | null = 'align';

  @property({ attribute: false }) accessor language = english;

  @state() private accessor refusals: ReadonlyMap<string, RefusedText> = new Map<string, RefusedText>();

  readonly #sessions = new StoreController(this, () => this.#onSnapshot());
  readonly #pictures = new StoreController(this);
  readonly #prefersCalm = new MediaQueryController(this, '(prefers-reduced-motion: reduce)');
  /** Null without `for`. */
  #part: FigurePart | null = null;
  #shown: ExperimentConfig | null = null;
  #engine: EngineKind | undefined;

  readonly #fields: FieldContext = {
    refusalOf: (id) => {
      const refused = this.refusals.get(id);
      return refused ? { text: refused.text, ...refusalText(refused.error, this.language) } : null;
    },
    apply: (id, text, change) => {
      const refusals = new Map(this.refusals);
      refusals.delete(id);
      try {
        change();
      } catch (error) {
        if (!(error instanceof InvalidSettingError)) throw error;
        refusals.set(id, { text, error });
      }
      this.refusals = refusals;
      this.#shown = this.session?.snapshot.config ?? null;
    },
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.#sessions.follow(this.session);
    if (changed.has('picture')) this.#pictures.follow(this.picture);
    if (this.htmlFor) this.#part ??= new FigurePart(this);
    this.#part?.follow(this.htmlFor);
    const config = this.session?.snapshot.config ?? null;
    // Settings were changed elsewhere (a preset, going back): what was refused here says nothing about them.
    if (this.#shown && config && !isSameButForData(this.#shown, config)) this.refusals = new Map();
    this.#shown = config;
    this.#engine = this.session?.snapshot.engine?.kind;
  }

  protected override render(): TemplateResult | readonly TemplateResult[] {
    if (this.htmlFor && this.#part) return this.#part.template((scene) => this.#ofFigure(scene));
    const { session, picture, language } = this;
    if (!session) return this.#before();
    const { config, engine } = session.snapshot;
    const fields = this.#fields;
    const titles = panelWords(language).panels;
    return html`
      ${panel(
        'data',
        titles.data,
        dataSummary(config.data, language),
        dataPanel(fields, panelWords(language), config.data, (data) => this.#changeData(data)),
      )}
      ${panel(
        'network',
        titles.network,
        networkSummary(config, language),
        networkPanel(
          fields,
          language,
          config,
          (network) => {
            this.#restart(() => session.setExperiment({ network: { ...session.snapshot.config.network, ...network } }));
          },
          (normalizations) => this.#restart(() => session.setExperiment({ normalizations })),
        ),
      )}
      ${panel(
        'training',
        titles.training,
        trainingSummary(config.training, language),
        trainingPanel(
          fields,
          language,
          config.training,
          insertedNormalization(config),
          this.insertion,
          (training) => session.setTraining(training),
          (insertion) => {
            this.insertion = insertion;
            emit(this, 'spline-insertionchange', insertion);
          },
        ),
      )}
      ${panel(
        'picture',
        titles.picture,
        pictureSummary(picture.state, language),
        picturePanel(
          fields,
          language,
          picture,
          engine?.kind ?? null,
          config.network.hiddenWidths.length,
          config.statistics,
          (statistics) => session.setStatistics(statistics),
        ),
      )}
    `;
  }

  /** The panels as they will be, as far as they are closed, so that nothing moves. */
  #before(): readonly TemplateResult[] {
    const { planned, picture, language } = this;
    const summaries = {
      data: planned ? dataSummary(planned.data, language) : '',
      network: planned ? networkSummary(planned, language) : '',
      training: planned ? trainingSummary(planned.training, language) : '',
      picture: pictureSummary(picture.state, language),
    };
    const words = panelWords(language);
    return panelNames.map((name) =>
      panel(name, words.panels[name], summaries[name], html`<p class="effect">${words.notBegun}</p>`),
    );
  }

  #ofFigure({ figure, session, language }: PartScene): TemplateResult {
    const onRestart = (event: Event): void => {
      event.stopPropagation();
      if (!this.#prefersCalm.matches) figure?.play();
    };
    return html`
      <spline-controls
        .language=${language}
        .session=${session}
        .planned=${figure?.config ?? null}
        .picture=${figure?.picture ?? this.picture}
        .insertion=${null}
        @spline-restart=${onRestart}
      ></spline-controls>
    `;
  }

  #onSnapshot(): void {
    const { config, engine } = this.session?.snapshot ?? { config: null, engine: null };
    if (config !== this.#shown || engine?.kind !== this.#engine) this.requestUpdate();
  }

  #changeData(change: Partial<DataConfig>): void {
    const { session } = this;
    if (!session) return;
    this.#restart(() => session.setExperiment({ data: { ...session.snapshot.config.data, ...change } }));
    this.picture.update({ window: null });
  }

  #restart(change: () => void): void {
    change();
    emit(this, 'spline-restart', null);
  }
}

const panelNames = ['data', 'network', 'training', 'picture'] as const;
type PanelName = (typeof panelNames)[number];

/** Moving the data in a picture changes the data only, and leaves what is being typed alone. */
const isSameButForData = (before: ExperimentConfig, after: ExperimentConfig): boolean =>
  before.network === after.network &&
  before.normalizations === after.normalizations &&
  before.training === after.training &&
  before.data.set === after.data.set;

function panel(name: PanelName, title: string, now: string, body: TemplateResult): TemplateResult {
  return html`
    <details id=${name}>
      <summary>
        ${icon('chevron')}
        <h2>${title}</h2>
        <span class="now">${now}</span>
      </summary>
      <div class="body">${body}</div>
    </details>
  `;
}
