import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { SessionFactory } from '../../create-session.js';
import type { CustomPoint } from '../../training/data-set.js';
import { attributeNames } from '../../io/parse-experiment.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import type { ModelState } from '../../training/model-state.js';
import type { Session } from '../../training/session.js';
import { FocusKeeper } from '../controllers/focus-keeper.js';
import { PlaceController } from '../controllers/place-controller.js';
import { divergenceStyles } from '../divergence.js';
import type { Language, Strings } from '../language.js';
import { switchStyles } from '../normalization-switch.js';
import { PictureStore } from '../picture-store.js';
import { keysDialogStyles } from '../spline-lab/keys-dialog.styles.js';
import { latePartsStyles } from '../spline-lab/late-parts-note.js';
import { controlStyles } from '../style/controls.js';
import { tokens } from '../style/tokens.js';
import { pageAwake } from './awake-figures.js';
import { FigureCore } from './figure-core.js';
import { onFigureKey, type KeyActions } from './figure-keys.js';
import { figureNumbers } from './figure-numbers.js';
import type { Hold } from './figure-run.js';
import { figureTemplate, type FigureActions } from './figure-template.js';
import { pageAddress } from './page-address.js';
import { inWords } from './remark.js';
import { splineFigureStyles } from './spline-figure.styles.js';
import { pageSlots } from './training-slots.js';

/**
 * A figure for other people's pages: the cells of one small network, or of twins with the same first weights, data and
 * batches, as they train.
 *
 * Children are shown until there is a picture, and for good where there can be none. Nothing is made, or loaded that makes it,
 * before the figure is within one window's height of being seen; nothing is trained or drawn while it is not seen; of one page's figures three
 * train at once. An attribute that is not understood has its default, which the figure and one warning say.
 *
 * Every setting of the experiment and of the picture is an attribute, too, by the tables `experiment-fields.ts` and
 * `figure-fields.ts`.
 *
 * @element spline-figure
 * @attr preset - experiment that the other settings are changes of: circles (default), moved-circles, moons, spirals, notebook
 * @attr compare - another network before this one: without normaliser beside one with it, and the other way round; or named
 * @attr steps - steps to take before the figure rests, so that it shows its point without a click; 0 by default
 * @attr autoplay - trains by itself as soon as it is seen; never under reduced motion
 * @attr controls - minimal (default): play, switch and the step; full: one step, restart, pace, a slider through time, layers and chart, too; none:
 *   nothing but the line that opens tables and links, which the style `display: none` of the part `details` leaves out
 * @attr lang - language of `strings`, and of numbers with them; else that of the nearest element which has one
 * @attr gestures - cooperative (default): a plain wheel and a vertical swipe scroll the page, but in full screen; free: they act on the picture; read
 *   (default without controls, whose buttons do what a drag does): pointer and tap read a point, nothing moves; none
 * @attr group - name that figures of a page share: then they share data, time line and window, too
 * @attr loading - lazy (default): made near what is seen, or when asked for where the reader saves data; eager: at once, anywhere
 * @attr poster - address of a picture to show before there is one
 * @attr alt - name of the picture for those who do not see it
 * @attr state - text of a link, or its address: the figure opens that moment, in place of what other attributes say of the experiment
 * @attr theme - auto (default): dark where the page's text is light; light, dark
 * @attr app - address of the page with the whole application, which links open; `index.html` beside the script of a script tag,
 *   else none: then the figure offers embed code alone
 * @attr engine - auto (default), webgpu, cpu
 * @attr workers - auto (default), or none: no Workers are tried, their work is done in slices of time on the page's thread
 *
 * @slot - fallback: a picture, a sentence, a link; an image with `loading="lazy"`, and links that stand alone, where no figure comes: without
 *   script, on paper, where data are saved or nothing can run
 * @slot caption - under the figure
 *
 * @fires spline-ready - the first picture is there
 * @fires spline-statechange - `detail.state`: ready, running, finished, diverged, ...
 * @fires spline-progress - `detail.step`, `.epoch`, `.losses`; at most ten a second
 * @fires spline-numbers - what the property `numbers` has, whenever one of them is another
 * @fires spline-runchange - `session`, `isPlaying`, `hold` or `language` is another
 * @fires spline-configinput - a setting is another, also in the middle of a drag. `detail.source`: user, link, api, recovery or group; `.config`,
 *   `.normalizations`; bubbles where a reader did it
 * @fires spline-configchange - the same, but of a drag its end alone
 * @fires spline-error - `detail.code`: engine, diverged, notice or refused; `detail.text`
 *
 * @csspart figure - all of it
 * @csspart network - one network: picture, title, numbers
 * @csspart view - its picture
 * @csspart frame - the square around the picture
 * @csspart hint - how the picture is moved, told once to a reader in the first figure with controls; `display: none` leaves it out
 * @csspart name - what the network is
 * @csspart numbers - loss, accuracy, cells
 * @csspart bar - play and the step
 * @csspart play - the button
 * @csspart layers - choice of what is drawn
 * @csspart details - line of settings that opens the tables
 * @csspart poster - the image of `poster`
 *
 * @cssprop [--spline-figure-font] - font family; the page's
 * @cssprop [--spline-figure-ink] - text, lines of controls; the page's colour of text
 * @cssprop [--spline-figure-ink-soft] - text that steps back
 * @cssprop [--spline-figure-paper] - text on buttons of the ink's colour
 * @cssprop [--spline-figure-hairline] - lines between rows
 * @cssprop [--spline-figure-focus] - ring around what has the focus
 * @cssprop [--spline-figure-first] - accent of the first network
 * @cssprop [--spline-figure-second] - accent of the second network
 */
