import type { CustomPoint } from '../data-set.js';
import type { RandomState } from '../random/random-state.js';
import { samplePoints, shufflePoints, type Sample } from './sample.js';

/** The reader's own points, shuffled: they are often drawn class by class, and batches may be taken in order. */
export function customSample(points: readonly CustomPoint[], random: RandomState): Sample {
  const ordered = samplePoints(points.length, (index) => {
    const point = points[index];
    return point ? [point.x, point.y, point.label] : [NaN, NaN, 0];
  });
  return shufflePoints(ordered, random);
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
