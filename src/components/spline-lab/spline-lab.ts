import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, queryAll, state } from 'lit/decorators.js';
import { TRANSITION_MS } from '../../training/picture-desk.js';
import { presets } from '../../training/presets.js';
import type { ExperimentConfig, PresetName } from '../../training/experiment-config.js';
import type { EngineChoice } from '../../training/choose-engine.js';
import type { Session } from '../../training/session.js';
import { createSession, type SessionFactory } from '../../create-session.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { PageVisibilityController } from '../controllers/page-visibility-controller.js';
import { PictureController } from '../controllers/picture-controller.js';
import { SessionController } from '../controllers/session-controller.js';
import { PictureStore } from '../picture-store.js';
import type { Insertion } from '../spline-controls/training-panel.js';
import { legendStyles, legendTemplate } from '../spline-view/legend.js';
import type { SplineView } from '../spline-view/spline-view.js';
import { strings } from '../strings.js';
import { controlStyles } from '../style/controls.js';
import { icon } from '../style/icons.js';
import { tokens } from '../style/tokens.js';
import { Announcer } from './announcer.js';
import { keysDialog } from './keys-dialog.js';
import { keysDialogStyles } from './keys-dialog.styles.js';
import { labKey, modelOf } from './lab-keys.js';
import { RunNarrator } from './run-narrator.js';
import { presetsTemplate } from './preset-pictures.js';
import { presetStyles } from './preset-pictures.styles.js';
import { splineLabStyles } from './spline-lab.styles.js';
import { defaultSpeed, transportTemplate } from './transport-bar.js';
import { transportStyles } from './transport-bar.styles.js';
import { isSwitchable, twinTemplate } from './twin.js';
import { twinStyles } from './twin.styles.js';

/** A moved element leaves and enters the page in one task; only one that stays away is torn down. */
const TEARDOWN_DELAY_MS = 50;
const NETWORKS = [0, 1] as const;

/**
 * The whole application: twins with the same first weights, data and batches that train side by side, one without and
 * one with batch normalization, and everything to change about them.
 *
 * @attr theme - auto (default), light or dark
 * @attr engine - auto (default), webgpu or cpu
 * @attr preset - experiment to start with: notebook (default), moved-circles, moons, spirals
 */
export class SplineLab extends LitElement {
  static override readonly styles = [
    tokens,
    controlStyles,
    legendStyles,
    splineLabStyles,
    presetStyles,
    twinStyles,
    transportStyles,
    keysDialogStyles,
  ];

  @property({ reflect: true }) accessor theme: 'auto' | 'light' | 'dark' = 'auto';
  @property() accessor engine: EngineChoice = 'auto';
  @property() accessor preset: PresetName = 'notebook';
  /** Makes the session; another one may be put in before the element is connected. */
  @property({ attribute: false }) accessor createSession: SessionFactory = createSession;

  @state() private accessor session: Session | null = null;
  @state() private accessor insertion: Insertion = 'align';
  @state() private accessor message: string | null = null;
  @state() private accessor spoken = '';

  @query('dialog') private accessor dialog!: HTMLDialogElement;
  @query('.play') private accessor playButton!: HTMLButtonElement;
  @queryAll('spline-view') private accessor views!: NodeListOf<SplineView>;

  readonly picture = new PictureStore();
  readonly #sessions = new SessionController(this, () => this.#onSnapshot());
  readonly #pictures = new PictureController(this);
  readonly #prefersDark = new MediaQueryController(this, '(prefers-color-scheme: dark)');
  readonly #prefersCalm = new MediaQueryController(this, '(prefers-reduced-motion: reduce)');
  readonly #announcer = new Announcer((text) => (this.spoken = text));
  readonly #narrator = new RunNarrator(this.#announcer);
  #teardown: ReturnType<typeof setTimeout> | undefined;
  #isPausedByHiding = false;
  #dismissedNotice: string | null = null;

