import type { ModelState } from './model-state.js';
import type { ReplayPlan } from './replay.js';
import type { ChangeMark, SwitchMark } from './run-marks.js';
import type { BatchCursor } from './training-spec.js';

/** A moment of a run, to be had by doing everything again from the first step. */
export interface ReplayedMoment extends ReplayPlan {
  /** First weights, one network per twin; left out: as the experiment draws them. */
  readonly weights?: readonly ModelState[] | undefined;
}

/** A moment of a run, as its networks were. */
export interface EmbeddedMoment {
  /** Steps taken, 0 or more. */
  readonly step: number;
  /** The batch that the next step takes. */
  readonly cursor: BatchCursor;
  /** One network per twin, with its optimiser state. */
  readonly models: readonly ModelState[];
  /** Switches and changes up to this step, for the curves. */
  readonly marks?: readonly SwitchMark[] | undefined;
  readonly changes?: readonly ChangeMark[] | undefined;
}

export type MomentToOpen = ReplayedMoment | EmbeddedMoment;
