import type { Settings } from './figure-state.js';

/** A text, or a button in one, that sets a figure. */
export interface Setter {
  /** Another one has set the figure since; a text is told as well that a reader has taken it in hand. */
  onOther(): void;
}

const ledFigures = new WeakMap<HTMLElement, LedFigure>();

/** What all that sets one figure from outside knows of each other: the last to act is its setter, and others have set it no longer. */
export class LedFigure {
  /** Whether it shows what its attributes alone do not bring about: it has been switched, played on, or changed by a reader. */
  isElsewhere = false;
  readonly #figure: HTMLElement;
  /** Attributes as they were before any text set them; they outlive texts that are moved within the page. */
  readonly #before = new Map<string, string | null>();
  readonly #texts = new Set<Setter>();
  #setter: Setter | null = null;
  #isInHand = false;

  private constructor(figure: HTMLElement) {
    this.#figure = figure;
  }

  /** The same for all who ask. */
  static of(figure: HTMLElement): LedFigure {
    const led = ledFigures.get(figure) ?? new LedFigure(figure);
    ledFigures.set(figure, led);
    return led;
  }

  /** Whether a reader has changed it, or asked for something else, since a text last led it: no text changes it unasked. */
  get isInHand(): boolean {
    return this.#isInHand;
  }

  /** Whether something leads it already, or a reader has it in hand. */
  get isTaken(): boolean {
    return this.#isInHand || this.#setter !== null;
  }

  /** A text that may lead it. */
  join(text: Setter): void {
    this.#texts.add(text);
  }

  leave(text: Setter): void {
    this.#texts.delete(text);
    if (this.#setter === text) this.#setter = null;
  }

  /** @param isForReader what is set now is what a reader wants, and nothing to be changed by a text unasked */
  becomeSetter(setter: Setter, isForReader: boolean): void {
    const former = this.#setter;
    this.#setter = setter;
    this.#isInHand = isForReader;
    if (isForReader) this.isElsewhere = true;
    if (former && former !== setter && !this.#texts.has(former)) former.onOther();
    for (const text of this.#texts) if (text !== setter) text.onOther();
  }

  /** By a reader. */
  takeInHand(): void {
    this.#isInHand = true;
    this.isElsewhere = true;
    for (const text of this.#texts) text.onOther();
  }

  /** What is about to be written is not how the figure was before. */
  remember(settings: Settings): void {
    for (const [name] of settings) {
      if (!this.#before.has(name)) this.#before.set(name, this.#figure.getAttribute(name));
    }
  }

  /** Attributes that texts have set. */
  get names(): string[] {
    return [...this.#before.keys()];
  }

  /** Writes attributes; all that is not set now is as it was before any text. */
  write(settings: Settings): void {
    this.remember(settings);
    const wanted = new Map(settings);
    for (const [name, before] of this.#before) {
      const value = wanted.get(name) ?? before;
      if (value === null) this.#figure.removeAttribute(name);
      else if (value !== this.#figure.getAttribute(name)) this.#figure.setAttribute(name, value);
    }
  }
}
