import { InvalidSettingError } from '../../training/invalid-setting-error.js';
import { formatName } from '../format.js';
import type { Language } from '../language.js';
import { controlStrings } from './control-strings.js';
import type { Refusal } from './field.js';

/** A line of typed points that is not three numbers. */
export class UnreadLineError extends InvalidSettingError {
  /** @param line from 1 */
  constructor(
    readonly line: number,
    readonly content: string,
  ) {
    super(controlStrings.customPoints.line(String(line)), content, controlStrings.customPoints.needed);
  }
}

/** Why a setting was refused; in English where it is for more than a number out of its range. */
export function refusalText(error: InvalidSettingError, language: Language): Omit<Refusal, 'text'> {
  const words = language.of('controls', controlStrings);
  if (error instanceof UnreadLineError) {
    const { line, needed } = words.customPoints;
    return { message: words.refused(line(formatName(error.line, language)), JSON.stringify(error.content), needed) };
  }
  const { field, value, range, message } = error;
  if (!range || typeof value !== 'number') return { message, lang: 'en' };
  // As it was typed: every digit, none set apart.
  const format = new Intl.NumberFormat(language.locale, { useGrouping: false, maximumSignificantDigits: 15 });
  const ends = [format.format(range.minimum), format.format(range.maximum)] as const;
  const allowed = range.isWhole ? words.allowed.whole(...ends) : words.allowed.number(...ends);
  return { message: words.refused(field, format.format(value), allowed) };
}
