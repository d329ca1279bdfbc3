import type { Language } from '../language.js';
import { figureStrings } from './figure-strings.js';
import type { OpenedState, ReadState } from './opened-state.js';
import { inWords, type Remark } from './remark.js';

const nothing: ReadState = { opened: null, said: () => [] };

const unread: ReadState = {
  opened: null,
  said: (language) => [inWords(language.of('figure', figureStrings).stateFailed)],
};

/** The moment that a figure is told to open by the text of a link. */
export class LinkedState {
  readonly #onRead: () => void;
  #text = '';
  #isPending = false;
  #isFromStart = false;
  #read = nothing;

  constructor(onRead: () => void) {
    this.#onRead = onRead;
  }

  /** Whether a text is being read. */
  get isPending(): boolean {
    return this.#isPending;
  }

  /** Whether the figure has had the text from the start. */
  get isFromStart(): boolean {
    return this.#isFromStart;
  }

  get opened(): OpenedState | null {
    return this.#read.opened;
  }

  /** What is to be known of what was read. */
  said(language: Language): readonly Remark[] {
    return this.#read.said(language);
  }

  /** @param text empty: there is none @param isFromStart whether the figure is just being made */
  follow(text: string, isFromStart: boolean): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#isFromStart = isFromStart;
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
      return await readFigureLink(text);
    } catch {
      return unread;
    }
  }
}
