import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { createSurfaceDrawings, type SurfaceDrawings, type SurfaceScene } from '../../create-surface.js';
import type { CellLookup } from '../../geometry/cell-lookup.js';
import type { Partition } from '../../geometry/partition.js';
import type { ValueScale } from '../../geometry/value-scale.js';
import type { EngineChoice } from '../../training/choose-engine.js';
import type { DataSet } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import { FocusKeeper } from '../controllers/focus-keeper.js';
import { FrameController } from '../controllers/frame-controller.js';
import { PictureBoxController } from '../controllers/picture-box-controller.js';
import { ProbeController } from '../controllers/probe-controller.js';
import { StoreController } from '../controllers/store-controller.js';
import { WheelHintController } from '../controllers/wheel-hint-controller.js';
import { emit } from '../events.js';
import type { Workers } from '../../page-workers.js';
import { english } from '../language.js';
import { PictureStore } from '../picture-store.js';
import type { Still } from '../print/paint-still.js';
import { PrintController } from '../print/print-controller.js';
import type { Reading } from '../reading/reading.js';
import { GestureController, type GestureTarget } from '../spline-view/gestures.js';
import { onPictureKey, type PictureKeyActions } from '../spline-view/picture-keys.js';
import type { Point } from '../spline-view/view-transform.js';
import { controlStyles } from '../style/controls.js';
import { pictureToolsStyles } from '../style/picture-tools.js';
import { DrawingKeeper } from './drawing-keeper.js';
import { lightFrom } from './orbit.js';
import { paintSurface } from './paint-surface.js';
import { splineSurfaceStyles } from './spline-surface.styles.js';
import { SurfaceLifter } from './surface-lifter.js';
import type { SurfaceModel } from './surface-model.js';
import { formatHeight, surfaceNote, surfaceSentence } from './surface-note.js';
import { SurfaceOverlay, type OverlayScene } from './surface-overlay.js';
import { SurfaceReading } from './surface-reading.js';
import { SurfaceSight } from './surface-sight.js';
import { SurfaceStore } from './surface-store.js';
import { surfaceStrings as words } from './surface-strings.js';
import { ARROW_TURN, surfaceTools } from './surface-tools.js';

/** Degrees per CSS pixel of a drag. */
const DRAG_TURN = 0.4;
/** Pixels of paper per CSS pixel. */
const PAPER_RATIO = 2;

/**
 * The exact cells of one network, lifted to a height: a logit, the difference of two, or the activation of a unit. Drawn with
 * WebGPU, and on a 2-D canvas where that cannot be had.
 *
 * Drag turns, Ctrl or Cmd and the wheel, two fingers, keys or buttons zoom; a plain wheel and a vertical swipe scroll the
 * page. What is pointed at is read in every picture that shares `picture`, and the other way round. Surfaces that share
 * `view` are seen from the same place. Nothing is computed or drawn while the element is out of sight or nothing changes.
 *
 * @element spline-surface
 * @attr label - name of the network, for the accessible name
 * @attr engine - auto (default): WebGPU on hardware; webgpu: software adapters too; cpu: the 2-D canvas
 * @event spline-announce - `detail`: a sentence for a live region
 * @csspart frame - the frame around the surface
 */
export class SplineSurface extends LitElement {
  static override readonly styles = [controlStyles, pictureToolsStyles, splineSurfaceStyles];

  /** The cells to lift; null shows that they are waited for. */
  @property({ attribute: false }) accessor partition: Partition | null = null;
  /** What cells are found with; until it is there, points are read without their cells. */
  @property({ attribute: false }) accessor lookup: CellLookup | null = null;
  /** The network that the partition is of; set together with it. */
  @property({ attribute: false }) accessor folded: FoldedNetwork | null = null;
  /** Steps that it had taken. */
  @property({ type: Number }) accessor step = 0;
  /** Data whose points stand on the surface. */
  @property({ attribute: false }) accessor data: DataSet | null = null;
  /** Classes that the network says, of the training points and then the test points: wrong ones are ringed. */
  @property({ attribute: false }) accessor predictions: Uint8Array | null = null;
  /** Of a fill by a number, where another picture has one; null: the surface's own. */
  @property({ attribute: false }) accessor scale: ValueScale | null = null;
  /** Fill, lines, points, theme and the point that is read; shared between linked pictures. */
  @property({ attribute: false }) accessor picture = new PictureStore();
  /** Camera and height; shared between linked surfaces. */
  @property({ attribute: false }) accessor view = new SurfaceStore();
  /** Where drawings come from; surfaces of a page share one, and so one device. Null: one of its own, by `engine`. */
  @property({ attribute: false }) accessor drawings: SurfaceDrawings | null = null;
  /** In which cells are lifted; to be set before there are any. */
  @property({ attribute: false }) accessor workers: Workers = 'auto';
  @property() accessor label = '';
  /** What stands there while there is no partition. */
  @property({ attribute: false }) accessor absence = words.waiting;
  @property() accessor engine: EngineChoice = 'auto';

