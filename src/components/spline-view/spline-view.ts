import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { ViewWindow } from '../../training/picture.js';
import type { Session, SessionSnapshot, ViewRequest } from '../../training/session.js';
import { FullScreenController } from '../controllers/full-screen-controller.js';
import { FirstHintController } from '../controllers/first-hint-controller.js';
import { FocusKeeper } from '../controllers/focus-keeper.js';
import { PictureBoxController } from '../controllers/picture-box-controller.js';
import { ProbeController } from '../controllers/probe-controller.js';
import { StoreController } from '../controllers/store-controller.js';
import { WheelHintController } from '../controllers/wheel-hint-controller.js';
import { EditController } from '../edit-points/edit-controller.js';
import { editPanelStyles } from '../edit-points/edit-panel.styles.js';
import { editStrings } from '../edit-points/edit-strings.js';
import { emit } from '../events.js';
import type { ExactPartitions } from '../exact-partitions.js';
import { english } from '../language.js';
import { networkName } from '../network-names.js';
import { PictureStore } from '../picture-store.js';
import { PrintController } from '../print/print-controller.js';
import type { Still } from '../print/paint-still.js';
import { printLine } from '../print/settings-line.js';
import { stillPainter } from '../print/still-painter.js';
import { ReadingController } from '../reading/reading-controller.js';
import { readoutStyles } from '../reading/readout.styles.js';
import { WallHover } from '../reading/wall-hover.js';
import { controlStyles } from '../style/controls.js';
import { pictureToolsStyles } from '../style/picture-tools.js';
import { DataMover } from './data-mover.js';
import { EngineCanvas } from './engine-canvas.js';
import { ExactLayer, type ExactScene } from './exact-layer.js';
import type { GestureMode } from './gesture-modes.js';
import { GestureController } from './gestures.js';
import { legendStyles, legendTemplate } from './legend.js';
import { PaintRequests } from './paint-requests.js';
import { onPictureKey } from './picture-keys.js';
import { isAwaited, pictureNote } from './picture-note.js';
import { pictureSentence } from './picture-sentence.js';
import { readoutSection } from './readout-section.js';
import { scaleLegend, scaleLegendStyles } from './scale-legend.js';
import { splineViewStyles } from './spline-view.styles.js';
import { viewGestures, viewKeys, viewPad, type ViewInput } from './view-input.js';
import { ViewOverlay } from './view-overlay.js';
import { handlesTemplate, stopEvent, toolsTemplate, type ViewTools } from './view-tools.js';
import type { Point } from './view-transform.js';
import { WindowMover } from './window-mover.js';
import { pictureStrings } from './picture-strings.js';

/** A pointer this near a wall, in CSS pixels, is on it. */
const WALL_REACH = 4;

/**
 * The picture of one network's cells: the engine draws on a canvas of it, the element draws points and marks on top.
 *
 * Pan by dragging, zoom with Ctrl or Cmd and the wheel, two fingers, keys or buttons; a plain wheel and a vertical swipe
 * scroll the page, unless `gestures` says otherwise or there is no page beside what fills the screen. Pictures that share a `picture` show the same place and read the same point.
 *
 * @element spline-view
 * @slot - under the picture: numbers about the network
 * @slot diagram - under that: the network's units
 * @slot message - over the picture: something that stops the reader
 * @event spline-announce - `detail`: a sentence for a live region
 * @event spline-refused - `detail`: why a placement of the data, or another point, was refused
 * @event spline-restart - points that were drawn have restarted the run
 * @csspart frame - the square around the picture
 * @csspart hint - how it is moved, told once to a reader in the first picture of a page
 * @csspart print-line - settings and step, on paper alone
 */
export class SplineView extends LitElement {
  static override readonly styles = [
    controlStyles,
    legendStyles,
    scaleLegendStyles,
    pictureToolsStyles,
    splineViewStyles,
    readoutStyles,
    editPanelStyles,
  ];

  /** What is shown; null shows a blank picture. */
  @property({ attribute: false }) accessor session: Session | null = null;
  /** Index of the network. */
  @property({ type: Number }) accessor model = 0;
  /** Window, layers and theme; shared between linked pictures. */
  @property({ attribute: false }) accessor picture = new PictureStore();
  /** The exact cells of the session's networks; null: none are computed. */
  @property({ attribute: false }) accessor partitions: ExactPartitions | null = null;
  /** Whether the legend is shown under the picture. */
  @property({ type: Boolean }) accessor legend = false;

  /** What pointers, fingers and wheel do to it; keys always act. */
  @property() accessor gestures: GestureMode = 'cooperative';
  /** Which buttons lie over it. */
  @property() accessor tools: ViewTools = 'all';
  /** What it is described in. */
  @property({ attribute: false }) accessor language = english;
  /** Its name for assistive technology; null: which network it is of. */
  @property() accessor label: string | null = null;
  /** What that name is in; null: in the language of the words around it. */
  @property({ attribute: false }) accessor labelLang: string | null = null;

