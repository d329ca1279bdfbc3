/** What a network says about one point of the input plane and the cell around it, in float64. */
import { decisionDistance, type DecisionDistance } from '../../geometry/decision-distance.js';
import { distanceToEdge, nearestSegment, nearestWall, type NearestWall } from '../../geometry/distances.js';
import type { Partition } from '../../geometry/partition.js';
import { readCell, type CellReading } from '../../geometry/read-cell.js';
import type { LabelledPoints } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import { isCurved } from '../../training/reference/fold.js';
import { codeAt, probabilitiesAt } from '../../training/reference/point.js';
import type { ExactPartition, ExactState } from '../exact-partitions.js';
import type { Point } from '../spline-view/view-transform.js';
import { readerOf, type ExactCells } from './partition-reader.js';

/** Why there is nothing to say about the cell of a point. */
export type CellAbsence = Exclude<ExactState['status'], 'ready'> | 'outside' | 'not-asked';

export interface Reading {
  readonly point: Point;
  /** Steps that the network had taken. */
  readonly step: number;
  /** Softmax probability by class. */
  readonly probabilities: readonly number[];
  /** Per hidden layer one 0 or 1 per unit, 1 where it is on. */
  readonly code: readonly Uint8Array[];
  /** Its distance is exact unless the network's walls are curved: then of first order. */
  readonly nearest: NearestWall;
  readonly isExactDistance: boolean;
  /** To the decision boundary; null unless exact cells fill the window. */
  readonly decision: DecisionDistance | null;
  /** The training point that is pointed at, with its class and what is to its decision boundary; null for none. */
  readonly trainingPoint: { readonly label: number; readonly decision: DecisionDistance } | null;
  /** Null with the reason in `absence`. */
  readonly cell: CellReading | null;
  readonly absence: CellAbsence | null;
  /** Share of the partition's window that the cell takes up, 0 without one. */
  readonly share: number;
}

/** A network to read: as it was cut into exact cells, or as it was read back last. */
export interface NetworkSource {
  readonly folded: FoldedNetwork;
  readonly inputDimension: number;
  readonly step: number;
  /** The training set of the network. */
  readonly train: LabelledPoints | null;
  readonly exact: ExactPartition | null;
  readonly status: ExactState['status'] | 'not-asked';
}

/** What is read of one point. */
export type PointSource = Omit<NetworkSource, 'exact'> & { readonly exact: ExactCells | null };

/** Inputs beyond the plane are 0, as in the picture. */
export function readPoint(source: PointSource, point: Point): Reading {
  const { folded, inputDimension, step, exact, status } = source;
  const input = new Float64Array(inputDimension);
  input.set([point.x, point.y].slice(0, inputDimension));
  const whole = exact?.partition.isComplete ? exact.partition : null;
  const labelled = whole && trainingPointAt(source, whole, point);
  const cell = exact && cellAt(exact, point);
  return {
    point,
    step,
    probabilities: [...probabilitiesAt(folded, input)],
    code: cell?.code ?? codeAt(folded, input),
    nearest: nearestWall(folded, input),
    isExactDistance: !isCurved(folded),
    decision: whole && decisionAt(folded, whole, input),
    trainingPoint: labelled && { label: labelled.label, decision: decisionAt(folded, whole, labelled.position) },
    cell,
    absence: cell ? null : exact && !exact.lookup ? 'computing' : absenceOf(status),
    share: exact && cell ? cell.area / windowArea(exact) : 0,
  };
}

function decisionAt(
  folded: FoldedNetwork,
  { decisionBoundary, window }: Partition,
  point: Float32Array | Float64Array,
): DecisionDistance {
  return decisionDistance(folded, point, {
    toWall: nearestWall(folded, point).distance,
    toBoundary: nearestSegment(decisionBoundary.segments, point[0]!, point[1]!).distance,
    toEdge: distanceToEdge(window, point),
  });
}

/** Share of the window's width within which a training point is pointed at: about what its mark takes up. */
const POINTED_AT = 0.012;

/** The nearest training point within reach, of data in the plane. */
function trainingPointAt(
  { train, inputDimension }: PointSource,
  { window: { x0, x1 } }: Partition,
  { x, y }: Point,
): { readonly position: Float32Array; readonly label: number } | null {
  if (!train || inputDimension !== 2) return null;
  let nearest = -1;
  let least = POINTED_AT * (x1 - x0);
  for (let row = 0; row < train.count; row++) {
    const distance = Math.hypot(train.positions[2 * row]! - x, train.positions[2 * row + 1]! - y);
    if (distance > least) continue;
    least = distance;
    nearest = row;
  }
  if (nearest < 0) return null;
  return { position: train.positions.subarray(2 * nearest, 2 * nearest + 2), label: train.labels[nearest]! };
}

function cellAt(exact: ExactCells, { x, y }: Point): CellReading | null {
  const reader = readerOf(exact);
  const cell = reader?.cellAt(x, y) ?? -1;
  return reader && cell >= 0 ? readCell(exact.partition, reader.neighbours, cell) : null;
}

/** A complete partition has a cell everywhere but outside of its window. */
const absenceOf = (status: NetworkSource['status']): CellAbsence => (status === 'ready' ? 'outside' : status);

const windowArea = ({
  partition: {
    window: { x0, x1, y0, y1 },
  },
}: ExactCells): number => (x1 - x0) * (y1 - y0);

export const activeUnits = (code: Uint8Array): number => code.reduce((sum, bit) => sum + bit, 0);
