import { describe, expect, it } from 'vitest';
import { affineFormula } from '../../src/components/reading/affine-formula.js';

describe('an affine map as a formula', () => {
  it.each([
    [{ a: 1.234, b: -0.449, c: 0.0761 }, '1.23 x − 0.45 y + 0.08'],
    [{ a: -12.34, b: 5, c: 0 }, '−12.3 x + 5.0 y'],
    [{ a: 0, b: 0, c: -3.21987 }, '−3.22'],
    [{ a: 0, b: -456.7, c: 1234.4 }, '−457 y + 1234'],
    [{ a: 0.012345, b: 0.02, c: -0.001 }, '0.0123 x + 0.0200 y − 0.0010'],
    [{ a: 0, b: 0, c: 0 }, '0'],
    [{ a: 1.5e-7, b: 0, c: -2e-8 }, '1.50e−7 x − 2.00e−8'],
    [{ a: 0.81, b: -0.00031, c: 0.2 }, '0.810 x − 0.0003 y + 0.200'],
    [{ a: 456, b: -4e-8, c: 0.4 }, '456 x − 4e−8 y + 0.4'],
    [{ a: 2.5, b: 0, c: -4.4e-16 }, '2.50 x'],
    [{ a: -1.5e7, b: 3, c: 0 }, '−1.50e7 x + 3.00e0 y'],
  ])('%o is %s', (map, formula) => {
    expect(affineFormula(map)).toBe(formula);
  });

  it('is off by no more than half of the last digit in every coefficient', () => {
    const map = { a: -2.71828, b: 31.4159, c: 0.57721 };
    const [a, b, c] = affineFormula(map)
      .replaceAll('− ', '-')
      .replaceAll('+ ', '')
      .replaceAll('−', '-')
      .split(/ [xy] ?/)
      .map(Number);
    expect(Math.abs(a! - map.a)).toBeLessThanOrEqual(0.05);
    expect(Math.abs(b! - map.b)).toBeLessThanOrEqual(0.05);
    expect(Math.abs(c! - map.c)).toBeLessThanOrEqual(0.05);
  });
});
