import type { SessionSnapshot } from '../../training/session.js';
import { formatCount, formatPercent } from '../format.js';
import { networkName } from '../network-names.js';
import { strings } from '../strings.js';

/** A network's picture in one sentence: what it is, how far it has come, how many cells are seen. */
export function pictureSentence(snapshot: SessionSnapshot, model: number): string {
  const { cells, evaluation } = snapshot.models[model] ?? { cells: null, evaluation: null };
  return strings.picture.sentence(
    networkName(snapshot, model),
    formatCount(snapshot.step),
    cells ? `${cells.overflow ? strings.numbers.over : ''}${formatCount(cells.distinct)}` : null,
    formatPercent(evaluation?.trainAccuracy ?? NaN),
  );
}
