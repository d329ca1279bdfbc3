import type { ViewWindow } from '../training/picture.js';
import { RandomState } from '../training/random/random-state.js';

/** Points drawn evenly from a window, [count, 2]; the same for the same seed. */
export function uniformPoints({ x0, x1, y0, y1 }: ViewWindow, count: number, seed: number): Float64Array {
  const random = new RandomState(seed);
  return Float64Array.from({ length: 2 * count }, (_, i) =>
    i % 2 === 0 ? random.uniform(x0, x1) : random.uniform(y0, y1),
  );
}
