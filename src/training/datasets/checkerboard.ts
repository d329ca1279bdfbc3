import type { RandomState } from '../random/random-state.js';
import { samplePoints, type Sample } from './sample.js';

/**
 * A board of 4 x 4 unit squares over [-2, 2] squared, points uniform on it, class by the colour of the square; each
 * coordinate is then moved by a normal of standard deviation `noise`. Draws per point: x, y, noise of x, noise of y.
 */
export function makeCheckerboard(count: number, noise: number, random: RandomState): Sample {
  return samplePoints(count, () => {
    const x = random.uniform(-2, 2);
    const y = random.uniform(-2, 2);
    const label = (Math.floor(x) + Math.floor(y)) & 1;
    return [x + random.normal(0, noise), y + random.normal(0, noise), label];
  });
}
