import type { LitElement, ReactiveController } from 'lit';

/** Gives the focus to another part of an element where an update removes the part that had it; the page would get it else. */
export class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  readonly #heir: () => HTMLElement;
  #focused: Element | null = null;

  /** @param heir has the focus then; asked after the update */
  constructor(host: LitElement, heir: () => HTMLElement) {
    this.#host = host;
    this.#heir = heir;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = this.#host.shadowRoot?.activeElement ?? null;
  }

  hostUpdated(): void {
    if (this.#focused?.isConnected === false) this.#heir().focus({ preventScroll: true });
    this.#focused = null;
  }
}