  constructor() {
    super();
    new PageVisibilityController(this, (isHidden) => this.#onVisibility(isHidden));
    this.addEventListener('keydown', (event) => this.#onKeyDown(event));
    this.addEventListener('spline-announce', (event) => this.#announcer.say(event.detail, true));
    this.addEventListener('spline-refused', (event) => (this.message = event.detail));
    this.addEventListener('spline-insertionchange', (event) => (this.insertion = event.detail));
    this.addEventListener('spline-restart', () => this.#start());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#teardown);
    this.#pictures.follow(this.picture);
    if (this.hasUpdated && !this.session) this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#teardown = setTimeout(() => this.#end(), TEARDOWN_DELAY_MS);
  }

  protected override willUpdate(): void {
    this.#sessions.follow(this.session);
    this.picture.update({ theme: this.#shownTheme, reducedMotion: this.#prefersCalm.matches });
    if (this.session) this.session.transitionMs = this.#prefersCalm.matches ? 0 : TRANSITION_MS;
  }

  protected override firstUpdated(): void {
    // The views are there now; a session in the middle of an update would ask for another one.
    void this.updateComplete.then(() => {
      if (this.isConnected && !this.session) this.#begin();
    });
  }

  protected override render(): TemplateResult {
    const { session, picture } = this;
    const snapshot = session?.snapshot ?? null;
    const { theme, points, layers } = picture.state;
    const actions = {
      toggle: () => this.#toggleRun(),
      restart: () => this.#restart(() => session?.restart()),
      newWeights: () => this.#restart(() => session?.newWeights()),
      switchNormalization: (model: number) => this.#switch(model),
      goBack: () => this.#leaveDivergence(() => session?.goBackWithHalfRate()),
      startAgain: () => this.#leaveDivergence(() => this.#restart(() => session?.restart())),
    };
    const config = snapshot?.config ?? this.#firstConfig;
    return html`
      <div class="theme ${theme} page">
        <header class="masthead">
          <h1>${strings.title}</h1>
          <p class="lead">
            ${strings.lead.lines[config.network.activation]}<spline-term hint=${strings.terms.bn}>${strings.lead.bn}</spline-term>${
              strings.lead.after
            }
          </p>
          ${this.#toolsTemplate()}
        </header>
        ${presetsTemplate(config, theme, (name) => this.#choose(name))}
        <div class="twins">${NETWORKS.map((model) => twinTemplate(session, model, picture, actions))}</div>
        <div class="notes">
          ${legendTemplate({
            classCount: snapshot?.data?.classCount ?? config.data.classCount,
            depth: config.network.hiddenWidths.length,
            theme,
            points,
            layers,
          })}
          <p class="engine">
            ${snapshot?.engine ? strings.engine[snapshot.engine.kind](snapshot.engine.description) : strings.engine.starting}
          </p>
        </div>
        <div class="bar">
          ${this.#messageTemplate()} ${transportTemplate(session, this.#isPausedByHiding, actions)}
        </div>
        <spline-chart .session=${session} .theme=${theme}></spline-chart>
        <spline-controls .session=${session} .picture=${picture} .insertion=${this.insertion}></spline-controls>
        <p class="visually-hidden" role="status">${this.spoken}</p>
        ${keysDialog()}
      </div>
    `;
  }

  #toolsTemplate(): TemplateResult {
    const isDark = this.#shownTheme === 'dark';
    const engine = this.session?.snapshot.engine;
    return html`
      <div class="tools">
        <spline-term class="badge" hint=${engine?.description ?? strings.engine.starting}
          >${engine ? strings.engine.names[engine.kind] : strings.engine.name}</spline-term
        >
        <button
          type="button"
          class="button icon"
          aria-label=${isDark ? strings.theme.toLight : strings.theme.toDark}
          @click=${() => (this.theme = isDark ? 'light' : 'dark')}
        >
          ${icon(isDark ? 'sun' : 'moon')}
        </button>
        <button
          type="button"
          class="button icon"
          aria-label=${strings.keysButton}
          @click=${() => this.dialog.showModal()}
        >
          ${icon('keyboard')}
        </button>
      </div>
    `;
  }

  /** Over the transport bar, so that nothing moves when it comes and goes. */
  #messageTemplate(): TemplateResult | typeof nothing {
    const snapshot = this.session?.snapshot;
    const notice = snapshot?.notice === this.#dismissedNotice ? null : snapshot?.notice;
    if (snapshot?.failure)
      return html`<div class="notice" role="alert"><p>${strings.failure(snapshot.failure)}</p></div>`;
    const text = this.message ?? notice;
    if (!text) return nothing;
    return html`
      <div class="notice" role="alert">
        <p>${text}</p>
        <button
          type="button"
          class="button icon"
          aria-label=${strings.notice.dismiss}
          @click=${() => this.#dismissNotice()}
        >
          ${icon('close')}
        </button>
      </div>
    `;
  }

  #dismissNotice(): void {
    this.message = null;
    this.#dismissedNotice = this.session?.snapshot.notice ?? null;
    this.requestUpdate();
    this.#focusPlay();
  }

  #leaveDivergence(leave: () => void): void {
    leave();
    this.#focusPlay();
  }

  /** Where focus goes when the button that had it goes away. */
  #focusPlay(): void {
    void this.updateComplete.then(() => this.playButton.focus());
  }

  get #shownTheme(): 'light' | 'dark' {
    if (this.theme === 'light' || this.theme === 'dark') return this.theme;
    return this.#prefersDark.matches ? 'dark' : 'light';
  }

