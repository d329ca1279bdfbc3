import type { ModelState } from './model-state.js';
import type { SwitchMark } from './session-types.js';
import type { BatchCursor, TrainingSpec } from './training-spec.js';

/** Everything that a run needs to go on from one of its steps. */
export interface Checkpoint {
  /** Steps taken. */
  readonly step: number;
  readonly cursor: BatchCursor;
  readonly models: readonly ModelState[];
  /** The settings that the networks had been trained with so far. */
  readonly training: TrainingSpec;
  /** Switches up to this step. */
  readonly marks: readonly SwitchMark[];
}

/** Closer neighbours are not kept, the newest aside. */
const SPACING_STEPS = 50;
const MOST_BYTES = 64 * 2 ** 20;
/** Kept whatever they weigh: the start, the newest, and two more, so that 100 steps back is not always the start. */
const FEWEST = 4;
const MOST = 64;

/**
 * The states that a run can go back to, oldest first: always the start and the newest; in between at least 50 steps
 * apart, and the oldest of them go first where memory (64 MiB) or number (64) are spent.
 */
export class Checkpoints {
  readonly #start: Checkpoint;
  /** After the start. */
  #later: Checkpoint[] = [];

  constructor(start: Checkpoint) {
    this.#start = start;
  }

  get newest(): Checkpoint {
    return this.#later.at(-1) ?? this.#start;
  }

  get count(): number {
    return 1 + this.#later.length;
  }

  /** A state at the newest one's step replaces it (it was switched there); the start stays as it was. */
  add(checkpoint: Checkpoint): void {
    if (checkpoint.step < this.newest.step) return;
    const beforeNewest = this.#later.at(-2) ?? this.#start;
    const isNewestSpare = this.newest.step === checkpoint.step || this.newest.step - beforeNewest.step < SPACING_STEPS;
    if (isNewestSpare) this.#later.pop();
    this.#later.push(checkpoint);
    while (this.count > MOST || (this.count > FEWEST && this.#byteLength() > MOST_BYTES)) this.#later.shift();
  }

  /** The newest state of at most `step` steps; the start where there is none. */
  upTo(step: number): Checkpoint {
    return this.#later.findLast((checkpoint) => checkpoint.step <= step) ?? this.#start;
  }

  dropAfter(step: number): void {
    this.#later = this.#later.filter((checkpoint) => checkpoint.step <= step);
  }

  #byteLength(): number {
    return [this.#start, ...this.#later].reduce(
      (sum, { models }) => sum + models.reduce((s, m) => s + bytesOf(m), 0),
      0,
    );
  }
}

function bytesOf(model: ModelState): number {
  const { parameters, firstMoment, secondMoment, runningStatistics } = model;
  return parameters.byteLength + firstMoment.byteLength + secondMoment.byteLength + runningStatistics.byteLength;
}
