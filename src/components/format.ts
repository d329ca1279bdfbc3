/** Numbers for readers: grouped by Intl, with as many digits as can mean something. */

/** Whose digits and separators. */
export interface Locale {
  /** BCP 47 tag. */
  readonly locale: string;
}

/** Stands where there is no number yet. */
export const NO_VALUE = '–';

const english: Locale = { locale: 'en' };

/** Writes numbers in one way in every locale; what does that is slow to make, and kept. */
function numberFormat(options: Intl.NumberFormatOptions): (value: number, locale: Locale) => string {
  const formats = new Map<string, Intl.NumberFormat>();
  return (value, { locale }) => {
    let format = formats.get(locale);
    if (!format) formats.set(locale, (format = new Intl.NumberFormat(locale, options)));
    return format.format(value);
  };
}

const whole = numberFormat({ maximumFractionDigits: 0 });
const percent = numberFormat({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const wholePercent = numberFormat({ style: 'percent', maximumFractionDigits: 0 });
const threeDigits = numberFormat({ minimumFractionDigits: 3, maximumFractionDigits: 3 });
const twoDigits = numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const compact = numberFormat({ maximumSignificantDigits: 4 });
const significant = numberFormat({ minimumSignificantDigits: 3, maximumSignificantDigits: 3 });

export const formatCount = (value: number, locale = english): string => whole(value, locale);

/** @param share 0 to 1 */
export const formatPercent = (share: number, locale = english): string =>
  Number.isFinite(share) ? percent(share, locale) : NO_VALUE;

/** Whole per cent. @param share 0 to 1 */
export const formatShare = (share: number, locale = english): string => wholePercent(share, locale);

/** Three decimals; powers of ten where those would show nothing. */
export function formatLoss(value: number, locale = english): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  if (value !== 0 && (Math.abs(value) < 0.0005 || Math.abs(value) >= 10_000))
    return withSeparator(value.toExponential(1).replace('e+', 'e'), locale);
  return threeDigits(value, locale);
}

export function formatCoordinate(value: number, locale = english): string {
  return twoDigits(Math.abs(value) < 0.005 ? 0 : value, locale).replace('-', '−');
}

/** A setting: at most four significant digits. */
export const formatSetting = (value: number, locale = english): string => compact(value, locale);

/** A measure of any size with three significant digits; powers of ten where it is very small or large. */
export function formatMeasure(value: number, locale = english): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6)) {
    return withSeparator(value.toExponential(2).replace('e+', 'e').replaceAll('-', '−'), locale);
  }
  return significant(value, locale).replace('-', '−');
}

/** A share that may be tiny, 0 to 1, in percent with three significant digits. */
export const formatSmallShare = (share: number, locale = english): string => `${formatMeasure(100 * share, locale)} %`;

/** A number as JavaScript writes it, with the separator of a locale that has the same digits. */
export const withSeparator = (number: string, { locale } = english): string => number.replace('.', separatorOf(locale));

const separators = new Map<string, string>();

function separatorOf(locale: string): string {
  let separator = separators.get(locale);
  if (separator === undefined) separators.set(locale, (separator = findSeparator(new Intl.NumberFormat(locale))));
  return separator;
}

function findSeparator(format: Intl.NumberFormat): string {
  if (format.resolvedOptions().numberingSystem !== 'latn') return '.';
  return format.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
}
