/** Area of united discs and lengths within them, against closed forms and against integrals along lines. */
import { describe, expect, it } from 'vitest';
import { DiscUnion } from '../../src/geometry/disc-union.js';
import { randomNumbers } from '../support/random-folded.js';

const window = { x0: 10, x1: 14, y0: -3, y1: -1 };
const area = (centres: readonly number[], radius: number): number => new DiscUnion(centres, radius, window).area;

/** A few roundings of numbers of order 1 to 10. */
const ROUNDING = 1e-13;

describe('the area', () => {
  it.each([
    ['of none is 0', [], 0.5, 0],
    ['of one is pi r^2', [12, -2], 0.5, Math.PI / 4],
    ['of two apart is twice that', [11, -2, 13, -2], 0.5, Math.PI / 2],
    ['of two that touch is, too', [11, -2, 12, -2], 0.5, Math.PI / 2],
    ['of the same one twice is that of one', [12, -2, 12, -2], 0.5, Math.PI / 4],
    [
      'of two that overlap lacks the lens between them',
      [12, -2, 12.6, -2],
      0.5,
      Math.PI / 2 - (2 * 0.25 * Math.acos(0.6) - 0.3 * Math.sqrt(1 - 0.36)),
    ],
    ['of one about a corner is a quarter', [10, -3], 0.5, Math.PI / 16],
    ['of one about the middle of a side is half', [12, -1], 0.5, Math.PI / 8],
    ['of one outside that does not reach the window is 0', [9, -2], 0.5, 0],
    [
      'of one outside that reaches in is a segment of the circle',
      [9.75, -2],
      0.5,
      0.25 * Math.acos(0.5) - 0.25 * 0.5 * Math.sqrt(0.75),
    ],
    ['of a large one is that of the window', [12, -2], 5, 8],
    ['of large ones outside is that of the window', [9, -2, 15, -2, 12, 2], 10, 8],
  ])('%s', (_, centres, radius, expected) => {
    expect(Math.abs(area(centres, radius) - expected)).toBeLessThan(ROUNDING);
  });

  it.each([
    [5, 0.7],
    [60, 0.3],
    [400, 0.1],
    [400, 0.01],
  ])('of %i random ones is the integral of what they cover of lines across', (count, radius) => {
    const next = randomNumbers(count);
    const centres = Array.from({ length: 2 * count }, (_, i) =>
      i % 2 === 0 ? 9.8 + 4.4 * next() : -3.2 + 2.4 * next(),
    );
    const union = new DiscUnion(centres, radius, window);
    const lines = 4000;
    let integral = 0;
    for (let line = 0; line < lines; line++) {
      const y = window.y0 + (2 * (line + 0.5)) / lines;
      // By the definition, independent of lengthOf: ends of all chords, sorted, with the number of discs in between.
      const ends: [number, number][] = [];
      for (let i = 0; i < centres.length; i += 2) {
        const half = Math.sqrt(Math.max(0, radius ** 2 - (centres[i + 1]! - y) ** 2));
        const [from, to] = [Math.max(window.x0, centres[i]! - half), Math.min(window.x1, centres[i]! + half)];
        if (from < to) ends.push([from, 1], [to, -1]);
      }
      ends.sort((a, b) => a[0] - b[0]);
      let depth = 0;
      ends.forEach(([x, step], i) => {
        if (depth > 0) integral += ((x - ends[i - 1]![0]) * 2) / lines;
        depth += step;
      });
    }
    // Midpoint rule: each disc's top and bottom err by about (h / r)^1.5 r^2, with signs at random.
    const bound = 3 * Math.sqrt(count) * radius ** 2 * (2 / lines / radius) ** 1.5;
    expect(Math.abs(union.area - integral)).toBeLessThan(bound);
  });
});

describe('the length of a segment within', () => {
  const union = new DiscUnion([12, -2, 12.5, -2], 0.5, window);
  it.each([
    ['through both middles', [11, -2, 14, -2], 1.5],
    ['from a middle', [12, -2, 11, -2], 0.5],
    ['upright through the crossing points', [12.25, -3, 12.25, -1], Math.sqrt(0.75)],
    ['inside', [12, -2, 12.25, -2], 0.25],
    ['outside', [10, -1, 14, -1], 0],
    ['that touches', [10, -1.5, 14, -1.5], 0],
    ['slanting through one', [11.5, -2.5, 12, -2], 0.5],
    ['without length', [12, -2, 12, -2], 0],
  ])('%s', (_, segment, expected) => {
    expect(Math.abs(union.lengthOf(Float64Array.from(segment), 0) - expected)).toBeLessThan(ROUNDING);
  });

  it('is that of pieces of it together', () => {
    const next = randomNumbers(8);
    const many = new DiscUnion(
      Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 10 + 4 * next() : -3 + 2 * next())),
      0.2,
      window,
    );
    const whole = Float64Array.of(10, -3, 14, -1);
    const pieces = Float64Array.from(
      Array.from({ length: 50 }, (_, i) => [i, i + 1].flatMap((k) => [10 + (4 * k) / 50, -3 + (2 * k) / 50])).flat(),
    );
    const sum = Array.from({ length: 50 }, (_, i) => many.lengthOf(pieces, i)).reduce((a, b) => a + b);
    expect(Math.abs(many.lengthOf(whole, 0) - sum)).toBeLessThan(ROUNDING);
    expect(sum).toBeGreaterThan(1);
  });
});
