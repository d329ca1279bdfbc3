import type { Checkpoint } from './checkpoint.js';
import { lastBatch } from './last-batch.js';
import type { PlacedBatch } from './last-batch.js';
import { advanceCursor, stepsPerEpoch } from './training-spec.js';
import type { BatchCursor, TrainingSpec } from './training-spec.js';

/** How far a run has come: by what the engine has taken up, and, a little behind, by what it has reported. */
export class RunProgress {
  #taken = 0;
  #cursor: BatchCursor = { epoch: 0, batch: 0 };
  #lastBatch: PlacedBatch | null = null;
  #reportedStep = 0;
  #reportedCursor: BatchCursor = { epoch: 0, batch: 0 };
  #training: TrainingSpec;
  #trainCount: number;
  #endEpoch: number;

  constructor(training: TrainingSpec, trainCount: number) {
    this.#training = training;
    this.#trainCount = trainCount;
    this.#endEpoch = training.epochs;
  }

  /** Steps that the engine has taken up. */
  get taken(): number {
    return this.#taken;
  }

  /** Batch that the next step takes. */
  get cursor(): BatchCursor {
    return this.#cursor;
  }

  /** Batch of the last step that was taken up; before any, the first. */
  get lastBatch(): PlacedBatch {
    return this.#lastBatch ?? { cursor: this.#cursor, training: this.#training };
  }

  /** Batch of the last step that was taken up; null before any. */
  get takenBatch(): PlacedBatch | null {
    return this.#lastBatch;
  }

  get reportedStep(): number {
    return this.#reportedStep;
  }

  /** Batch that the step after those reported takes. */
  get reportedCursor(): BatchCursor {
    return this.isReported ? this.#cursor : this.#reportedCursor;
  }

  /** True once every step that the engine has taken up is reported. */
  get isReported(): boolean {
    return this.#reportedStep >= this.#taken;
  }

  /** Settings that the engine trains with. */
  get training(): TrainingSpec {
    return this.#training;
  }

  get stepsPerEpoch(): number {
    return stepsPerEpoch(this.#training, this.#trainCount);
  }

  /** Step at which the run stops by itself. */
  get endStep(): number {
    const left = (this.#endEpoch - this.#cursor.epoch) * this.stepsPerEpoch - this.#cursor.batch;
    return this.#taken + Math.max(0, left);
  }

  /** Epoch at whose end the run stops by itself, counted from its first. */
  get endEpoch(): number {
    return this.#endEpoch;
  }

  get epochEnd(): number {
    return this.#taken + this.stepsPerEpoch - this.#cursor.batch;
  }

  get isAtEnd(): boolean {
    return this.#taken >= this.endStep;
  }

  /** Step 0 of a run of `training.epochs` epochs. */
  startAnew(training: TrainingSpec, trainCount: number): void {
    this.#training = training;
    this.#trainCount = trainCount;
    this.#endEpoch = training.epochs;
  }

  goTo(checkpoint: Checkpoint): void {
    this.#taken = checkpoint.step;
    this.#cursor = checkpoint.cursor;
    this.#reportedStep = checkpoint.step;
    this.#reportedCursor = checkpoint.cursor;
    this.#training = checkpoint.config.training;
    this.#lastBatch = checkpoint.lastBatch;
  }

  take(steps: number): void {
    if (steps === 0) return;
    this.#taken += steps;
    this.#cursor = advanceCursor(this.#cursor, steps, this.stepsPerEpoch);
    this.#lastBatch = lastBatch(this.#training, this.#cursor, this.#trainCount);
  }

  report(step: number, cursor: BatchCursor): void {
    this.#reportedStep = step;
    this.#reportedCursor = cursor;
  }

  /** Settings from the next step on. A changed batch size starts a new epoch. */
  setTraining(training: TrainingSpec): void {
    if (training.batchSize !== this.#training.batchSize && this.#cursor.batch > 0) {
      this.#cursor = { epoch: this.#cursor.epoch + 1, batch: 0 };
    }
    this.#training = training;
  }

  /** Moves the end of the run; it is never before the steps already taken. */
  moveEnd(epochs: number): void {
    this.#endEpoch += epochs;
  }

  /** @param epoch at whose end the run is to stop by itself */
  endAt(epoch: number): void {
    this.#endEpoch = epoch;
  }

  /** Lets a run that is at its end go on for `epochs` more. */
  extend(epochs: number): void {
    if (this.isAtEnd) this.#endEpoch = this.#cursor.epoch + epochs;
  }
}
