import type { ViewWindow } from '../training/picture.js';
import { inRanges, type Pieces } from '../training/workers/pieces.js';
import type { CellEdges } from './edge-twins.js';
import { growingIntegers } from './growing-array.js';
import { sameCorner } from './merged-vertices.js';
import type { Partition } from './partition-types.js';

const EDGES_PER_PIECE = 1 << 14;
const OPEN_PER_PIECE = 64;
const CELLS_PER_PIECE = 2048;

/** Edges within the window that have no twin, each with the ends of others of them that lie on it, in its direction. */
export function* missingEnds(
  { window }: Partition,
  vertices: Float64Array,
  { starts, ends }: CellEdges,
  twins: Int32Array,
): Pieces<Map<number, number[]>> {
  const near = sameCorner(window);
  const open: number[] = [];
  yield* inRanges(twins.length, EDGES_PER_PIECE, (first, end) => {
    for (let edge = first; edge < end; edge++) {
      if (twins[edge]! < 0 && !liesOnWindow(window, vertices, starts[edge]!, ends[edge]!)) open.push(edge);
    }
  });
  const ownX = (vertex: number): number => vertices[2 * vertex]!;
  const candidates = [...new Set(open.map((edge) => starts[edge]!))].sort((a, b) => ownX(a) - ownX(b));
  const cuts = new Map<number, number[]>();
  const cut = (edge: number): void => {
    const [x0, y0] = [ownX(starts[edge]!), vertices[2 * starts[edge]! + 1]!];
    const [x1, y1] = [ownX(ends[edge]!), vertices[2 * ends[edge]! + 1]!];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
    const onEdge: { vertex: number; along: number }[] = [];
    const right = Math.max(x0, x1) + near;
    for (let i = firstFrom(candidates, ownX, Math.min(x0, x1) - near); i < candidates.length; i++) {
      const vertex = candidates[i]!;
      if (ownX(vertex) > right) break;
      const [px, py] = [ownX(vertex) - x0, vertices[2 * vertex + 1]! - y0];
      const along = px * dx + py * dy;
      if (along > 0 && along < length && Math.abs(px * dy - py * dx) <= near) onEdge.push({ vertex, along });
    }
    const inside = onEdge.filter(({ vertex }) => vertex !== starts[edge] && vertex !== ends[edge]);
    if (inside.length > 0)
      cuts.set(
        edge,
        inside.sort((a, b) => a.along - b.along).map(({ vertex }) => vertex),
      );
  };
  yield* inRanges(open.length, OPEN_PER_PIECE, (first, end) => open.slice(first, end).forEach(cut));
  return cuts;
}

/** Whether the edge between two vertices is part of the window's: corners there have its coordinates to the last bit. */
export function liesOnWindow(
  { x0, x1, y0, y1 }: ViewWindow,
  vertices: Float64Array,
  from: number,
  to: number,
): boolean {
  const along = (axis: 0 | 1, value: number): boolean =>
    vertices[2 * from + axis] === value && vertices[2 * to + axis] === value;
  return along(0, x0) || along(0, x1) || along(1, y0) || along(1, y1);
}

/** First place in a sorted list whose key is not below `least`. */
function firstFrom(sorted: readonly number[], key: (item: number) => number, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (key(sorted[middle]!) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same edges, some of them in pieces. */
export function* cutAt(
  { offsets, starts, ends }: CellEdges,
  cuts: ReadonlyMap<number, readonly number[]>,
): Pieces<CellEdges> {
  const cut = { starts: growingIntegers(), ends: growingIntegers(), owners: growingIntegers() };
  const newOffsets = new Int32Array(offsets.length);
  yield* inRanges(offsets.length - 1, CELLS_PER_PIECE, (firstCell, endCell) => {
    for (let cell = firstCell; cell < endCell; cell++) {
      for (let edge = offsets[cell]!; edge < offsets[cell + 1]!; edge++) {
        let from = starts[edge]!;
        for (const to of [...(cuts.get(edge) ?? []), ends[edge]!]) {
          cut.starts.append(from);
          cut.ends.append(to);
          cut.owners.append(cell);
          from = to;
        }
      }
      newOffsets[cell + 1] = cut.starts.length;
    }
  });
  return { offsets: newOffsets, starts: cut.starts.take(), ends: cut.ends.take(), owners: cut.owners.take() };
}
