import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { english, type Language } from '../language.js';
import { pictureStrings } from '../spline-view/picture-strings.js';

const SHOWN_MS = 1_600;

/** Tells who turns a plain wheel over a picture how to zoom; only who works there, others mean to scroll the page. */
export class WheelHintController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #language: () => Language;
  #isShown = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & Element, language = (): Language => english) {
    this.#host = host;
    this.#language = language;
    host.addController(this);
  }

  get template(): TemplateResult | null {
    return this.#isShown
      ? html`<p class="hint" aria-hidden="true">${this.#language().of('picture', pictureStrings).wheelHint}</p>`
      : null;
  }

  show(): void {
    clearTimeout(this.#timer);
    this.#isShown = this.#host.matches(':focus-within');
    this.#timer = setTimeout(() => this.#hide(), SHOWN_MS);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#hide();
  }

  #hide(): void {
    this.#isShown = false;
    this.#host.requestUpdate();
  }
}
