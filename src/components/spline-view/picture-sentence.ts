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
  if (snapshot.state === 'running')
    return language.of('picture', pictureStrings).training(networkName(snapshot, model, language));
  return language
    .of('picture', pictureStrings)
    .sentence(
      networkName(snapshot, model, language),
      formatCount(snapshot.step, language),
      cellWords(snapshot, model, state, language, language.of('picture', pictureStrings)),
      formatPercent(snapshot.models[model]?.evaluation?.trainAccuracy ?? NaN, language),
    );
}
