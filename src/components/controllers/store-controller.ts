import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What says when it changes: a `Store`, a session, its exact partitions. */
interface Subscribable {
  /** Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** Follows what an element shows: asks the host for an update, or calls `onChange` instead, at each change. */
export class StoreController implements ReactiveController {
  readonly #onChange: () => void;
  #store: Subscribable | null = null;
  #unsubscribe: (() => void) | null = null;
  #isConnected = false;

  constructor(host: ReactiveControllerHost, onChange: () => void = () => host.requestUpdate()) {
    this.#onChange = onChange;
    host.addController(this);
  }

  follow(store: Subscribable | null): void {
    if (store === this.#store) return;
    this.#stop();
    this.#store = store;
    if (this.#isConnected) this.#start();
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#start();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#stop();
  }

  #start(): void {
    this.#unsubscribe ??= this.#store?.subscribe(this.#onChange) ?? null;
  }

  #stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }
}
