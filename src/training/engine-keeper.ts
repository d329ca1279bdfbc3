import type { Backend } from './backend.js';

/** Why an engine is asked for. */
export interface EngineRequest {
  /** Engines lost within the last two quiet minutes; 0 at the start. */
  readonly losses: number;
  /** What the last loss or refusal said. */
  readonly reason: string | null;
}

/** Chooses and makes an engine; rejects with a message for the reader only if none at all can be had. */
export type CreateBackend = (request: EngineRequest) => Promise<Backend>;

/** One-shot timers, passed in so that tests need not wait. */
export interface Timers {
  /** Returns the way to cancel it. */
  after(delayMs: number, callback: () => void): () => void;
}

/**
 * Waits before the engine is asked for again, by the troubles had so far. After a first and a second loss at once (the
 * second time the CPU engine is to be had), then ever more patiently: a tight loop over a dying engine helps nobody.
 */
const retryDelaysMs = [0, 0, 0, 2_000, 10_000, 30_000];
/** Troubles are forgotten after this long without another. */
const QUIET_MS = 120_000;

/** Gets an engine, and another when it is lost. */
export class EngineKeeper {
  readonly #createBackend: CreateBackend;
  readonly #timers: Timers;
  #losses = 0;
  #troubles = 0;
  #reason: string | null = null;
  #cancelTimer: () => void = () => {};

  constructor(createBackend: CreateBackend, timers: Timers) {
    this.#createBackend = createBackend;
    this.#timers = timers;
  }

  /** What the last loss or refusal said. */
  get reason(): string | null {
    return this.#reason;
  }

  /** Resolves to null when no engine can be had any more. */
  async obtain(): Promise<Backend | null> {
    for (;;) {
      const delayMs = retryDelaysMs[this.#troubles];
      if (delayMs === undefined) return null;
      if (delayMs > 0) await this.#wait(delayMs);
      try {
        return await this.#createBackend({ losses: this.#losses, reason: this.#reason });
      } catch (error) {
        this.#troubles++;
        this.#reason = messageOf(error);
      }
    }
  }

  noteLoss(reason: string): void {
    this.#cancelTimer();
    this.#losses++;
    this.#troubles++;
    this.#reason = reason;
  }

  /** The engine works: two quiet minutes from now its former troubles are forgotten. */
  noteSuccess(): void {
    this.#cancelTimer();
    if (this.#troubles > 0) this.#cancelTimer = this.#timers.after(QUIET_MS, () => this.forget());
  }

  forget(): void {
    this.#cancelTimer();
    this.#losses = 0;
    this.#troubles = 0;
    this.#reason = null;
  }

  #wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#cancelTimer();
      this.#cancelTimer = this.#timers.after(delayMs, resolve);
    });
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
