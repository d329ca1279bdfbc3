import { inRanges, type Pieces } from '../training/workers/pieces.js';
import type { Partition } from './partition-types.js';

/** Corners of the cells, those of one place merged. */
export interface MergedVertices {
  /** [count, 2]: x, y. */
  readonly positions: Float64Array<ArrayBuffer>;
  /** Vertex of each corner of the partition, in the order of its `corners`. */
  readonly ofCorner: Int32Array<ArrayBuffer>;
}

/** Corners nearer than this share of the window's longer side are one: rounding moves a corner by far less. */
const SAME_CORNER = 1e-11;
/** Buckets along a side of the window: fine, so that even where walls crowd a bucket holds few vertices. */
const BUCKETS = 2 ** 20;
const CORNERS_PER_PIECE = 4096;

/** How near corners of one place are, in input units. */
export function sameCorner({ x0, x1, y0, y1 }: Partition['window']): number {
  return SAME_CORNER * Math.max(x1 - x0, y1 - y0);
}

/** Looks each corner up among the vertices of its bucket, which is found by a hash: linear time. */
export function* mergeVertices({ corners, window }: Pick<Partition, 'corners' | 'window'>): Pieces<MergedVertices> {
  const count = corners.length / 2;
  const near = sameCorner(window);
  const side = Math.max(window.x1 - window.x0, window.y1 - window.y0) / BUCKETS;
  const margin = near / side;
  const size = 2 ** Math.ceil(Math.log2(2 * count + 2));
  const heads = new Int32Array(size).fill(-1);
  const next = new Int32Array(count);
  const positions = new Float64Array(2 * count);
  const ofCorner = new Int32Array(count);
  let vertices = 0;

  /** The vertex of a place among those of a bucket and of others with its hash, -1 if it is new there. */
  const find = (slot: number, x: number, y: number): number => {
    let vertex = heads[slot]!;
    while (vertex >= 0) {
      if (Math.abs(positions[2 * vertex]! - x) <= near && Math.abs(positions[2 * vertex + 1]! - y) <= near) break;
      vertex = next[vertex]!;
    }
    return vertex;
  };
  const slotOf = (column: number, row: number): number => {
    const mixed = Math.imul(Math.imul(column, 0x9e3779b1) ^ row, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & (size - 1);
  };

  const enter = (corner: number): void => {
    const x = corners[2 * corner]!;
    const y = corners[2 * corner + 1]!;
    const u = (x - window.x0) / side;
    const v = (y - window.y0) / side;
    const column = Math.floor(u);
    const row = Math.floor(v);
    const home = slotOf(column, row);
    let vertex = find(home, x, y);
    // Next to the edge of a bucket the vertex may be in the one beyond.
    const [left, right] = [Math.floor(u - margin), Math.floor(u + margin)];
    const [bottom, top] = [Math.floor(v - margin), Math.floor(v + margin)];
    if (vertex < 0 && (left !== right || bottom !== top)) {
      for (let r = bottom; r <= top && vertex < 0; r++) {
        for (let c = left; c <= right && vertex < 0; c++) vertex = find(slotOf(c, r), x, y);
      }
    }
    if (vertex < 0) {
      vertex = vertices++;
      positions[2 * vertex] = x;
      positions[2 * vertex + 1] = y;
      next[vertex] = heads[home]!;
      heads[home] = vertex;
    }
    ofCorner[corner] = vertex;
  };

  yield* inRanges(count, CORNERS_PER_PIECE, (first, end) => {
    for (let corner = first; corner < end; corner++) enter(corner);
  });
  return { positions: positions.slice(0, 2 * vertices), ofCorner };
}
