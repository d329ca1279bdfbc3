import type { FrameClock } from '../../training/session-types.js';

/** A clock that goes as fast as it is read, also where nothing is shown, and tells of every tick. */
export class WatchedClock implements FrameClock {
  readonly #ticks = new Map<number, (nowMs: number) => void>();
  readonly #channel = new MessageChannel();
  #handles = 0;
  /** Called after each tick. */
  onTick: (() => void) | null = null;

  constructor() {
    this.#channel.port1.onmessage = ({ data }: MessageEvent<number>) => this.#run(data);
  }

  request(tick: (nowMs: number) => void): number {
    const handle = ++this.#handles;
    this.#ticks.set(handle, tick);
    // Timers of a hidden tab are slowed down to one in a second or a minute, messages are not; seen, they would leave no rest.
    if (globalThis.document?.hidden) this.#channel.port2.postMessage(handle);
    else setTimeout(() => this.#run(handle));
    return handle;
  }

  cancel(handle: number): void {
    this.#ticks.delete(handle);
  }

  /** No tick comes any more. */
  close(): void {
    this.#ticks.clear();
    this.#channel.port1.close();
  }

  #run(handle: number): void {
    const tick = this.#ticks.get(handle);
    if (!tick) return;
    this.#ticks.delete(handle);
    tick(performance.now());
    this.onTick?.();
  }
}
