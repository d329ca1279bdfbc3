import { css, html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { targetOf, warnOnce } from '../by-id/target.js';
import { formatValue, valueFormats, type ValueFormat } from './value-format.js';

/** Between two numbers that are shown: at most four in a second can be read. */
const LEAST_MS = 250;

/** A figure that says its numbers. */
type NumberSource = HTMLElement & { readonly numbers?: Readonly<Record<string, number>> };

/**
 * A number in a sentence that is the figure's own, and changes with it.
 *
 * Its children stand there until the figure has that number, and for good without script. It is no live region.
 *
 * @element spline-value
 * @attr for - id of the figure, in the same document or shadow root
 * @attr name - of the number, as the figure's property `numbers` has it
 * @attr per - name of a number to divide by
 * @attr format - measure (default), count, percent, loss, degrees
 *
 * @slot - words that stand in for the number
 */
export class SplineValue extends LitElement {
  static override readonly styles = css`
    :host {
      font-variant-numeric: tabular-nums;
    }
  `;

  @property({ attribute: 'for' }) accessor htmlFor = '';
  @property() accessor name = '';
  @property() accessor per = '';
  @property() accessor format = 'measure';

  /** NaN: not known yet. */
  @state() private accessor value = NaN;

  #source: NumberSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shownAtMs = -Infinity;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  protected override firstUpdated(): void {
    this.#follow();
  }

  protected override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('htmlFor')) this.#follow();
    else if (changed.has('name') || changed.has('per')) this.#read();
  }

  protected override render(): TemplateResult {
    if (!Number.isFinite(this.value)) return html`<slot></slot>`;
    return html`${formatValue(this.value, this.#format)}`;
  }

  get #format(): ValueFormat {
    const found = valueFormats.find((one) => one === this.format);
    if (!found) warnOnce(this, `format="${this.format}" is none of ${valueFormats.join(', ')}.`);
    return found ?? 'measure';
  }

  #follow(): void {
    this.#leave();
    const source: NumberSource | null = targetOf(this, this.htmlFor);
    this.#source = source;
    source?.addEventListener('spline-numbers', this.#onNumbers);
    // Before its script has come, the figure has no numbers.
    if (source) void customElements.whenDefined(source.localName).then(() => this.#read());
  }

  #leave(): void {
    this.#source?.removeEventListener('spline-numbers', this.#onNumbers);
    this.#source = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #onNumbers = (): void => {
    this.#timer ??= setTimeout(() => this.#read(), Math.max(0, this.#shownAtMs + LEAST_MS - performance.now()));
  };

  #read(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const numbers = this.#source?.numbers;
    if (!numbers) return;
    const numberOf = (name: string): number => {
      const found = numbers[name];
      if (found === undefined)
        warnOnce(this, `"${name}" is none of the figure's numbers: ${Object.keys(numbers).join(', ')}.`);
      return found ?? NaN;
    };
    this.#shownAtMs = performance.now();
    this.value = this.per ? numberOf(this.name) / numberOf(this.per) : numberOf(this.name);
  }
}
