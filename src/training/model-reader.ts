import type { Backend } from './backend.js';
import type { ModelState } from './model-state.js';

/** Milliseconds between read-backs while running. */
const INTERVAL_MS = 1000;
/** Steps after which networks are read earlier: as close together as checkpoints are kept. */
const INTERVAL_STEPS = 50;

/**
 * Reads networks back: one read at a time, each second or 50 steps while running and whenever asked for; drops stale
 * answers.
 */
export class ModelReader {
  /** Identifies the read under way; the answer to any other is stale. */
  #reading: symbol | null = null;
  #isWanted = false;
  #lastMs = 0;
  #lastStep = 0;

  /** Asks for a read as soon as none is under way. */
  want(): void {
    this.#isWanted = true;
  }

  /** Forgets everything asked for and under way; the networks of `step` are known. */
  reset(nowMs: number, step: number): void {
    this.#reading = null;
    this.#isWanted = false;
    this.#lastMs = nowMs;
    this.#lastStep = step;
  }

  isDue(nowMs: number, step: number, isRunning: boolean): boolean {
    if (this.#reading) return false;
    if (this.#isWanted) return true;
    return isRunning && (nowMs - this.#lastMs >= INTERVAL_MS || step - this.#lastStep >= INTERVAL_STEPS);
  }

  /**
   * Starts a read. `onRead` is called unless `reset` comes first or a number is not finite: such networks are nothing
   * to go on from.
   */
  read(backend: Backend, nowMs: number, step: number, onRead: (models: ModelState[]) => void): void {
    const reading = Symbol();
    this.#reading = reading;
    this.#isWanted = false;
    this.#lastMs = nowMs;
    this.#lastStep = step;
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
