import type { LabelledPoints } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import type { ViewWindow } from '../../training/picture.js';
import { batchLogits } from '../../training/reference/evaluate.js';
import { argmax } from '../../training/reference/point.js';
import { finish, inRanges, type Pieces } from '../../training/workers/pieces.js';
import { entropyOf } from '../entropy.js';

/** Nodes per side of the grid that the notebook looks at, the window's corners included. */
const GRID_SIDE = 100;
const POINTS_PER_PIECE = 256;

/** Class of the largest logit of positions [count, D], the first of equals. */
export const predictClasses = (folded: FoldedNetwork, positions: ArrayLike<number>, count: number): Uint8Array =>
  finish(predictClassesInPieces(folded, positions, count));

export function* predictClassesInPieces(
  folded: FoldedNetwork,
  positions: ArrayLike<number>,
  count: number,
): Pieces<Uint8Array> {
  const dimension = positions.length / count;
  const points = Float64Array.from(positions);
  const classes = new Uint8Array(count);
  yield* inRanges(count, POINTS_PER_PIECE, (first, end) => {
    const logits = batchLogits(folded, points.subarray(first * dimension, end * dimension), end - first);
    const classCount = logits.length / (end - first);
    for (let i = first; i < end; i++) {
      classes[i] = argmax(logits.subarray((i - first) * classCount, (i - first + 1) * classCount));
    }
  });
  return classes;
}

/** Classes predicted at 100 x 100 nodes of a window, row by row from the smallest y; inputs beyond two are 0. */
export const predictGrid = (folded: FoldedNetwork, window: ViewWindow): Uint8Array =>
  finish(predictGridInPieces(folded, window));

export function* predictGridInPieces(folded: FoldedNetwork, { x0, x1, y0, y1 }: ViewWindow): Pieces<Uint8Array> {
  const dimension = folded.layers[0]!.inputWidth;
  const positions = new Float64Array(GRID_SIDE ** 2 * dimension);
  const node = (from: number, to: number, i: number): number =>
    i === GRID_SIDE - 1 ? to : from + i * ((to - from) / (GRID_SIDE - 1));
  for (let i = 0; i < GRID_SIDE ** 2; i++) {
    positions[i * dimension] = node(x0, x1, i % GRID_SIDE);
    if (dimension > 1) positions[i * dimension + 1] = node(y0, y1, Math.floor(i / GRID_SIDE));
  }
  return yield* predictClassesInPieces(folded, positions, GRID_SIDE ** 2);
}

/** How often each class was predicted, [classCount]. */
export function classCounts(classes: Uint8Array, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  classes.forEach((one) => counts[one]!++);
  return counts;
}

/**
 * The notebook's partition entropy in nats: that of the predicted classes' shares.
 *
 * What it misses: no cell of the partition enters. It is at most the logarithm of the number of classes.
 */
export function labelEntropy(classes: Uint8Array, classCount: number): number {
  return entropyOf(classCounts(classes, classCount));
}

/**
 * The notebook's number of linear regions: how many classes are predicted somewhere on its grid.
 *
 * What it misses: the regions. It is at most the number of classes.
 */
export function distinctClasses(classes: Uint8Array): number {
  return new Set(classes).size;
}

/** Whether the predicted class of each point is its label. */
export function areRight(classes: Uint8Array, { labels }: LabelledPoints): boolean[] {
  return Array.from(classes, (one, row) => one === labels[row]);
}

/** Share of the points whose predicted class is their label. */
export function accuracyOf(classes: Uint8Array, points: LabelledPoints): number {
  return areRight(classes, points).filter(Boolean).length / points.count;
}
