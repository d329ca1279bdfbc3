import type { RandomState } from '../random/random-state.js';
import { jitterPoints, samplePoints, shufflePoints, type Sample } from './sample.js';

/** scikit-learn's `make_moons(count, noise=noise, random_state=...)`: two interleaving half circles. */
export function makeMoons(count: number, noise: number, random: RandomState): Sample {
  const outerCount = Math.floor(count / 2);
  const clean = samplePoints(count, (index) => {
    if (index < outerCount) {
      const angle = halfTurn(index, outerCount);
      return [Math.cos(angle), Math.sin(angle), 0];
    }
    const angle = halfTurn(index - outerCount, count - outerCount);
    return [1 - Math.cos(angle), 1 - Math.sin(angle) - 0.5, 1];
  });
  return jitterPoints(shufflePoints(clean, random), noise, random);
}

/** Element `index` of numpy.linspace(0, pi, count): the last is exactly pi. */
function halfTurn(index: number, count: number): number {
  if (index === 0) return 0;
  return index === count - 1 ? Math.PI : index * (Math.PI / (count - 1));
}
