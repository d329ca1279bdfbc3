import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { noticeText, type Notice } from '../../training/notice-strings.js';
import type { SessionSnapshot } from '../../training/session.js';
import { strings } from '../strings.js';
import { icon } from '../style/icons.js';
import { labStrings } from './lab-strings.js';

/** What is told over the page: what came of something that a reader did, and what the session has to say. */
export class LabNotices {
  readonly #host: ReactiveControllerHost;
  #message: string | null = null;
  #dismissed: Notice | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  tell(message: string): void {
    this.#message = message;
    this.#host.requestUpdate();
  }

  /** To be called at every snapshot: what is said later is about something that happened again. */
  follow({ notice }: SessionSnapshot): void {
    if (notice === null) this.#dismissed = null;
  }

  /** Over the page wherever it is scrolled, so that it is seen and nothing moves when it comes and goes. */
  template(snapshot: SessionSnapshot | null): TemplateResult | typeof nothing {
    if (snapshot?.failure)
      return html`<div class="notice" role="alert"><p>${labStrings.failure(snapshot.failure)}</p></div>`;
    const notice = snapshot?.notice ?? null;
    const text = this.#message ?? (!notice || notice === this.#dismissed ? null : noticeText(notice));
    if (!text) return nothing;
    return html`
      <div class="notice" role="alert">
        <p>${text}</p>
        <button
          type="button"
          class="button icon"
          aria-label=${strings.notice.dismiss}
          @click=${() => this.#dismiss(notice)}
        >
          ${icon('close')}
        </button>
      </div>
    `;
  }

  #dismiss(notice: Notice | null): void {
    this.#message = null;
    this.#dismissed = notice;
    this.#host.requestUpdate();
  }
}
