import type { FoldedNetwork } from '../../src/training/model-state.js';
import { randomFolded } from './random-folded.js';

/**
 * 12 and 9 units; each of the second layer is one of the first, passed on, which may be below 0 as well: its boundary is that
 * one's line.
 */
export function echoNetwork(): FoldedNetwork {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [12, 9], classCount: 2 }, 300, 0.1);
  const second = { ...folded.layers[1]!, weight: new Float64Array(9 * 12), bias: new Float64Array(9) };
  for (let unit = 0; unit < 9; unit++) second.weight[12 * unit + unit] = 1;
  return { ...folded, layers: folded.layers.with(1, second) };
}
