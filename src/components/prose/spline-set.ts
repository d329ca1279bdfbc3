import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { ChildrenController } from './children-controller.js';
import {
  actOnFigure,
  bringIntoSight,
  figureActions,
  isGlobal,
  rememberFigure,
  setFigure,
  settingsFor,
} from './figure-state.js';
import { LedFigure, type Setter } from './led-figure.js';
import { proseStrings } from './prose-strings.js';
import { textButtonStyles } from './text-button.styles.js';
import { FigureLanguage } from '../by-id/figure-language.js';
import { targetOf, warnOnce } from '../by-id/target.js';

const ownAttributes: ReadonlySet<string> = new Set(['for', 'action']);

/**
 * A button in a sentence that sets a figure: every attribute that the figure knows is written on it, and its run begins anew
 * with them; `action` then does something to it. The reader can go back to how the figure was.
 *
 * Its children are the words of the button. As a link to the figure they lead there without script.
 *
 * @element spline-set
 * @attr for - id of the figure, in the same document or shadow root
 * @attr action - play, pause, or switch: BN off or on in the first network
 * @attr aria-label - name of the button, in place of its words
 *
 * @slot - words of the button: text, or a link to the figure
 * @csspart button - the button
 * @csspart back - the button that takes the change back
 */
export class SplineSet extends LitElement {
  static override readonly styles = [
    textButtonStyles,
    css`
      :host {
        display: inline;
      }
      button {
        min-block-size: 0;
        padding: 0 0.4em;
        line-height: 1.3;
        text-align: start;
      }
      .back {
        min-inline-size: 1.6em;
        text-align: center;
      }
      .failed {
        margin-inline-start: 0.4em;
      }
      .visually-hidden {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
      @media print {
        button {
          padding: 0;
          border: 0;
        }
        .back {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: 'for' }) accessor htmlFor = '';
  @property() accessor action = '';
  @property({ attribute: 'aria-label' }) accessor buttonName: string | null = null;

  /** Puts the figure back; null where there is nothing to take back. */
  @state() private accessor takeBack: (() => Promise<void>) | null = null;
  @state() private accessor said: 'changed' | 'isBack' | 'notBack' | null = null;
  @state() private accessor label = '';

  readonly #figureLanguage = new FigureLanguage(this);
  readonly #prefersCalm = new MediaQueryController(this, '(prefers-reduced-motion: reduce)');
  readonly #setter: Setter = {
    // Only the last change of a figure can be taken back.
    onOther: () => {
      this.takeBack = null;
      this.said = null;
    },
  };

  constructor() {
    super();
    // A link within a button would be two things to press.
    new ChildrenController(this, () => {
      this.label = this.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    });
  }

  protected override render(): TemplateResult {
    const { language } = this.#figureLanguage;
    const words = language.of('prose', proseStrings);
    return html`<button
        type="button"
        part="button"
        aria-label=${this.buttonName ?? nothing}
        @click=${() => void this.#set()}
        >${this.label}</button
      >${
        this.takeBack
          ? html` <button
            type="button"
            class="back"
            part="back"
            lang=${language.lang || nothing}
            aria-label=${words.back}
            title=${words.back}
            @click=${() => void this.#goBack()}
          >
            ↩
          </button>`
          : nothing
      }<span
        class=${this.said === 'notBack' ? 'failed' : 'visually-hidden'}
        role="status"
        lang=${language.lang || nothing}
        dir=${language.dir}
        >${this.said === null ? nothing : words[this.said]}</span
      ><slot hidden></slot>`;
  }

  async #set(): Promise<void> {
    const target = targetOf(this, this.htmlFor);
    if (!target) return;
    this.#figureLanguage.follow(target);
    const written = [...this.attributes].filter(({ name }) => !ownAttributes.has(name));
    const { settings, unknown } = await settingsFor(target, written);
    for (const name of unknown) if (!isGlobal(name)) warnOnce(this, `"${name}" is no attribute of the figure.`);
    // What cannot be remembered, since the network is gone for example, is set all the same.
    const takeBack = await rememberFigure(target, settings).catch(() => null);
    const led = LedFigure.of(target);
    led.becomeSetter(this.#setter, true);
    led.remember(settings);
    await setFigure(target, settings);
    const action = figureActions.find((one) => one === this.action);
    if (!action && this.action) warnOnce(this, `action="${this.action}" is none of ${figureActions.join(', ')}.`);
    this.takeBack = takeBack;
    this.said = 'changed';
    bringIntoSight(target, this.#prefersCalm.matches);
    // The figure itself says why it cannot run.
    if (action) await actOnFigure(target, action).catch(() => undefined);
  }

  async #goBack(): Promise<void> {
    const { takeBack } = this;
    this.takeBack = null;
    await this.updateComplete;
    this.shadowRoot?.querySelector('button')?.focus();
    try {
      await takeBack?.();
      this.said = 'isBack';
    } catch {
      this.said = 'notBack';
      // It may work later.
      this.takeBack = takeBack;
    }
  }
}
