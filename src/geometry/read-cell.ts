/** All that is known of one cell. */
import type { CellNeighbours } from './cell-neighbours.js';
import type { Partition } from './partition.js';
import { differenceSlope, slopeNorm } from './slope-norm.js';
import type { UnitPlace } from './unit-place.js';

/** An edge from (x0, y0) to (x1, y1), the cell on its left. */
export interface CellEdge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** The cell beyond, null at the window's edge. */
  readonly neighbour: number | null;
  /** Unit whose wall it is, of several with this wall the first; null at the window's edge. */
  readonly wall: UnitPlace | null;
}

export interface CellReading {
  readonly cell: number;
  /** [corners, 2]: x, y, counter-clockwise. */
  readonly polygon: Float64Array<ArrayBuffer>;
  /** Centre of gravity. */
  readonly centre: readonly [x: number, y: number];
  /** In squared input units. */
  readonly area: number;
  /** Activation code by hidden layer: 1 for a unit that is on. */
  readonly code: readonly Uint8Array<ArrayBuffer>[];
  /** Of every class: logit = a x + b y + c. */
  readonly logits: readonly { readonly a: number; readonly b: number; readonly c: number }[];
  /** Spectral norm of the logits' slopes, see `slopeNorm`. */
  readonly slopeNorm: number;
  /** Of two classes: |grad (second logit - first logit)|; null for more. */
  readonly differenceSlope: number | null;
  readonly edges: readonly CellEdge[];
}

export function readCell(partition: Partition, neighbours: CellNeighbours, cell: number): CellReading {
  const { corners, cornerOffsets, areas, logits, classCount } = partition;
  return {
    cell,
    polygon: corners.slice(2 * cornerOffsets[cell]!, 2 * cornerOffsets[cell + 1]!),
    centre: cellCentre(partition, cell),
    area: areas[cell]!,
    code: codeByLayer(partition, cell),
    logits: Array.from({ length: classCount }, (_, k) => {
      const at = 3 * (cell * classCount + k);
      return { a: logits[at]!, b: logits[at + 1]!, c: logits[at + 2]! };
    }),
    slopeNorm: slopeNorm(partition, cell),
    differenceSlope: classCount === 2 ? differenceSlope(partition, cell, 0, 1) : null,
    edges: edgesOf(neighbours, cell),
  };
}

/** Centre of gravity: that of the triangles from the first corner, weighted by their areas. It lies within the cell. */
export function cellCentre({ corners, cornerOffsets }: Partition, cell: number): [x: number, y: number] {
  const first = 2 * cornerOffsets[cell]!;
  const end = 2 * cornerOffsets[cell + 1]!;
  const [x0, y0] = [corners[first]!, corners[first + 1]!];
  let [area, x, y] = [0, 0, 0];
  for (let at = first + 2; at + 2 < end; at += 2) {
    const [ax, ay] = [corners[at]! - x0, corners[at + 1]! - y0];
    const [bx, by] = [corners[at + 2]! - x0, corners[at + 3]! - y0];
    const twice = ax * by - ay * bx;
    area += twice;
    x += (twice * (ax + bx)) / 3;
    y += (twice * (ay + by)) / 3;
  }
  return area > 0 ? [x0 + x / area, y0 + y / area] : [x0, y0];
}

function codeByLayer({ codes, wordsPerCell, hiddenWidths }: Partition, cell: number): Uint8Array<ArrayBuffer>[] {
  let first = cell * wordsPerCell;
  return hiddenWidths.map((width) => {
    const code = Uint8Array.from({ length: width }, (_, unit) => (codes[first + (unit >>> 5)]! >>> (unit & 31)) & 1);
    first += Math.ceil(width / 32);
    return code;
  });
}

function edgesOf({ vertices, offsets, starts, cells, layers, units }: CellNeighbours, cell: number): CellEdge[] {
  const [first, end] = [offsets[cell]!, offsets[cell + 1]!];
  return Array.from({ length: end - first }, (_, i) => {
    const edge = first + i;
    const [from, to] = [2 * starts[edge]!, 2 * starts[edge + 1 < end ? edge + 1 : first]!];
    const isInside = cells[edge]! >= 0;
    return {
      x0: vertices[from]!,
      y0: vertices[from + 1]!,
      x1: vertices[to]!,
      y1: vertices[to + 1]!,
      neighbour: isInside ? cells[edge]! : null,
      wall: isInside ? { layer: layers[edge]!, unit: units[edge]! } : null,
    };
  });
}
