import type { RandomState } from '../random/random-state.js';
import { samplePoints, shufflePoints, type Sample } from './sample.js';

const RADIUS = 5;
const TURNS = 1.75;

/**
 * TensorFlow Playground's two spirals, of radius 5 and 1.75 turns, half a turn apart: each coordinate moved by a
 * uniform of [-noise, noise]. Class 1 starts upwards, class 0 downwards. The stream gives the noise of class 0, then
 * of class 1, then shuffles all points (the playground shuffles too).
 */
export function makeSpirals(count: number, noise: number, random: RandomState): Sample {
  const firstCount = Math.floor(count / 2);
  const ordered = samplePoints(count, (index) => {
    const label = index < firstCount ? 0 : 1;
    const along = label === 0 ? index / firstCount : (index - firstCount) / (count - firstCount);
    const angle = TURNS * along * 2 * Math.PI + (label === 0 ? Math.PI : 0);
    const x = RADIUS * along * Math.sin(angle) + random.uniform(-1, 1) * noise;
    const y = RADIUS * along * Math.cos(angle) + random.uniform(-1, 1) * noise;
    return [x, y, label];
  });
  return shufflePoints(ordered, random);
}
