import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Language } from '../language.js';
import { pictureStrings } from '../spline-view/picture-strings.js';
import { icon } from '../style/icons.js';

const KEY = 'splinescope-hint';

/** Whether the reader of a page has still to be told how to move its pictures, and which of them tells it: one at a time. */
export class PageHint {
  #isOver: boolean | null = null;
  #teller: ReactiveControllerHost | null = null;

  /** True where `picture` is to tell it. */
  isTold(picture: ReactiveControllerHost): boolean {
    this.#isOver ??= remembered();
    if (this.#isOver) return false;
    this.#teller ??= picture;
    return this.#teller === picture;
  }

  leave(picture: ReactiveControllerHost): void {
    if (this.#teller === picture) this.#teller = null;
  }

  /** The reader has read it, or knows. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#teller?.requestUpdate();
    this.#teller = null;
    try {
      localStorage.setItem(KEY, 'seen');
    } catch {
      // Sandboxed frames, and readers who let nothing be stored: known until the page is left.
    }
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export const pageHint = new PageHint();

/** One line over the first picture that a reader meets: how it is moved. Gone for good once it is closed, or a picture has been moved. */
export class FirstHintController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #page: PageHint;

  constructor(host: ReactiveControllerHost, page = pageHint) {
    this.#host = host;
    this.#page = page;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#page.leave(this.#host);
  }

  end(): void {
    this.#page.end();
  }

  /**
   * @param canTell whether a reader sees the picture and can move it
   * @param leave takes the focus on, where what has it goes
   */
  template(canTell: boolean, language: Language, leave: () => void): TemplateResult | typeof nothing {
    if (!canTell || !this.#page.isTold(this.#host)) return nothing;
    const { firstHint, closeHint } = language.of('picture', pictureStrings);
    const close = (): void => {
      leave();
      this.end();
    };
    return html`
      <div class="first-hint" part="hint">
        <p>
          <span class="with-pointer">${firstHint.pointer}</span><span class="with-fingers">${firstHint.fingers}</span>
        </p>
        <button type="button" aria-label=${closeHint} @pointerdown=${stop} @click=${close}>${icon('close')}</button>
      </div>
    `;
  }
}

const stop = (event: Event): void => event.stopPropagation();
