/**
 * The exact cells of a network lifted to a height: a continuous surface of plane pieces, one over each cell.
 *
 * Within a cell every logit and every unit is one affine function of the input point (Balestriero & Baraniuk 2018, A Spline
 * Theory of Deep Learning), so the surface is exact between corners too.
 */
import type { FoldedNetwork } from '../training/model-state.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { Partition } from './partition.js';
import { unitPlanes } from './unit-planes.js';

const CELLS_PER_PIECE = 1024;

/** What is taken as height. Classes, hidden layers and units count from 0. */
export type Lift =
  | { readonly of: 'logit'; readonly class: number }
  /** Logit of `class` minus logit of `other`. */
  | { readonly of: 'difference'; readonly class: number; readonly other: number }
  /** Activation of a hidden unit: its output after the activation function. */
  | { readonly of: 'unit'; readonly layer: number; readonly unit: number };

export interface LiftedSurface {
  readonly partition: Partition;
  /** [cellCount, 3]: height = a x + b y + c at the input point (x, y). */
  readonly planes: Float64Array;
  /** At each corner of each cell, in the order of `partition.corners`. */
  readonly heights: Float64Array;
  /** Of all heights; both 0 without cells. */
  readonly lowest: number;
  readonly highest: number;
}

/**
 * @param folded the network that the partition is of
 * @throws RangeError where the network has no such class or unit
 */
export const liftSurface = (partition: Partition, folded: FoldedNetwork, lift: Lift): LiftedSurface =>
  finish(liftSurfaceInPieces(partition, folded, lift));

export function* liftSurfaceInPieces(partition: Partition, folded: FoldedNetwork, lift: Lift): Pieces<LiftedSurface> {
  const planes = yield* planesOf(partition, folded, lift);
  const { cellCount, cornerOffsets, corners } = partition;
  const heights = new Float64Array(corners.length / 2);
  let lowest = Infinity;
  let highest = -Infinity;
  const raise = (cell: number): void => {
    const a = planes[3 * cell]!;
    const b = planes[3 * cell + 1]!;
    const c = planes[3 * cell + 2]!;
    for (let corner = cornerOffsets[cell]!; corner < cornerOffsets[cell + 1]!; corner++) {
      const height = a * corners[2 * corner]! + b * corners[2 * corner + 1]! + c;
      heights[corner] = height;
      if (height < lowest) lowest = height;
      if (height > highest) highest = height;
    }
  };
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) raise(cell);
  });
  return cellCount > 0
    ? { partition, planes, heights, lowest, highest }
    : { partition, planes, heights, lowest: 0, highest: 0 };
}

/** The nearest lift that a network has: classes and units beyond its own become its last ones. */
export function validLift(
  lift: Lift,
  { hiddenWidths, classCount }: Pick<Partition, 'hiddenWidths' | 'classCount'>,
): Lift {
  const within = (index: number, count: number): number => Math.min(Math.max(index, 0), count - 1);
  switch (lift.of) {
    case 'logit':
      return { of: 'logit', class: within(lift.class, classCount) };
    case 'difference': {
      const [first, other] = [within(lift.class, classCount), within(lift.other, classCount)];
      return { of: 'difference', class: first, other: first === other ? (first === 0 ? 1 : 0) : other };
    }
    case 'unit': {
      const layer = within(lift.layer, hiddenWidths.length);
      return { of: 'unit', layer, unit: within(lift.unit, hiddenWidths[layer] ?? 1) };
    }
    default:
      return lift satisfies never;
  }
}

function* planesOf(partition: Partition, folded: FoldedNetwork, lift: Lift): Pieces<Float64Array> {
  switch (lift.of) {
    case 'logit':
      return yield* logitPlanes(partition, lift.class, null);
    case 'difference':
      return yield* logitPlanes(partition, lift.class, lift.other);
    case 'unit':
      return yield* unitPlanes(partition, folded, lift.layer, lift.unit);
    default:
      return lift satisfies never;
  }
}

function* logitPlanes(
  { logits, cellCount, classCount }: Partition,
  of: number,
  minus: number | null,
): Pieces<Float64Array> {
  for (const index of [of, minus ?? 0]) {
    if (!(index >= 0 && index < classCount))
      throw new RangeError(`There is no class ${index}; there are ${classCount}.`);
  }
  const planes = new Float64Array(3 * cellCount);
  yield* inRanges(cellCount, CELLS_PER_PIECE, (firstCell, end) => {
    for (let cell = firstCell; cell < end; cell++) {
      const first = 3 * cell * classCount;
      for (let i = 0; i < 3; i++) {
        const value = logits[first + 3 * of + i]!;
        planes[3 * cell + i] = minus === null ? value : value - logits[first + 3 * minus + i]!;
      }
    }
  });
  return planes;
}
