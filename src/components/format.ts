/** Numbers for readers: grouped by Intl, with as many digits as can mean something. */
const locale = 'en';

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(locale, {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const wholePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const threeDigits = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const twoDigits = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });

/** Stands where there is no number yet. */
export const NO_VALUE = '–';

export const formatCount = (value: number): string => whole.format(value);

/** @param share 0 to 1 */
export const formatPercent = (share: number): string => (Number.isFinite(share) ? percent.format(share) : NO_VALUE);

/** Whole per cent. @param share 0 to 1 */
export const formatShare = (share: number): string => wholePercent.format(share);

/** Three decimals; powers of ten where those would show nothing. */
export function formatLoss(value: number): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  if (value !== 0 && (Math.abs(value) < 0.0005 || Math.abs(value) >= 10_000))
    return value.toExponential(1).replace('e+', 'e');
  return threeDigits.format(value);
}

export function formatCoordinate(value: number): string {
  return twoDigits.format(Math.abs(value) < 0.005 ? 0 : value).replace('-', '−');
}

/** A setting: at most four significant digits. */
export const formatSetting = (value: number): string => compact.format(value);

const significant = new Intl.NumberFormat(locale, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });

/** A measure of any size with three significant digits; powers of ten where it is very small or large. */
export function formatMeasure(value: number): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6)) {
    return value.toExponential(2).replace('e+', 'e').replaceAll('-', '−');
  }
  return significant.format(value).replace('-', '−');
}

/** A share that may be tiny, 0 to 1, in percent with three significant digits. */
export const formatSmallShare = (share: number): string => `${formatMeasure(100 * share)} %`;
