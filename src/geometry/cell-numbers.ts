import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { Partition } from './partition.js';
import { slopeNorm } from './slope-norm.js';

const CELLS_PER_PIECE = 1024;

/** The number of every cell that it is filled by: spectral norm of the logits' slopes, or area in squared input units. */
export const cellNumbers = (partition: Partition, fill: 'slope' | 'area'): Float64Array<ArrayBuffer> =>
  finish(cellNumbersInPieces(partition, fill));

export function* cellNumbersInPieces(partition: Partition, fill: 'slope' | 'area'): Pieces<Float64Array<ArrayBuffer>> {
  if (fill === 'area') return partition.areas.slice();
  const slopes = new Float64Array(partition.cellCount);
  yield* inRanges(slopes.length, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) slopes[cell] = slopeNorm(partition, cell);
  });
  return slopes;
}
