/**
 * The exact spline partition of a network in a window of its input plane: every cell of equal activation code, in float64.
 *
 * Convex subdivision, layer by layer and unit by unit. Within a cell of the layers before, the pre-activation of every unit
 * of a layer is one affine function of the input point; its zero line cuts the cell if corners lie on both sides. Cells are
 * walked depth first, so that a neighbour's affine functions follow from the last one's by the units that differ.
 *
 * Balestriero & Baraniuk 2018, A Spline Theory of Deep Learning; Humayun et al. 2023, SplineCam, for exact computation.
 */
import type { FoldedNetwork } from '../training/model-state.js';
import type { ViewWindow } from '../training/picture.js';
import { isCurved } from '../training/reference/fold.js';
import { finish, type Pieces } from '../training/workers/pieces.js';
import { BoundaryPieces } from './boundary-pieces.js';
import { growingFloats, growingIntegers, growingWords } from './growing-array.js';
import { CORNER_SIZE, LayerCutter, WallList } from './layer-cutter.js';
import { LayerMaps } from './layer-maps.js';
import { LineTolerance } from './line-tolerance.js';
import { wallsFromEdges } from './walls-from-edges.js';
import type { Partition, Walls } from './partition-types.js';

export type { Partition, Walls } from './partition-types.js';

export interface PartitionOptions {
  /** Beyond this many cells the subdivision ends; 200,000 unless asked otherwise. */
  readonly mostCells?: number;
}

const MOST_CELLS = 200_000;
/** Cells of any layer between two stops: a tenth of a millisecond, and a few of the widest networks. */
const CELLS_PER_PIECE = 32;
/** After so many cells whose affine functions followed from the last one's, they are computed from the start. */
const REBASE_AFTER = 64;

/**
 * @param folded of 1 to 8 hidden layers of up to 256 units; inputs beyond the first two are 0
 * @throws RangeError for a network that normalises single samples: its walls are curved, its cells no polygons
 */
export function partitionOf(folded: FoldedNetwork, window: ViewWindow, options?: PartitionOptions): Partition {
  return finish(cutPartition(folded, window, options));
}

/** The same in pieces. */
export function* cutPartition(
  folded: FoldedNetwork,
  window: ViewWindow,
  { mostCells = MOST_CELLS }: PartitionOptions = {},
): Pieces<Partition> {
  if (isCurved(folded)) {
    throw new RangeError('A network that normalises single samples has curved walls, so there are no exact cells.');
  }
  return yield* new Subdivision(folded, window, mostCells).run();
}

class Subdivision {
  readonly #window: ViewWindow;
  readonly #mostCells: number;
  readonly #hiddenWidths: readonly number[];
  readonly #classCount: number;
  readonly #maps: LayerMaps;
  /** Per hidden layer. */
  readonly #cutters: readonly LayerCutter[];
  readonly #walks: readonly LayerWalk[];
  readonly #wordsPerCell: number;

  readonly #corners = growingFloats(1 << 16);
  /** Of each corner. */
  readonly #vertices = growingIntegers(1 << 15);
  readonly #cornerOffsets = growingIntegers(1 << 14);
  readonly #areas = growingFloats(1 << 14);
  readonly #codes = growingWords(1 << 14);
  readonly #logits = growingFloats(1 << 16);
  readonly #walls = new WallList();
  readonly #boundary: BoundaryPieces;
  /** In which cells are being cut. */
  #layer = 0;
  #cellCount = 0;
  #isComplete = true;

  constructor(folded: FoldedNetwork, window: ViewWindow, mostCells: number) {
    this.#window = window;
    this.#mostCells = mostCells;
    this.#hiddenWidths = folded.layers.slice(0, -1).map(({ width }) => width);
    this.#classCount = folded.layers.at(-1)!.width;
    this.#maps = new LayerMaps(folded);
    const lines = new LineTolerance(window);
    this.#cutters = this.#hiddenWidths.map(
      (_, layer) => new LayerCutter(layer, this.#maps.maps[layer]!, lines, this.#walls),
    );
    this.#walks = this.#cutters.map(({ code }) => ({ before: new Uint32Array(code.length), steps: 0, cells: 0 }));
    this.#wordsPerCell = this.#cutters.reduce((sum, { code }) => sum + code.length, 0);
    this.#boundary = new BoundaryPieces(this.#classCount, window);
  }

