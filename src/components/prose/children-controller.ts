import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Reads the children of an element, and again whenever they have changed: a parser or a framework may write them later. */
export class ChildrenController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #read: () => void;
  readonly #observer: MutationObserver;

  constructor(host: ReactiveControllerHost & Element, read: () => void) {
    this.#host = host;
    this.#read = read;
    this.#observer = new MutationObserver(read);
    host.addController(this);
  }

  hostConnected(): void {
    this.#read();
    this.#observer.observe(this.#host, { childList: true, characterData: true, subtree: true });
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
