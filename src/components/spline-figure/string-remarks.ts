import type { Language } from '../language.js';
import { figureStrings } from './figure-strings.js';
import { inWords, type Remark } from './remark.js';

/** What of the words that an author has given cannot be said. */
export function stringRemarks(language: Language): readonly Remark[] {
  const words = language.of('figure', figureStrings);
  return language.problems.map(({ key, kind }) =>
    inWords((kind === 'unknown' ? words.unknownString : words.unfitString)(key)),
  );
}
