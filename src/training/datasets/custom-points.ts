import type { CustomPoint, PointOrder } from '../data-set.js';
import type { RandomState } from '../random/random-state.js';
import { samplePoints, shufflePoints, type Sample } from './sample.js';

export function customSample(points: readonly CustomPoint[], order: PointOrder, random: RandomState): Sample {
  const listed = samplePoints(points.length, (index) => {
    const point = points[index];
    return point ? [point.x, point.y, point.label] : [NaN, NaN, 0];
  });
  return order === 'given' ? listed : shufflePoints(listed, random);
}

/** Points to start from: four lattices of 4 x 5 about (+-1, +-1), those of one diagonal being one class. */
export const starterPoints: readonly CustomPoint[] = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
].flatMap(([centreX = 0, centreY = 0]) =>
  Array.from({ length: 20 }, (_, index) => ({
    x: centreX + ((index % 4) - 1.5) / 4,
    y: centreY + (Math.floor(index / 4) - 2) / 5,
    label: centreX * centreY > 0 ? 1 : 0,
  })),
);

/** Classes that own points stand for: one more than the highest, at least 2. */
export const classCountOf = (points: readonly CustomPoint[]): number =>
  points.reduce((count, { label }) => Math.max(count, label + 1), 2);
