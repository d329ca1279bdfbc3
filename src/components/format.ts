/** Numbers and lists for readers, by Intl: numbers with as many digits as can mean something. */

/** Whose digits and separators. */
export interface Locale {
  /** BCP 47 tag. */
  readonly locale: string;
}

/** Stands where there is no number yet. */
export const NO_VALUE = '–';

const english: Locale = { locale: 'en' };

/** What is slow to make for a locale, and kept. */
function perLocale<T>(make: (locale: string) => T): (locale: Locale) => T {
  const made = new Map<string, T>();
  return ({ locale }) => {
    let one = made.get(locale);
    if (one === undefined) made.set(locale, (one = make(locale)));
    return one;
  };
}

/** One way to write numbers in every locale. */
const numberFormat = (options: Intl.NumberFormatOptions): ((locale: Locale) => Intl.NumberFormat) =>
  perLocale((locale) => new Intl.NumberFormat(locale, options));

const exactly = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });

const whole = numberFormat({ maximumFractionDigits: 0 });
const percent = numberFormat({ style: 'percent', ...exactly(1) });
const wholePercent = numberFormat({ style: 'percent', maximumFractionDigits: 0 });
const threeDigits = numberFormat(exactly(3));
const twoDigits = numberFormat(exactly(2));
const compact = numberFormat({ maximumSignificantDigits: 4 });
const significant = numberFormat({ minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
const oneDigit = numberFormat({ maximumSignificantDigits: 1 });
const decimals = [0, 1, 2, 3, 4, 5].map((digits) => numberFormat({ useGrouping: false, ...exactly(digits) }));
// Of the types and styles, the one that is without “and” in English and has a separator in every language.
const list = perLocale((locale) => new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' }));
const powers = [0, 1, 2].map((digits) => numberFormat({ notation: 'scientific', ...exactly(digits) }));

export const formatCount = (value: number, locale = english): string => whole(locale).format(value);

/** @param share 0 to 1 */
export const formatPercent = (share: number, locale = english): string =>
  Number.isFinite(share) ? percent(locale).format(share) : NO_VALUE;

/** Whole per cent. @param share 0 to 1 */
export const formatShare = (share: number, locale = english): string => wholePercent(locale).format(share);

/** Three decimals; powers of ten where those would show nothing. */
export function formatLoss(value: number, locale = english): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  if (value !== 0 && (Math.abs(value) < 0.0005 || Math.abs(value) >= 10_000)) return formatPower(value, 1, locale);
  return threeDigits(locale).format(value);
}

export function formatCoordinate(value: number, locale = english): string {
  return withMinus(twoDigits(locale).format(Math.abs(value) < 0.005 ? 0 : value));
}

/** A setting: at most four significant digits. */
export const formatSetting = (value: number, locale = english): string => compact(locale).format(value);

/** A measure of any size with three significant digits; powers of ten where it is very small or large. */
export function formatMeasure(value: number, locale = english): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6)) return formatPower(value, 2, locale);
  return withMinus(significant(locale).format(value));
}

/** @param digits after the separator, 0 to 5; thousands are not set apart */
export const formatDecimals = (value: number, digits: number, locale = english): string =>
  decimals[digits]!(locale).format(value);

/** One significant digit; powers of ten where it is very small. */
export const formatOneDigit = (value: number, locale = english): string =>
  value < 1e-6 ? formatPower(value, 0, locale) : oneDigit(locale).format(value);

/** "1.2e−5": with so many digits after the separator. */
export function formatPower(value: number, digits: 0 | 1 | 2, locale = english): string {
  const parts = powers[digits]!(locale).formatToParts(value);
  return withMinus(parts.map(({ value: part }) => (part === 'E' ? 'e' : part)).join(''));
}

/** A share that may be tiny, 0 to 1, in per cent with three significant digits. */
export function formatSmallShare(share: number, locale = english): string {
  const parts = wholePercent(locale).formatToParts(0);
  return parts.map(({ type, value }) => (type === 'integer' ? formatMeasure(100 * share, locale) : value)).join('');
}

/** A number that names something rather than counts it, as a seed does: without separators. */
export const formatName = (value: number, locale = english): string => formatDecimals(value, 0, locale);

/** "a, b, c". */
export const formatList = (items: readonly string[], locale = english): string => list(locale).format(items);

const withMinus = (number: string): string => number.replaceAll('-', '−');
