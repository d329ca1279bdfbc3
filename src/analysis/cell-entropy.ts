import type { FoldedNetwork } from '../training/model-state.js';
import { codeAt } from '../training/reference/point.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import { entropyOf } from './entropy.js';

const POINTS_PER_PIECE = 16;

/** How evenly something is spread over the cells of a partition. */
export interface CellEntropy {
  /** In nats. */
  readonly entropy: number;
  /** exp(entropy): as many cells with equal shares would have this entropy. */
  readonly effectiveCells: number;
  /** Cells with a share at all. */
  readonly occupiedCells: number;
}

/** The same of activation codes: one cell each in piecewise affine networks; in others one code may have several cells. */
export interface CodeEntropy {
  /** In nats. */
  readonly entropy: number;
  /** exp(entropy): as many codes with equal shares would have this entropy. */
  readonly effectiveCodes: number;
  /** Codes with a share at all. */
  readonly occupiedCodes: number;
}

/** Of the points over the activation codes that they have: at most ln of their number. Exact, without a window. */
export const entropyByData = (folded: FoldedNetwork, positions: ArrayLike<number>, count: number): CodeEntropy =>
  finish(entropyByDataInPieces(folded, positions, count));

export function* entropyByDataInPieces(
  folded: FoldedNetwork,
  positions: ArrayLike<number>,
  count: number,
): Pieces<CodeEntropy> {
  const dimension = positions.length / count;
  const points = Float64Array.from(positions);
  const counts = new Map<string, number>();
  yield* inRanges(count, POINTS_PER_PIECE, (first, end) => {
    for (let row = first; row < end; row++) {
      const key = codeAt(folded, points.subarray(row * dimension, (row + 1) * dimension)).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  const entropy = entropyOf([...counts.values()]);
  return { entropy, effectiveCodes: Math.exp(entropy), occupiedCodes: counts.size };
}

/** Of the window's area over its cells. */
export function entropyByArea(areas: ArrayLike<number>): CellEntropy {
  const entropy = entropyOf(areas);
  const occupiedCells = Array.from(areas).filter((area) => area > 0).length;
  return { entropy, effectiveCells: Math.exp(entropy), occupiedCells };
}
