import type { FrameClock } from '../../training/session-types.js';

/** A clock that goes as fast as it is read, also where nothing is shown, and tells of every tick. */
export class WatchedClock implements FrameClock {
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #handles = 0;
  /** Called after each tick. */
  onTick: (() => void) | null = null;

  request(tick: (nowMs: number) => void): number {
    const handle = ++this.#handles;
    const timer = setTimeout(() => {
      this.#timers.delete(handle);
      tick(performance.now());
      this.onTick?.();
    });
    this.#timers.set(handle, timer);
    return handle;
  }

  cancel(handle: number): void {
    clearTimeout(this.#timers.get(handle));
    this.#timers.delete(handle);
  }
}
