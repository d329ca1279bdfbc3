import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether the page is being printed. */
export class PaperController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #flush: () => void;
  #isPrinting = false;

  /** @param flush renders the host at once: a script that prints goes on to print before any task of Lit's */
  constructor(host: ReactiveControllerHost, flush: () => void) {
    this.#host = host;
    this.#flush = flush;
    host.addController(this);
  }

  get isPrinting(): boolean {
    return this.#isPrinting;
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.#onBefore);
    window.addEventListener('afterprint', this.#onAfter);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.#onBefore);
    window.removeEventListener('afterprint', this.#onAfter);
    this.#isPrinting = false;
  }

  readonly #onBefore = (): void => {
    this.#isPrinting = true;
    this.#host.requestUpdate();
    this.#flush();
  };

  readonly #onAfter = (): void => {
    this.#isPrinting = false;
    this.#host.requestUpdate();
  };
}
