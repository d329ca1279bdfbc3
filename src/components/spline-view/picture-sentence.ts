import type { SessionSnapshot } from '../../training/session.js';
import { cellWords } from '../cell-words.js';
import type { ExactState } from '../exact-partitions.js';
import { formatCount, formatPercent } from '../format.js';
import type { Language } from '../language.js';
import { networkName } from '../network-names.js';
import { pictureStrings } from './picture-strings.js';

/**
 * A network's picture in one sentence: what it is, how far it has come, how many cells it has or shows. While training no
 * numbers, which would be others before they are heard.
 */
export function pictureSentence(
  snapshot: SessionSnapshot,
  model: number,
  state: ExactState,
  language: Language,
): string {
  const words = language.of('picture', pictureStrings);
  const name = networkName(snapshot, model, language);
  if (snapshot.state === 'running') return words.training(name);
  return words.sentence(
    name,
    formatCount(snapshot.step, language),
    cellWords(snapshot, model, state, language, words),
    formatPercent(snapshot.models[model]?.evaluation?.trainAccuracy ?? NaN, language),
  );
}
