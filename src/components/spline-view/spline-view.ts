import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { pictureWindow } from '../../training/datasets/data-window.js';
import type { ViewWindow } from '../../training/picture.js';
import type { Session, ViewRequest } from '../../training/session.js';
import { cappedSize, DeviceSizeController } from '../controllers/device-size-controller.js';
import { IntersectionController } from '../controllers/intersection-controller.js';
import { PictureController } from '../controllers/picture-controller.js';
import { SessionController } from '../controllers/session-controller.js';
import { networkName } from '../network-names.js';
import { PictureStore } from '../picture-store.js';
import { pictureSentence } from './picture-sentence.js';
import { strings } from '../strings.js';
import { controlStyles } from '../style/controls.js';
import { DataMover } from './data-mover.js';
import { GestureController, type GestureTarget } from './gestures.js';
import { legendStyles, legendTemplate } from './legend.js';
import { OverlayPainter } from './overlay-painter.js';
import { pictureKey } from './picture-keys.js';
import { PointReader, type PointReading } from './point-reading.js';
import { readNetwork } from './read-network.js';
import { readingSentence, readoutTemplate } from './readout.js';
import { splineViewStyles } from './spline-view.styles.js';
import { handlesTemplate, stopEvent, toolsTemplate } from './view-tools.js';
import {
  emptyWindow,
  panWindow,
  pixelToWorld,
  transformPoint,
  windowCenter,
  worldToPixel,
  zoomWindow,
  type Point,
} from './view-transform.js';

/** Share of the window that an arrow key moves by. */
const KEY_STEP = 0.08;
/** Under reduced motion a picture is drawn at most this often while training. */
const CALM_INTERVAL_MS = 500;
const HINT_MS = 1_600;

/**
 * The picture of one network's cells: the engine draws on a canvas of it, the element draws points and marks on top.
 *
 * Pan by dragging, zoom with Ctrl or Cmd and the wheel, two fingers, keys or buttons; a plain wheel and a vertical swipe
 * scroll the page. Pictures that share a `picture` show the same place and read the same point.
 *
 * @slot - under the picture: numbers about the network
 * @slot message - over the picture: something that stops the reader
 * @event spline-announce - `detail`: a sentence for a live region
 * @event spline-refused - `detail`: why a placement of the data was refused
 * @csspart frame - the square around the picture
 */
export class SplineView extends LitElement {
  static override readonly styles = [controlStyles, legendStyles, splineViewStyles];

  /** What is shown; null shows a blank picture. */
  @property({ attribute: false }) accessor session: Session | null = null;
  /** Index of the network. */
  @property({ type: Number }) accessor model = 0;
  /** Window, layers and theme; shared between linked pictures. */
  @property({ attribute: false }) accessor picture = new PictureStore();
  /** Whether the legend is shown under the picture. */
  @property({ type: Boolean }) accessor legend = false;

  @query('.frame') private accessor frame!: HTMLElement;
  @query('.surface') private accessor surface!: HTMLElement | null;
  @query('.overlay') private accessor overlay!: HTMLCanvasElement;

