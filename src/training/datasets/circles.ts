import type { RandomState } from '../random/random-state.js';
import { jitterPoints, samplePoints, shufflePoints, type Sample } from './sample.js';

/** Two circles about the origin: class 0 of radius 1, then class 1 of radius `factor`, at even angles. */
export function cleanCircles(count: number, factor: number): Sample {
  const outerCount = Math.floor(count / 2);
  const outerStep = (2 * Math.PI) / outerCount;
  const innerStep = (2 * Math.PI) / (count - outerCount);
  return samplePoints(count, (index) => {
    if (index < outerCount) return [Math.cos(index * outerStep), Math.sin(index * outerStep), 0];
    const angle = (index - outerCount) * innerStep;
    return [Math.cos(angle) * factor, Math.sin(angle) * factor, 1];
  });
}

/** scikit-learn's `make_circles(count, noise=noise, factor=factor, random_state=...)`. */
export function makeCircles(count: number, noise: number, factor: number, random: RandomState): Sample {
  return jitterPoints(shufflePoints(cleanCircles(count, factor), random), noise, random);
}
