import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { IntersectionController } from '../controllers/intersection-controller.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { PageVisibilityController } from '../controllers/page-visibility-controller.js';
import { savesData } from '../spline-figure/saves-data.js';

/** What the page's thread is busy with at a time. */
const SLICE_MS = 8;
/** Between two pictures of work that goes on; with reduced motion at most two in a second (WCAG 2.2.2). */
const PICTURE_MS = 100;
const CALM_PICTURE_MS = 500;

/**
 * Long work of an element in slices, so that the page stays responsive. It goes on while the element can be seen and
 * its reader has not paused it, and asks for an update a few times a second and when it is done. Where the reader saves data,
 * and with them the battery, it waits to be asked for.
 */
export class SlicedWork implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #intersection: IntersectionController;
  readonly #prefersCalm: MediaQueryController;
  #isHidden = document.hidden;
  #work: Iterator<unknown> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastPicture = 0;
  #isPaused = false;
  #mayBegin = !savesData();

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    this.#intersection = new IntersectionController(host, () => this.#schedule());
    this.#prefersCalm = new MediaQueryController(host, '(prefers-reduced-motion: reduce)');
    new PageVisibilityController(host, (isHidden) => {
      this.#isHidden = isHidden;
      this.#schedule();
    });
    host.addController(this);
  }

  /** False once the work is done, and before there is any. */
  get isWorking(): boolean {
    return this.#work !== null;
  }

  /** By its reader. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Waits for its reader. */
  get isSpared(): boolean {
    return !this.#mayBegin;
  }

  /** Begins what waits for that. */
  begin(): void {
    this.#mayBegin = true;
    this.#host.requestUpdate();
    this.#schedule();
  }

  toggle(): void {
    this.#isPaused = !this.#isPaused;
    this.#host.requestUpdate();
    this.#schedule();
  }

  /** Takes the place of what is not done. @param work each of its steps takes a few milliseconds */
  start(work: Iterator<unknown>): void {
    this.#work = work;
    this.#isPaused = false;
    this.#schedule();
  }

  hostConnected(): void {
    this.#schedule();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    const mayGoOn = this.#mayBegin && this.#intersection.isVisible && !this.#isHidden && !this.#isPaused;
    if (!this.#work || !mayGoOn || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#advance());
  }

  #advance(): void {
    this.#timer = undefined;
    const start = performance.now();
    while (this.#work && !this.#isPaused && performance.now() - start < SLICE_MS) {
      if (this.#work.next().done) this.#work = null;
    }
    const between = this.#prefersCalm.matches ? CALM_PICTURE_MS : PICTURE_MS;
    if (!this.#work || performance.now() - this.#lastPicture > between) {
      this.#lastPicture = performance.now();
      this.#host.requestUpdate();
    }
    this.#schedule();
  }
}
