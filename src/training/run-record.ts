import type { Report } from './backend.js';
import { Checkpoints } from './checkpoints.js';
import type { Checkpoint } from './checkpoints.js';
import { ModelRecord } from './model-record.js';
import type { ModelState } from './model-state.js';
import type { Normalization } from './network-spec.js';
import type { ModelSnapshot, SwitchMark } from './session-types.js';

/** A switch that was asked for. */
export interface SwitchRequest {
  readonly model: number;
  readonly to: Normalization;
  readonly insert: 'align' | 'keep-function';
}

/** What a run has brought forth so far: curves, switches, networks read back, and the states it can go back to. */
export class RunRecord {
  #records: ModelRecord[];
  #normalizations: Normalization[];
  #marks: readonly SwitchMark[] = Object.freeze([]);
  #models: readonly ModelState[] | null = null;
  #checkpoints: Checkpoints | null = null;

  constructor(normalizations: readonly Normalization[]) {
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
  get checkpoints(): Checkpoints | null {
    return this.#checkpoints;
  }

  /** Forgets everything; a new run begins. */
  begin(start: Checkpoint): void {
    this.#checkpoints = new Checkpoints(start);
    this.#records = start.models.map(() => new ModelRecord());
  }

  /** Forgets what came after a checkpoint, which stays available with those after it. */
  goTo(checkpoint: Checkpoint): void {
    this.#models = checkpoint.models;
    this.#normalizations = checkpoint.models.map((model) => model.normalization);
    this.#marks = checkpoint.marks;
    for (const record of this.#records) record.truncate(checkpoint.step);
  }

  addSwitch(step: number, { model, to, insert }: SwitchRequest): void {
    this.#normalizations[model] = to;
    const mark = Object.freeze({ step, model, to, how: to === 'batch' ? insert : 'fold' });
    this.#marks = Object.freeze([...this.#marks, mark]);
  }

  addReport({ step, models }: Report): void {
    models.forEach((model, index) => this.#records[index]?.add(step, model));
  }

  addCheckpoint(checkpoint: Checkpoint): void {
    this.#models = checkpoint.models;
    this.#checkpoints?.add(checkpoint);
  }

  /** The last switch of every network. */
  get newestSwitches(): SwitchRequest[] {
    const byModel = new Map<number, SwitchRequest>();
    for (const { model, to, how } of this.#marks)
      byModel.set(model, { model, to, insert: how === 'fold' ? 'align' : how });
    return [...byModel.values()];
  }

  /** @param pending switches that the next frame makes: what the reader asked for is shown at once */
  snapshots(pending: readonly SwitchRequest[]): readonly ModelSnapshot[] {
    const normalizationOf = (model: number): Normalization =>
      pending.findLast((request) => request.model === model)?.to ?? this.#normalizations[model] ?? 'none';
    return Object.freeze(this.#records.map((record, model) => record.snapshot(normalizationOf(model))));
  }
}
