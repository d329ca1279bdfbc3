import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, queryAsync, state } from 'lit/decorators.js';
import { ChildrenController } from './children-controller.js';
import { FigureLanguage } from '../by-id/figure-language.js';
import { proseStrings } from './prose-strings.js';
import { textButtonStyles } from './text-button.styles.js';

/**
 * A question before its answer: the reader chooses, or skips, and then sees. Nothing is marked, kept or sent.
 *
 * Without script and in print, question, choices and answer stand there one after the other. A search in the page and a
 * link to something in the answer open it. Its own words are in the language of the first figure of the answer.
 *
 * @element spline-predict
 * @attr open - the answer is shown
 *
 * @slot question - what is asked
 * @slot - a list whose items are the choices, as text
 * @slot reveal - the answer: a figure and what it shows
 * @csspart question - question and choices
 */
export class SplinePredict extends LitElement {
  static override readonly styles = [
    textButtonStyles,
    css`
      :host {
        display: block;
      }
      fieldset {
        display: grid;
        gap: 0.35rem;
        margin: 0 auto;
        padding: 0;
        border: 0;
        min-inline-size: 0;
      }
      label {
        display: flex;
        align-items: baseline;
        gap: 0.6em;
        min-block-size: 1.75rem;
        cursor: pointer;
      }
      input {
        flex: none;
        accent-color: currentcolor;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        margin-block-start: 0.5rem;
      }
      button {
        padding: 0.4em 0.9em;
      }
      button:disabled {
        opacity: 0.55;
        cursor: default;
      }
      button.skip {
        border-color: transparent;
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      input:focus-visible {
        outline: 2px solid var(--spline-figure-focus, Highlight);
        outline-offset: 2px;
      }
      .guess {
        margin: 0;
      }
      .reveal:focus {
        outline: none;
      }
      @media print {
        .reveal[hidden] {
          display: block;
          content-visibility: visible;
        }
        .buttons {
          display: none;
        }
      }
    `,
  ];

  @property({ type: Boolean, reflect: true }) accessor open = false;

  @state() private accessor choices: readonly string[] = [];
  @state() private accessor chosen: number | null = null;

  readonly #figureLanguage = new FigureLanguage(this);

  @queryAsync('.reveal') private accessor answer!: Promise<HTMLElement>;

  constructor() {
    super();
    new ChildrenController(this, () => {
      this.choices = [...this.querySelectorAll(':scope > ul > li, :scope > ol > li')].map(
        (item) => item.textContent?.replace(/\s+/g, ' ').trim() ?? '',
      );
      this.#figureLanguage.follow(this.querySelector('spline-figure'));
    });
  }

  protected override render(): TemplateResult {
    return html`
      <div part="question">
        <fieldset aria-labelledby="question">
          <div id="question"><slot name="question"></slot></div>
          ${this.open ? this.#guess() : this.#choices()}
        </fieldset>
      </div>
      <div
        class="reveal"
        tabindex="-1"
        hidden=${this.open ? nothing : 'until-found'}
        @beforematch=${() => (this.open = true)}
      >
        <slot name="reveal"></slot>
      </div>
    `;
  }

  #choices(): TemplateResult {
    const { language } = this.#figureLanguage;
    const words = language.of('prose', proseStrings);
    return html`
      ${this.choices.map(
        (choice, index) =>
          html`<label
            ><input
              type="radio"
              name="choice"
              .checked=${this.chosen === index}
              @change=${() => (this.chosen = index)}
            />${choice}</label
          >`,
      )}
      <div class="buttons">
        <button
          type="button"
          lang=${language.lang || nothing}
          dir=${language.dir}
          ?disabled=${this.chosen === null} @click=${() => void this.#reveal()}>
          ${words.reveal}
        </button>
        <button type="button" class="skip" lang=${language.lang || nothing} dir=${language.dir} @click=${() => void this.#skip()}>${words.skip}</button>
      </div>
    `;
  }

  #guess(): TemplateResult {
    const choice = this.chosen === null ? undefined : this.choices[this.chosen];
    const { language } = this.#figureLanguage;
    const words = language.of('prose', proseStrings);
    return html`<p class="guess" lang=${language.lang || nothing} dir=${language.dir}>${choice === undefined ? words.skipped : words.guess(choice)}</p>`;
  }

  #skip(): Promise<void> {
    this.chosen = null;
    return this.#reveal();
  }

  async #reveal(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    (await this.answer).focus({ preventScroll: true });
  }
}