  readonly #sessions = new SessionController(this, () => this.#onSnapshot());
  readonly #pictures = new PictureController(this, () => this.#onPicture());
  readonly #size = new DeviceSizeController(this, () => this.#repaint());
  readonly #sight = new IntersectionController(this, () => this.#repaint());
  readonly #gestures = new GestureController(this, this.#gestureTarget());
  readonly #reader = new PointReader();
  #canvas: HTMLCanvasElement | null = null;
  #generation = 0;
  #painter: OverlayPainter | null = null;
  #mover: DataMover | null = null;
  #overlayFrame = 0;
  #lastRequestMs = 0;
  #mayDraw = true;
  #wasRunning = false;
  #isReading = false;
  /** The picture in words; stands still while the network trains, so that it can be listened to. */
  #description = '';
  #isHinting = false;
  #hintTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * A fresh canvas for an engine, in place of those of lower generations; where a higher one is already shown, the
   * canvas stays out of sight.
   */
  createCanvas(generation: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    if (generation < this.#generation) return canvas;
    this.#generation = generation;
    this.#canvas?.remove();
    this.#canvas = canvas;
    this.surface?.append(canvas);
    return canvas;
  }

  /** The window that is shown. */
  get window(): ViewWindow {
    const data = this.session?.snapshot.data;
    return this.picture.state.window ?? (data ? pictureWindow(data) : emptyWindow);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.session?.setView(this.model, this.#request);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session?.setView(this.model, null);
    this.#mover?.dispose();
    cancelAnimationFrame(this.#overlayFrame);
    this.#overlayFrame = 0;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session') || changed.has('model') || changed.has('picture')) {
      changed.get('session')?.setView(changed.get('model') ?? this.model, null);
      // Every session counts its engines from 0.
      if (changed.has('session')) this.#generation = 0;
      this.#sessions.follow(this.session);
      this.#pictures.follow(this.picture);
      this.session?.setView(this.model, this.#request);
      this.#mover?.dispose();
      this.#mover = this.session
        ? new DataMover(this.session, this.picture, (message) => this.#emit('spline-refused', message))
        : null;
    }
    const snapshot = this.session?.snapshot;
    if (snapshot && snapshot.state !== 'running') this.#description = pictureSentence(snapshot, this.model);
  }

  protected override firstUpdated(): void {
    if (this.#canvas) this.surface?.append(this.#canvas);
    this.#painter = new OverlayPainter(this.overlay);
    this.#size.observe(this.frame);
    this.#gestures.attach(this.frame);
  }

  protected override updated(): void {
    this.#scheduleOverlay();
  }

  protected override render(): TemplateResult {
    const { movingData, theme, points, layers } = this.picture.state;
    const snapshot = this.session?.snapshot;
    const name = snapshot ? networkName(snapshot, this.model) : '';
    const depth = snapshot?.config.network.hiddenWidths.length ?? 2;
    return html`
      <div
        class="frame ${movingData ? 'moving' : ''}"
        part="frame"
        tabindex="0"
        role=${this.#isReading ? 'application' : 'group'}
        aria-label=${strings.picture.frameLabel(name)}
        aria-describedby="keys"
        @keydown=${this.#onKeyDown}
        @blur=${this.#onBlur}
      >
        <div
          class="surface"
          role="img"
          aria-label=${strings.picture.canvasLabel(this.model)}
          aria-describedby="description"
        ></div>
        <canvas class="overlay" aria-hidden="true"></canvas>
        ${this.#note()} ${this.#readout()}
        ${this.#isHinting ? html`<p class="hint">${strings.picture.wheelHint}</p>` : null}
        ${movingData ? this.#handles() : null}
        ${toolsTemplate(this.picture, (factor) => this.#zoom(factor))}
        <div class="message" @pointerdown=${stopEvent} @pointermove=${stopEvent}><slot name="message"></slot></div>
      </div>
      <p id="description" class="visually-hidden">${this.#description}</p>
      <p id="keys" class="visually-hidden">${movingData ? strings.picture.movingKeys : strings.picture.keys}</p>
      <slot></slot>
      ${
        this.legend && snapshot?.data
          ? legendTemplate({ classCount: snapshot.data.classCount, depth, theme, points, layers })
          : null
      }
    `;
  }

  /** What the picture is drawn with, or that there is none yet. */
  #note(): TemplateResult | null {
    const snapshot = this.session?.snapshot;
    const network = snapshot?.models[this.model];
    const isPreparing = !snapshot || snapshot.state === 'idle' || snapshot.state === 'preparing';
    if (isPreparing && !network?.evaluation) return html`<p class="note waiting">${strings.picture.waiting}</p>`;
    if (network?.normalization !== 'batch' || !snapshot) return null;
    const name = strings.statisticsNames[snapshot.config.statistics];
    return html`<p class="note statistics">${strings.picture.statistics(name)}</p>`;
  }

  #handles(): TemplateResult | null {
    const mover = this.#mover;
    const ring = mover?.ring;
    if (!mover || !ring) return null;
    return handlesTemplate(ring, this.window, {
      move: (from, to) => mover.move(to.x - from.x, to.y - from.y),
      turn: (from, to) => mover.pull(from, to),
      end: () => mover.finish(),
      onTurnKey: (event) => this.#onTurnKey(event),
      locate: (event) => {
        const box = this.frame.getBoundingClientRect();
        return this.#toWorld({ x: event.clientX - box.left, y: event.clientY - box.top });
      },
    });
  }

  #readout(): TemplateResult {
    const { probe, theme } = this.picture.state;
    const reading = probe && this.#read(probe);
    const place = this.#isProbeInCorner ? 'above' : '';
    return html`<div class="readout ${place}" ?hidden=${!reading}>
      ${probe && reading ? readoutTemplate(probe, reading, theme) : null}
    </div>`;
  }

  /** Whether the reading would cover the point that it is about. */
  get #isProbeInCorner(): boolean {
    const { probe } = this.picture.state;
    if (!probe) return false;
    const { x, y } = transformPoint(worldToPixel(this.window, { width: 1, height: 1 }), probe);
    return x < 0.62 && y > 0.6;
  }

  #read(point: Point): PointReading | null {
    return readNetwork(this.#reader, this.session, this.model, point);
  }

  readonly #request = (): ViewRequest | null => {
    const { layers, theme, reducedMotion } = this.picture.state;
    const size = cappedSize(this.#size.size);
    if (!this.#sight.isVisible || size.widthPx === 0) return null;
    const now = performance.now();
    const isCalm = reducedMotion && this.session?.snapshot.state === 'running';
    if (isCalm && !this.#mayDraw && now - this.#lastRequestMs < CALM_INTERVAL_MS) return null;
    this.#lastRequestMs = now;
    this.#mayDraw = false;
    return { view: this.window, ...size, layers, theme };
  };

  #onSnapshot(): void {
    const isRunning = this.session?.snapshot.state === 'running';
    // Drawings that were left out under reduced motion: the last one counts.
    if (this.#wasRunning && !isRunning) this.#repaint();
    this.#wasRunning = isRunning;
    this.requestUpdate();
  }

  #onPicture(): void {
    this.requestUpdate();
    this.#repaint();
  }

  #repaint(): void {
    this.#mayDraw = true;
    this.session?.requestPaint();
    this.#scheduleOverlay();
  }

  #scheduleOverlay(): void {
    if (this.#overlayFrame !== 0 || !this.isConnected) return;
    this.#overlayFrame = requestAnimationFrame(() => {
      this.#overlayFrame = 0;
      this.#paintOverlay();
    });
  }

  #paintOverlay(): void {
    const { widthPx, heightPx, cssWidth } = this.#size.size;
    if (!this.#painter || widthPx === 0 || !this.#sight.isVisible) return;
    const { theme, points, probe, movingData } = this.picture.state;
    const snapshot = this.session?.snapshot;
    const scene = {
      window: this.window,
      theme,
      data: snapshot?.data ?? null,
      points,
      predictions: snapshot?.models[this.model]?.evaluation?.predictions ?? null,
      probe,
      ring: movingData ? (this.#mover?.ring ?? null) : null,
    };
    this.#painter.paint(scene, widthPx, heightPx, widthPx / cssWidth);
  }

  #gestureTarget(): GestureTarget {
    return {
      dragsData: (at) => {
        const ring = this.picture.state.movingData ? this.#mover?.ring : null;
        if (!ring) return false;
        const { x, y } = this.#toWorld(at);
        return Math.hypot(x - ring.center.x, y - ring.center.y) <= ring.radius;
      },
      onPan: (dx, dy) => {
        const { cssWidth, cssHeight } = this.#size.size;
        this.picture.update({ window: panWindow(this.window, dx / cssWidth, dy / cssHeight) });
      },
      onZoom: (factor, anchor) => this.#zoom(factor, this.#toWorld(anchor)),
      onMoveData: (dx, dy) => {
        const from = this.#toWorld({ x: 0, y: 0 });
        const to = this.#toWorld({ x: dx, y: dy });
        this.#mover?.move(to.x - from.x, to.y - from.y);
      },
      onMoveDataEnd: () => this.#mover?.finish(),
      onPoint: (at) => this.picture.update({ probe: at && this.#toWorld(at) }),
      onPlainWheel: () => this.#hint(),
    };
  }

  #toWorld(at: Point): Point {
    const { cssWidth, cssHeight } = this.#size.size;
    return transformPoint(pixelToWorld(this.window, { width: cssWidth, height: cssHeight }), at);
  }

  #zoom(factor: number, anchor: Point = windowCenter(this.window)): void {
    this.picture.update({ window: zoomWindow(this.window, factor, anchor) });
  }

  #hint(): void {
    clearTimeout(this.#hintTimer);
    this.#isHinting = document.activeElement !== null && this.matches(':focus-within');
    this.#hintTimer = setTimeout(() => {
      this.#isHinting = false;
      this.requestUpdate();
    }, HINT_MS);
    this.requestUpdate();
  }

  #onTurnKey(event: KeyboardEvent): void {
    const key = pictureKey(event);
    if (key?.act !== 'shift') return;
    event.preventDefault();
    event.stopPropagation();
    this.#mover?.turn(-5 * key.dx, 1.05 ** key.dy);
    this.#mover?.finish();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const key = pictureKey(event);
    const isOnFrame = event.target === this.frame;
    if (!key || (key.act === 'read' && !isOnFrame)) return;
    const { movingData, probe } = this.picture.state;
    switch (key.act) {
      case 'shift':
        if (movingData) this.#moveDataByKey(key.dx, key.dy, key.modified);
        else if (this.#isReading) this.#readAt(shifted(this.window, probe ?? windowCenter(this.window), key));
        else this.picture.update({ window: panWindow(this.window, -key.dx * KEY_STEP, key.dy * KEY_STEP) });
        break;
      case 'zoom':
        this.#zoom(key.factor, this.#isReading && probe ? probe : undefined);
        break;
      case 'fit':
        this.picture.update({ window: null });
        break;
      case 'read':
        this.#isReading = true;
        this.#readAt(probe ?? windowCenter(this.window));
        break;
      case 'leave':
        if (!this.#isReading && !movingData && !probe) return;
        this.#isReading = false;
        this.picture.update({ movingData: false, probe: null });
        this.requestUpdate();
        // A handle that was in focus goes away.
        this.frame.focus();
        break;
      default:
        key satisfies never;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  #moveDataByKey(dx: number, dy: number, turns: boolean): void {
    const edge = this.window.x1 - this.window.x0;
    if (turns) this.#mover?.turn(-5 * dx, 1.05 ** dy);
    else this.#mover?.move(dx * edge * 0.04, dy * edge * 0.04);
    this.#mover?.finish();
  }

  #readAt(point: Point): void {
    this.picture.update({ probe: point });
    const reading = this.#read(point);
    if (reading) this.#emit('spline-announce', readingSentence(point, reading));
  }

  readonly #onBlur = (): void => {
    if (!this.#isReading) return;
    this.#isReading = false;
    this.picture.update({ probe: null });
    this.requestUpdate();
  };

  #emit(type: 'spline-announce' | 'spline-refused', detail: string): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

function shifted(window: ViewWindow, point: Point, { dx, dy }: { dx: number; dy: number }): Point {
  return {
    x: point.x + dx * 0.02 * (window.x1 - window.x0),
    y: point.y + dy * 0.02 * (window.y1 - window.y0),
  };
}
