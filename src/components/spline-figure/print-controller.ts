import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Still } from './figure-stills.js';

type Painter = typeof import('./figure-stills.js');

/** Once for the page; null until then. */
let painter: Painter | null = null;

/**
 * Stills in place of pictures while the page is printed, because browsers leave out of prints what a GPU has drawn. They are
 * painted when printing begins, which does not wait for anything: what paints them has to be loaded before.
 */
export class PrintController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #paint: (painter: Painter) => readonly (Still | null)[];
  readonly #flush: () => void;
  #isPrinting = false;
  #stills: readonly (Still | null)[] = [];
  #isPrepared = false;

  /**
   * @param paint stills of all networks; null for one of which nothing is known
   * @param flush renders the host at once: a script that prints goes on to print before any task of Lit's
   */
  constructor(host: ReactiveControllerHost, paint: (painter: Painter) => readonly (Still | null)[], flush: () => void) {
    this.#host = host;
    this.#paint = paint;
    this.#flush = flush;
    host.addController(this);
  }

  get isPrinting(): boolean {
    return this.#isPrinting;
  }

  /** Of every network; empty while nothing is printed. */
  get stills(): readonly (Still | null)[] {
    return this.#stills;
  }

  /** To be called once there is something to print. */
  async prepare(): Promise<void> {
    if (this.#isPrepared) return;
    this.#isPrepared = true;
    // Without it the page prints what the browser can print.
    painter ??= await import('./figure-stills.js').catch(() => null);
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
    if (painter) this.#stills = this.#paint(painter);
    this.#host.requestUpdate();
    this.#flush();
  };

  readonly #onAfter = (): void => {
    this.#isPrinting = false;
    this.#stills = [];
    this.#host.requestUpdate();
  };
}
