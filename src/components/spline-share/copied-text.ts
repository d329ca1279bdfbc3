import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { copyText } from './copy-text.js';

/** What was copied last, told to eyes; a text that the clipboard did not take is shown, selected. */
export class CopiedText implements ReactiveController {
  readonly #host: LitElement;
  #told: string | null = null;
  #byHand: string | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /**
   * @param told where it was copied
   * @param note what the reader is to know of the text, copied or not
   * @returns what is told; null: nothing was copied
   */
  async copy(text: string, told: string, note = ''): Promise<string | null> {
    const isCopied = await copyText(text);
    this.#told = [isCopied ? told : '', note].filter(Boolean).join(' ') || null;
    this.#byHand = isCopied ? null : text;
    this.#host.requestUpdate();
    if (isCopied) return this.#told;
    await this.#host.updateComplete;
    const area = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('textarea.by-hand');
    area?.focus();
    area?.select();
    return null;
  }

  /** @param byHand says why a text is shown */
  template(byHand: string): TemplateResult {
    return html`
      ${this.#told === null ? nothing : html`<p class="help">${this.#told}</p>`}
      ${
        this.#byHand === null
          ? nothing
          : html`<label class="help"
              >${byHand}<textarea class="by-hand" readonly rows="3" spellcheck="false" .value=${this.#byHand}></textarea>
            </label>`
      }
    `;
  }
}
