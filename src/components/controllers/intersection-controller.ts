import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether the host element is within the visible part of the page. False until the browser has looked. */
export class IntersectionController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer: IntersectionObserver;
  #isVisible = false;

  constructor(host: ReactiveControllerHost & Element, onChange: () => void) {
    this.#host = host;
    this.#observer = new IntersectionObserver((entries) => {
      this.#isVisible = entries.at(-1)?.isIntersecting ?? false;
      onChange();
    });
    host.addController(this);
  }

  get isVisible(): boolean {
    return this.#isVisible;
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#isVisible = false;
  }
}
