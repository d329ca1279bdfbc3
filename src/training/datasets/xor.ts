import type { RandomState } from '../random/random-state.js';
import { samplePoints, type Sample } from './sample.js';

const HALF_WIDTH = 5;
const GAP = 0.3;

/**
 * TensorFlow Playground's exclusive or: points uniform of [-5, 5] squared, pushed 0.3 away from both axes; class 1 in
 * the quadrants where x y >= 0. The class is that of the point moved by a uniform of [-5 noise, 5 noise] on each axis,
 * while the point itself stays. Draws per point: x, y, noise of x, noise of y.
 */
export function makeXor(count: number, noise: number, random: RandomState): Sample {
  const pushed = (value: number): number => value + (value > 0 ? GAP : -GAP);
  return samplePoints(count, () => {
    const x = pushed(random.uniform(-HALF_WIDTH, HALF_WIDTH));
    const y = pushed(random.uniform(-HALF_WIDTH, HALF_WIDTH));
    const noisyX = x + random.uniform(-HALF_WIDTH, HALF_WIDTH) * noise;
    const noisyY = y + random.uniform(-HALF_WIDTH, HALF_WIDTH) * noise;
    return [x, y, noisyX * noisyY >= 0 ? 1 : 0];
  });
}
