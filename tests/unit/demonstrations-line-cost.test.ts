/** The cost of one unit's line, against distances to feet of perpendiculars and against batch normalization itself. */
import { describe, expect, it } from 'vitest';
import { lineCost, turningRange, type Line } from '../../src/analysis/demonstrations/line-cost.js';
import { columnStatistics } from '../../src/training/reference/batch-norm.js';
import { denseForward } from '../../src/training/reference/dense.js';
import { uniformStream } from '../support/random-model.js';

const count = 60;
const next = uniformStream(12);
/** A slanted cloud off the origin. */
const positions = new Float64Array(2 * count);
for (let i = 0; i < count; i++) {
  const [along, across] = [next(), 0.3 * next()];
  positions.set([3 + along - across, -2 + 0.5 * along + across], 2 * i);
}
const lines: Line[] = Array.from({ length: 50 }, () => ({ angle: Math.PI * next(), offset: 4 * next() }));

/** Sum of squared lengths from the points to their feet on the line. */
function costByFeet({ angle, offset }: Line): number {
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  let cost = 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = [positions[2 * i]!, positions[2 * i + 1]!];
    const height = nx * x + ny * y - offset;
    cost += (x - (x - height * nx)) ** 2 + (y - (y - height * ny)) ** 2;
  }
  return cost;
}

describe('of any line', () => {
  it('is the sum of squared distances', () => {
    for (const line of lines) expect(lineCost(positions, line).cost / costByFeet(line)).toBeCloseTo(1, 12);
  });

  it('is a parabola over the offset: its least value and the number of points times the squared distance from there', () => {
    for (const { angle, offset } of lines) {
      const { least, bestOffset } = lineCost(positions, { angle, offset });
      expect(costByFeet({ angle, offset: bestOffset })).toBeCloseTo(least, 10);
      for (const shift of [-0.7, 0.2]) {
        expect(costByFeet({ angle, offset: bestOffset + shift })).toBeCloseTo(least + count * shift * shift, 10);
      }
    }
  });

  it('is least where batch normalization puts the line, and there sigma / |w| is the RMS distance', () => {
    for (const { angle } of lines) {
      const length = 1.7;
      const weight = Float64Array.of(length * Math.cos(angle), length * Math.sin(angle));
      const { mean, variance } = columnStatistics(
        denseForward(positions, weight, Float64Array.of(0), count, 2, 1),
        count,
        1,
      );
      const { bestOffset, spread, least } = lineCost(positions, { angle, offset: 0 });
      expect(bestOffset).toBeCloseTo(mean[0]! / length, 12);
      expect(spread).toBeCloseTo(Math.sqrt(variance[0]!) / length, 12);
      expect(Math.sqrt(least / count)).toBeCloseTo(spread, 12);
    }
  });
});

describe('turning the line', () => {
  const range = turningRange(positions);

  it('keeps the least cost between two values, which are reached', () => {
    const costs = Array.from(
      { length: 3600 },
      (_, i) => lineCost(positions, { angle: (i * Math.PI) / 3600, offset: 0 }).least,
    );
    for (const cost of costs) {
      expect(cost).toBeGreaterThan(range.least - 1e-9);
      expect(cost).toBeLessThan(range.most + 1e-9);
    }
    // A curve at its turning points, sampled every twentieth of a degree.
    expect(Math.min(...costs) / range.least).toBeCloseTo(1, 4);
    expect(Math.max(...costs) / range.most).toBeCloseTo(1, 6);
  });

  it('reaches the least with the normal across the cloud', () => {
    expect(lineCost(positions, { angle: range.leastAngle, offset: 0 }).least).toBeCloseTo(range.least, 10);
    expect(Math.abs(range.leastAngle)).toBeLessThanOrEqual(Math.PI / 2);
  });
});
