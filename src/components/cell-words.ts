import type { SessionSnapshot } from '../training/session.js';
import type { ExactState } from './exact-partitions.js';
import { formatCount, NO_VALUE } from './format.js';
import { english, type Language } from './language.js';

/** The number of cells; of a partition that was broken off, how many there are at least. */
export function exactNumber({ status, exact }: ExactState, language = english): string {
  if (!exact) return NO_VALUE;
  return cellNumber(exact.partition.cellCount, status === 'too-many-cells', language);
}

/** @param hasMore whether the count was broken off */
export function cellNumber(count: number, hasMore: boolean, language = english): string {
  const number = formatCount(count, language);
  return hasMore ? language.common.over(number) : number;
}

/** For counts that are formatted. */
interface CellWords {
  readonly exactCells: (count: string) => string;
  readonly exactCellsAt: (count: string, step: string) => string;
  readonly seenCells: (count: string) => string;
}

/**
 * How many cells a network has in the window, as part of a sentence: exact where they are counted, with the step that
 * they are of while training has gone on; otherwise those that the picture's grid meets. Null where neither is known.
 */
export function cellWords(
  snapshot: SessionSnapshot,
  model: number,
  state: ExactState,
  language: Language,
  { exactCells, exactCellsAt, seenCells }: CellWords,
): string | null {
  const network = snapshot.models[model];
  const { exact } = state;
  if (exact && exact.model.normalization === network?.normalization) {
    if (state.isCurrent) return exactCells(exactNumber(state, language));
    if (snapshot.state === 'running')
      return exactCellsAt(exactNumber(state, language), formatCount(exact.step, language));
  }
  const cells = network?.cells;
  return cells ? seenCells(cellNumber(cells.distinct, cells.overflow, language)) : null;
}
