import type { CellCount, Evaluation, ModelReport } from './backend.js';
import { Curve } from './curves.js';
import type { Normalization } from './network-spec.js';
import type { ModelCurves, ModelSnapshot } from './session-types.js';

/** What the reports of one network add up to. */
export class ModelRecord {
  readonly #losses = new Curve(1);
  readonly #accuracies = new Curve(2);
  #loss = NaN;
  #evaluation: Evaluation | null = null;
  #cells: CellCount | null = null;
  #curves: ModelCurves | null = null;

  /** @param step steps that the network had taken when the report was made */
  add(step: number, report: ModelReport): void {
    const { firstStep, values } = report.losses;
    values.forEach((loss, index) => {
      if (!Number.isFinite(loss)) return;
      this.#losses.add(firstStep + index, loss);
      this.#loss = loss;
    });
    if (report.evaluation) {
      this.#accuracies.add(step, report.evaluation.trainAccuracy, report.evaluation.testAccuracy);
      this.#evaluation = report.evaluation;
    }
    this.#cells = report.cells ?? this.#cells;
    this.#curves = null;
  }

  /** Forgets what came after `step` steps. */
  truncate(step: number): void {
    this.#losses.truncate(step);
    this.#accuracies.truncate(step + 1);
    this.#loss = this.#losses.column(0).at(-1) ?? NaN;
    this.#evaluation = null;
    this.#cells = null;
    this.#curves = null;
  }

  snapshot(normalization: Normalization): ModelSnapshot {
    this.#curves ??= Object.freeze({
      lossSteps: Object.freeze([...this.#losses.steps]),
      losses: Object.freeze([...this.#losses.column(0)]),
      accuracySteps: Object.freeze([...this.#accuracies.steps]),
      trainAccuracies: Object.freeze([...this.#accuracies.column(0)]),
      testAccuracies: Object.freeze([...this.#accuracies.column(1)]),
    });
    return Object.freeze({
      normalization,
      loss: this.#loss,
      evaluation: this.#evaluation,
      cells: this.#cells,
      curves: this.#curves,
    });
  }
}
