import type { DataConfig } from './data-set.js';
import { isEqual } from './is-equal.js';
import type { ChangeMark } from './run-marks.js';
import type { TrainingSpec } from './training-spec.js';

/** What steps are taken with, apart from the networks. */
export interface Conditions {
  readonly data: DataConfig;
  readonly training: TrainingSpec;
}

/** Longest time between two changes of one gesture, such as dragging a slider or the data. */
const GESTURE_MS = 1000;

const noMarks: readonly ChangeMark[] = Object.freeze([]);

/**
 * Where in a run the data were moved or training settings changed. What is changed between two steps and changed back left
 * no trace in the run, and none here; neither does what is changed before the first step.
 */
export class RunChanges {
  #marks = noMarks;
  /** Of the last step; null before the first. */
  #conditions: Conditions | null = null;
  readonly #changedAtMs: Record<ChangeMark['kind'], number> = { data: -Infinity, training: -Infinity };

  get marks(): readonly ChangeMark[] {
    return this.#marks;
  }

  get conditions(): Conditions | null {
    return this.#conditions;
  }

  /** A run from step 0, or from a state of it: its marks and what its last step was taken with. */
  goTo(marks: readonly ChangeMark[], conditions: Conditions | null): void {
    this.#marks = marks;
    this.#conditions = conditions;
    this.endGestures();
  }

  /** What is changed next is no part of what was changed before, however soon it comes. */
  endGestures(): void {
    this.#changedAtMs.data = this.#changedAtMs.training = -Infinity;
  }

  /** Steps after the first `step` are taken under these conditions. */
  take(step: number, conditions: Conditions, nowMs: number): void {
    const before = this.#conditions;
    this.#conditions = conditions;
    if (!before) return;
    if (!isEqual(before.data, conditions.data)) this.#mark({ kind: 'data', step, until: step }, nowMs);
    const settings = changedSettings(before.training, conditions.training);
    if (settings) this.#mark({ kind: 'training', step, until: step, settings }, nowMs);
  }

  #mark(mark: ChangeMark, nowMs: number): void {
    const last = this.#marks.findLast(({ kind }) => kind === mark.kind);
    const isSameGesture = last !== undefined && nowMs - this.#changedAtMs[mark.kind] <= GESTURE_MS;
    this.#changedAtMs[mark.kind] = nowMs;
    const marks = isSameGesture
      ? this.#marks.map((one) => (one === last ? joined(last, mark) : one))
      : [...this.#marks, mark];
    this.#marks = Object.freeze(marks);
  }
}

function joined(first: ChangeMark, last: ChangeMark): ChangeMark {
  if (first.kind === 'data' || last.kind === 'data') return { ...first, until: last.until };
  return { ...first, until: last.until, settings: { ...first.settings, ...last.settings } };
}

/** How long the run is to be bears on none of its steps. */
function changedSettings(before: TrainingSpec, after: TrainingSpec): Partial<Omit<TrainingSpec, 'epochs'>> | null {
  const former = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).filter(
    ([name, value]) => name !== 'epochs' && !isEqual(former.get(name), value),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}
