/** As long as this after the newest wish, and no longer, moments pass. */
const REST_MS = 200;

/**
 * Tells whether moments of a run pass under a moving slider: two or more have been wanted shortly one after the other. What is
 * drawn then is soon over: it had better be coarse and there at once, and is made sharp when the slider rests.
 */
export class Passage {
  #newestAt = -Infinity;
  #isSeries = false;

  /** Another moment is wanted. */
  want(nowMs: number): void {
    this.#isSeries = nowMs - this.#newestAt < REST_MS;
    this.#newestAt = nowMs;
  }

  isUnderWay(nowMs: number): boolean {
    return this.#isSeries && nowMs - this.#newestAt < REST_MS;
  }
}
