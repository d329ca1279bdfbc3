import { formatCount, formatPercent } from '../format.js';

/** `count` may be a mean of counts; `share` is 0 to 1. */
export type MeasureKind = 'number' | 'count' | 'share';

const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, minimumSignificantDigits: 3 });
/** Shares below it have no digits left in per cent. */
const SMALL_SHARE = 0.0005;
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Three significant digits, powers of ten where zeros would fill the line. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1000 && size < 1e7) return formatCount(value).replace('-', '−');
  if (size >= 0.001 && size < 1000) return significant.format(value).replace('-', '−');
  const [digits = '', power = '0'] = value.toExponential(1).split('e');
  const exponent = [...String(Math.abs(Number(power)))].map((digit) => superscripts[Number(digit)]).join('');
  return `${digits.replace('-', '−')} · 10${Number(power) < 0 ? '⁻' : ''}${exponent}`;
}

export function formatMeasure(value: number, kind: MeasureKind): string {
  if (kind === 'share')
    return value > 0 && value < SMALL_SHARE ? `${formatNumber(100 * value)}%` : formatPercent(value);
  if (kind === 'count' && Number.isInteger(value)) return formatCount(value);
  return formatNumber(value);
}
