import type { EmbeddedMoment } from '../training/moment-to-open.js';
import type { Session, SessionSnapshot } from '../training/session-types.js';
import { advanceCursor, stepsPerEpoch } from '../training/training-spec.js';
import type { FigureView } from './figure-fields.js';
import type { Link } from './link.js';

/** `replay`: from seed and edits, the shorter link; `weights`: with the networks themselves. */
export type MomentKind = 'replay' | 'weights';

/** Whether all that led to this moment is known: first weights drawn from the seed, and every edit since. */
export const isReplayable = ({ snapshot }: Pick<Session, 'snapshot'>): boolean =>
  !snapshot.areWeightsGiven && snapshot.history.edits !== null;

/** The moment that a session shows, as a link may carry it. Null where it has no networks yet, or cannot be replayed. */
export function linkOfRun(
  session: Pick<Session, 'snapshot' | 'models' | 'modelsBatch'>,
  view: FigureView,
  kind: MomentKind,
): Link | null {
  if (kind === 'replay') return replayOf(session.snapshot, view);
  const { config, engine } = session.snapshot;
  const moment = embeddedMomentOf(session);
  return moment && { config, moment, view, madeOn: engine?.kind ?? null };
}

/** What leads to the moment of a snapshot, from the seed on; null where that is not known. */
export function replayOf(snapshot: SessionSnapshot, view: FigureView): Link | null {
  if (!isReplayable({ snapshot })) return null;
  const { config, history, step, engine } = snapshot;
  const edits = (history.edits ?? []).filter((edit) => edit.step <= step);
  const start = { ...history.start, statistics: config.statistics };
  return { config: start, moment: { step, edits }, view, madeOn: engine?.kind ?? null };
}

/** The newest networks of a session and the batch that they go on with; null where there are none yet. */
export function embeddedMomentOf({
  snapshot: { config, data },
  models,
  modelsBatch,
}: Pick<Session, 'snapshot' | 'models' | 'modelsBatch'>): EmbeddedMoment | null {
  const step = models?.[0]?.step;
  if (!models || step === undefined || !data) return null;
  const { cursor: last, training } = modelsBatch;
  const next = step === 0 ? last : advanceCursor(last, 1, stepsPerEpoch(training, data.train.count));
  // Another batch size begins an epoch with the next step.
  const isCut = config.training.batchSize !== training.batchSize && next.batch > 0;
  const cursor = isCut ? { epoch: next.epoch + 1, batch: 0 } : next;
  return { step, cursor, models };
}
