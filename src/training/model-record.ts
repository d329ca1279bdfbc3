import type { CellCount, Evaluation, ModelReport } from './backend.js';
import { Curve } from './curves.js';
import type { Normalization } from './network-spec.js';
import type { ModelCurves, ModelSnapshot } from './session-types.js';

/** What the reports of one network add up to. */
export class ModelRecord {
  /** Of every step's batch: loss and accuracy in training mode. */
  #batches = new Curve(2);
  #accuracies = new Curve(2);
  #loss = NaN;
  #evaluation: Evaluation | null = null;
  /** Steps that the network had taken when it was evaluated. */
  #evaluatedStep = 0;
  #cells: CellCount | null = null;
  /** Steps that it had taken when they were counted. */
  #countedStep = 0;
  #curves: ModelCurves | null = null;

  /** @param step steps that the network had taken when the report was made */
  add(step: number, report: ModelReport): void {
    const { firstStep, values } = report.losses;
    values.forEach((loss, index) => {
      if (!Number.isFinite(loss)) return;
      this.#batches.add(firstStep + index, loss, report.batchAccuracies[index] ?? NaN);
      this.#loss = loss;
    });
    if (report.evaluation) {
      this.#accuracies.add(step, report.evaluation.trainAccuracy, report.evaluation.testAccuracy);
      this.#evaluation = report.evaluation;
      this.#evaluatedStep = step;
    }
    if (report.cells) {
      this.#cells = report.cells;
      this.#countedStep = step;
    }
    this.#curves = null;
  }

  /** Shows the numbers of the moment after `step` steps; the curves stay whole. What they no longer hold is not known. */
  showAt(step: number): void {
    this.#loss = this.#lossOf(step - 1);
    this.#evaluation = null;
    this.#cells = null;
  }

  /** The same record up to `step` steps, to go on with. */
  fork(step: number): ModelRecord {
    const fork = new ModelRecord();
    fork.#batches = this.#batches.copy();
    fork.#accuracies = this.#accuracies.copy();
    fork.truncate(step);
    fork.#evaluation = this.#evaluation;
    fork.#evaluatedStep = this.#evaluatedStep;
    fork.#cells = this.#cells;
    fork.#countedStep = this.#countedStep;
    return fork;
  }

  /** Forgets what came after `step` steps. */
  truncate(step: number): void {
    this.#batches.truncate(step);
    this.#accuracies.truncate(step + 1);
    this.#loss = this.#lossOf(step - 1);
    this.#evaluation = null;
    this.#cells = null;
    this.#curves = null;
  }

  /** @param step that the networks are shown at; what is of another one is left out. Null: they are under way */
  snapshot(normalization: Normalization, step: number | null): ModelSnapshot {
    const isOf = (one: number): boolean => step === null || step === one;
    this.#curves ??= Object.freeze({
      lossSteps: Object.freeze([...this.#batches.steps]),
      losses: Object.freeze([...this.#batches.column(0)]),
      batchAccuracies: Object.freeze([...this.#batches.column(1)]),
      accuracySteps: Object.freeze([...this.#accuracies.steps]),
      trainAccuracies: Object.freeze([...this.#accuracies.column(0)]),
      testAccuracies: Object.freeze([...this.#accuracies.column(1)]),
    });
    return Object.freeze({
      normalization,
      loss: this.#loss,
      evaluation: isOf(this.#evaluatedStep) ? this.#evaluation : null,
      cells: isOf(this.#countedStep) ? this.#cells : null,
      curves: this.#curves,
    });
  }

  /** NaN where the curve has been thinned out there. */
  #lossOf(step: number): number {
    return this.#batches.column(0)[this.#batches.steps.lastIndexOf(step)] ?? NaN;
  }
}
