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
  }

  /** Every update of the view does so by itself. */
  repaint(): void {
    this.#frame.request();
  }

  #paint(): void {
    if (!this.#box.pixels) return;
    const { widthPx, heightPx, cssWidth } = this.#box.size;
    this.#painter?.paint(this.#scene, widthPx, heightPx, widthPx / cssWidth);
  }

  get #scene(): OverlayScene {
    const { session, model, picture, window } = this.#view;
    const { theme, points, probe, movingData, draft } = picture.state;
    const snapshot = session?.snapshot;
    return {
      window,
      theme,
      data: snapshot?.data ?? null,
      points,
      predictions: snapshot?.models[model]?.evaluation?.predictions ?? null,
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
