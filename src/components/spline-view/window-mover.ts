import type { ViewWindow } from '../../training/picture.js';
import type { Session } from '../../training/session.js';
import type { PictureBoxController } from '../controllers/picture-box-controller.js';
import { shownWindow, type PictureStore } from '../picture-store.js';
import { panWindow, pixelToWorld, transformPoint, windowCenter, zoomWindow, type Point } from './view-transform.js';

/** Whose window it is. */
export interface WindowedView {
  readonly session: Session | null;
  readonly picture: PictureStore;
}

/** Moves and zooms the window of linked pictures, and tells where in it a place of this picture lies. */
export class WindowMover {
  readonly #view: WindowedView;
  readonly #box: PictureBoxController;
  readonly #onMoved: () => void;

  /** @param onMoved a reader has moved the window */
  constructor(view: WindowedView, box: PictureBoxController, onMoved: () => void) {
    this.#view = view;
    this.#box = box;
    this.#onMoved = onMoved;
  }

  get window(): ViewWindow {
    return shownWindow(this.#view.picture.state, this.#view.session?.snapshot.data ?? null);
  }

  get unitsPerPixel(): number {
    const { x0, x1 } = this.window;
    return (x1 - x0) / Math.max(1, this.#box.size.cssWidth);
  }

  /** @param at in CSS pixels from the picture's top left corner */
  toWorld(at: Point): Point {
    const { cssWidth, cssHeight } = this.#box.size;
    return transformPoint(pixelToWorld(this.window, { width: cssWidth, height: cssHeight }), at);
  }

  /** What is seen moves by so many CSS pixels, to the right and downwards. */
  drag(dx: number, dy: number): void {
    const { cssWidth, cssHeight } = this.#box.size;
    this.pan(dx / cssWidth, dy / cssHeight);
  }

  /** The same in shares of the picture's edges. */
  pan(dx: number, dy: number): void {
    this.#move(panWindow(this.window, dx, dy));
  }

  /** @param anchor stays where it is */
  zoom(factor: number, anchor: Point = windowCenter(this.window)): void {
    this.#move(zoomWindow(this.window, factor, anchor));
  }

  /** Back to the window around the data. */
  fit(): void {
    this.#move(null);
  }

  #move(window: ViewWindow | null): void {
    this.#view.picture.update({ window });
    this.#onMoved();
  }
}
