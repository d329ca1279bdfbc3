import type { SessionSnapshot } from './session-types.js';

/** Milliseconds between snapshots while only numbers change. */
const INTERVAL_MS = 100;

/** Hands out numbered snapshots: at once what the reader does, at about 10 Hz what comes in. */
export class SnapshotPublisher {
  readonly #describe: (number: number) => SessionSnapshot;
  readonly #listeners = new Set<() => void>();
  #newest: SessionSnapshot;
  #isOutdated = false;
  #publishedAtMs = 0;

  /** @param describe makes the snapshot of what is now */
  constructor(describe: (number: number) => SessionSnapshot) {
    this.#describe = describe;
    this.#newest = describe(0);
  }

  get newest(): SessionSnapshot {
    return this.#newest;
  }

  /** True where a snapshot has still to be published. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  /** Returns the way to stop it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Numbers have come in: a snapshot is published when the next is due. */
  outdate(): void {
    this.#isOutdated = true;
  }

  publish(nowMs: number): void {
    this.#isOutdated = false;
    this.#publishedAtMs = nowMs;
    this.#newest = this.#describe(this.#newest.number + 1);
    for (const listener of [...this.#listeners]) listener();
  }

  /** To be called in every frame. */
  publishIfDue(nowMs: number): void {
    if (this.#isOutdated && nowMs - this.#publishedAtMs >= INTERVAL_MS) this.publish(nowMs);
  }

  forgetListeners(): void {
    this.#listeners.clear();
  }
}
