/** Least time between two messages, so that a screen reader can finish one. */
const QUIET_MS = 5_000;

/** Feeds one polite live region: at most one message in five seconds; of several waiting ones the newest. */
export class Announcer {
  readonly #show: (message: string) => void;
  #waiting: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(show: (message: string) => void) {
    this.#show = show;
  }

  /** @param isAnswer true for what the reader has just asked for: it does not wait */
  say(message: string, isAnswer = false): void {
    if (this.#timer !== undefined && !isAnswer) {
      this.#waiting = message;
      return;
    }
    this.#speak(message);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = null;
  }

  #speak(message: string): void {
    clearTimeout(this.#timer);
    this.#waiting = null;
    this.#show(message);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#waiting !== null) this.#speak(this.#waiting);
    }, QUIET_MS);
  }
}
