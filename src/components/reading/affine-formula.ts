/** Affine maps of the input plane as readers write them. */
import { formatDecimals, formatOneDigit, formatPower, type Locale } from '../format.js';
import { english } from '../language.js';

/** value = a x + b y + c */
export interface AffineMap {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Digits of the largest coefficient. */
const DIGITS = 3;
/** Outside of these sizes coefficients are written with powers of ten. */
const [SMALLEST, LARGEST] = [1e-3, 1e5];
/** A coefficient below this share of the largest is what rounding has left of a sum that cancels: it is 0. */
const ROUNDING = 1e-13;

/**
 * "1.23 x − 0.45 y + 0.08": the largest coefficient with three digits and the others as fine, since what is smaller moves the
 * value by less than the rounding of the largest. One that would read 0 then has one digit; terms of 0 are left out.
 */
export function affineFormula({ a, b, c }: AffineMap, language = english): string {
  const largest = Math.max(Math.abs(a), Math.abs(b), Math.abs(c));
  const format = coefficientFormat(largest, language);
  let formula = '';
  for (const [value, factor] of [
    [a, ' x'],
    [b, ' y'],
    [c, ''],
  ] as const) {
    if (Math.abs(value) <= ROUNDING * largest) continue;
    const sign = value < 0 ? '−' : '+';
    if (formula !== '') formula += ` ${sign} `;
    else if (sign === '−') formula += sign;
    formula += format(Math.abs(value)) + factor;
  }
  return formula || '0';
}

function coefficientFormat(largest: number, language: Locale): (value: number) => string {
  if (largest !== 0 && (largest < SMALLEST || largest >= LARGEST)) return (value) => formatPower(value, 2, language);
  const decimals = Math.max(0, DIGITS - 1 - Math.floor(Math.log10(largest)));
  return (value) =>
    Number(value.toFixed(decimals)) === 0 ? formatOneDigit(value, language) : formatDecimals(value, decimals, language);
}
