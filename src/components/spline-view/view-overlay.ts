import type { ReactiveControllerHost } from 'lit';
import type { ViewWindow } from '../../training/picture.js';
import { FrameController } from '../controllers/frame-controller.js';
import type { PictureBoxController } from '../controllers/picture-box-controller.js';
import { draftScene } from '../edit-points/draft-scene.js';
import type { ReadingController, ReadingSubject } from '../reading/reading-controller.js';
import type { ReadingScene } from '../reading/reading-painter.js';
import type { CloudRing } from './data-mover.js';
import { OverlayPainter, type OverlayScene } from './overlay-painter.js';

/** What the marks are about. */
export type OverlaidView = ReactiveControllerHost & ReadingSubject & { readonly window: ViewWindow };

/** Points and marks over the picture of one network, painted in the frame after something of them has changed. */
export class ViewOverlay {
  readonly #view: OverlaidView;
  readonly #box: PictureBoxController;
  readonly #reading: ReadingController;
  readonly #ring: () => CloudRing | null;
  readonly #frame: FrameController;
  #painter: OverlayPainter | null = null;
  /** What the marks were painted from last. */
  #painted: readonly unknown[] = [];
  #predictions: Uint8Array | null = null;

  /** @param ring around the cloud of the data */
  constructor(view: OverlaidView, box: PictureBoxController, reading: ReadingController, ring: () => CloudRing | null) {
    this.#view = view;
    this.#box = box;
    this.#reading = reading;
    this.#ring = ring;
    this.#frame = new FrameController(view, () => this.#paint());
  }

  attach(canvas: HTMLCanvasElement): void {
    this.#painter = new OverlayPainter(canvas);
    const paintAnew = (): void => {
      this.#painted = [];
      this.repaint();
    };
    // A browser whose graphics were reset gives the canvas back empty.
    canvas.addEventListener('contextrestored', paintAnew);
    this.#painted = [];
  }

  /** Every update of the view does so by itself. */
  repaint(): void {
    this.#frame.request();
  }

  #paint(): void {
    if (!this.#box.pixels) return;
    const { widthPx, heightPx, cssWidth } = this.#box.size;
    const scene = this.#scene;
    // Hundreds of points are dear, and at most updates there is nothing new to be seen of them.
    const parts = [widthPx, heightPx, cssWidth, this.#view.picture.state.draft, ...partsOf(scene)];
    if (parts.length === this.#painted.length && parts.every((part, i) => part === this.#painted[i])) return;
    this.#painted = parts;
    this.#painter?.paint(scene, widthPx, heightPx, widthPx / cssWidth);
  }

  get #scene(): OverlayScene {
    const { session, model, picture, window } = this.#view;
    const { theme, points, probe, movingData, draft } = picture.state;
    const snapshot = session?.snapshot;
    const predictions = snapshot?.models[model]?.evaluation?.predictions ?? null;
    if (!areSame(predictions, this.#predictions)) this.#predictions = predictions;
    return {
      window,
      theme,
      data: snapshot?.data ?? null,
      points,
      predictions: this.#predictions,
      probe,
      reading: this.#readingScene,
      selected: null,
      ring: movingData ? this.#ring() : null,
      ...(draft && draftScene(draft)),
    };
  }

  /** The cell, the disc and the unit that are marked. */
  get #readingScene(): ReadingScene {
    const { unit, nearestWallDisc } = this.#view.picture.state;
    const boundary = this.#reading.litBoundary;
    return {
      reading: this.#reading.reading,
      showsDisc: nearestWallDisc,
      lit: unit && boundary ? { ...unit, boundary } : null,
    };
  }
}

const areSame = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === b || (!!a && !!b && a.length === b.length && a.every((value, i) => value === b[i]));

/** All that the marks depend on, the reader's own points aside: the same parts look the same. */
function partsOf({ window, theme, data, points, predictions, probe, reading, ring }: OverlayScene): unknown[] {
  const { x0, x1, y0, y1 } = window;
  const marks = [probe, reading.reading, reading.showsDisc, reading.lit?.layer, reading.lit?.boundary];
  return [x0, x1, y0, y1, theme, data, points, predictions, ...marks, ring?.center.x, ring?.center.y, ring?.radius];
}
