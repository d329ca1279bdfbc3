import type { Backend } from './backend.js';
import type { ModelState } from './model-state.js';

/** Milliseconds between read-backs while running. */
const INTERVAL_MS = 1000;
/** Steps after which networks are read earlier: as close together as checkpoints are kept. */
const INTERVAL_STEPS = 50;
/**
 * How many times as long as the last read took, from its request to the first frame after its arrival, no steps make
 * another due: at full speed 50 steps pass in no time, and copying large networks keeps the page busy.
 */
const REST = 10;

/**
 * Reads networks back: one read at a time, each second or 50 steps while running and whenever asked for; drops stale
 * answers. The longer reads take, the further apart they are, up to that second.
 */
export class ModelReader {
  /** Identifies the read under way; the answer to any other is stale. */
  #reading: symbol | null = null;
  #isWanted = false;
  #lastMs = 0;
  #lastStep = 0;
  /** Of the first frame that has seen the last read arrive; null before. */
  #arrivedMs: number | null = 0;

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
    this.#arrivedMs = nowMs;
  }

  /** To be asked in every frame. */
  isDue(nowMs: number, step: number, isRunning: boolean): boolean {
    if (this.#reading) return false;
    this.#arrivedMs ??= nowMs;
    if (this.#isWanted) return true;
    const restMs = Math.min(INTERVAL_MS, REST * (this.#arrivedMs - this.#lastMs));
    const areStepsEnough = step - this.#lastStep >= INTERVAL_STEPS;
    return isRunning && nowMs - this.#lastMs >= (areStepsEnough ? restMs : INTERVAL_MS);
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
    this.#arrivedMs = null;
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