  *run(): Pieces<Partition> {
    const { x0, x1, y0, y1 } = this.#window;
    const corner = (x: number, y: number): readonly number[] => [x, y, this.#walls.addVertex(x, y)];
    this.#cutters[0]!.begin(
      Float64Array.of(...corner(x0, y0), ...corner(x1, y0), ...corner(x1, y1), ...corner(x0, y1)),
      0,
      4,
    );
    while (this.#walk(CELLS_PER_PIECE)) yield;
    return yield* this.#result();
  }

  /** Goes on by so many cells of any layer; false at the end. */
  #walk(cells: number): boolean {
    for (let visited = 0; visited < cells; visited++) {
      while (!this.#cutters[this.#layer]!.next()) if (--this.#layer < 0) return false;
      if (this.#cellCount >= this.#mostCells) {
        this.#isComplete = false;
        return false;
      }
      this.#visit(this.#layer);
    }
    return true;
  }

  /** Goes on within a cell of the layers up to `layer`: begins to cut it by the next layer, or keeps it. */
  #visit(layer: number): void {
    const walk = this.#walks[layer]!;
    const { code, points, start, corners } = this.#cutters[layer]!;
    walk.cells++;
    if (walk.steps === 0) {
      this.#maps.fromCode(layer, code);
      walk.steps = REBASE_AFTER;
    } else {
      this.#maps.fromNeighbour(layer, walk.before, code);
    }
    walk.steps--;
    for (let word = 0; word < code.length; word++) walk.before[word] = code[word]!;
    if (layer + 1 === this.#cutters.length) {
      this.#keep(points, start, corners);
      return;
    }
    this.#walks[layer + 1]!.steps = 0;
    this.#layer = layer + 1;
    this.#cutters[this.#layer]!.begin(points, start, corners);
  }

  /** A finished cell: one of the last hidden layer, the logits' map in place. */
  #keep(points: Float64Array, start: number, corners: number): void {
    const offset = this.#corners.length;
    this.#cornerOffsets.append(offset / 2);
    this.#corners.reserve(2 * corners);
    this.#vertices.reserve(corners);
    const own = this.#corners.data;
    for (let i = 0; i < corners; i++) {
      const at = start + CORNER_SIZE * i;
      own[offset + 2 * i] = points[at]!;
      own[offset + 2 * i + 1] = points[at + 1]!;
      this.#vertices.data[offset / 2 + i] = points[at + 2]!;
    }
    this.#corners.length = offset + 2 * corners;
    this.#vertices.length = offset / 2 + corners;
    this.#areas.append(areaOf(own, offset, corners));
    this.#codes.reserve(this.#wordsPerCell);
    for (let layer = 0; layer < this.#cutters.length; layer++) {
      const { code } = this.#cutters[layer]!;
      for (let word = 0; word < code.length; word++) this.#codes.data[this.#codes.length++] = code[word]!;
    }
    const classCount = this.#classCount;
    const map = this.#maps.maps.at(-1)!;
    this.#logits.reserve(3 * classCount);
    const logits = this.#logits.data;
    for (let k = 0; k < classCount; k++) {
      const at = this.#logits.length;
      logits[at] = map[k]!;
      logits[at + 1] = map[classCount + k]!;
      logits[at + 2] = map[2 * classCount + k]!;
      this.#logits.length = at + 3;
    }
    this.#boundary.add(map, this.#cellCount, own, offset, corners);
    this.#cellCount++;
  }

  *#result(): Pieces<Partition> {
    this.#cornerOffsets.append(this.#corners.length / 2);
    const partition = {
      window: this.#window,
      hiddenWidths: this.#hiddenWidths,
      classCount: this.#classCount,
      cellCount: this.#cellCount,
      isComplete: this.#isComplete,
      cornerOffsets: this.#cornerOffsets.take(),
      corners: this.#corners.take(),
      areas: this.#areas.take(),
      codes: this.#codes.take(),
      wordsPerCell: this.#wordsPerCell,
      logits: this.#logits.take(),
      cellsAfterLayer: this.#walks.map(({ cells }) => cells),
      walls: noWalls,
      decisionBoundary: this.#boundary.take(),
    };
    yield;
    const walls = this.#isComplete ? this.#wallsBetweenCorners() : yield* wallsFromEdges(partition, this.#walls);
    return { ...partition, walls };
  }

  /** Every cut ends at corners of the cells that it parts: once all cells are there, so are they. */
  #wallsBetweenCorners(): Walls {
    const { vertices, ends, layers, units } = this.#walls;
    const corners = new Int32Array(vertices.length / 2);
    for (let corner = 0; corner < this.#vertices.length; corner++) corners[this.#vertices.data[corner]!] = corner;
    const taken = ends.take();
    for (let end = 0; end < taken.length; end++) taken[end] = corners[taken[end]!]!;
    return { ends: taken, layers: layers.take(), units: units.take() };
  }
}

const noWalls: Walls = { ends: new Int32Array(), layers: new Uint8Array(), units: new Uint8Array() };

/** Where the walk over the cells of a layer is. */
interface LayerWalk {
  /** Code of the cell that was visited last. */
  readonly before: Uint32Array;
  /** Cells until the maps of the layer after it are computed from the start. */
  steps: number;
  /** Cells visited so far. */
  cells: number;
}

/** Shoelace formula about the first corner, which keeps the products small. */
function areaOf(points: Float64Array, start: number, corners: number): number {
  const x0 = points[start]!;
  const y0 = points[start + 1]!;
  let twice = 0;
  for (let i = 1; i + 1 < corners; i++) {
    const ax = points[start + 2 * i]! - x0;
    const ay = points[start + 2 * i + 1]! - y0;
    const bx = points[start + 2 * i + 2]! - x0;
    const by = points[start + 2 * i + 3]! - y0;
    twice += ax * by - ay * bx;
  }
  return twice / 2;
}
