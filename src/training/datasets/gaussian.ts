import type { RandomState } from '../random/random-state.js';
import { samplePoints, shufflePoints, type Sample } from './sample.js';

/**
 * TensorFlow Playground's two normal clouds, class 1 about (2, 2), class 0 about (-2, -2): the variance of each
 * coordinate goes from 0.5 to 4 as noise goes from 0 to 0.5. The stream gives x and y of each point, then shuffles.
 */
export function makeGaussian(count: number, noise: number, random: RandomState): Sample {
  const deviation = Math.sqrt(0.5 + 7 * noise);
  const firstCount = Math.floor(count / 2);
  const ordered = samplePoints(count, (index) => {
    const label = index < firstCount ? 0 : 1;
    const centre = label === 0 ? -2 : 2;
    return [random.normal(centre, deviation), random.normal(centre, deviation), label];
  });
  return shufflePoints(ordered, random);
}
