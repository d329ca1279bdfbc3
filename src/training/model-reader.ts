import type { Backend } from './backend.js';
import type { ModelState } from './model-state.js';

/** Milliseconds between read-backs while running. */
const INTERVAL_MS = 1000;

/** Reads networks back: one read at a time, about each second while running and whenever asked for; drops stale answers. */
export class ModelReader {
  /** Identifies the read under way; the answer to any other is stale. */
  #reading: symbol | null = null;
  #isWanted = false;
  #lastMs = 0;

  /** Asks for a read as soon as none is under way. */
  want(): void {
    this.#isWanted = true;
  }

  /** Forgets everything asked for and under way. */
  reset(nowMs: number): void {
    this.#reading = null;
    this.#isWanted = false;
    this.#lastMs = nowMs;
  }

  isDue(nowMs: number, isRunning: boolean): boolean {
    if (this.#reading) return false;
    return this.#isWanted || (isRunning && nowMs - this.#lastMs >= INTERVAL_MS);
  }

  /**
   * Starts a read. `onRead` is called unless `reset` comes first or a number is not finite: such networks are nothing
   * to go on from.
   */
  read(backend: Backend, nowMs: number, onRead: (models: ModelState[]) => void): void {
    const reading = Symbol();
    this.#reading = reading;
    this.#isWanted = false;
    this.#lastMs = nowMs;
    backend.readModels().then(
      (models) => {
        if (this.#reading !== reading) return;
        this.#reading = null;
        if (models.every((model) => model.parameters.every(Number.isFinite))) onRead(models);
      },
      () => {
        // An engine that is lost says so itself; the next read is due as ever.
        if (this.#reading === reading) this.#reading = null;
      },
    );
  }
}
