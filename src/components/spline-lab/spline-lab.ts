import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, queryAll, state } from 'lit/decorators.js';
import { TRANSITION_MS } from '../../training/picture-desk.js';
import { presets } from '../../training/presets.js';
import type { ExperimentConfig, PresetName } from '../../training/experiment-config.js';
import type { EngineChoice } from '../../training/choose-engine.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { readLink, type ReadLink } from '../../io/link.js';
import { createSession, type SessionFactory } from '../../create-session.js';
import type { WorkerChoice } from '../../page-workers.js';
import { DropController } from '../controllers/drop-controller.js';
import { LatePartsController } from '../controllers/late-parts-controller.js';
import { FocusKeeper } from '../controllers/focus-keeper.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { savesData } from '../spline-figure/saves-data.js';
import { StoreController } from '../controllers/store-controller.js';
import type { ExactState } from '../exact-partitions.js';
import { divergenceStyles } from '../divergence.js';
import { editStrings } from '../edit-points/edit-strings.js';
import { kindName, networkLabel, switchedNormalizer } from '../network-names.js';
import { isSwitchable, switchStyles } from '../normalization-switch.js';
import { PictureStore } from '../picture-store.js';
import type { Insertion } from '../spline-controls/training-panel.js';
import { fileStrings } from '../spline-files/file-strings.js';
import type { SplineFiles } from '../spline-files/spline-files.js';
import { legendStyles, legendTemplate } from '../spline-view/legend.js';
import { scaleLegend, scaleLegendStyles } from '../spline-view/scale-legend.js';
import { PrintController } from '../print/print-controller.js';
import { openLink } from '../spline-share/open-link.js';
import type { SplineView } from '../spline-view/spline-view.js';
import { strings } from '../strings.js';
import { UndoController } from '../undo/undo-controller.js';
import { controlStyles } from '../style/controls.js';
import { tokens } from '../style/tokens.js';
import { Announcer } from '../announcer.js';
import { keysDialog } from './keys-dialog.js';
import { keysDialogStyles } from './keys-dialog.styles.js';
import { labKey, modelOf } from './lab-keys.js';
import { LabNotices } from './lab-notices.js';
import { LabRun } from './lab-run.js';
import { latePartsNote, latePartsStyles } from './late-parts-note.js';
import { mastheadTemplate } from './masthead.js';
import { RunNarrator } from '../run-narrator.js';
import { presetsTemplate } from './preset-pictures.js';
import { presetStyles } from './preset-pictures.styles.js';
import { scrubberStyles } from '../time-travel/scrubber.styles.js';
import { TimeNarrator } from '../time-travel/time-narrator.js';
import { splineLabStyles } from './spline-lab.styles.js';
import { defaultSpeed } from './speeds.js';
import { transportTemplate } from './transport-bar.js';
import { transportStyles } from './transport-bar.styles.js';
import { twinTemplate } from './twin.js';
import { twinStyles } from './twin.styles.js';
import { labStrings } from './lab-strings.js';

const NETWORKS = [0, 1] as const;

/**
 * The whole application: twins with the same first weights, data and batches that train side by side, one without and
 * one with batch normalization, and everything to change about them.
 *
 * @element spline-lab
 * @attr theme - auto (default), light or dark
 * @attr engine - auto (default), webgpu or cpu
 * @attr workers - auto (default), or none: no Workers are tried, their work is done in slices of time on the page's thread
 * @attr preset - experiment to start with: circles (default), moved-circles, moons, spirals, notebook
 *
 * @slot after - below the last panel: links of the page
 */
export class SplineLab extends LitElement {
  static override readonly styles = [
    tokens,
    controlStyles,
    legendStyles,
    scaleLegendStyles,
    splineLabStyles,
    latePartsStyles,
    presetStyles,
    switchStyles,
    divergenceStyles,
    twinStyles,
    transportStyles,
    scrubberStyles,
    keysDialogStyles,
  ];

  @property({ reflect: true, useDefault: true }) accessor theme: 'auto' | 'light' | 'dark' = 'auto';
  @property() accessor engine: EngineChoice = 'auto';
  /** To be set before the element is connected. */
  @property() accessor workers: WorkerChoice = 'auto';
  @property() accessor preset: PresetName = 'circles';
  /** Makes the session; another one may be put in before the element is connected. */
  @property({ attribute: false }) accessor createSession: SessionFactory = createSession;

  @state() private accessor insertion: Insertion = 'align';
  @state() private accessor spoken = '';

  @query('dialog') private accessor dialog!: HTMLDialogElement;
  @query('.play') private accessor playButton!: HTMLButtonElement;
  @query('spline-files') private accessor files!: SplineFiles;
  @queryAll('spline-view') private accessor views!: NodeListOf<SplineView>;

