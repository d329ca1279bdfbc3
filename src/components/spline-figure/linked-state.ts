import type { Language } from '../language.js';
import { figureStrings } from './figure-strings.js';
import type { OpenedState, ReadState } from './opened-state.js';

const nothing: ReadState = { opened: null, said: [] };

/** The moment that a figure is told to open by the text of a link. */
export class LinkedState {
  readonly #onRead: () => void;
  readonly #language: () => Language;
  #text = '';
  #isPending = false;
  #read = nothing;

  /** @param language what is said of a text is said in */
  constructor(onRead: () => void, language: () => Language) {
    this.#onRead = onRead;
    this.#language = language;
  }

  /** Whether a text is being read. */
  get isPending(): boolean {
    return this.#isPending;
  }

  get opened(): OpenedState | null {
    return this.#read.opened;
  }

  get said(): readonly string[] {
    return this.#read.said;
  }

  /** @param text empty: there is none */
  follow(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    void this.#readText(text);
  }

  async #readText(text: string): Promise<void> {
    this.#isPending = true;
    const read = text === '' ? nothing : await this.#readLink(text);
    if (text !== this.#text) return;
    this.#isPending = false;
    this.#read = read;
    this.#onRead();
  }

  async #readLink(text: string): Promise<ReadState> {
    try {
      const { readFigureLink } = await import('./figure-link.js');
      return await readFigureLink(text, this.#language());
    } catch {
      return { opened: null, said: [this.#language().of('figure', figureStrings).stateFailed] };
    }
  }
}
