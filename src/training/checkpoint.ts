import type { RunHistory } from './edit-log.js';
import type { ExperimentConfig } from './experiment-config.js';
import type { PlacedBatch } from './last-batch.js';
import type { ModelState } from './model-state.js';
import type { Conditions } from './run-changes.js';
import type { ChangeMark, SwitchMark } from './run-marks.js';
import type { BatchCursor } from './training-spec.js';

/** Everything that a run needs to go on from one of its moments. */
export interface Checkpoint {
  /** Steps taken. */
  readonly step: number;
  readonly cursor: BatchCursor;
  readonly models: readonly ModelState[];
  /** Batch of the last step; null before the first. */
  readonly lastBatch: PlacedBatch | null;
  /** The experiment as it was: its data where they were, its settings those that the next step would have been taken with. */
  readonly config: ExperimentConfig;
  /** How the run came here. */
  readonly history: RunHistory;
  /** Switches up to this step. */
  readonly marks: readonly SwitchMark[];
  /** Moved data and changed settings up to this step. */
  readonly changes: readonly ChangeMark[];
  /** What the last step was taken with; null before the first. */
  readonly conditions: Conditions | null;
}
