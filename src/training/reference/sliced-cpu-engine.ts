import type { CodeGrid, FrameRequest, Run } from '../backend.js';
import type { DataSet } from '../data-set.js';
import type { ModelState, NormalizationSwitch } from '../model-state.js';
import type { TrainingSpec } from '../training-spec.js';
import type { Pieces } from '../workers/pieces.js';
import type { TimeSlices } from '../workers/time-slices.js';
import { CpuEngine } from './cpu-engine.js';
import type { EngineAnswer } from './cpu-engine.js';
import type { CpuEngineCalls } from './cpu-engine-calls.js';

// eslint-disable-next-line require-yield -- there is nothing between one piece
function* onePiece<Result>(call: () => Result): Pieces<Result> {
  return call();
}

/** The CPU engine where there are no Workers: on this thread, in slices of time, with the same numbers. */
export class SlicedCpuEngine implements CpuEngineCalls {
  readonly #slices: TimeSlices;
  readonly #engine: CpuEngine;
  /** Of what was asked last. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(slices: TimeSlices) {
    this.#slices = slices;
    // What the page does between slices is no time that the engine takes; what other works do in slices of theirs counts.
    this.#engine = new CpuEngine(() => slices.workedMs);
  }

  load(run: Run): Promise<void> {
    return this.#then(() => this.#engine.load(run));
  }

  restore(run: Run): Promise<void> {
    return this.#then(() => this.#engine.restore(run));
  }

  setTraining(training: TrainingSpec): Promise<void> {
    return this.#then(() => this.#engine.setTraining(training));
  }

  setData(data: DataSet): Promise<void> {
    return this.#then(() => this.#engine.setData(data));
  }

  switchNormalization(index: number, change: NormalizationSwitch): Promise<void> {
    return this.#then(() => this.#engine.switchNormalization(index, change));
  }

  frame(request: FrameRequest): Promise<EngineAnswer> {
    return this.#inTurn(() => this.#engine.frameInPieces(request));
  }

  readModels(): Promise<ModelState[]> {
    return this.#then(() => this.#engine.readModels());
  }

  readCodes(index: number): Promise<CodeGrid> {
    return this.#then(() => this.#engine.readCodes(index));
  }

  #then<Result>(call: () => Result): Promise<Result> {
    return this.#inTurn(() => onePiece(call));
  }

  /** After all that was asked before, as in a Worker. */
  #inTurn<Result>(begin: () => Pieces<Result>): Promise<Result> {
    const run = (): Promise<Result> => this.#slices.run(begin());
    const answer = this.#last.then(run, run);
    this.#last = answer;
    return answer;
  }
}
