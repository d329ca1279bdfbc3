import type { ReactiveController } from 'lit';
import type { ReactiveControllerHost } from 'lit';

/** Tells when the page is hidden and shown again (another tab, a locked phone, the back-forward cache). */
export class PageVisibilityController implements ReactiveController {
  readonly #onChange: (isHidden: boolean) => void;

  constructor(host: ReactiveControllerHost, onChange: (isHidden: boolean) => void) {
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    window.addEventListener('pagehide', this.#onHide);
    window.addEventListener('pageshow', this.#onVisibility);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    window.removeEventListener('pagehide', this.#onHide);
    window.removeEventListener('pageshow', this.#onVisibility);
  }

  readonly #onVisibility = (): void => this.#onChange(document.hidden);
  readonly #onHide = (): void => this.#onChange(true);
}
