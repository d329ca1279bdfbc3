/** Questions to a grid of segments, against looking at each. */
import { describe, expect, it } from 'vitest';
import { nearestSegment } from '../../src/geometry/distances.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { wallSegments } from '../../src/geometry/wall-segments.js';
import { SegmentGrid, squaredDistance } from '../../src/geometry/segment-grid.js';
import { randomNumbers } from '../support/random-folded.js';
import { recordedNet } from '../support/recorded-nets.js';

const window = { x0: -1, x1: 3, y0: -2, y1: -0.5 };

function randomSegments(count: number, length: number): Float64Array {
  const next = randomNumbers(count);
  const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
  const values: number[] = [];
  for (let i = 0; i < count; i++) {
    const [x, y] = [window.x0 + 4 * next(), window.y0 + 1.5 * next()];
    const [dx, dy] = [length * (next() - 0.5), length * (next() - 0.5)];
    // Every fourth is level, every fourth upright.
    values.push(x, y, clamp(i % 4 === 1 ? x : x + dx, window.x0, window.x1));
    values.push(clamp(i % 4 === 2 ? y : y + dy, window.y0, window.y1));
  }
  return Float64Array.from(values);
}

const cases = {
  none: new Float64Array(0),
  one: randomSegments(1, 2),
  points: randomSegments(50, 0),
  'short ones': randomSegments(3000, 0.05),
  'long ones': randomSegments(300, 5),
  'the window itself': Float64Array.of(-1, -2, 3, -2, 3, -2, 3, -0.5, 3, -0.5, -1, -0.5, -1, -0.5, -1, -2),
};

describe.each(Object.entries(cases))('of %s', (_, segments) => {
  const grid = new SegmentGrid(segments, window);
  const next = randomNumbers(99);
  // A third of them outside the window, some far.
  const points = Array.from({ length: 80 }, (_, i) => {
    const reach = i % 20 === 0 ? 50 : 3;
    return [1 + reach * (next() - 0.5) * 2, -1.25 + reach * (next() - 0.5)] as const;
  });

  it('the nearest is the nearest of all', () => {
    for (const [px, py] of points) {
      const expected = nearestSegment(segments, px, py);
      const actual = grid.nearest(px, py);
      if (expected.segment < 0) {
        expect(actual).toEqual(expected);
        continue;
      }
      // Two ways to the same foot of a perpendicular: roundings of coordinates up to 50.
      expect(Math.abs(actual.distance - expected.distance)).toBeLessThan(1e-13);
      expect(Math.hypot(actual.x - px, actual.y - py)).toBeCloseTo(actual.distance, 12);
    }
  });

  it('none that is within a distance is left out', () => {
    for (const [px, py] of points) {
      for (const radius of [0.01, 0.3, 2]) {
        const seen = new Set<number>();
        grid.forEachAround(px, py, radius, (segment) => {
          if (squaredDistance(segments, segment, px, py) <= radius ** 2) seen.add(segment);
        });
        const all = Array.from({ length: segments.length / 4 }, (_, i) => i).filter(
          (segment) => squaredDistance(segments, segment, px, py) <= radius ** 2,
        );
        expect([...seen].sort((a, b) => a - b)).toEqual(all);
      }
    }
  });
});

it.each(['circles42-64x64-none-relu-sgdm.step0', 'circles42-64x64-bn-relu-sgdm.step350'])(
  'walls of %s: the nearest is the nearest of all',
  (name) => {
    const box = { x0: -1.7, x1: 1.7, y0: -1.7, y1: 1.8 };
    const segments = wallSegments(partitionOf(recordedNet(name).folded, box));
    const grid = new SegmentGrid(segments, box);
    const next = randomNumbers(3);
    for (let i = 0; i < 100; i++) {
      const [px, py] = [3.4 * next() - 1.7, 3.5 * next() - 1.7];
      expect(Math.abs(grid.nearest(px, py).distance - nearestSegment(segments, px, py).distance)).toBeLessThan(1e-14);
    }
  },
);
