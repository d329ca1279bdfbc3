import { embeddedMomentOf } from '../../io/link-of-run.js';
import { firstStepOf, type RunToReplay } from '../../io/video/replayed-run.js';
import type { Session } from '../../training/session.js';

export const filmRanges = ['past', 'planned', 'chosen'] as const;
/** `past`: the run up to the step that is shown; `planned`: up to where it stops by itself. */
export type FilmRange = (typeof filmRanges)[number];

/** The run that a session shows, with all that was done to it so far; null where there is none yet. */
export function runOf(
  session: Pick<Session, 'snapshot' | 'models' | 'modelsBatch' | 'firstModels'>,
): RunToReplay | null {
  const { history, config, step, data, areWeightsGiven } = session.snapshot;
  if (!data) return null;
  if (history.edits) {
    const edits = history.edits.filter((edit) => edit.step <= step);
    const weights = areWeightsGiven ? (session.firstModels ?? undefined) : undefined;
    return { start: { ...history.start, statistics: config.statistics }, from: { edits, weights } };
  }
  const from = embeddedMomentOf(session);
  return from && { start: config, from };
}

/** The first and the last step of a film, and how they were chosen. */
export function rangeOf(
  run: RunToReplay,
  { step, endStep }: Pick<Session['snapshot'], 'step' | 'endStep'>,
  range: FilmRange | null,
  chosen: { readonly from: number; readonly to: number },
): { readonly range: FilmRange; readonly from: number; readonly to: number } {
  const first = firstStepOf(run);
  const asked = range ?? (step > first ? 'past' : 'planned');
  switch (asked) {
    case 'past':
      return { range: asked, from: first, to: Math.max(first, step) };
    case 'planned':
      return { range: asked, from: first, to: Math.max(first, step, endStep) };
    case 'chosen':
      return { range: asked, ...chosen };
    default:
      return asked satisfies never;
  }
}
