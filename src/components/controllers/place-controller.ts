import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Asks its host for an update whenever `lang` or `dir` of what it stands in may be another. */
export class PlaceController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer: MutationObserver;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    this.#observer = new MutationObserver(() => host.requestUpdate());
    host.addController(this);
  }

  hostConnected(): void {
    let root = this.#host.getRootNode();
    this.#observe(root);
    while (root instanceof ShadowRoot) this.#observe((root = root.host.getRootNode()));
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #observe(root: Node): void {
    this.#observer.observe(root, { subtree: true, attributeFilter: ['lang', 'dir'] });
  }
}
