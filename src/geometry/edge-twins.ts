import { inRanges, type Pieces } from '../training/workers/pieces.js';
import type { Partition } from './partition-types.js';

const CELLS_PER_PIECE = 2048;
const EDGES_PER_PIECE = 4096;
const SLOTS_PER_PIECE = 1 << 16;

/** Edges of all cells, counter-clockwise about each. */
export interface CellEdges {
  /** First edge of each cell, and their number at the end: [cellCount + 1]. */
  readonly offsets: Int32Array<ArrayBuffer>;
  /** Vertices that each begins and ends at. */
  readonly starts: Int32Array<ArrayBuffer>;
  readonly ends: Int32Array<ArrayBuffer>;
  /** Cell of each. */
  readonly owners: Int32Array<ArrayBuffer>;
}

/** @param ofCorner vertex of every corner; neighbouring corners of one vertex have no edge between them */
export function* edgesOf({ cornerOffsets, cellCount }: Partition, ofCorner: Int32Array): Pieces<CellEdges> {
  const offsets = new Int32Array(cellCount + 1);
  const starts = new Int32Array(ofCorner.length);
  const ends = new Int32Array(ofCorner.length);
  const owners = new Int32Array(ofCorner.length);
  let count = 0;
  yield* inRanges(cellCount, CELLS_PER_PIECE, (firstCell, endCell) => {
    for (let cell = firstCell; cell < endCell; cell++) {
      const first = cornerOffsets[cell]!;
      const end = cornerOffsets[cell + 1]!;
      for (let corner = first; corner < end; corner++) {
        const from = ofCorner[corner]!;
        const to = ofCorner[corner + 1 < end ? corner + 1 : first]!;
        if (from === to) continue;
        starts[count] = from;
        ends[count] = to;
        owners[count++] = cell;
      }
      offsets[cell + 1] = count;
    }
  });
  return { offsets, starts: starts.slice(0, count), ends: ends.slice(0, count), owners: owners.slice(0, count) };
}

/** For every edge the one that runs the other way between the same vertices, -1 where there is none. */
export function* twinsOf(partition: Partition, { starts, ends, owners }: CellEdges): Pieces<Int32Array<ArrayBuffer>> {
  const count = starts.length;
  const size = 2 ** Math.ceil(Math.log2(2 * count + 2));
  // The last edge of each pair of vertices, from which the others of the pair follow.
  const heads = new Int32Array(size).fill(-1);
  const before = new Int32Array(count).fill(-1);
  const isCrowded = new Uint8Array(size);
  const twins = new Int32Array(count).fill(-1);
  const match = (edge: number): void => {
    const low = Math.min(starts[edge]!, ends[edge]!);
    const high = Math.max(starts[edge]!, ends[edge]!);
    const mixed = Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & (size - 1);
    for (; heads[slot]! >= 0; slot = (slot + 1) & (size - 1)) {
      const other = heads[slot]!;
      if (Math.min(starts[other]!, ends[other]!) === low && Math.max(starts[other]!, ends[other]!) === high) break;
    }
    const other = heads[slot]!;
    before[edge] = other;
    heads[slot] = edge;
    if (other < 0) return;
    if (before[other]! >= 0 || starts[other] === starts[edge] || owners[other] === owners[edge]) isCrowded[slot] = 1;
    twins[edge] = other;
    twins[other] = edge;
  };
  yield* inRanges(count, EDGES_PER_PIECE, (first, end) => {
    for (let edge = first; edge < end; edge++) match(edge);
  });
  yield* inRanges(size, SLOTS_PER_PIECE, (first, end) => {
    for (let slot = first; slot < end; slot++) {
      if (isCrowded[slot] === 0) continue;
      const group: number[] = [];
      for (let edge = heads[slot]!; edge >= 0; edge = before[edge]!) group.push(edge);
      matchByCode(partition, group, starts, owners, twins);
    }
  });
  return twins;
}

/**
 * Between two vertices there are more than two edges where cells are thinner than what tells vertices apart: neighbours
 * are then those whose codes differ least.
 */
function matchByCode(
  partition: Partition,
  group: readonly number[],
  starts: Int32Array,
  owners: Int32Array,
  twins: Int32Array,
): void {
  const pairs = group.flatMap((edge) =>
    group
      .filter((other) => edge < other && starts[edge] !== starts[other] && owners[edge] !== owners[other])
      .map((other) => ({ edge, other, difference: codeDistance(partition, owners[edge]!, owners[other]!) })),
  );
  for (const edge of group) twins[edge] = -1;
  for (const { edge, other } of pairs.sort((a, b) => a.difference - b.difference)) {
    if (twins[edge]! >= 0 || twins[other]! >= 0) continue;
    twins[edge] = other;
    twins[other] = edge;
  }
}

function codeDistance({ codes, wordsPerCell }: Partition, cell: number, other: number): number {
  let bits = 0;
  for (let word = 0; word < wordsPerCell; word++) {
    let changed = codes[cell * wordsPerCell + word]! ^ codes[other * wordsPerCell + word]!;
    for (; changed !== 0; changed &= changed - 1) bits++;
  }
  return bits;
}
