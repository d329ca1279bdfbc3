import type { Checkpoint } from './checkpoint.js';
import type { CurrentExperiment } from './current-experiment.js';
import type { EngineHost } from './engine-host.js';
import type { PlacedBatch } from './last-batch.js';
import { ModelReader } from './model-reader.js';
import type { RunProgress } from './run-progress.js';
import type { RunRecord } from './run-record.js';

/** Milliseconds between networks that are shown although nobody asked for them. */
const SHOWN_MS = 1000;

/** Reads the networks of a run back and keeps them as moments of its time line. */
export class MomentKeeper {
  readonly #experiment: CurrentExperiment;
  readonly #host: EngineHost;
  readonly #progress: RunProgress;
  readonly #record: () => RunRecord;
  readonly #reader = new ModelReader();
  #modelsBatch: PlacedBatch;
  /** Counts whatever makes the state of now another. */
  #version = 0;
  /** Of the newest moment of the time line. */
  #keptVersion = 0;
  #shownMs = -Infinity;

  /** @param record of the run that goes on */
  constructor(experiment: CurrentExperiment, host: EngineHost, progress: RunProgress, record: () => RunRecord) {
    this.#experiment = experiment;
    this.#host = host;
    this.#progress = progress;
    this.#record = record;
    this.#modelsBatch = progress.lastBatch;
  }

  /** Batch of the last step that the newest networks have taken. */
  get modelsBatch(): PlacedBatch {
    return this.#modelsBatch;
  }

  /** Whether the newest moment of the time line is the state of now. */
  get isKept(): boolean {
    return this.#keptVersion === this.#version;
  }

  /** The state of now is another. */
  outdate(): void {
    this.#version++;
  }

  /** The run goes on from a moment that is kept; nothing is known of what the engine did before. */
  beAtKept(nowMs: number): void {
    this.#keptVersion = this.#version;
    this.#modelsBatch = this.#progress.lastBatch;
    this.forgetReads(nowMs);
  }

  /** Asks for a read as soon as the engine has time. */
  want(): void {
    this.#reader.want();
  }

  /** Drops reads asked for and under way. */
  forgetReads(nowMs: number): void {
    this.#reader.reset(nowMs, this.#progress.taken);
  }

  /** Keeps the moment of now. @param isPinned for good: it is one right before or after a switch */
  keepNow(isPinned: boolean): void {
    const backend = this.#host.loaded;
    const { timeline, normalizations } = this.#record();
    if (!backend || !timeline) return;
    if (this.isKept) {
      if (isPinned) timeline.pinNewest();
      return;
    }
    const moment = this.#momentOfNow();
    const version = this.#version;
    const expected = [...normalizations];
    this.#reader.readNow(backend, (models) => {
      // An engine with too many reads under way may have copied later.
      const isOfNow = models.every(
        ({ step, normalization }, index) => step === moment.step && normalization === expected[index],
      );
      if (!isOfNow) return;
      timeline.add({ ...moment, models }, isPinned);
      this.#keptVersion = version;
    });
  }

  /**
   * Reads the networks back where that is due, and keeps them as a moment of the run. They are shown where they were asked
   * for, and otherwise each second: who follows them has work to do.
   */
  read(nowMs: number, isRunning: boolean, onRead: () => void): void {
    const backend = this.#host.loaded;
    const { timeline } = this.#record();
    const { taken, lastBatch } = this.#progress;
    if (!backend || !timeline || !this.#reader.isDue(nowMs, taken, isRunning, timeline.spacing)) return;
    const moment = this.#momentOfNow();
    const isShown = this.#reader.isWanted || nowMs - this.#shownMs >= SHOWN_MS;
    if (isShown) this.#shownMs = nowMs;
    const version = this.#version;
    this.#reader.read(backend, nowMs, taken, (models) => {
      timeline.add({ ...moment, models });
      this.#keptVersion = version;
      // Changed meanwhile, and no step taken since.
      if (!this.isKept && moment.step === this.#progress.taken) this.want();
      if (isShown) {
        this.#record().setModels(models);
        this.#modelsBatch = lastBatch;
      }
      // At rest, what was asked for while this read was under way has no other frame to be read in.
      if (isShown || this.#reader.isWanted) onRead();
    });
  }

  #momentOfNow(): Omit<Checkpoint, 'models'> {
    const { taken: step, cursor, takenBatch: lastBatch } = this.#progress;
    const { config } = this.#experiment;
    const { marks, changes, edits } = this.#record();
    const { history } = edits;
    return { step, cursor, lastBatch, config, history, marks, changes: changes.marks, conditions: changes.conditions };
  }
}
