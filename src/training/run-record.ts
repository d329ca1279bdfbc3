import type { Report } from './backend.js';
import type { Checkpoint } from './checkpoint.js';
import { EditLog } from './edit-log.js';
import type { ExperimentConfig } from './experiment-config.js';
import { ModelRecord } from './model-record.js';
import type { ModelState, NormalizationStatistics } from './model-state.js';
import type { Normalization } from './network-spec.js';
import { OriginalRun } from './original-run.js';
import { RunChanges } from './run-changes.js';
import type { SwitchMark } from './run-marks.js';
import { RunTimeline, TIMELINE_BYTES } from './run-timeline.js';
import type { ModelSnapshot } from './session-types.js';
import type { SwitchRequest } from './switch-steps.js';

function howSwitched(from: Normalization, to: Normalization, insert: SwitchRequest['insert']): SwitchMark['how'] {
  if (to === 'batch') return insert;
  if (to !== 'none') return 'insert';
  return from === 'batch' ? 'fold' : 'remove';
}

/** What a run has brought forth so far: curves, switches and changes, networks read back, and the states it can go back to. */
export class RunRecord {
  readonly changes = new RunChanges();
  readonly edits: EditLog;
  readonly #config: ExperimentConfig;
  #records: ModelRecord[];
  #normalizations: Normalization[];
  #marks: readonly SwitchMark[] = Object.freeze([]);
  #models: readonly ModelState[] | null = null;
  #timeline: RunTimeline | null = null;
  #original: OriginalRun | null = null;

  constructor(config: ExperimentConfig) {
    const { normalizations } = config;
    this.#config = config;
    this.edits = new EditLog(config);
    this.#normalizations = [...normalizations];
    this.#records = normalizations.map(() => new ModelRecord());
  }

  /** What every network has now. */
  get normalizations(): readonly Normalization[] {
    return this.#normalizations;
  }

  get marks(): readonly SwitchMark[] {
    return this.#marks;
  }

  /** The newest networks that were read back; null before the first run. */
  get models(): readonly ModelState[] | null {
    return this.#models;
  }

  /** Null before the first run. */
  get timeline(): RunTimeline | null {
    return this.#timeline;
  }

  /** Bytes of all moments of its time line, and of its original's. */
  get sizes(): readonly (readonly [Checkpoint, number])[] {
    return [...(this.#timeline?.sizes ?? []), ...(this.#original?.timeline.sizes ?? [])];
  }

  /** The run that this one branched off from; null where there is none. */
  get original(): OriginalRun | null {
    return this.#original;
  }

  /** Forgets everything; a new run begins. */
  begin(start: Checkpoint): void {
    this.#timeline = new RunTimeline(start);
    this.#original = null;
    this.#records = start.models.map(() => new ModelRecord());
  }

  /** Forgets what came after a checkpoint, which stays available with those after it. */
  goTo(checkpoint: Checkpoint): void {
    this.#take(checkpoint);
    for (const record of this.#records) record.truncate(checkpoint.step);
  }

  /** Shows a moment of the time line; curves and marks stay whole. */
  show(moment: Checkpoint): void {
    const marks = this.#marks;
    const changes = this.changes.marks;
    this.#take(moment);
    this.#marks = marks;
    this.changes.goTo(changes, moment.conditions);
    for (const record of this.#records) record.showAt(moment.step);
  }

  /** Goes on from a moment of the time line that is shown, beside what came after it, which becomes the original. */
  branch(moment: Checkpoint): void {
    const timeline = this.#timeline;
    if (!timeline) return;
    const { marks } = this;
    const forks = this.#records.map((record) => record.fork(moment.step));
    for (const record of this.#records) record.showAt(timeline.newest.step);
    this.#original = new OriginalRun({
      branchStep: moment.step,
      timeline,
      records: this.#records,
      marks,
      changes: this.changes.marks,
    });
    this.#timeline = timeline.upToMoment(moment);
    for (const one of [timeline, this.#timeline]) one.limit(TIMELINE_BYTES / 2);
    this.#records = forks;
    this.#marks = moment.marks;
    this.changes.goTo(moment.changes, moment.conditions);
  }

  /** The original takes this run's place again. Returns its newest moment; null where there is none. */
  returnToOriginal(): Checkpoint | null {
    const original = this.#original;
    if (!original) return null;
    const { newest } = original.timeline;
    // The original stays what it is: a branch that is gone back to has it still.
    this.#records = original.records.map((record) => record.fork(newest.step));
    this.#timeline = original.timeline.upToMoment(newest);
    this.dismissOriginal();
    this.#take(newest);
    for (const record of this.#records) record.showAt(newest.step);
    return newest;
  }

  /** The same record with moments of its own and no networks yet: what is added to either is none of the other's. */
  fork(timeline: RunTimeline | null): RunRecord {
    const fork = new RunRecord(this.#config);
    fork.#records = this.#records.map((record) => record.fork(Infinity));
    fork.#normalizations = [...this.#normalizations];
    fork.#marks = this.#marks;
    fork.#timeline = timeline;
    fork.#original = this.#original;
    fork.changes.goTo(this.changes.marks, this.changes.conditions);
    fork.edits.goTo(this.edits.history);
    return fork;
  }

  dismissOriginal(): void {
    this.#original = null;
    this.#timeline?.limit(TIMELINE_BYTES);
  }

  #take(checkpoint: Checkpoint): void {
    this.#models = checkpoint.models;
    this.#normalizations = this.#models.map((model) => model.normalization);
    this.#marks = checkpoint.marks;
    this.changes.goTo(checkpoint.changes, checkpoint.conditions);
    this.edits.goTo(checkpoint.history);
  }

  addSwitch(step: number, request: SwitchRequest): void {
    const { model, to, insert } = request;
    this.edits.switch(step, request);
    const from = this.#normalizations[model] ?? 'none';
    this.#normalizations[model] = to;
    const mark = Object.freeze({ step, model, to, how: howSwitched(from, to, insert) });
    this.#marks = Object.freeze([...this.#marks, mark]);
  }

  addReport({ step, models }: Report): void {
    models.forEach((model, index) => this.#records[index]?.add(step, model));
  }

  /** The networks to be shown from now on. */
  setModels(models: readonly ModelState[]): void {
    this.#models = models;
  }

  /**
   * The last switch of every network.
   *
   * @param statistics what BN is folded with where it is taken out
   */
  newestSwitches(statistics: NormalizationStatistics): SwitchRequest[] {
    const byModel = new Map<number, SwitchRequest>();
    for (const { model, to, how } of this.#marks)
      byModel.set(model, { model, to, insert: how === 'keep-function' ? how : 'align', statistics });
    return [...byModel.values()];
  }

  /**
   * @param pending switches that the next frame makes: what the reader asked for is shown at once
   * @param step at which the networks rest; null: they are under way, and may have been evaluated a moment ago
   */
  snapshots(pending: readonly SwitchRequest[], step: number | null): readonly ModelSnapshot[] {
    const normalizationOf = (model: number): Normalization =>
      pending.findLast((request) => request.model === model)?.to ?? this.#normalizations[model] ?? 'none';
    return Object.freeze(this.#records.map((record, model) => record.snapshot(normalizationOf(model), step)));
  }
}
