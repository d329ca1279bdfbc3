import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { makeFilm, type FilmOrder } from './make-film.js';

export interface FilmProgress {
  /** Frames that are done, of `count`. */
  readonly done: number;
  readonly count: number;
  /** Null until it can be told. */
  readonly secondsLeft: number | null;
}

/** Frames after which the time for the others can be told. */
const TELLING_FRAMES = 3;

/** One film at a time, until it is done, cancelled or its element has left the page. */
export class FilmMaking implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #progress: FilmProgress | null = null;
  #control: AbortController | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Null while no film is being made. */
  get progress(): FilmProgress | null {
    return this.#progress;
  }

  /**
   * Resolves with null where it was cancelled.
   *
   * @throws Error (rejects) with a sentence where there is no film
   */
  async make(order: FilmOrder): Promise<Blob | null> {
    const control = new AbortController();
    const count = order.plan.frames.length;
    const startMs = performance.now();
    this.#control = control;
    this.#become({ done: 0, count, secondsLeft: null });
    const onFrame = (done: number): void => {
      if (control.signal.aborted) return;
      const secondsLeft = ((performance.now() - startMs) / 1000 / done) * (count - done);
      this.#become({ done, count, secondsLeft: done < TELLING_FRAMES ? null : secondsLeft });
    };
    try {
      return await makeFilm(order, onFrame, control.signal);
    } catch (error) {
      if (control.signal.aborted) return null;
      throw error;
    } finally {
      this.#control = null;
      this.#become(null);
    }
  }

  cancel(): void {
    this.#control?.abort();
  }

  hostDisconnected(): void {
    this.cancel();
  }

  #become(progress: FilmProgress | null): void {
    this.#progress = progress;
    this.#host.requestUpdate();
  }
}
