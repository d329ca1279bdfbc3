import type { ModelRecord } from './model-record.js';
import type { ChangeMark, SwitchMark } from './run-marks.js';
import type { RunTimeline } from './run-timeline.js';
import type { OriginalSnapshot } from './session-types.js';

/** A run that another branched off from: all that comparing and going back to it takes. */
export class OriginalRun {
  readonly timeline: RunTimeline;
  readonly records: readonly ModelRecord[];
  /** Frozen. */
  readonly snapshot: OriginalSnapshot;

  constructor(parts: {
    readonly branchStep: number;
    readonly timeline: RunTimeline;
    readonly records: readonly ModelRecord[];
    readonly marks: readonly SwitchMark[];
    readonly changes: readonly ChangeMark[];
  }) {
    const { branchStep, timeline, records, marks, changes } = parts;
    const { newest } = timeline;
    this.timeline = timeline;
    this.records = records;
    const models = newest.models.map(({ normalization }, index) =>
      records[index]!.snapshot(normalization, newest.step),
    );
    this.snapshot = Object.freeze({
      branchStep,
      step: newest.step,
      models: Object.freeze(models),
      marks,
      changes,
    });
  }
}