  readonly picture = new PictureStore();
  readonly #sessions = new StoreController(this, () => this.#onSnapshot());
  readonly #pictures = new StoreController(this);
  readonly #prefersDark = new MediaQueryController(this, '(prefers-color-scheme: dark)');
  readonly #prefersCalm = new MediaQueryController(this, '(prefers-reduced-motion: reduce)');
  /** Its pictures see to their stills: it sees to it that those, and all else, are light on paper. */
  readonly #print = new PrintController(this, () => this.performUpdate());
  readonly #parts = new LatePartsController(this, () => import('./later-parts.js'));
  readonly #drops = new DropController(this, (files) => void this.#open(files));
  readonly #announcer = new Announcer((text) => (this.spoken = text));
  readonly #narrator = new RunNarrator(this.#announcer);
  readonly #time = new TimeNarrator(this.#announcer);
  readonly #notices = new LabNotices(this);
  readonly #undo = new UndoController(this, {
    session: () => this.session,
    picture: () => this.picture,
    say: (sentence) => this.#announcer.say(sentence, true),
  });
  /** A link that waits for a session, and its reading. */
  #link: ReadLink | null = null;
  #linkRead = Promise.resolve();
  /** Of the links that were asked for, the newest. */
  #linkTurn = 0;
  readonly #run = new LabRun(this, {
    picture: this.picture,
    prepared: () => this.#linkRead,
    create: () => this.#makeSession(),
    workers: () => this.workers,
    open: (session) => this.#openLink(session),
    isCalm: () => this.#prefersCalm.matches || savesData(),
    onEnd: () => this.#announcer.dispose(),
  });

  constructor() {
    super();
    new FocusKeeper(this, () => this.playButton);
    this.#pictures.follow(this.picture);
    this.addEventListener('keydown', (event) => this.#onKeyDown(event));
    this.addEventListener('spline-announce', (event) => this.#announcer.say(event.detail, true));
    this.addEventListener('spline-refused', (event) => this.#notices.tell(event.detail));
    this.addEventListener('spline-opened', (event) => this.#notices.tell(event.detail));
    this.addEventListener('spline-insertionchange', (event) => (this.insertion = event.detail));
    this.addEventListener('spline-restart', () => this.#run.start());
  }

  /** What runs; null before the first rendering and once the element has left the page. */
  get session(): Session | null {
    return this.#run.session;
  }

  /**
   * Opens the fragment of an address, paused at its moment, and says what of it was not taken as it stands. Fragments that are
   * no links are left alone.
   *
   * @param fragment with or without `#`
   */
  async openLink(fragment: string): Promise<void> {
    const turn = ++this.#linkTurn;
    this.#linkRead = readLink(fragment).then((read) => {
      if (turn !== this.#linkTurn) return;
      this.#link = read;
      if (this.session) this.#openLink(this.session);
    });
    await this.#linkRead;
  }

  #openLink(session: Session): boolean {
    const link = this.#link;
    this.#link = null;
    if (!link) return false;
    const told = this.#undo.whileOpening(() => openLink(session, this.picture, link));
    if (told !== null) this.#notices.tell(told);
    if (link.link) this.#run.stayPaused();
    return session.snapshot.state !== 'idle';
  }

  protected override willUpdate(): void {
    this.#sessions.follow(this.session);
    this.picture.update({ theme: this.#shownTheme, reducedMotion: this.#prefersCalm.matches });
    if (this.session) this.session.transitionMs = this.#prefersCalm.matches ? 0 : TRANSITION_MS;
  }

  protected override render(): TemplateResult {
    const { session, picture } = this;
    const { partitions, measures } = this.#run;
    const snapshot = session?.snapshot ?? null;
    const { theme, points, layers } = picture.state;
    const actions = {
      toggle: () => this.#run.toggle(),
      restart: () => this.#run.restart((running) => running.restart()),
      newWeights: () => this.#run.restart((running) => running.newWeights()),
      turn: this.#undo.act,
      switchNormalization: (model: number) => this.#switch(model),
      goBack: () => session?.goBackWithHalfRate(),
      startAgain: () => this.#run.restart((running) => running.restart()),
    };
    const config = snapshot?.config ?? this.#firstConfig;
    const scale = partitions?.scale;
    return html`
      <div class="theme ${theme} page">
        ${mastheadTemplate(config, snapshot?.engine ?? null, this.#shownTheme, {
          changeTheme: (chosen) => (this.theme = chosen),
          showKeys: () => this.dialog.showModal(),
        })}
        ${presetsTemplate(config, theme, (name) => this.#choose(name))}
        <div class="twins">
          ${NETWORKS.map((model) => twinTemplate(session, model, picture, partitions, actions))}
        </div>
        <div class="notes">
          ${legendTemplate({
            classCount: snapshot?.data?.classCount ?? config.data.classCount,
            depth: config.network.hiddenWidths.length,
            theme,
            points,
            layers,
          })}
          ${scale ? scaleLegend(scale, theme, this.#cutCount) : nothing}
          <p class="engine">
            ${snapshot?.engine ? labStrings.engine[snapshot.engine.kind](snapshot.engine.description) : labStrings.engine.starting}
          </p>
        </div>
        <div class="bar">
          ${transportTemplate(session, this.#run.isPausedByHiding, actions)}
        </div>
        <spline-chart .session=${session} .theme=${theme}>
          ${latePartsNote(this.#parts.state, () => void this.#parts.load(), labStrings.parts)}
        </spline-chart>
        <div class="panels">
          <spline-surface-panel .session=${session} .partitions=${partitions} .picture=${picture}></spline-surface-panel>
          <spline-controls .session=${session} .picture=${picture} .insertion=${this.insertion}></spline-controls>
          <spline-measures .session=${session} .measures=${measures} .theme=${theme}></spline-measures>
          <spline-files
            .session=${session}
            .picture=${picture}
            .partitions=${partitions}
            .measures=${measures}
            .workers=${this.workers}
          ></spline-files>
        </div>
        <slot name="after"></slot>
        ${this.#drops.isOver ? dropTemplate() : nothing}
        <div class="notices">${this.#notices.template(snapshot)}</div>
        <p class="visually-hidden" role="status">${this.spoken}</p>
        ${keysDialog()}
      </div>
    `;
  }

  get #shownTheme(): 'light' | 'dark' {
    if (this.#print.isPrinting) return 'light';
    if (this.theme === 'light' || this.theme === 'dark') return this.theme;
    return this.#prefersDark.matches ? 'dark' : 'light';
  }

  /** How many of the networks have exact cells. */
  get #cutCount(): number {
    return NETWORKS.filter((model) => this.#run.partitions?.of(model).status !== 'curved').length;
  }

  /** An attribute may say anything: what is no preset is the default one. */
  get #firstConfig(): ExperimentConfig {
    return (Object.hasOwn(presets, this.preset) ? presets[this.preset] : presets.circles).config;
  }

  #makeSession(): Session {
    const session = this.createSession(this.#firstConfig, {
      surfaces: { canvas: (model, generation) => this.#canvasOf(model, generation) },
      engine: this.engine,
      workers: this.workers,
    });
    session.stepsPerSecond = defaultSpeed;
    return session;
  }

  #canvasOf(model: number, generation: number): HTMLCanvasElement {
    const view = this.views[model];
    if (!view) throw new Error(`There is no view of network ${model}.`);
    return view.createCanvas(generation);
  }

  #onSnapshot(): void {
    this.requestUpdate();
    const { session } = this;
    if (!session) return;
    const { snapshot } = session;
    if (this.#parts.state === 'waiting' && isUnderWay(snapshot)) void this.#parts.load();
    this.#notices.follow(snapshot);
    this.#time.follow(session);
    const exactOf = (model: number): ExactState =>
      this.#run.partitions?.of(model) ?? { status: 'no-model', exact: null };
    this.#narrator.follow(snapshot, exactOf, performance.now());
  }

  async #open(files: readonly File[]): Promise<void> {
    if (!(await this.#parts.load())) {
      this.#notices.tell(labStrings.parts.failed);
      return;
    }
    await this.updateComplete;
    await this.files.open(files);
  }

  #choose(name: PresetName): void {
    const config: ExperimentConfig = presets[name].config;
    const isDraftLost = this.picture.state.draft?.isChanged;
    this.picture.update({ window: null, probe: null, unit: null, movingData: false, draft: null });
    this.session?.loadExperiment(config);
    if (isDraftLost) this.#notices.tell(editStrings.dropped);
    this.#run.start();
  }

  #switch(model: number): void {
    const { session } = this;
    if (!session || !isSwitchable(session.snapshot)) return;
    const inserted = switchedNormalizer(session.snapshot);
    const to = session.snapshot.models[model]?.normalization === 'none' ? inserted : 'none';
    session.switchNormalization(model, to, to === 'batch' ? this.insertion : 'align');
    const network = networkLabel(model, kindName(to, inserted));
    this.#announcer.say(strings.announce.switched(network), true);
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (this.dialog.open || this.#undo.onKey(event)) return;
    const key = labKey(event);
    if (!key) return;
    const model = modelOf(event);
    switch (key) {
      case 'toggle-run':
        this.#run.toggle();
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

/** Whether there is something to see, or will not be. */
const isUnderWay = ({ state }: SessionSnapshot): boolean => state !== 'idle' && state !== 'preparing';

const dropTemplate = (): TemplateResult => html`
  <div class="drop">
    <p><b>${fileStrings.open.drop}</b><br />${fileStrings.open.dropHelp}</p>
  </div>
`;
