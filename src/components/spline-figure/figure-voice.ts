import type { ReactiveControllerHost } from 'lit';
import { Announcer } from '../announcer.js';

/** What a figure says to those who hear it, in its one live region. */
export class FigureVoice {
  readonly announcer: Announcer;
  readonly #isSeen: () => boolean;
  #spoken = '';

  constructor(host: ReactiveControllerHost, isSeen: () => boolean) {
    this.#isSeen = isSeen;
    this.announcer = new Announcer((text) => {
      this.#spoken = text;
      host.requestUpdate();
    });
  }

  get spoken(): string {
    return this.#spoken;
  }

  /** To a reader who has just asked for something. */
  answer(sentence: string): void {
    this.announcer.say(sentence, true);
  }

  /** The same, unless the figure is out of sight, where others are acted upon. */
  answerIfSeen(sentence: string): void {
    if (this.#isSeen()) this.answer(sentence);
  }
}