  /** Whether it sees to its own still on paper, with a line of settings under it. */
  @property({ attribute: false }) accessor prints = true;

  @query('.frame') private accessor frame!: HTMLElement;
  @query('.surface') private accessor surface!: HTMLElement;
  @query('.overlay') private accessor overlay!: HTMLCanvasElement;

  readonly #sessions = new StoreController(this, () => this.#onSnapshot());
  readonly #pictures = new StoreController(this, () => this.#onPicture());
  readonly #box = new PictureBoxController(this, () => this.#onBox());
  readonly #firstHint = new FirstHintController(this);
  readonly #window = new WindowMover(this, this.#box, () => this.#firstHint.end());
  readonly #engineCanvas = new EngineCanvas();
  readonly #requests = new PaintRequests(
    this,
    () => this.picture,
    () => this.#request(),
  );
  readonly #exact = new ExactLayer(
    this,
    () => this.#exactScene(),
    () => this.#requests.repaint(),
  );
  readonly #reading = new ReadingController(this, () => this);
  readonly #overlay = new ViewOverlay(this, this.#box, this.#reading, () => this.#mover?.ring ?? null);
  readonly #wallHover = new WallHover(() => this.picture);
  readonly #probe = new ProbeController(this, {
    store: () => this.picture,
    window: () => this.window,
    reading: () => this.#reading.reading,
    cells: () => this.#reading.source?.exact ?? null,
    say: (sentence) => emit(this, 'spline-announce', sentence),
    language: () => this.language,
  });
  readonly #hint = new WheelHintController(this, () => this.language);
  readonly #edits = new EditController(this, this.#window, () => this.frame);
  readonly #input: ViewInput = {
    window: this.#window,
    probe: this.#probe,
    picture: () => this.picture,
    mover: () => this.#mover,
    editing: () => this.#edits.editing,
    read: (at) => this.#read(at),
    leave: () => this.#leave(),
    hint: () => this.#hint.show(),
    language: () => this.language,
  };
  readonly #print = new PrintController(
    this,
    () => this.performUpdate(),
    () => this.#stills(),
  );
  readonly #gestures = new GestureController(this, viewGestures(this.#input), () => this.#gestureMode);
  readonly #fullScreen = new FullScreenController(this);
  readonly #keys = viewKeys(this.#input);
  #mover: DataMover | null = null;

  constructor() {
    super();
    new FocusKeeper(this, () => this.frame);
  }

  /**
   * A fresh canvas for an engine, in place of those of lower generations; where a higher one is already shown, the
   * canvas stays out of sight.
   */
  createCanvas(generation: number): HTMLCanvasElement {
    return this.#engineCanvas.replace(generation);
  }

  /** The window that is shown. */
  get window(): ViewWindow {
    return this.#window.window;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#mover?.dispose();
    this.#wallHover.leave();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.#engineCanvas.startOver();
    if (changed.has('session') || changed.has('picture')) {
      this.#mover?.dispose();
      this.#mover =
        this.session && new DataMover(this.session, this.picture, (why) => emit(this, 'spline-refused', why));
      this.#edits.follow();
    }
    this.#sessions.follow(this.session);
    this.#pictures.follow(this.picture);
    this.#requests.follow(this.session, this.model);
    if (changed.has('picture')) this.#requests.onPicture();
    if (changed.has('partitions') || changed.has('model')) this.#exact.follow(this.partitions);
    if (changed.has('partitions')) this.#reading.follow(this.partitions);
  }

  protected override firstUpdated(): void {
    this.#engineCanvas.attach(this.surface);
    this.#overlay.attach(this.overlay);
    this.#box.observe(this.frame);
    this.#gestures.attach(this.frame);
  }

  protected override render(): TemplateResult {
    const { movingData, draft, numberFill, diagrams } = this.picture.state;
    const snapshot = this.session?.snapshot;
    const { language } = this;
    const words = language.of('picture', pictureStrings);
    const name = snapshot ? networkName(snapshot, this.model, language) : '';
    const still = this.#print.stills[0];
    return html`
      <div class="stage ${diagrams ? 'with-diagram' : ''}">
        <div
          class="frame ${this.#gestureMode} ${movingData ? 'moving' : ''}"
          part="frame"
          tabindex="0"
          role=${this.#probe.isByKeys || draft ? 'application' : 'group'}
          aria-label=${words.frameLabel(name)}
          aria-describedby="keys"
          @keydown=${this.#onKeyDown}
        >
          <div
            class="surface"
            role="img"
            lang=${this.labelLang ?? nothing}
            aria-label=${this.label ?? words.canvasLabel(this.model)}
            aria-describedby="description"
          ></div>
          ${this.#exact.canvas}
          <canvas class="overlay" aria-hidden="true"></canvas>
          ${pictureNote(snapshot ?? null, this.model, this.#exact.isWanted ? this.#exact.state : null, numberFill, language)}
          ${this.#hint.template} ${this.#firstHint.template(this.#canBeMoved, language, () => this.frame.focus({ preventScroll: true }))}
          ${movingData && this.#mover ? handlesTemplate(this.#mover, this.window, (event) => this.#window.toWorld(this.#gestures.locate(event)), language) : null}
          ${toolsTemplate(
            language,
            this.picture,
            this.tools,
            viewPad(this.#input),
            (factor) => this.#window.zoom(factor),
            () => (draft ? this.#edits.editing?.done() : this.#edit()),
          )}
          ${still ? html`<div class="still" aria-hidden="true">${still.canvas}</div>` : nothing}
          <div class="message" @pointerdown=${stopEvent} @pointermove=${stopEvent}><slot name="message"></slot></div>
        </div>
        ${readoutSection({
          network: name,
          reading: this.#reading.reading,
          state: this.picture.state,
          window: this.window,
          isLinked: !this.#probe.isOwn,
          end: () => this.#leave(),
          language,
        })}
      </div>
      <p id="description" class="visually-hidden">${snapshot ? pictureSentence(snapshot, this.model, this.#exact.state, language) : ''}</p>
      <p id="keys" class="visually-hidden">
        ${draft ? language.of('edit', editStrings).keys : movingData ? words.movingKeys : words.keys}
      </p>
      ${this.#edits.panel()}
      ${still && this.session ? html`<p class="print-line" part="print-line">${printLine(this.session.snapshot, still.step, language)}</p>` : nothing}
      <slot></slot>
      <slot name="diagram"></slot>
      ${this.legend && snapshot?.data ? this.#legends(snapshot) : null}
    `;
  }

  #legends(snapshot: SessionSnapshot): TemplateResult {
    const { theme, points, layers } = this.picture.state;
    const { data, config, models } = snapshot;
    const classCount = data?.classCount ?? config.data.classCount;
    const depth = config.network.hiddenWidths.length;
    const scale = this.partitions?.scale;
    return html`
      ${legendTemplate({ classCount, depth, theme, points, layers, language: this.language })}
      ${scale ? scaleLegend(scale, theme, models.length, this.language) : null}
    `;
  }

  /** By whoever sees it, as far as its author wants that to be told. */
  get #canBeMoved(): boolean {
    const { movingData, draft } = this.picture.state;
    const isTold = this.model === 0 && this.gestures === 'cooperative' && this.tools !== 'none';
    // Until there is a picture, a note that says so is in its place.
    const isThere = !!this.session?.models && !isAwaited(this.session.snapshot, 0);
    return isTold && !movingData && !draft && this.#box.isVisible && isThere;
  }

  /** In full screen there is no page that a wheel or a swipe could be for. */
  get #gestureMode(): GestureMode {
    return this.gestures === 'cooperative' && this.#fullScreen.isFull ? 'free' : this.gestures;
  }

  // Drawing.

  #request(): ViewRequest | null {
    const { layers, theme } = this.picture.state;
    const size = this.#box.pixels;
    return size && { view: this.window, ...size, layers: this.#exact.engineLayers(layers), theme };
  }

  #exactScene(): ExactScene {
    const { session, model, window } = this;
    return { session, model, window, state: this.picture.state, size: this.#box.pixels };
  }

  #stills(): readonly (Still | null)[] {
    const { session, partitions, picture, model } = this;
    const painter = stillPainter.loaded;
    if (!painter || !session || !this.prints) return [];
    const { theme } = picture.state;
    return [painter.paintStill({ session, partitions, picture, model, theme, size: this.frame.clientWidth })];
  }

  #onBox(): void {
    this.requestUpdate();
    this.#exact.refresh();
    this.#requests.repaint();
    this.#overlay.repaint();
  }

  #onSnapshot(): void {
    if (this.prints && this.session?.models) void stillPainter.prepare();
    this.#exact.onSnapshot();
    this.#edits.editing?.follow();
    this.#requests.onSnapshot();
    this.requestUpdate();
  }

  #onPicture(): void {
    this.requestUpdate();
    this.#requests.onPicture();
  }

  // What a reader does.

  /** By pointer, at a place in CSS pixels. */
  #read(at: Point | null): void {
    this.#probe.point(at && this.#window.toWorld(at));
    if (at) this.#wallHover.follow(this.#reading.reading, WALL_REACH * this.#window.unitsPerPixel);
    else this.#wallHover.leave();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    this.#edits.onKey(event);
    if (!event.defaultPrevented) onPictureKey(event, this.frame, this.#keys);
  };

  /** Ends reading and moving. */
  #leave(): void {
    this.#wallHover.leave();
    this.#probe.end();
    this.picture.update({ movingData: false });
    this.frame.focus({ preventScroll: true });
  }

  #edit(): void {
    this.#wallHover.leave();
    this.#probe.end();
    this.#edits.editing?.begin();
  }
}
