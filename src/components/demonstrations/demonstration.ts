import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PictureTheme } from '../../training/picture.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { tell } from '../events.js';
import { controlStyles } from '../style/controls.js';
import { tokens } from '../style/tokens.js';
import { demonstrationStrings as words } from './demonstration-strings.js';
import { demonstrationStyles } from './demonstration.styles.js';
import type { SlicedWork } from './sliced-work.js';

/** What a demonstration measures, by name; NaN for what is not known yet. */
export type DemonstrationNumbers = Readonly<Record<string, number>>;

/**
 * A small figure of an article that shows one thing and computes every number that it says.
 *
 * @fires spline-numbers - whenever a number that it shows is another
 */
export abstract class Demonstration extends LitElement {
  static override readonly styles = [tokens, controlStyles, demonstrationStyles];

  /** auto: that of the reader's system. */
  @property() accessor theme: 'auto' | 'light' | 'dark' = 'auto';

  readonly #prefersDark = new MediaQueryController(this, '(prefers-color-scheme: dark)');
  #notes: string[] = [];
  #sentNumbers = '';

  /** Name of the figure; it never changes. */
  protected abstract readonly name: string;

  /** All numbers that the figure shows, for sentences elsewhere in a page. */
  abstract get numbers(): DemonstrationNumbers;

  protected abstract figure(): TemplateResult;

  /** What moves the figure by itself, which its reader can pause; null where nothing does. */
  protected readonly work: SlicedWork | null = null;

  protected get shownTheme(): PictureTheme {
    if (this.theme === 'light' || this.theme === 'dark') return this.theme;
    return this.#prefersDark.matches ? 'dark' : 'light';
  }

  /** A number from outside, within its range: one beyond it is moved to the edge, and the figure says so. */
  protected within(name: string, value: number | null, least: number, most: number, initial: number): number {
    // Where an attribute was taken away.
    if (value === null) return initial;
    if (Number.isNaN(value)) {
      this.#notes.push(words.notANumber(name, words.number(initial)));
      return initial;
    }
    const kept = Math.min(most, Math.max(least, value));
    if (kept !== value) this.#notes.push(words.limited(name, words.number(kept)));
    return kept;
  }

  /** A word from outside: the first of the accepted ones where it is none of them, and the figure says so. */
  protected choice<T extends string>(name: string, value: string, accepted: readonly [T, ...T[]]): T {
    const found = accepted.find((one) => one === value);
    if (found === undefined) this.#notes.push(words.notAChoice(name, accepted.join(', '), accepted[0]));
    return found ?? accepted[0];
  }

  override render(): TemplateResult {
    this.#notes = [];
    const figure = this.figure();
    const notes = [...new Set(this.#notes)];
    return html`
      <div class="theme ${this.shownTheme}">
        <figure aria-label=${this.name}>${figure}${this.#pauseTemplate()}${
          notes.length > 0 ? html`<p class="note" role="status">${notes.join(' ')}</p>` : nothing
        }</figure>
      </div>
    `;
  }

  /** It stays when there is nothing left to pause, so that who has pressed it keeps the focus. */
  #pauseTemplate(): TemplateResult | typeof nothing {
    const { work } = this;
    if (!work) return nothing;
    return html`
      <div class="buttons pause">
        <button
          type="button"
          class="button"
          aria-disabled=${String(!work.isWorking)}
          @click=${() => work.isWorking && work.toggle()}
        >
          ${work.isPaused ? words.goOn : work.isWorking ? words.pause : words.done}
        </button>
      </div>
    `;
  }

  protected override updated(): void {
    const { numbers } = this;
    const sent = Object.values(numbers).join();
    if (sent === this.#sentNumbers) return;
    this.#sentNumbers = sent;
    tell(this, 'spline-numbers', numbers);
  }
}
