import type { Backend } from './backend.js';
import type { ModelState } from './model-state.js';

/** Milliseconds between read-backs while running, at most. */
const INTERVAL_MS = 1000;
/** How many times as long as the page was busy with the last read no other is made, unless that second has passed. */
const REST = 10;
/** Where an engine does not know how long the page is busy: bytes of a millisecond. */
const BYTES_PER_MS = 250_000;

/**
 * Reads networks back: one read at a time, as often as moments are worth keeping and whenever asked for; drops stale
 * answers. Reading takes at most a tenth of the page's time, or comes once a second.
 */
export class ModelReader {
  /** Identifies the read under way; the answer to any other is stale. */
  #reading: symbol | null = null;
  #isWanted = false;
  /** Identifies what has been read since the last `reset`. */
  #since = Symbol();
  #lastMs = 0;
  #lastStep = 0;
  /** How long the page was busy with the last read. */
  #busyMs = 0;

  /** Asks for a read as soon as none is under way. */
  want(): void {
    this.#isWanted = true;
  }

  /** Forgets everything asked for and under way; the networks of `step` are known. */
  reset(nowMs: number, step: number): void {
    this.#reading = null;
    this.#since = Symbol();
    this.#isWanted = false;
    this.#lastMs = nowMs;
    this.#lastStep = step;
  }

  /** To be asked in every frame. @param spacing steps between moments that are worth keeping */
  isDue(nowMs: number, step: number, isRunning: boolean, spacing: number): boolean {
    if (this.#reading) return false;
    if (this.#isWanted) return true;
    const restMs = Math.min(INTERVAL_MS, REST * this.#busyMs);
    const areStepsEnough = step - this.#lastStep >= spacing;
    return isRunning && nowMs - this.#lastMs >= (areStepsEnough ? restMs : INTERVAL_MS);
  }

  /** True where what is read next was asked for. */
  get isWanted(): boolean {
    return this.#isWanted;
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
    const end = (): boolean => {
      if (this.#reading !== reading) return false;
      this.#reading = null;
      return true;
    };
    this.#read(backend, end, onRead);
  }

  /** Reads what is now, whatever is under way: right before and right after a switch. `onRead` as of `read`. */
  readNow(backend: Backend, onRead: (models: ModelState[]) => void): void {
    const since = this.#since;
    this.#read(backend, () => since === this.#since, onRead);
  }

  #read(backend: Backend, end: () => boolean, onRead: (models: ModelState[]) => void): void {
    backend.readModels().then(
      (models) => {
        if (!end()) return;
        const startMs = performance.now();
        if (models.every((model) => model.parameters.every(Number.isFinite))) onRead(models);
        this.#busyMs = performance.now() - startMs + (backend.readMs ?? bytesOf(models) / BYTES_PER_MS);
      },
      // An engine that is lost says so itself; the next read is due as ever.
      end,
    );
  }
}

function bytesOf(models: readonly ModelState[]): number {
  return models.reduce((sum, { parameters, runningStatistics }) => {
    return sum + 3 * parameters.byteLength + runningStatistics.byteLength;
  }, 0);
}
