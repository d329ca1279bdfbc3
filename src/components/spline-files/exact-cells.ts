import type { SessionSnapshot } from '../../training/session.js';
import type { ExactPartition, ExactPartitions } from '../exact-partitions.js';
import { fileStrings as words } from './file-strings.js';

/** The exact cells of a network with the session that they are of, or why there are none to save. */
export type ExactCells =
  | { readonly exact: ExactPartition; readonly session: SessionSnapshot }
  | { readonly exact: null; readonly reason: string };

/** Cells that can be saved, and the index of their network. */
export interface CellsOfNetwork {
  readonly model: number;
  readonly exact: ExactPartition;
  /** The session that the cells are of. */
  readonly session: SessionSnapshot;
}

/** The cells of several networks of one experiment, or why there is no picture of all of them to save. */
export function cellsOfAll(
  cellsOf: (model: number) => ExactCells,
  models: readonly number[],
): { readonly subjects: readonly CellsOfNetwork[]; readonly reason: null } | { readonly reason: string } {
  const subjects: CellsOfNetwork[] = [];
  for (const model of models) {
    const cells = cellsOf(model);
    if (!cells.exact) return { reason: cells.reason };
    subjects.push({ model, ...cells });
  }
  // Networks of two experiments have no picture together.
  const isOne = new Set(subjects.map(({ session }) => session.config)).size <= 1;
  return isOne ? { subjects, reason: null } : { reason: words.absent.waiting };
}

export function exactCells(partitions: ExactPartitions | null, snapshot: SessionSnapshot, model: number): ExactCells {
  const state = partitions?.of(model);
  switch (state?.status) {
    case 'ready':
    case 'too-many-cells':
      return {
        exact: state.exact,
        session: state.isCurrent ? snapshot : asWhenAsked(snapshot, model, state.exact),
      };
    case 'curved':
      return { exact: null, reason: words.absent.curved };
    case 'failed':
      return { exact: null, reason: words.absent.failed };
    case 'no-model':
    case 'computing':
    case undefined:
      return { exact: null, reason: words.absent.waiting };
    default:
      return state satisfies never;
  }
}

/** Files mix no states: what is saved with cells that are behind is as it was when they were asked for. */
function asWhenAsked(snapshot: SessionSnapshot, index: number, exact: ExactPartition): SessionSnapshot {
  const { config, data, step } = exact;
  const { normalization } = exact.model;
  const models = snapshot.models.map((one, other) => (other === index ? { ...one, normalization } : one));
  const until = <T extends { readonly step: number }>(marks: readonly T[]) => marks.filter((mark) => mark.step <= step);
  const { marks, changes } = snapshot;
  return { ...snapshot, config, data, step, models, marks: until(marks), changes: until(changes) };
}