  /** An attribute may say anything: what is no preset is the default one. */
  get #firstConfig(): ExperimentConfig {
    return (Object.hasOwn(presets, this.preset) ? presets[this.preset] : presets.notebook).config;
  }

  #begin(): void {
    const session = this.createSession(this.#firstConfig, {
      surfaces: { canvas: (model, generation) => this.#canvasOf(model, generation) },
      engine: this.engine,
    });
    session.stepsPerSecond = defaultSpeed;
    this.session = session;
    // Under reduced motion nothing moves by itself: the networks are shown as they are before the first step.
    if (this.#prefersCalm.matches || document.hidden) session.restart();
    else session.play();
    this.#isPausedByHiding = document.hidden && !this.#prefersCalm.matches;
  }

  #canvasOf(model: number, generation: number): HTMLCanvasElement {
    const view = this.views[model];
    if (!view) throw new Error(`There is no view of network ${model}.`);
    return view.createCanvas(generation);
  }

  #end(): void {
    if (this.isConnected) return;
    this.session?.dispose();
    this.session = null;
    this.#announcer.dispose();
  }

  #onSnapshot(): void {
    this.requestUpdate();
    const snapshot = this.session?.snapshot;
    if (!snapshot) return;
    // The same words later are about something that happened again.
    if (snapshot.notice === null) this.#dismissedNotice = null;
    this.#narrator.follow(snapshot, performance.now());
  }

  #onVisibility(isHidden: boolean): void {
    const { session } = this;
    if (isHidden && session?.snapshot.state === 'running') {
      session.pause();
      this.#isPausedByHiding = true;
    } else if (!isHidden && this.#isPausedByHiding) {
      this.#isPausedByHiding = false;
      session?.play();
    }
    this.requestUpdate();
  }

  #toggleRun(): void {
    const { session } = this;
    if (!session) return;
    this.#isPausedByHiding = false;
    if (session.snapshot.state === 'running') session.pause();
    else session.play();
  }

  /** Restarts; what was going on, or had come to its end, goes on from the start. */
  #restart(restart: () => void): void {
    const wasGoing = this.session?.snapshot.state !== 'ready';
    restart();
    if (wasGoing) this.#start();
  }

  #start(): void {
    if (this.session && !this.#prefersCalm.matches) this.session.play();
  }

  #choose(name: PresetName): void {
    const config: ExperimentConfig = presets[name].config;
    this.session?.loadExperiment(config);
    this.picture.update({ window: null, probe: null, movingData: false });
    this.#start();
  }

  #switch(model: number): void {
    const { session } = this;
    if (!session || !isSwitchable(session.snapshot)) return;
    const to = session.snapshot.models[model]?.normalization === 'batch' ? 'none' : 'batch';
    session.switchNormalization(model, to, this.insertion);
    const network = strings.networkLabel(model, strings.normalizationNames[to]);
    this.#announcer.say(strings.announce.switched(network), true);
  }

  #onKeyDown(event: KeyboardEvent): void {
    const key = labKey(event);
    if (!key || this.dialog.open) return;
    const model = modelOf(event);
    switch (key) {
      case 'toggle-run':
        this.#toggleRun();
        break;
      case 'step':
        this.session?.step(1);
        break;
      case 'switch':
        if (model === null) return;
        // A key that is held down would switch back and forth.
        if (!event.repeat) this.#switch(model);
        break;
      case 'help':
        this.dialog.showModal();
        break;
      default:
        key satisfies never;
    }
    event.preventDefault();
  }
}
