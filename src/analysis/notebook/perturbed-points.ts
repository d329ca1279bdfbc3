import type { LabelledPoints } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import { RandomState } from '../../training/random/random-state.js';
import { finish, type Pieces } from '../../training/workers/pieces.js';
import { predictClassesInPieces } from './predicted-classes.js';

const POINTS = 50;
export const SHIFTS = 5;
/** Largest shift per axis, in input units. */
const REACH = 0.05;

/**
 * What the notebook's boundary density is the share of: how many of 5 random shifts each of 50 random points the network
 * puts into another class than the point itself. Drawn as by numpy.random.RandomState(0): choice without replacement, then
 * uniforms.
 *
 * What it misses: it counts the decision boundary only, no other wall, in steps of 1/250.
 */
export const changedShifts = (folded: FoldedNetwork, points: LabelledPoints): number[] =>
  finish(changedShiftsInPieces(folded, points));

export function* changedShiftsInPieces(folded: FoldedNetwork, { positions, count }: LabelledPoints): Pieces<number[]> {
  const dimension = positions.length / count;
  const random = new RandomState(0);
  const rows = random.choiceWithoutReplacement(count, Math.min(count, POINTS));
  const shifted = rows.flatMap((row) =>
    Array.from({ length: SHIFTS * dimension }, (_, i) => {
      return positions[row * dimension + (i % dimension)]! + random.uniform(-REACH, REACH);
    }),
  );
  const classes = yield* predictClassesInPieces(folded, positions, count);
  const shiftedClasses = yield* predictClassesInPieces(folded, shifted, rows.length * SHIFTS);
  return rows.map(
    (row, i) => shiftedClasses.subarray(i * SHIFTS, (i + 1) * SHIFTS).filter((one) => one !== classes[row]).length,
  );
}
