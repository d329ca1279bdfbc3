import type { SessionSnapshot } from '../../training/session.js';
import { cellWords } from '../cell-words.js';
import type { ExactState } from '../exact-partitions.js';
import { formatCount, formatPercent } from '../format.js';
import { networkName } from '../network-names.js';
import { strings } from '../strings.js';

/**
 * A network's picture in one sentence: what it is, how far it has come, how many cells it has or shows. While training no
 * numbers, which would be others before they are heard.
 */
export function pictureSentence(snapshot: SessionSnapshot, model: number, state: ExactState): string {
  if (snapshot.state === 'running') return strings.picture.training(networkName(snapshot, model));
  return strings.picture.sentence(
    networkName(snapshot, model),
    formatCount(snapshot.step),
    cellWords(snapshot, model, state),
    formatPercent(snapshot.models[model]?.evaluation?.trainAccuracy ?? NaN),
  );
}
