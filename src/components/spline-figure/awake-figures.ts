/** A figure out of sight that has something on the GPU. */
export interface Sleeper {
  /** Gives it back, its pictures left to be seen. */
  rest(): void;
}

/**
 * Which figures out of sight keep what they have on the GPU: the few that were seen last, and each for a while only, so that
 * a page may hold any number of them. Who scrolls back soon finds them as they were.
 */
export class AwakeFigures {
  readonly #most: number;
  readonly #keepMs: number;
  /** With what ends each one's time; the one that went out of sight first comes first. */
  readonly #waiting = new Map<Sleeper, ReturnType<typeof setTimeout>>();

  /** @param most of them */
  constructor(most = 4, keepMs = 5000) {
    this.#most = most;
    this.#keepMs = keepMs;
  }

  /** Out of sight from now on; told again, its time goes on. */
  leave(figure: Sleeper): void {
    if (this.#waiting.has(figure)) return;
    this.#waiting.set(
      figure,
      setTimeout(() => this.#rest(figure), this.#keepMs),
    );
    const [first] = this.#waiting.keys();
    if (first && this.#waiting.size > this.#most) this.#rest(first);
  }

  /** In sight, or gone for good. */
  forget(figure: Sleeper): void {
    clearTimeout(this.#waiting.get(figure));
    this.#waiting.delete(figure);
  }

  #rest(figure: Sleeper): void {
    this.forget(figure);
    figure.rest();
  }
}

/** Those of this page. */
export const pageAwake = new AwakeFigures();
