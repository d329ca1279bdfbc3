/** Reads what a figure is told to open; loaded when one is told. */
import { readLink } from '../../io/link.js';
import { formatCount } from '../format.js';
import type { Language } from '../language.js';
import { MOST_REPLAY, replayCost } from '../spline-share/replay-cost.js';
import { shareStrings } from '../spline-share/share-strings.js';
import { figureStrings } from './figure-strings.js';
import type { ReadState } from './opened-state.js';
import { inWords, type Remark } from './remark.js';

/** @param text of a link, from its `#` on or as a whole address; anything else opens nothing */
export async function readFigureLink(text: string): Promise<ReadState> {
  const { link, ignored } = await readLink(text.slice(text.indexOf('#') + 1));
  if (!link && ignored.length === 0) return { opened: null, said: (language) => [inWords(wordsOf(language).noLink)] };
  const ignoredOf = (language: Language): readonly Remark[] =>
    ignored.length > 0 ? [inWords(wordsOf(language).ignored, `\n${ignored.join('\n')}`)] : [];
  if (!link) return { opened: null, said: ignoredOf };
  const { config, moment, view } = link;
  if (replayCost(link) <= MOST_REPLAY) return { opened: { config, moment, view }, said: ignoredOf };
  return {
    opened: { config, moment: { step: 0, edits: [] }, view },
    said: (language) => {
      const { play } = language.of('figure', figureStrings);
      return [inWords(wordsOf(language).heavy(formatCount(moment.step, language), play)), ...ignoredOf(language)];
    },
  };
}

const wordsOf = (language: Language) => language.of('share', shareStrings).opened;
