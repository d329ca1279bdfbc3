import { describe, expect, test } from 'vitest';
import { blobCentres, makeBlobs } from '../../src/training/datasets/blobs.js';
import { makeCheckerboard } from '../../src/training/datasets/checkerboard.js';
import { makeClassification } from '../../src/training/datasets/classification.js';
import { makeGaussian } from '../../src/training/datasets/gaussian.js';
import type { Sample } from '../../src/training/datasets/sample.js';
import { makeSpirals } from '../../src/training/datasets/spirals.js';
import { makeXor } from '../../src/training/datasets/xor.js';
import { RandomState } from '../../src/training/random/random-state.js';

const points = ({ positions, labels }: Sample): { x: number; y: number; label: number }[] =>
  Array.from(labels, (label, index) => ({ x: positions[2 * index] ?? NaN, y: positions[2 * index + 1] ?? NaN, label }));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('spirals', () => {
  test('lie on r = 5 t, angle 3.5 pi t from the y axis, class 0 half a turn behind', () => {
    for (const { x, y, label } of points(makeSpirals(500, 0, new RandomState(1)))) {
      const radius = Math.hypot(x, y);
      const angle = (radius / 5) * 3.5 * Math.PI + (label === 0 ? Math.PI : 0);
      // Rounding of a radius up to 5 and an angle up to 14, a few units in the last place each.
      expect(Math.abs(x - radius * Math.sin(angle))).toBeLessThan(1e-13);
      expect(Math.abs(y - radius * Math.cos(angle))).toBeLessThan(1e-13);
    }
  });

  test('noise moves each coordinate by at most its size', () => {
    const clean = points(makeSpirals(400, 0, new RandomState(3)));
    const noisy = points(makeSpirals(400, 0.5, new RandomState(3)));
    const shifts = noisy.flatMap(({ x, y }, index) => [x - (clean[index]?.x ?? NaN), y - (clean[index]?.y ?? NaN)]);
    expect(Math.max(...shifts.map(Math.abs))).toBeLessThanOrEqual(0.5);
    // 800 uniforms of variance 1/12: a mean of squares of 0.0833, 15 % being 4 standard errors.
    expect(Math.abs(12 * mean(shifts.map((shift) => shift * shift)) - 1)).toBeLessThan(0.15);
  });
});

describe('exclusive or', () => {
  test('without noise has class 1 where x y >= 0, and a gap along the axes', () => {
    for (const { x, y, label } of points(makeXor(1000, 0, new RandomState(1)))) {
      expect(label).toBe(x * y >= 0 ? 1 : 0);
      expect(Math.min(Math.abs(x), Math.abs(y))).toBeGreaterThanOrEqual(0.3);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(5.3);
    }
  });

  test('noise gives wrong labels near the axes only', () => {
    const wrong = points(makeXor(1000, 0.2, new RandomState(1))).filter(({ x, y, label }) => label !== +(x * y >= 0));
    expect(wrong.length).toBeGreaterThan(20);
    for (const { x, y } of wrong) expect(Math.min(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(5 * 0.2);
  });
});

describe('two clouds', () => {
  test.each([
    [0, 0.5],
    [0.5, 4],
  ])('noise %d gives variance %d about +-(2, 2)', (noise, variance) => {
    const all = points(makeGaussian(4000, noise, new RandomState(5)));
    const deviations = all.flatMap(({ x, y, label }) => [x - (4 * label - 2), y - (4 * label - 2)]);
    // 8,000 normals: standard errors sqrt(variance / 8000) and 1.6 %; four of each.
    expect(Math.abs(mean(deviations))).toBeLessThan(4 * Math.sqrt(variance / 8000));
    expect(Math.abs(mean(deviations.map((value) => value * value)) / variance - 1)).toBeLessThan(0.064);
    expect(all.filter(({ label }) => label === 1).length).toBe(2000);
  });
});

describe('checkerboard', () => {
  test('has the colour of the square as class, four by four', () => {
    const all = points(makeCheckerboard(2000, 0, new RandomState(2)));
    const squares = new Map<string, Set<number>>();
    for (const { x, y, label } of all) {
      const square = `${Math.floor(x)} ${Math.floor(y)}`;
      squares.set(square, (squares.get(square) ?? new Set()).add(label));
      expect(label).toBe(Math.abs(Math.floor(x) + Math.floor(y)) % 2);
    }
    expect(squares.size).toBe(16);
  });

  test('noise moves points, not classes', () => {
    const labels = (noise: number): number[] => [...makeCheckerboard(1, noise, new RandomState(2)).labels];
    expect(labels(0.3)).toEqual(labels(0));
    expect(makeCheckerboard(1, 0.3, new RandomState(2)).positions).not.toEqual(
      makeCheckerboard(1, 0, new RandomState(2)).positions,
    );
  });
});

describe('a law that is itself drawn', () => {
  test('blobs keep their centres in new points', () => {
    const random = new RandomState(9);
    const centres = blobCentres(3, 10, random);
    for (const sample of [makeBlobs(3000, centres, 1, random), makeBlobs(3000, centres, 1, new RandomState(10))]) {
      centres.forEach(([x, y], label) => {
        const own = points(sample).filter((point) => point.label === label);
        // 1,000 normals of deviation 1: standard error of the mean 0.032; four of it.
        expect(Math.abs(mean(own.map((point) => point.x)) - x)).toBeLessThan(0.13);
        expect(Math.abs(mean(own.map((point) => point.y)) - y)).toBeLessThan(0.13);
      });
    }
  });

  // Seeds of both orders of the axes.
  test.each([1, 2, 3, 4, 5, 6])('stretched clouds keep corners, shapes and axes in new points, seed %i', (seed) => {
    const options = { classCount: 3, clustersPerClass: 1, separation: 1, flipShare: 0 };
    const { sample, law } = makeClassification(3000, options, new RandomState(seed));
    const fresh = makeClassification(3000, options, new RandomState(seed + 100), law);
    expect(fresh.law).toEqual(law);
    for (const drawn of [sample, fresh.sample]) {
      law.clusters.forEach(({ corner, shape }, label) => {
        const [x, y] = law.swapsAxes ? [corner[1], corner[0]] : corner;
        const own = points(drawn).filter((point) => point.label === label);
        // Deviations are at most sqrt(2) because shapes have entries below 1: four standard errors are 0.18.
        expect(Math.abs(mean(own.map((point) => point.x)) - x)).toBeLessThan(0.18);
        expect(Math.abs(mean(own.map((point) => point.y)) - y)).toBeLessThan(0.18);
        const product = mean(own.map((point) => (point.x - x) * (point.y - y)));
        const [a, b, c, d] = shape;
        // Covariance of the two coordinates; its standard error is at most 2 / sqrt(1000) = 0.063.
        expect(Math.abs(product - (a * b + c * d))).toBeLessThan(0.26);
      });
    }
  });
});
