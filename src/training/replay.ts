import type { CurrentExperiment } from './current-experiment.js';
import { validateSwitch } from './experiment-config.js';
import { InvalidSettingError, requireChoice, requireInteger } from './invalid-setting-error.js';
import { normalizationStatistics } from './model-state.js';
import type { RunEdit } from './run-edits.js';

/** Edits to be made again, and the step to be taken up to. */
export interface ReplayPlan {
  /** In the order in which they act. */
  readonly edits: readonly RunEdit[];
  /** Steps taken at the moment that is to be opened, 0 or more. */
  readonly step: number;
}

/** The way to a moment of a run: which edit acts next, and how far steps may be taken before it. */
export class Replay {
  readonly plan: ReplayPlan;
  #made = 0;

  constructor(plan: ReplayPlan) {
    this.plan = plan;
  }

  /** Begins again, from the first weights. */
  begin(): void {
    this.#made = 0;
  }

  /** The next edit, if it acts after `taken` steps; it counts as made. */
  takeDue(taken: number): RunEdit | null {
    const edit = this.plan.edits[this.#made];
    if (!edit || edit.step > taken) return null;
    this.#made++;
    return edit;
  }

  /** Steps that may be taken before the next edit or the end. */
  stepsLeft(taken: number): number {
    return Math.max(0, Math.min(this.plan.step, this.plan.edits[this.#made]?.step ?? Infinity) - taken);
  }

  isDone(taken: number): boolean {
    return taken >= this.plan.step && this.#made === this.plan.edits.length;
  }
}

/**
 * Changes the experiment as an edit other than a switch does, which is none of the experiment.
 *
 * @throws InvalidSettingError
 */
export function applyEdit(experiment: CurrentExperiment, edit: RunEdit): void {
  const { config } = experiment;
  switch (edit.kind) {
    case 'training':
      experiment.change({ ...config, training: { ...config.training, ...edit.settings } });
      break;
    case 'data':
      experiment.placeData(edit.placement);
      break;
    case 'points':
      experiment.movePoints(edit.customPoints);
      break;
    case 'switch':
      validateSwitch(config, edit.model, edit.to, edit.insert);
      requireChoice('statistics', edit.statistics, normalizationStatistics);
      break;
    default:
      edit satisfies never;
  }
}

/**
 * @param experiment that the run begins with; it is changed by this
 * @throws InvalidSettingError naming the first edit that is refused
 */
export function validatePlan(experiment: CurrentExperiment, { edits, step }: ReplayPlan): void {
  requireInteger('step', step, 0, 1e9);
  let former = 0;
  edits.forEach((edit, index) => {
    requireInteger(`edits[${index}].step`, edit.step, former, step);
    former = edit.step;
    try {
      applyEdit(experiment, edit);
    } catch (error) {
      if (!(error instanceof InvalidSettingError)) throw error;
      throw new InvalidSettingError(`edits[${index}].${error.field}`, error.value, error.allowed);
    }
  });
}
