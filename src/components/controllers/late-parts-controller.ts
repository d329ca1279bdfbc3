import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type LatePartsState = 'waiting' | 'loading' | 'loaded' | 'failed';

/** Parts of an element that are in a file of their own: loaded once, and again where that failed and the reader asks. */
export class LatePartsController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #importParts: () => Promise<unknown>;
  #state: LatePartsState = 'waiting';
  #loading: Promise<boolean> | null = null;

  constructor(host: ReactiveControllerHost, importParts: () => Promise<unknown>) {
    this.#host = host;
    this.#importParts = importParts;
    host.addController(this);
  }

  get state(): LatePartsState {
    return this.#state;
  }

  hostConnected(): void {}

  /** @returns whether the parts are there */
  load(): Promise<boolean> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<boolean> {
    this.#become('loading');
    try {
      await this.#importParts();
      this.#become('loaded');
      return true;
    } catch {
      this.#loading = null;
      this.#become('failed');
      return false;
    }
  }

  #become(state: LatePartsState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
