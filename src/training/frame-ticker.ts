import type { FrameClock } from './session-types.js';

/** Asks for one frame at a time, and only when woken. */
export class FrameTicker {
  readonly #clock: FrameClock;
  readonly #tick: (nowMs: number) => void;
  #frame: number | null = null;
  #nowMs = 0;
  #isStopped = false;

  constructor(clock: FrameClock, tick: (nowMs: number) => void) {
    this.#clock = clock;
    this.#tick = tick;
  }

  /** Of the newest frame. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** Asks for the next frame, unless one is asked for. */
  wake(): void {
    if (this.#frame !== null || this.#isStopped) return;
    this.#frame = this.#clock.request((nowMs) => {
      this.#frame = null;
      this.#nowMs = nowMs;
      this.#tick(nowMs);
    });
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#frame !== null) this.#clock.cancel(this.#frame);
    this.#frame = null;
  }
}
