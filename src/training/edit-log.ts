import { unmoved } from './data-set.js';
import type { DataConfig } from './data-set.js';
import type { ExperimentConfig } from './experiment-config.js';
import { isEqual } from './is-equal.js';
import type { RunEdit } from './run-edits.js';
import type { SwitchRequest } from './switch-steps.js';
import type { TrainingSpec } from './training-spec.js';

/** What a run was made of: taken again from the first weights, this gives the same networks on the same engine. */
export interface RunHistory {
  /** The experiment that the run began with. */
  readonly start: ExperimentConfig;
  /** Null where the run began in mid-run, from networks whose past nobody knows. */
  readonly edits: readonly RunEdit[] | null;
}

/**
 * Notes what is done to a run, at the step before which it acted.
 *
 * What is changed before the first step and the first switch belongs to the start. Of what is changed at one step only the
 * outcome is kept, unless being changed and changed back leaves a trace.
 */
export class EditLog {
  #history: RunHistory;

  constructor(start: ExperimentConfig) {
    this.#history = { start, edits: Object.freeze([]) };
  }

  get history(): RunHistory {
    return this.#history;
  }

  /** A run goes on from a state with this history. */
  goTo(history: RunHistory): void {
    this.#history = history;
  }

  /** The engine trains with other settings from `step` on. */
  changeTraining(step: number, before: TrainingSpec, after: TrainingSpec): void {
    const settings = changedFields(before, after);
    if (Object.keys(settings).length === 0) return;
    if (this.#isAtStart(step)) {
      this.#begin({ training: after });
      return;
    }
    const last = this.#history.edits?.at(-1);
    const isJoined = last?.kind === 'training' && last.step === step && !leavesTrace(last.settings, settings);
    if (isJoined) this.#replaceLast({ ...last, settings: { ...last.settings, ...settings } });
    else this.#add({ step, kind: 'training', settings });
  }

  /** The engine trains on moved data from `step` on. */
  moveData(step: number, before: DataConfig, after: DataConfig): void {
    if (this.#isAtStart(step)) {
      this.#begin({ data: after });
      return;
    }
    if (!isEqual(before.customPoints, after.customPoints)) {
      this.#addMove({ step, kind: 'points', customPoints: after.customPoints });
      // Points that were moved one by one are where they are; only what moved them afterwards is to be noted.
      if (isEqual(after.placement, unmoved)) return;
    } else if (isEqual(before.placement, after.placement)) {
      return;
    }
    this.#addMove({ step, kind: 'data', placement: after.placement });
  }

  switch(step: number, { model, to, insert, statistics }: SwitchRequest): void {
    this.#add({ step, kind: 'switch', model, to, insert, statistics });
  }

  #isAtStart(step: number): boolean {
    return step === 0 && this.#history.edits?.length === 0;
  }

  #begin(change: Partial<ExperimentConfig>): void {
    this.#history = { ...this.#history, start: { ...this.#history.start, ...change } };
  }

  /** Replaces a move at the same step that this one makes undone. */
  #addMove(edit: RunEdit & { kind: 'data' | 'points' }): void {
    const last = this.#history.edits?.at(-1);
    const isMove = last?.kind === edit.kind || (last?.kind === 'data' && edit.kind === 'points');
    if (isMove && last.step === edit.step) this.#replaceLast(edit);
    else this.#add(edit);
  }

  #replaceLast(edit: RunEdit): void {
    const { edits } = this.#history;
    if (edits) this.#history = { ...this.#history, edits: Object.freeze(edits.with(-1, Object.freeze(edit))) };
  }

  #add(edit: RunEdit): void {
    const { edits } = this.#history;
    if (edits) this.#history = { ...this.#history, edits: Object.freeze([...edits, Object.freeze(edit)]) };
  }
}

function changedFields(before: TrainingSpec, after: TrainingSpec): Partial<TrainingSpec> {
  const former = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !isEqual(former.get(name), value)));
}

/** Another batch size begins an epoch, another optimiser forgets the moments; changing back undoes neither. */
function leavesTrace(...changes: readonly Partial<TrainingSpec>[]): boolean {
  return changes.some((settings) => 'batchSize' in settings || 'optimizer' in settings);
}
