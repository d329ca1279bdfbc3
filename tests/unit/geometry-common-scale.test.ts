import { describe, expect, it } from 'vitest';
import { commonScale, nextCommonScale } from '../../src/geometry/common-scale.js';
import { scaleBetween } from '../../src/geometry/value-scale.js';

const between = scaleBetween;
/** Ends of all sizes, from a fixed sequence that looks random. */
const pairs = Array.from({ length: 400 }, (_, i) => {
  const fraction = (k: number): number => (Math.sin(12.9898 * (i + 1) + 78.233 * k) * 43758.5453) % 1;
  const low = Math.abs(fraction(1)) * 10 ** (6 * fraction(2));
  return between(low, low * (1 + Math.abs(fraction(3)) * 10 ** (4 * fraction(4))));
});

describe('a scale for several pictures', () => {
  it.each([
    [[between(0.3, 40)], { low: 0.2, high: 50, isLogarithmic: true }],
    [[between(0.3, 40), between(0.07, 12)], { low: 0.05, high: 50, isLogarithmic: true }],
    // Neither is wide enough to be logarithmic, both together are.
    [[between(1, 3), between(20, 31)], { low: 1, high: 50, isLogarithmic: true }],
    [[between(3.31, 3.98)], { low: 3.3, high: 4, isLogarithmic: false }],
    [[between(3.333, 4.004)], { low: 3.3, high: 4.05, isLogarithmic: false }],
    [[between(0, 9), between(0, 31)], { low: 0, high: 32, isLogarithmic: false }],
    [[between(1000, 1000)], { low: 1000, high: 1000, isLogarithmic: false }],
    [[between(0, 0), between(0, 0)], { low: 0, high: 0, isLogarithmic: false }],
  ])('of %j is %j', (own, expected) => {
    expect(commonScale(own)).toEqual(expected);
  });

  it('holds them all, and wastes less than half of itself', () => {
    for (const [i, first] of pairs.entries()) {
      const own = [first, pairs[(7 * i) % pairs.length]!];
      const scale = commonScale(own);
      const [low, high] = [Math.min(...own.map((one) => one.low)), Math.max(...own.map((one) => one.high))];
      expect(scale.low).toBeLessThanOrEqual(low);
      expect(scale.high).toBeGreaterThanOrEqual(high);
      expect(nextCommonScale(scale, own), 'a fresh one is never given up at once').toBe(scale);
    }
  });

  it('goes on while it will do', () => {
    const held = commonScale([between(1, 9)]);
    expect(nextCommonScale(held, [between(1.5, 8), between(2, 9)])).toBe(held);
    expect(nextCommonScale(null, [between(2, 9)])).toEqual(commonScale([between(2, 9)]));
    const outside = [between(1, 9.5)];
    expect(nextCommonScale(held, outside)).toEqual(commonScale(outside));
    const narrow = [between(4, 5)];
    expect(nextCommonScale(held, narrow)).toEqual(commonScale(narrow));
    const wide = commonScale([between(0.01, 100)]);
    expect(nextCommonScale(wide, [between(0.1, 20)])).toBe(wide);
    expect(nextCommonScale(wide, [between(0.1, 5)])).toEqual(commonScale([between(0.1, 5)]));
  });
});
