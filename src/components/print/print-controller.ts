import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Still } from './paint-still.js';

/** Stills in place of pictures while the page is printed, because browsers leave out of prints what a GPU has drawn. */
export class PrintController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #flush: () => void;
  readonly #paint: () => readonly (Still | null)[];
  #isPrinting = false;
  #stills: readonly (Still | null)[] = [];

  /**
   * @param flush renders the host at once: a script that prints goes on to print before any task of Lit's
   * @param paint stills of all pictures, at once, since printing waits for nothing; null for one of which nothing is known
   */
  constructor(
    host: ReactiveControllerHost,
    flush: () => void,
    paint: () => readonly (Still | null)[] = (): readonly Still[] => [],
  ) {
    this.#host = host;
    this.#flush = flush;
    this.#paint = paint;
    host.addController(this);
  }

  get isPrinting(): boolean {
    return this.#isPrinting;
  }

  /** Of every picture; empty while nothing is printed. */
  get stills(): readonly (Still | null)[] {
    return this.#stills;
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.#onBefore);
    window.addEventListener('afterprint', this.#onAfter);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.#onBefore);
    window.removeEventListener('afterprint', this.#onAfter);
    this.#isPrinting = false;
    this.#stills = [];
  }

  readonly #onBefore = (): void => {
    this.#isPrinting = true;
    this.#stills = this.#paint();
    this.#host.requestUpdate();
    this.#flush();
  };

  readonly #onAfter = (): void => {
    this.#isPrinting = false;
    this.#stills = [];
    this.#host.requestUpdate();
  };
}
