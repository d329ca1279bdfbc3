import type { Checkpoint } from '../checkpoint.js';
import type { CurrentExperiment } from '../current-experiment.js';
import type { RunHistory } from '../edit-log.js';
import type { ExperimentConfig } from '../experiment-config.js';
import { isEqual } from '../is-equal.js';
import type { ModelState } from '../model-state.js';
import type { ReplayPlan } from '../replay.js';
import type { RunEdit } from '../run-edits.js';
import type { RunProgress } from '../run-progress.js';
import type { RunRecord } from '../run-record.js';
import { RunTimeline } from '../run-timeline.js';
import type { SwitchRequest } from '../switch-steps.js';

/** Where a kept run goes on from, and what is to be done again from there. */
export interface WayBack {
  /** The moments up to the one that is gone on from, which is the newest. */
  readonly timeline: RunTimeline;
  readonly plan: ReplayPlan;
}

/** A run as it is left. */
export interface LeftRun {
  /** What the reader saw, changes included that no step had been taken with. */
  readonly config: ExperimentConfig;
  /** That were given to start from; null: those that the configuration draws. */
  readonly weights: readonly ModelState[] | null;
  /** Nobody else's, and without moments. */
  readonly record: RunRecord;
  readonly timeline: RunTimeline;
  readonly history: RunHistory;
  /** Steps taken. */
  readonly step: number;
  /** Epoch at whose end the run stops by itself. */
  readonly endEpoch: number;
  /** Asked for and not made yet. */
  readonly switches: readonly SwitchRequest[];
  /** Of the earlier moment that was shown; null: none was. */
  readonly pastStep: number | null;
}

/**
 * A run that was left at one of its steps, to be gone on with. It keeps its past where there is memory for it; without, it
 * is taken again from its first step, which gives the same networks on the same engine.
 */
export class KeptRun {
  readonly parts: Omit<LeftRun, 'timeline'>;
  #timeline: RunTimeline;

  constructor({ timeline, ...parts }: LeftRun) {
    this.parts = parts;
    this.#timeline = timeline;
  }

  /** Bytes of all its moments, and of those of its original. */
  get sizes(): readonly (readonly [Checkpoint, number])[] {
    return [...this.#timeline.sizes, ...this.parts.record.sizes];
  }

  /**
   * The run of an experiment as it was at the newest moment of at most `step` steps that this one keeps of it; null where that
   * is none after the start. Whatever was done to the run later is not of it. Of the two runs only one can be gone on with.
   */
  upTo(step: number, config: ExperimentConfig): KeptRun | null {
    const { parts } = this;
    const timeline = this.#timeline;
    let moment: Checkpoint | null = parts.weights ? null : timeline.upTo(step);
    while (moment && !editsSince(moment, { start: config, edits: [] })) moment = timeline.before(moment);
    if (!moment?.step) return null;
    parts.record.dismissOriginal();
    return new KeptRun({
      ...parts,
      config: { ...moment.config, statistics: config.statistics },
      timeline: timeline.upToMoment(moment),
      history: moment.history,
      step: moment.step,
      endEpoch: config.training.epochs,
      switches: [],
      pastStep: null,
    });
  }

  /** Lets its past go: the newest moment stays. */
  forgetPast(): void {
    this.parts.record.dismissOriginal();
    this.#timeline = this.#timeline.ends;
  }

  /** Lets every moment go that can be had by taking the run again. */
  forgetMoments(): void {
    if (this.parts.history.edits) this.#timeline = this.#timeline.upToMoment(this.#timeline.start);
  }

  /**
   * From the newest moment whose history is the beginning of the run's. Of a run that began from networks whose past nobody
   * knows no edits are noted: it is gone back to at its newest moment.
   */
  wayBack(): WayBack {
    const timeline = this.#timeline;
    const { history, step } = this.parts;
    if (!history.edits) return { timeline: timeline.upToMoment(timeline.newest), plan: stay(timeline.newest) };
    for (let moment: Checkpoint | null = timeline.newest; moment; moment = timeline.before(moment)) {
      const edits = editsSince(moment, history);
      if (edits) return { timeline: timeline.upToMoment(moment), plan: { edits, step } };
    }
    // What was changed before the first step may have come after the first networks were kept.
    const { start, edits } = history;
    const first = { ...timeline.start, config: start, history: { start, edits: Object.freeze([]) } };
    return { timeline: new RunTimeline(first), plan: { edits, step } };
  }
}

/**
 * The run of an experiment as it is.
 *
 * @param switches asked for and not made yet
 * @param past the earlier moment that is shown; null: the present is
 */
export function keepRun(
  { config, weights }: CurrentExperiment,
  record: RunRecord,
  timeline: RunTimeline,
  { taken, endEpoch }: RunProgress,
  switches: readonly SwitchRequest[],
  past: Checkpoint | null,
): KeptRun {
  const { newest } = timeline;
  const present = past ? { ...newest.config, statistics: config.statistics } : config;
  return new KeptRun({
    config: present,
    weights,
    record: record.fork(null),
    timeline: timeline.upToMoment(newest),
    history: past ? newest.history : record.edits.history,
    step: past ? newest.step : taken,
    endEpoch: endEpoch + present.training.epochs - config.training.epochs,
    switches,
    pastStep: past?.step ?? null,
  });
}

const stay = ({ step }: Checkpoint): ReplayPlan => ({ edits: [], step });

/** Null where the moment is none of this history, as when an edit at its step has been replaced since. */
function editsSince({ history: former }: Checkpoint, { start, edits }: RunHistory): readonly RunEdit[] | null {
  if (!edits || !former.edits || !isEqual(former.start, start)) return null;
  return former.edits.every((edit, index) => edit === edits[index]) ? edits.slice(former.edits.length) : null;
}
