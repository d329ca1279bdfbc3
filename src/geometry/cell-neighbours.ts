/** Which cells lie side by side, and along which wall. */
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import { cutAt, missingEnds } from './edge-cuts.js';
import { edgesOf, twinsOf, type CellEdges } from './edge-twins.js';
import { mergeVertices, type MergedVertices } from './merged-vertices.js';
import type { Partition } from './partition-types.js';

const EDGES_PER_PIECE = 4096;

/** The edges of all cells, counter-clockwise about each; an edge that two cells share is there twice. */
export interface CellNeighbours {
  /** [count, 2]: x, y of every corner of the complex. */
  readonly vertices: Float64Array<ArrayBuffer>;
  /** First edge of each cell, and their number at the end: [cellCount + 1]. */
  readonly offsets: Int32Array<ArrayBuffer>;
  /** Vertex that an edge begins at; it ends where the next one of its cell begins. */
  readonly starts: Int32Array<ArrayBuffer>;
  /**
   * Cell beyond each edge. -1 at the window's edge, where a partition that is not complete has none, and at edges that
   * rounding has left without a cell, as it may within some 1e-9 of places where many lines nearly meet.
   */
  readonly cells: Int32Array<ArrayBuffer>;
  /** Hidden layer, from 0, and unit of each edge's wall, of several units with this wall the first; -1 without a cell. */
  readonly layers: Int32Array<ArrayBuffer>;
  readonly units: Int32Array<ArrayBuffer>;
}

/**
 * Matches the edges of the cells by their ends, in time linear in the edges.
 *
 * Pre-activations are continuous, so the walls that meet an edge do so from both sides, and both cells have the same
 * corners along it. Where rounding has moved one, edges are first cut at each other's ends.
 */
export const cellNeighbours = (partition: Partition): CellNeighbours => finish(cellNeighboursInPieces(partition));

/** @param merged the corners of the partition, if they are there */
export function* cellNeighboursInPieces(partition: Partition, merged?: MergedVertices): Pieces<CellNeighbours> {
  const { positions, ofCorner } = merged ?? (yield* mergeVertices(partition));
  let edges = yield* edgesOf(partition, ofCorner);
  let twins = yield* twinsOf(partition, edges);
  const cuts = yield* missingEnds(partition, positions, edges, twins);
  if (cuts.size > 0) {
    edges = yield* cutAt(edges, cuts);
    twins = yield* twinsOf(partition, edges);
  }
  const cells = twins.map((twin) => (twin < 0 ? -1 : edges.owners[twin]!));
  const { offsets, starts } = edges;
  return { vertices: positions, offsets, starts, cells, ...(yield* wallUnits(partition, edges, cells)) };
}

/**
 * The first unit in which the codes of the cells on both sides differ. In the layers before its own they are one cell, and
 * of the units of its layer that have this line it was the first to cut.
 */
function* wallUnits(
  { codes, wordsPerCell, hiddenWidths }: Partition,
  { owners }: CellEdges,
  cells: Int32Array,
): Pieces<Pick<CellNeighbours, 'layers' | 'units'>> {
  const layers = new Int32Array(cells.length).fill(-1);
  const units = new Int32Array(cells.length).fill(-1);
  const wordPlaces = hiddenWidths.flatMap((width, layer) =>
    Array.from({ length: Math.ceil(width / 32) }, (_, word) => ({ layer, firstUnit: 32 * word })),
  );
  const name = (edge: number): void => {
    if (cells[edge]! < 0) return;
    const own = owners[edge]! * wordsPerCell;
    const other = cells[edge]! * wordsPerCell;
    let word = 0;
    while (word + 1 < wordsPerCell && codes[own + word] === codes[other + word]) word++;
    const changed = codes[own + word]! ^ codes[other + word]!;
    const { layer, firstUnit } = wordPlaces[word]!;
    layers[edge] = layer;
    units[edge] = firstUnit + 31 - Math.clz32(changed & -changed);
  };
  yield* inRanges(cells.length, EDGES_PER_PIECE, (first, end) => {
    for (let edge = first; edge < end; edge++) name(edge);
  });
  return { layers, units };
}
