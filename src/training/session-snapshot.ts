import type { CurrentExperiment } from './current-experiment.js';
import type { EngineHost } from './engine-host.js';
import type { Errand } from './errand.js';
import type { LiveRun } from './live-run.js';
import type { Notice } from './notice-strings.js';
import type { Troubles } from './session-troubles.js';
import type { SessionSnapshot, SessionState, UndoSnapshot } from './session-types.js';

const NOT_RESPONDING: Notice = { kind: 'unresponsive', reason: '', step: 0 };

/** All that the page sees of a session. */
export function describeSession(
  number: number,
  state: SessionState,
  { config, data, weights }: CurrentExperiment,
  { progress, record, pending, past, presentStep, isPassing }: LiveRun,
  { replay }: Errand,
  { engine, isSlow }: EngineHost,
  { divergence, notice, failure }: Troubles,
  undo: UndoSnapshot,
): SessionSnapshot {
  return Object.freeze({
    number,
    state,
    engine: engine && Object.freeze({ kind: engine.kind, description: engine.description }),
    config,
    data,
    areWeightsGiven: weights !== null,
    step: progress.reportedStep,
    isReported: progress.isReported,
    epoch: progress.reportedCursor.epoch,
    cursor: progress.reportedCursor,
    stepsPerEpoch: progress.stepsPerEpoch,
    endStep: progress.endStep,
    models: record.snapshots(pending.switches, state === 'running' ? null : progress.reportedStep),
    marks: record.marks,
    changes: record.changes.marks,
    history: record.edits.history,
    replay: replay && Object.freeze({ step: replay.plan.step }),
    time: Object.freeze({
      firstStep: record.timeline?.start.step ?? 0,
      lastStep: presentStep,
      isPast: past !== null,
      isPassing,
    }),
    original: record.original?.snapshot ?? null,
    undo,
    divergence,
    // What was said before is said again once the engine responds.
    notice: isSlow ? NOT_RESPONDING : notice,
    isSlowing: engine?.isSlowing ?? false,
    failure,
  });
}
