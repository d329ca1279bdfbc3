import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PictureStore } from '../picture-store.js';

/** Follows the shared state of the pictures: asks the host for an update, or calls `onChange` instead, at each change. */
export class PictureController implements ReactiveController {
  readonly #onChange: () => void;
  #store: PictureStore | null = null;
  #unsubscribe: (() => void) | null = null;
  #connected = false;

  constructor(host: ReactiveControllerHost, onChange: () => void = () => host.requestUpdate()) {
    this.#onChange = onChange;
    host.addController(this);
  }

  follow(store: PictureStore): void {
    if (store === this.#store) return;
    this.#unsubscribe?.();
    this.#store = store;
    this.#unsubscribe = this.#connected ? store.subscribe(this.#onChange) : null;
  }

  hostConnected(): void {
    this.#connected = true;
    this.#unsubscribe ??= this.#store?.subscribe(this.#onChange) ?? null;
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }
}
