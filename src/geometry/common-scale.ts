/** One scale for several pictures, so that the same colour is the same number in all of them. */
import { scaleBetween, type ValueScale } from './value-scale.js';

/** Of the span of a scale that is not logarithmic: its ends are rounded to steps no longer than this. */
const STEP_SHARE = 0.1;
/** A scale that is kept spans at most this many times what the pictures need. */
const WIDEST = 2;

/**
 * From the lowest to the highest end of the pictures' own scales, rounded outwards: to 1, 2 or 5 times a power of ten where
 * logarithmic, otherwise to such steps of at most a tenth of the span.
 *
 * @param own at least one
 */
export function commonScale(own: readonly ValueScale[]): ValueScale {
  const { low, high, isLogarithmic } = unionOf(own);
  if (isLogarithmic) return { low: roundDown(low), high: roundUp(high), isLogarithmic };
  if (high === low) return { low, high, isLogarithmic };
  const step = roundDown(STEP_SHARE * (high - low));
  return { low: tidy(Math.floor(low / step) * step), high: tidy(Math.ceil(high / step) * step), isLogarithmic };
}

/**
 * The scale that pictures have had goes on as long as it holds their own scales and they fill half of it: colours do not
 * flicker while values move a little, nor where they swing to and fro.
 */
export function nextCommonScale(held: ValueScale | null, own: readonly ValueScale[]): ValueScale {
  if (held) {
    const needed = unionOf(own);
    const isInside = held.low <= needed.low && needed.high <= held.high;
    if (isInside && extentOf(held) <= WIDEST * extentOf({ ...needed, isLogarithmic: held.isLogarithmic })) return held;
  }
  return commonScale(own);
}

const unionOf = (scales: readonly ValueScale[]): ValueScale =>
  scaleBetween(Math.min(...scales.map(({ low }) => low)), Math.max(...scales.map(({ high }) => high)));

/** How far apart the ends are on the scale. */
const extentOf = ({ low, high, isLogarithmic }: ValueScale): number =>
  isLogarithmic ? Math.log(high / low) : high - low;

/** The largest of 1, 2 and 5 times powers of ten that is not above a positive value. */
function roundDown(value: number): number {
  const power = Math.floor(Math.log10(value));
  // The logarithm may be a rounding off.
  const candidates = [power - 1, power, power + 1].flatMap((exponent) =>
    [1, 2, 5].map((digit) => `${digit}e${exponent}`),
  );
  return Math.max(...candidates.map(Number).filter((candidate) => candidate <= value));
}

/** The smallest of them that is not below it. */
function roundUp(value: number): number {
  const below = roundDown(value);
  if (below === value) return value;
  const [digit, exponent] = below.toExponential(0).split('e');
  const next = { '1': '2', '2': '5', '5': '10' }[digit ?? ''];
  return Number(`${next}e${exponent}`);
}

/** Without the noise of the last bits. */
const tidy = (value: number): number => Number(value.toPrecision(9));
