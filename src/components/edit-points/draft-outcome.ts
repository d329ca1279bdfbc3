import { unmoved, type DataConfig } from '../../training/data-set.js';
import { defaultDataConfig } from '../../training/datasets/catalog.js';
import { makeDataSet } from '../../training/datasets/make-data-set.js';
import { areSamePoints, validateExperiment } from '../../training/experiment-config.js';
import { InvalidSettingError } from '../../training/invalid-setting-error.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import type { PointDraft } from './point-draft.js';

/** Why a draft cannot be trained on, and what would help. */
export type DraftProblem =
  /** Fewer than two classes have points. */
  | { readonly kind: 'one-class' }
  /** A class below others has no point; the others can be numbered anew. */
  | { readonly kind: 'empty-class'; readonly label: number }
  /** A batch is larger than the training points; batches of `trainCount` would do. */
  | { readonly kind: 'large-batch'; readonly batchSize: number; readonly trainCount: number }
  | { readonly kind: 'refused'; readonly reason: string };

type Experiment = Pick<SessionSnapshot, 'config' | 'data'>;

/** What applying a draft does to an experiment. */
export type DraftOutcome =
  | { readonly kind: 'nothing' }
  /** The points moved, no more: the run goes on. */
  | { readonly kind: 'move' }
  /** @param lostTestCount test points that another set's law gave */
  | { readonly kind: 'restart'; readonly data: DataConfig; readonly lostTestCount: number }
  | { readonly kind: 'problem'; readonly problem: DraftProblem };

export function outcomeOf(draft: PointDraft, { config, data: before }: Experiment): DraftOutcome {
  if (!draft.isChanged) return { kind: 'nothing' };
  const { points, classCount, emptyClasses } = draft;
  const isOwn = config.data.set === 'custom';
  const base = isOwn ? config.data : { ...defaultDataConfig('custom'), seed: config.data.seed };
  const data: DataConfig = { ...base, customPoints: points, classCount, placement: unmoved };
  const used = new Set(points.map(({ label }) => label));
  if (used.size < 2) return problem({ kind: 'one-class' });
  const [empty] = emptyClasses;
  if (empty !== undefined) return problem({ kind: 'empty-class', label: empty });
  const { batchSize } = config.training;
  const trainCount = points.length - Math.ceil(data.testFraction * points.length);
  if (trainCount < batchSize) return problem({ kind: 'large-batch', batchSize, trainCount });
  try {
    validateExperiment({ ...config, data }, makeDataSet(data));
  } catch (error) {
    if (!(error instanceof InvalidSettingError)) throw error;
    return problem({ kind: 'refused', reason: error.message });
  }
  if (isOwn && areSamePoints(config.data, data)) return { kind: 'move' };
  return { kind: 'restart', data, lostTestCount: isOwn ? 0 : (before?.test.count ?? 0) };
}

const problem = (what: DraftProblem): DraftOutcome => ({ kind: 'problem', problem: what });

/** Brings a draft into a session; one with a problem changes nothing. */
export function applyDraft(draft: PointDraft, session: Session): DraftOutcome {
  const outcome = outcomeOf(draft, session.snapshot);
  if (outcome.kind === 'move') session.movePoints(draft.points);
  if (outcome.kind === 'restart') session.setExperiment({ data: outcome.data });
  return outcome;
}

/** The same with another batch size; where a problem stays, that is not changed either. */
export function applyWithBatchSize(draft: PointDraft, session: Session, batchSize: number): DraftOutcome {
  const { config, data } = session.snapshot;
  const training = { ...config.training, batchSize };
  const outcome = outcomeOf(draft, { config: { ...config, training }, data });
  if (outcome.kind === 'problem') return outcome;
  session.setTraining({ batchSize });
  return applyDraft(draft, session);
}
