import { describe, expect, it } from 'vitest';
import { curveSegments, isPlainAt } from '../../src/components/spline-chart/curve-segments.js';

describe('isPlainAt', () => {
  const switches = [
    { model: 0, step: 10, isPlain: false },
    { model: null, step: 12, isPlain: false },
    { model: 1, step: 15, isPlain: true },
    { model: 0, step: 20, isPlain: true },
  ];

  it('follows the switches of its own network, from the step on that they are before', () => {
    const isPlain = isPlainAt(switches, 0, 'none');
    expect([0, 9, 10, 12, 19, 20, 99].map(isPlain)).toEqual([true, true, false, false, false, true, true]);
    expect([0, 14, 15].map(isPlainAt(switches, 1, 'none'))).toEqual([false, false, true]);
  });

  it('without a switch is what the network is', () => {
    expect(isPlainAt(switches, 2, 'none')(0)).toBe(true);
    expect(isPlainAt(switches, 2, 'layer')(99)).toBe(false);
  });
});

describe('curveSegments', () => {
  const steps = [0, 1, 2, 3, 4, 5];

  it('cuts where the network was switched; the first value after it is in both', () => {
    const [plain, normalized] = curveSegments(steps, [9, 8, 7, 6, 5, 4], (step) => step < 2 || step > 3);
    expect(plain).toEqual([9, 8, 7, null, 5, 4]);
    expect(normalized).toEqual([null, null, 7, 6, 5, null]);
  });

  it('goes on where a row has no value, over a switch too', () => {
    const [plain, normalized] = curveSegments(steps, [9, null, null, null, 5, 4], (step) => step < 2);
    expect(plain).toEqual([9, undefined, undefined, undefined, 5, null]);
    expect(normalized).toEqual([null, null, undefined, undefined, 5, 4]);
  });

  it('leaves one of the two empty where there was no switch', () => {
    const [plain, normalized] = curveSegments(steps, [9, 8, 7, 6, 5, 4], () => false);
    expect(plain.every((value) => value === null)).toBe(true);
    expect(normalized).toEqual([9, 8, 7, 6, 5, 4]);
  });
});
