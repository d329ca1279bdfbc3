import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { actOnFigure, figureActions, rememberFigure, setFigure, type Settings } from './figure-state.js';
import { proseStrings as words } from './prose-strings.js';
import { targetOf, warnOnce } from './target.js';

/** Everything else that is written on the element is set on the figure. */
const ownAttributes: ReadonlySet<string> = new Set([
  'for',
  'action',
  'id',
  'class',
  'hidden',
  'lang',
  'dir',
  'slot',
  'title',
  'part',
]);

/** Who has set a figure last: only its change can be taken back. */
const lastSetters = new WeakMap<HTMLElement, SplineSet>();

/**
 * A button in a sentence that sets a figure: every attribute besides its own is written on the figure, whose run begins anew
 * with them; `action` then does something to it. The reader can go back to how the figure was.
 *
 * Its children are the words of the button. As a link to the figure they lead there without script.
 *
 * @element spline-set
 * @attr for - id of the figure, in the same document or shadow root
 * @attr action - play, pause, or switch: BN off or on in the first network
 *
 * @slot - words of the button: text, or a link to the figure
 * @csspart button - the button
 * @csspart back - the button that takes the change back
 */
export class SplineSet extends LitElement {
  static override readonly styles = css`
    :host {
      display: inline;
    }
    button {
      appearance: none;
      margin: 0;
      padding: 0 0.4em;
      border: 1px solid currentcolor;
      border-radius: 0.4em;
      background: transparent;
      color: inherit;
      font: inherit;
      line-height: 1.3;
      text-align: start;
      cursor: pointer;
    }
    button:hover {
      background: color-mix(in srgb, currentcolor 12%, transparent);
    }
    button:focus-visible {
      outline: 2px solid var(--spline-figure-focus, Highlight);
      outline-offset: 2px;
    }
    .back {
      min-inline-size: 1.6em;
      text-align: center;
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
  `;

  @property({ attribute: 'for' }) accessor htmlFor = '';
  @property() accessor action = '';

  /** Puts the figure back; null where there is nothing to take back. */
  @state() private accessor takeBack: (() => Promise<void>) | null = null;
  @state() private accessor spoken = '';
  @state() private accessor label = '';

  readonly #prefersCalm = new MediaQueryController(this, '(prefers-reduced-motion: reduce)');

  override connectedCallback(): void {
    super.connectedCallback();
    this.#readLabel();
  }

  // A link within a button would be two things to press.
  readonly #readLabel = (): void => void (this.label = this.textContent?.replace(/\s+/g, ' ').trim() ?? '');

  protected override render(): TemplateResult {
    return html`<button type="button" part="button" @click=${() => void this.#set()}>${this.label}</button>${
      this.takeBack
        ? html` <button
            type="button"
            class="back"
            part="back"
            aria-label=${words.back}
            title=${words.back}
            @click=${() => void this.#goBack()}
          >
            ↩
          </button>`
        : nothing
    }<span class="visually-hidden" role="status">${this.spoken}</span
      ><slot hidden @slotchange=${this.#readLabel}></slot>`;
  }

  async #set(): Promise<void> {
    const target = targetOf(this, this.htmlFor);
    if (!target) return;
    const settings = this.#settings;
    const takeBack = await rememberFigure(target, settings);
    await setFigure(target, settings);
    const action = figureActions.find((one) => one === this.action);
    if (action) actOnFigure(target, action);
    else if (this.action) warnOnce(this, `action="${this.action}" is none of ${figureActions.join(', ')}.`);
    const last = lastSetters.get(target);
    if (last && last !== this) last.takeBack = null;
    lastSetters.set(target, this);
    this.takeBack = takeBack;
    this.spoken = words.changed;
    this.#bringIntoSight(target);
  }

  async #goBack(): Promise<void> {
    const { takeBack } = this;
    this.takeBack = null;
    await this.updateComplete;
    this.shadowRoot?.querySelector('button')?.focus();
    await takeBack?.();
    this.spoken = words.isBack;
  }

  get #settings(): Settings {
    return [...this.attributes].flatMap(({ name, value }) => (ownAttributes.has(name) ? [] : [[name, value] as const]));
  }

  /** Where nothing of it can be seen. */
  #bringIntoSight(target: HTMLElement): void {
    const { top, bottom } = target.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight) return;
    target.scrollIntoView({ block: 'nearest', behavior: this.#prefersCalm.matches ? 'auto' : 'smooth' });
  }
}