export class SplineFigure extends LitElement {
  /** What `app` is where it is not set. */
  static appPage = '';

  static {
    // They have setters of their own; Lit takes over what was set before the tag was defined.
    for (const name of ['preset', 'compare', 'points', 'steps', 'stepsPerSecond'])
      this.createProperty(name, { attribute: false, noAccessor: true });
  }

  static override readonly styles = [
    tokens,
    controlStyles,
    switchStyles,
    divergenceStyles,
    keysDialogStyles,
    latePartsStyles,
    splineFigureStyles,
  ];

  @property({ type: Boolean }) accessor autoplay = false;
  @property() accessor controls = 'minimal';
  /** Null: read without controls, else cooperative. */
  @property() accessor gestures: string | null = null;
  @property() accessor loading = 'lazy';
  @property() accessor group = '';
  @property() accessor poster = '';
  @property() accessor alt = '';
  @property() accessor theme = 'auto';
  @property() accessor state: string | null = null;
  @property() accessor app = '';
  @property() accessor engine = 'auto';
  @property() accessor workers = 'auto';
  /** Weights to start from, one network per network of the figure; null: they are drawn. */
  @property({ attribute: false }) accessor weights: readonly ModelState[] | null = null;
  /**
   * What the figure says in the language of its place in the page (`lang`), key by key: `{ figure: { play: … }, chart: { … } }`. Numbers
   * are in that language then, too. What is missing is English.
   */
  @property({ attribute: false }) accessor strings: Strings | null = null;
  /** Who may train; another object before the figure is connected counts figures apart from others. */
  @property({ attribute: false }) accessor slots = pageSlots;
  /** Which figures out of sight keep what they have on the GPU; another object as with `slots`. */
  @property({ attribute: false }) accessor awake = pageAwake;
  /** Makes sessions in place of the usual one; put in before the element is connected. */
  @property({ attribute: false }) accessor createSession: SessionFactory | null = null;
  /** For whom the page changes the figure: what one owner changes is undone at once. Null: every change by itself. */
  editOwner: object | null = null;

  /** How often attributes of the experiment have changed. */
  @state() private accessor revision = 0;
  @state() private accessor hasFallback = false;
  @state() private accessor isOpen = false;

  @query('.theme') private accessor themed!: HTMLElement;
  @query('dialog') private accessor dialog!: HTMLDialogElement | null;

  readonly picture = new PictureStore();
  #points: readonly CustomPoint[] | null = null;
  readonly #core = new FigureCore(this, () => this.performUpdate());

  readonly #actions: FigureActions & KeyActions = {
    switchNormalization: (model) => this.#core.director.switchNormalization(model),
    goBack: () => this.#core.director.goBack(),
    startAgain: () => this.#core.director.restart(),
    toggle: () => this.toggle(),
    step: () => this.step(1),
    restart: () => this.#core.director.restart(),
    setPace: (stepsPerSecond) => (this.stepsPerSecond = stepsPerSecond),
    time: this,
    onMoment: (event) => {
      event.stopPropagation();
      if (this.#core.narrates) this.#core.voice.answer(event.detail);
    },
    turn: (direction) => this.#core.late.live?.undo.act(direction),
    showKeys: () => this.dialog?.showModal(),
    leave: () => (this.shadowRoot?.activeElement as HTMLElement | null)?.blur(),
    onFallback: (event) => {
      const nodes = (event.currentTarget as HTMLSlotElement).assignedNodes();
      this.hasFallback = nodes.some((node) => node instanceof Element || node.textContent?.trim() !== '');
    },
    onDetails: (event) => {
      this.isOpen = (event.currentTarget as HTMLDetailsElement).open;
      if (this.isOpen) void this.#core.late.tables.load();
    },
    dismissRefusal: () => this.#core.refuse(null),
    load: () => {
      this.load();
      void this.#core.late.load();
    },
  };

