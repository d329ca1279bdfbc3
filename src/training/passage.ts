/** Moments that come further apart than this are looked at one by one. */
const LONGEST_GAP_MS = 300;
/** A slider rests once no moment has come for this long, and for several times as long as the last one took. */
const REST_MS = 150;
const REST_GAPS = 2.5;

/**
 * Tells whether moments of a run pass under a moving slider. What is drawn of them then is soon over: it had better be coarse
 * and there at once, and is made sharp when the slider rests. A slow engine takes long for each of them, which is no rest.
 */
export class Passage {
  #newestAt = -Infinity;
  #gapMs = Infinity;

  /** Another moment is shown from now on. */
  move(nowMs: number): void {
    this.#gapMs = nowMs - this.#newestAt;
    this.#newestAt = nowMs;
  }

  isUnderWay(nowMs: number): boolean {
    return this.#gapMs < LONGEST_GAP_MS && nowMs - this.#newestAt < Math.max(REST_MS, REST_GAPS * this.#gapMs);
  }
}
