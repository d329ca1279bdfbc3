import type { OpenedState, ReadState } from './opened-state.js';

const nothing: ReadState = { opened: null, said: [] };

/** The moment that a figure is told to open by the text of a link. */
export class LinkedState {
  readonly #onRead: () => void;
  readonly #failed: () => string;
  #text = '';
  #isPending = false;
  #read = nothing;

  /** @param failed said where what reads links could not be loaded */
  constructor(onRead: () => void, failed: () => string) {
    this.#onRead = onRead;
    this.#failed = failed;
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
      return await readFigureLink(text);
    } catch {
      return { opened: null, said: [this.#failed()] };
    }
  }
}