  @query('.frame') private accessor frame!: HTMLElement;
  @query('.under') private accessor under!: HTMLCanvasElement;
  @query('.drawing') private accessor holder!: HTMLElement;
  @query('.over') private accessor over!: HTMLCanvasElement;

  readonly #pictures = new StoreController(this);
  readonly #views = new StoreController(this);
  readonly #box = new PictureBoxController(this, () => this.requestUpdate());
  readonly #lifter = new SurfaceLifter(() => this.requestUpdate());
  readonly #readings = new SurfaceReading();
  readonly #sight = new SurfaceSight({ model: () => this.#lifter.model, view: () => this.view }, this.#box);
  readonly #probe = new ProbeController(this, {
    store: () => this.picture,
    window: () => this.partition?.window ?? null,
    reading: () => this.#reading,
    cells: () => this.partition && { partition: this.partition, lookup: this.lookup },
    say: (sentence) => this.#say(sentence),
    language: () => english,
  });
  readonly #hint = new WheelHintController(this);
  readonly #print = new PrintController(
    this,
    () => this.performUpdate(),
    () => [this.#paintStill()],
  );
  readonly #gestures = new GestureController(this, this.#gestureTarget());
  #keeper: DrawingKeeper | null = null;
  #overlay: SurfaceOverlay | null = null;
  #isStarted = false;

  constructor() {
    super();
    new FrameController(this, () => this.#draw());
    new FocusKeeper(this, () => this.frame);
  }

  /** Where a point of the input plane is seen, in CSS pixels of the frame; null outside the window or before there is one. */
  placeOf(point: Point): Point | null {
    return this.#sight.placeOf(point);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#keeper?.stop();
    this.#lifter.clear();
    this.#isStarted = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#pictures.follow(this.picture);
    this.#views.follow(this.view);
    if (changed.has('engine') || changed.has('drawings')) this.#isStarted = false;
    this.#lift();
  }

  protected override firstUpdated(): void {
    this.#keeper = new DrawingKeeper(this.holder, () => this.requestUpdate());
    this.#overlay = new SurfaceOverlay(this.under, this.over);
    this.#box.observe(this.frame);
    this.#gestures.attach(this.frame);
  }

  protected override render(): TemplateResult {
    const { model, failure } = this.#lifter;
    const still = this.#print.stills[0];
    const absence = failure ?? (this.partition ? words.lifting : this.absence);
    return html`
      <div
        class="frame"
        part="frame"
        tabindex="0"
        role=${this.#probe.isByKeys ? 'application' : 'group'}
        aria-label=${words.frameLabel(this.label)}
        aria-describedby="keys"
        @keydown=${this.#onKeyDown}
      >
        <canvas class="under" aria-hidden="true"></canvas>
        <div class="drawing" role="img" aria-label=${words.canvasLabel} aria-describedby="description"></div>
        <canvas class="over" aria-hidden="true"></canvas>
        ${still ? html`<div class="still" aria-hidden="true">${still.canvas}</div>` : nothing}
        ${this.#hint.template} ${surfaceTools(this.#sight)}
      </div>
      ${model ? this.#note(model) : html`<p class="note">${absence}</p>`}
      <p id="description" class="visually-hidden">${model ? surfaceSentence(model) : absence}</p>
      <p id="keys" class="visually-hidden">${words.keys}</p>
    `;
  }

  #note(model: SurfaceModel): TemplateResult {
    return surfaceNote({
      model,
      height: this.#height,
      fallbackReason: this.#keeper?.fallbackReason ?? null,
      lacksFill: this.picture.state.numberFill === 'density',
      reading: this.#reading,
      isByKeys: this.#probe.isByKeys,
      end: () => this.#leave(),
    });
  }

  /** At the point that is read; null without one, and outside the window. */
  get #height(): number | null {
    const { probe } = this.picture.state;
    return probe && (this.#lifter.model?.heightAt(probe) ?? null);
  }

  get #reading(): Reading | null {
    const { probe } = this.picture.state;
    const { partition, lookup, folded, step, data } = this;
    return (
      probe && partition && folded && this.#readings.at(probe, { partition, lookup }, folded, step, data?.train ?? null)
    );
  }

  /** Nothing is lifted before the element has been seen. */
  #lift(): void {
    const { partition, folded } = this;
    if (!this.#box.isVisible) return;
    if (partition && folded) this.#lifter.lift(partition, folded, this.view.state.lift, this.workers);
    else this.#lifter.clear();
  }

  #startDrawing(): void {
    if (this.#isStarted || !this.#box.isVisible || !this.#keeper) return;
    this.#isStarted = true;
    const own = (): SurfaceDrawings => createSurfaceDrawings(this.engine === 'webgpu');
    this.#keeper.start(this.engine === 'cpu' ? null : (this.drawings ?? own()), words.askedForCpu);
  }

  #draw(): void {
    this.#startDrawing();
    const size = this.#box.pixels;
    const drawing = this.#keeper?.drawing;
    const { model } = this.#lifter;
    if (!size || !drawing || !model) return;
    drawing.draw(this.#scene(model), size);
    this.#overlay?.paint(this.#overlayScene(model), size.widthPx, size.heightPx, size.pixelRatio);
  }

  /** At twice the size that it has on the screen. */
  #paintStill(): Still | null {
    const { model } = this.#lifter;
    const { clientWidth, clientHeight } = this.frame;
    if (!model || clientWidth === 0) return null;
    const size = { widthPx: PAPER_RATIO * clientWidth, heightPx: PAPER_RATIO * clientHeight, pixelRatio: PAPER_RATIO };
    const canvas = paintSurface(this.#scene(model), this.#overlayScene(model), size);
    return canvas && { canvas, step: this.step };
  }

  #scene(model: SurfaceModel): SurfaceScene {
    const { theme, layers, numberFill, probe } = this.picture.state;
    const fill = numberFill && numberFill !== 'density' ? numberFill : layers.fill;
    return {
      mesh: model.mesh,
      cellColors: model.colors(fill, theme, this.scale),
      viewProjection: this.#sight.matrix,
      light: lightFrom(this.view.state.orbit),
      // By a number: any fill that takes a cell's own colour.
      layers: fill === layers.fill ? layers : { ...layers, fill: 'plain' as const },
      theme,
      markedCell: probe ? model.cellAt(probe) : -1,
      isShaded: true,
    };
  }

  #overlayScene(model: SurfaceModel): OverlayScene {
    const { theme, points, probe } = this.picture.state;
    const { data, predictions } = this;
    const { orbit } = this.view.state;
    return { model, matrix: this.#sight.matrix, orbit, theme, data, predictions, points, probe };
  }

  #gestureTarget(): GestureTarget {
    return {
      dragOf: () => 'window',
      // The surface follows the pointer.
      onPan: (dx, dy) => this.#sight.turn(-DRAG_TURN * dx, DRAG_TURN * dy),
      onZoom: (factor, anchor) => this.#sight.zoom(factor, anchor),
      onMoveData: () => undefined,
      onMovePoint: () => undefined,
      onMoveEnd: () => undefined,
      onTap: (at, isTouch) => isTouch && this.#read(at),
      onPoint: (at) => this.#read(at),
      onPlainWheel: () => this.#hint.show(),
    };
  }

  /** By pointer, at a place in CSS pixels. */
  #read(at: Point | null): void {
    this.#probe.point(at && this.#sight.inputAt(at));
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => onPictureKey(event, this.frame, this.#keys);

  readonly #keys: PictureKeyActions = {
    shift: (key) => {
      if (this.#probe.isByKeys) this.#probe.walk(key);
      else this.#sight.turn(ARROW_TURN * key.dx, ARROW_TURN * key.dy);
    },
    zoom: (factor) => this.#sight.zoom(factor),
    fit: () => this.#sight.home(),
    read: () => this.#probe.read(),
    leave: () => {
      const isBusy = this.#probe.isByKeys || this.picture.state.probe !== null;
      if (isBusy) this.#leave();
      return isBusy;
    },
  };

  /** Adds the height at the point that is read. */
  #say(reading: string): void {
    const height = this.#height;
    emit(this, 'spline-announce', height === null ? reading : words.spoken(reading, formatHeight(height)));
  }

  #leave(): void {
    this.#probe.end();
    this.frame.focus({ preventScroll: true });
  }
}
