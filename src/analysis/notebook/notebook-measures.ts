/**
 * The quantities of the notebook that this program started from, each by the letter of the code that computed it there,
 * with the statistics that the network was folded with. What each misses is said at its function.
 */
import type { LabelledPoints } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import type { ViewWindow } from '../../training/picture.js';
import { finish, type Pieces } from '../../training/workers/pieces.js';
import { meanOf } from '../summary.js';
import { distancesAlongGradientInPieces } from './distance-along-gradient.js';
import { firstInputGradientNorms } from './input-gradient.js';
import { changedShiftsInPieces, SHIFTS } from './perturbed-points.js';
import {
  accuracyOf,
  areRight,
  distinctClasses,
  labelEntropy,
  predictClassesInPieces,
  predictGridInPieces,
} from './predicted-classes.js';

export interface NotebookMeasures {
  /** Share of the points classified right. */
  readonly accuracy: number;
  /** Whether each point is. */
  readonly isRight: readonly boolean[];
  /** "Boundary alignment": mean distance along the gradient, 0 to 2 input units. */
  readonly boundaryAlignment: number;
  /** "Boundary density": share of 250 shifted points of another class. */
  readonly boundaryDensity: number;
  /** Of 5 shifts each of the 50 points. */
  readonly changedShifts: readonly number[];
  /** "Decision margin": the least distance along the gradient; 2^-30 where any point is classified wrongly. */
  readonly decisionMargin: number;
  /** "Loss smoothness": mean norm of the input gradient of the first 20 points. */
  readonly meanGradientNorm: number;
  /** Of these points, loss per input unit. */
  readonly gradientNorms: readonly number[];
  /** "Partition entropy": of the predicted classes of the points, nats. */
  readonly entropyOfData: number;
  /** The same of 100 x 100 nodes of the window. */
  readonly entropyOfGrid: number;
  /** "Linear regions": classes predicted on these nodes. */
  readonly regionCount: number;
}

export const measureAsNotebook = (
  folded: FoldedNetwork,
  points: LabelledPoints,
  window: ViewWindow,
): NotebookMeasures => finish(notebookMeasuresInPieces(folded, points, window));

export function* notebookMeasuresInPieces(
  folded: FoldedNetwork,
  points: LabelledPoints,
  window: ViewWindow,
): Pieces<NotebookMeasures> {
  const classCount = folded.layers.at(-1)!.width;
  const distances = yield* distancesAlongGradientInPieces(folded, points);
  const gradientNorms = firstInputGradientNorms(folded, points);
  const changed = yield* changedShiftsInPieces(folded, points);
  const classes = yield* predictClassesInPieces(folded, points.positions, points.count);
  const grid = yield* predictGridInPieces(folded, window);
  return {
    accuracy: accuracyOf(classes, points),
    isRight: areRight(classes, points),
    boundaryAlignment: meanOf(distances),
    boundaryDensity: changed.reduce((sum, shifts) => sum + shifts, 0) / (SHIFTS * changed.length),
    changedShifts: changed,
    decisionMargin: distances.reduce((a, b) => Math.min(a, b)),
    meanGradientNorm: meanOf(gradientNorms),
    gradientNorms,
    entropyOfData: labelEntropy(classes, classCount),
    entropyOfGrid: labelEntropy(grid, classCount),
    regionCount: distinctClasses(grid),
  };
}
