import type { ReactiveControllerHost } from 'lit';
import { Announcer } from '../announcer.js';

/** What a figure says to those who hear it, in its one live region. Out of sight, where others are acted upon, it says nothing. */
export class FigureVoice {
  readonly announcer: Announcer;
  #spoken = '';

  constructor(host: ReactiveControllerHost, isSeen: () => boolean) {
    this.announcer = new Announcer((text) => {
      // What waited for its turn may come when the figure has gone.
      if (!isSeen()) return;
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
}