  constructor() {
    super();
    new PlaceController(this);
    new FocusKeeper(this, () => this.renderRoot.querySelector<HTMLElement>('.play') ?? this);
    this.addEventListener('keydown', (event) => {
      const { controls } = this.#core.settings.options;
      if (this.dialog?.open || (controls !== 'none' && this.#core.late.live?.undo.onKey(event))) return;
      onFigureKey(event, controls, this.#actions);
    });
    this.addEventListener('fullscreenchange', () => this.requestUpdate());
    this.addEventListener('command', (event) => void this.#obey((event as CommandEvent).command));
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributeNames];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (before !== after && attributeNames.includes(name)) this.revision++;
  }

  get preset(): string {
    return this.getAttribute('preset') ?? '';
  }

  set preset(value: string) {
    this.setAttribute('preset', value);
  }

  get compare(): boolean {
    return this.hasAttribute('compare');
  }

  /** Frameworks set properties where they can: a text is the attribute's. */
  set compare(value: boolean | string) {
    if (typeof value === 'string') this.setAttribute('compare', value);
    else this.toggleAttribute('compare', value);
  }

  /** Own points in place of the preset's, 2 or more: x, y and a class from 0. Set to a text, the attribute's. */
  get points(): readonly CustomPoint[] | null {
    return this.#points;
  }

  set points(value: readonly CustomPoint[] | string | null) {
    if (typeof value === 'string') {
      this.setAttribute('points', value);
      return;
    }
    const former = this.#points;
    this.#points = value;
    this.requestUpdate('points', former);
  }

  get steps(): number {
    return this.#core.settings.experiment.steps;
  }

  set steps(value: number) {
    this.setAttribute('steps', String(value));
  }

  /** What the figure is read in. */
  get language(): Language {
    return this.#core.language;
  }

  /** What runs; null before the figure has come near the visible part of the page, and once it has left it. */
  get session(): Session | null {
    return this.#core.run.session;
  }

  /** The experiment that runs, or that is to. */
  get config(): ExperimentConfig {
    return this.#core.config;
  }

  /** Whether steps are being taken, or will be as soon as they may. */
  get isPlaying(): boolean {
    return this.#core.director.isGoing;
  }

  /** Why no steps are taken although they are to: hidden (it is out of sight) or turn (others train); null otherwise. */
  get hold(): Hold | null {
    return this.#core.run.hold;
  }

  /** What is shown, by name: step, epoch, and of network 1 loss1, trainLoss1, trainAccuracy1, testAccuracy1, cells1. */
  get numbers(): Readonly<Record<string, number>> {
    const { session, partitions } = this.#core.run;
    return figureNumbers(session, partitions, this.config.normalizations.length);
  }

  /** Resolved with the first picture; rejected where nothing can run. */
  whenReady(): Promise<void> {
    return this.#core.reporter.ready;
  }

  /**
   * Where the reader saves data, the figure waits for this, or for `play`, `toggle`, `step`, `restart`, `goTo`, `reset`,
   * `switchNormalization`, and for whatever takes, or gives, a state or a file.
   */
  load(): void {
    this.#core.late.ask();
  }

  /** Trains on for as long as the experiment says; as soon as the figure is seen. */
  play(): void {
    this.#core.director.play();
  }

  /** Rests where it is. Before the figure has begun this takes back `play` and `step`, not what its attributes say. */
  pause(): void {
    this.#core.director.pause();
  }

  /** Trains, or pauses where it trains. */
  toggle(): void {
    this.#core.director.toggle();
  }

  /** Takes `count` steps, 1 or more, and rests. */
  step(count = 1): void {
    this.#core.director.step(count);
  }

  /**
   * Back to the first step, with the same weights, and on from there where the run was going on or had ended. A figure that has
   * not begun is only asked for.
   */
  restart(): void {
    this.#core.director.as('api', () => this.#core.director.restart());
  }

  /**
   * Pauses and shows the newest moment of the run that is kept of at most `step` steps; from the last step on, the present.
   * Training, or changing something, there starts a branch; the run itself is kept. A figure that has not begun is only asked for.
   */
  goTo(step: number): void {
    this.#core.director.goTo(step);
  }

  /** The run that this one branched off from, whole, in its place. */
  returnToOriginal(): void {
    this.#core.director.returnToOriginal();
  }

  /** Lets the run go that this one branched off from. */
  dismissOriginal(): void {
    this.#core.director.dismissOriginal();
  }

  /** Steps per second while it trains, above 0, also when it has not begun; Infinity: as fast as the engine goes. */
  get stepsPerSecond(): number {
    return this.#core.director.pace;
  }

  set stepsPerSecond(value: number) {
    this.#core.director.pace = value;
    this.requestUpdate();
  }

  /**
   * BN, or what stands in its place, off or on in a network where the run is; of a figure that has not begun, as soon as it has,
   * unless it is given a state or `reset` first.
   *
   * @param model index of the network
   */
  switchNormalization(model = 0): void {
    this.#core.director.as('api', () => this.#core.director.switchNormalization(model));
  }

  /**
   * Undoes the newest change of settings, data, normalisation or picture, by whomever; one that began another run brings back
   * the run before it, paused. At least 50 can be undone; before the figure has begun, and of a session that has gone, nothing.
   */
  undo(): void {
    this.#core.director.as('api', () => this.#core.late.live?.undo.act('undo'));
  }

  /** Does again what was undone last, until something else is changed. */
  redo(): void {
    this.#core.director.as('api', () => this.#core.late.live?.undo.act('redo'));
  }

  get canUndo(): boolean {
    return this.session?.canUndo ?? false;
  }

  get canRedo(): boolean {
    return this.session?.canRedo ?? false;
  }

  /** Back to what the attributes say. */
  reset(): void {
    this.load();
    this.#core.director.give(null, 'api');
  }

  /** The moment that is shown, with its networks, as text for `setState`; its form may change with the version. */
  async getState(): Promise<string> {
    const [{ stateOf }, figure] = await this.#core.exported();
    return stateOf(figure);
  }

  /** Goes to the moment that `getState` gave, and rests there. @throws InvalidFileError naming what is wrong with the text */
  async setState(text: string): Promise<void> {
    this.load();
    const { startOf } = await import('./figure-exports.js');
    this.#core.director.give(await startOf(text), 'api');
  }

  /** The exact cells with a legend, a caption and a link to the moment. @throws Error where there are none, as with LayerNorm */
  async exportSvg(): Promise<string> {
    const [{ svgOf }, figure] = await this.#core.exported();
    return svgOf(figure, this.#app);
  }

  /** The same in pixels. @param scale pixels per unit of the SVG */
  async exportPng(scale = 2): Promise<Blob> {
    const [{ pngOfFigure }, figure] = await this.#core.exported();
    return pngOfFigure(figure, this.#app, scale);
  }

  /** Pictures of all networks for paper. @param size in CSS pixels @throws Error where there are no exact cells */
  async paintStills(size: number): Promise<readonly HTMLCanvasElement[]> {
    const [{ stillsOf }, figure] = await this.#core.exported();
    return stillsOf(figure, size);
  }

  /** Loss and accuracy of every network over the steps, comma-separated. */
  async exportCsv(): Promise<string> {
    const [{ csvOf }, figure] = await this.#core.exported();
    return csvOf(figure);
  }

  /** Weights of one network in the safetensors format. @param model index of the network */
  async exportWeights(model = 0): Promise<Blob> {
    const [{ weightsOf }, figure] = await this.#core.exported();
    return weightsOf(figure, model);
  }

  /** Takes everything down, for good; the fallback stays. */
  destroy(): void {
    this.#core.run.destroy();
    this.#core.reporter.end();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // What parts of the figure tell each other is nothing to the page.
    const take = <T extends keyof GlobalEventHandlersEventMap>(
      type: T,
      act: (event: GlobalEventHandlersEventMap[T]) => void,
    ): void => {
      root.addEventListener(type, (event) => {
        event.stopPropagation();
        act(event as GlobalEventHandlersEventMap[T]);
      });
    };
    take('spline-announce', ({ detail }) => this.#core.voice.answer(detail));
    take('spline-refused', ({ detail }) => this.#core.refuse(inWords(detail)));
    take('spline-restart', () => !this.#core.prefersCalm && this.play());
    return root;
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#core.follow({
      experiment: changed.has('revision'),
      points: changed.has('points'),
      weights: changed.has('weights'),
      engine: (['engine', 'workers'] as const).some((name) => changed.get(name) !== undefined),
    });
  }

  protected override render(): TemplateResult {
    const { hasFallback, isOpen } = this;
    const isFull = this.matches(':fullscreen');
    return figureTemplate({ ...this.#core.scene, app: this.#app, hasFallback, isOpen, isFull }, this.#actions);
  }

  protected override updated(): void {
    this.#core.rendered(this.themed);
    this.#core.reporter.tellNumbers(this.numbers);
  }

  get #app(): string {
    return pageAddress(this.app || SplineFigure.appPage);
  }

  async #obey(command: string): Promise<void> {
    const commands = await import('./figure-commands.js').catch(() => null);
    if (commands) commands.obey(this, command);
    else this.#core.refuse(inWords(this.#core.words.partFailed));
  }
}
