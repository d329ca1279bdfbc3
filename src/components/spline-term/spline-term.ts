import { css, html, LitElement, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controlStyles } from '../style/controls.js';

/**
 * A word with a one-line explanation that opens by click, tap or key, and closes with Escape or elsewhere.
 *
 * @element spline-term
 * @slot - the word
 */
export class SplineTerm extends LitElement {
  static override readonly styles = [
    controlStyles,
    css`
      :host {
        display: inline-block;
      }
      button {
        font: inherit;
        color: inherit;
        text-align: inherit;
        text-decoration: underline dotted 1px;
        text-decoration-color: color-mix(in srgb, currentcolor 55%, transparent);
        text-underline-offset: 3px;
      }
      button:hover {
        text-decoration-style: solid;
      }
      @media print {
        :host button {
          display: inline !important;
          text-decoration: none;
        }
      }
      .note {
        position: fixed;
        inset: auto;
        width: max-content;
        max-width: min(320px, calc(100vw - 24px));
        margin: 0;
        padding: 10px 14px;
        border: 1px solid var(--spline-edge);
        border-radius: 6px;
        background: var(--spline-raised);
        color: var(--spline-ink);
        box-shadow: var(--spline-shadow);
        font: 15px/1.45 var(--spline-serif);
        text-align: start;
        /* Whatever the word around it is set in. */
        white-space: normal;
      }
    `,
  ];

  @property() accessor hint = '';

  @state() private accessor isOpen = false;
  @query('button') private accessor button!: HTMLButtonElement;
  @query('.note') private accessor note!: HTMLElement;

  protected override render(): TemplateResult {
    return html`<button type="button" popovertarget="note" aria-expanded=${this.isOpen ? 'true' : 'false'}>
        <slot></slot></button
      ><span class="note" id="note" popover role="note" @toggle=${this.#onToggle}>${this.hint}</span>`;
  }

  readonly #onToggle = (event: ToggleEvent): void => {
    this.isOpen = event.newState === 'open';
    if (this.isOpen) this.#place();
  };

  /** Under the word, or above it where there is no room; never beyond the edges of the screen. */
  #place(): void {
    const word = this.button.getBoundingClientRect();
    const { width, height } = this.note.getBoundingClientRect();
    const below = word.bottom + 6;
    const top = below + height > innerHeight - 8 ? Math.max(8, word.top - height - 6) : below;
    const left = Math.min(Math.max(12, word.left), innerWidth - width - 12);
    this.note.style.translate = `${left}px ${top}px`;
    this.note.style.left = this.note.style.top = '0';
  }
}
