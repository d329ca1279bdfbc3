import type { SessionSnapshot } from '../training/session.js';
import type { ExactState } from './exact-partitions.js';
import { formatCount, NO_VALUE } from './format.js';
import { strings } from './strings.js';

/** The number of cells; of a partition that was broken off, how many there are at least. */
export function exactNumber({ status, exact }: ExactState): string {
  if (!exact) return NO_VALUE;
  return `${status === 'too-many-cells' ? strings.numbers.over : ''}${formatCount(exact.partition.cellCount)}`;
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
  { exactCells, exactCellsAt, seenCells }: CellWords = strings.picture,
): string | null {
  const network = snapshot.models[model];
  const { exact } = state;
  if (exact && exact.model.normalization === network?.normalization) {
    if (state.isCurrent) return exactCells(exactNumber(state));
    if (snapshot.state === 'running') return exactCellsAt(exactNumber(state), formatCount(exact.step));
  }
  const cells = network?.cells;
  return cells ? seenCells(`${cells.overflow ? strings.numbers.over : ''}${formatCount(cells.distinct)}`) : null;
}
