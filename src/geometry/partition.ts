/**
 * The exact spline partition of a network in a window of its input plane: every cell of equal activation code, in float64.
 *
 * Convex subdivision, layer by layer and unit by unit. Within a cell of the layers before, the pre-activation of every unit
 * of a layer is one affine function of the input point; its zero line cuts the cell if corners lie on both sides. Cells are
 * walked depth first, so that a neighbour's affine functions follow from the last one's by the units that differ.
 *
 * Balestriero & Baraniuk 2018, A Spline Theory of Deep Learning; Humayun et al. 2023, SplineCam, for exact computation.
 */
import type { FoldedLayer, FoldedNetwork } from '../training/model-state.js';
import type { ViewWindow } from '../training/picture.js';
import { BoundaryPieces, type DecisionBoundary } from './boundary-pieces.js';
import { growingFloats, growingIntegers, growingWords } from './growing-array.js';
import { LayerCells } from './layer-cells.js';
import { LineTolerance } from './line-tolerance.js';

export interface PartitionOptions {
  /** Beyond this many cells the subdivision ends; 200,000 unless asked otherwise. */
  readonly mostCells?: number;
}

/** Cells are numbered alike in all arrays. */
export interface Partition {
  readonly window: ViewWindow;
  readonly hiddenWidths: readonly number[];
  readonly classCount: number;
  readonly cellCount: number;
  /** False where the budget of cells was used up: what is there is right, but does not fill the window. */
  readonly isComplete: boolean;
  /** First corner of each cell in `corners`, and their number at the end: [cellCount + 1]. */
  readonly cornerOffsets: Int32Array<ArrayBuffer>;
  /** x, y, counter-clockwise; a corner where a wall of another cell ends is not one of this cell. */
  readonly corners: Float64Array<ArrayBuffer>;
  /** In squared input units, [cellCount]. */
  readonly areas: Float64Array<ArrayBuffer>;
  /** [cellCount, wordsPerCell]: each hidden layer starts a new word; bit u % 32 of its word u / 32 is unit u. */
  readonly codes: Uint32Array<ArrayBuffer>;
  readonly wordsPerCell: number;
  /** [cellCount, classCount, 3]: logit = a x + b y + c. */
  readonly logits: Float64Array<ArrayBuffer>;
  /** How many cells there are after each hidden layer. */
  readonly cellsAfterLayer: readonly number[];
  readonly walls: Walls;
  readonly decisionBoundary: DecisionBoundary;
}

/** The zero lines of units within the cells of the layers before, cut at units of the same layer that were cut before. */
export interface Walls {
  /** [count, 4]: x, y, x, y. */
  readonly segments: Float64Array<ArrayBuffer>;
  /** Hidden layer, from 0. */
  readonly layers: Int32Array<ArrayBuffer>;
  readonly units: Int32Array<ArrayBuffer>;
}

const MOST_CELLS = 200_000;
/** After so many cells whose affine functions followed from the last one's, they are computed from the start. */
const REBASE_AFTER = 64;

/** @param folded of at least one hidden layer; inputs beyond the first two are 0 */
export function partitionOf(
  folded: FoldedNetwork,
  window: ViewWindow,
  { mostCells = MOST_CELLS }: PartitionOptions = {},
): Partition {
  return new Subdivision(folded, window, mostCells).run();
}

/** A layer's weights by input, so that what one unit of the layer before adds is read in a row. */
interface TransposedLayer {
  readonly width: number;
  readonly inputWidth: number;
  /** [inputWidth, width] */
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

function transposed({ width, inputWidth, weight, bias }: FoldedLayer): TransposedLayer {
  const byInput = new Float64Array(weight.length);
  for (let m = 0; m < width; m++) {
    for (let n = 0; n < inputWidth; n++) byInput[n * width + m] = weight[m * inputWidth + n]!;
  }
  return { width, inputWidth, weight: byInput, bias };
}

class Subdivision {
  readonly #window: ViewWindow;
  readonly #mostCells: number;
  /** Hidden layers. */
  readonly #depth: number;
  readonly #classCount: number;
  readonly #layers: readonly TransposedLayer[];
  readonly #slopeBelowZero: number;
  /** Per layer, the head included: [3, width] coefficients a, b, c of every unit in the cell that is being cut. */
  readonly #maps: readonly Float64Array[];
  readonly #cells: readonly LayerCells[];
  /** Per hidden layer: units whose lines may cut the cell that is being cut. */
  readonly #crossing: readonly Int32Array[];
  readonly #lines: LineTolerance;

  readonly #corners = growingFloats(1 << 16);
  readonly #cornerOffsets = growingIntegers(1 << 14);
  readonly #areas = growingFloats(1 << 14);
  readonly #codes = growingWords(1 << 14);
  readonly #logits = growingFloats(1 << 16);
  readonly #walls = {
    segments: growingFloats(1 << 16),
    layers: growingIntegers(1 << 14),
    units: growingIntegers(1 << 14),
  };
  readonly #boundary: BoundaryPieces;
  readonly #cuts: number[];
  /** Per hidden layer: the cell that the walk is in. */
  readonly #path: number[];
  #cellCount = 0;
  #isComplete = true;

  constructor({ layers, slopeBelowZero }: FoldedNetwork, window: ViewWindow, mostCells: number) {
    this.#window = window;
    this.#mostCells = mostCells;
    this.#depth = layers.length - 1;
    this.#classCount = layers[this.#depth]!.width;
    this.#layers = layers.map(transposed);
    this.#slopeBelowZero = slopeBelowZero;
    this.#maps = layers.map(({ width }) => new Float64Array(3 * width));
    const hidden = layers.slice(0, -1);
    this.#cells = hidden.map(({ width }) => new LayerCells(width));
    this.#crossing = hidden.map(({ width }) => new Int32Array(width));
    this.#boundary = new BoundaryPieces(this.#classCount, window);
    this.#cuts = hidden.map(() => 0);
    this.#path = hidden.map(() => 0);
    this.#lines = new LineTolerance(window);
  }

  run(): Partition {
    const { x0, x1, y0, y1 } = this.#window;
    const first = this.#layers[0]!;
    const map = this.#maps[0]!;
    for (let unit = 0; unit < first.width; unit++) {
      map[unit] = first.weight[unit]!;
      map[first.width + unit] = first.inputWidth > 1 ? first.weight[first.width + unit]! : 0;
      map[2 * first.width + unit] = first.bias[unit]!;
    }
    this.#enter(0, Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1), 0, 4);
    return this.#result();
  }

  /** Cuts one cell of the layers before `layer` by that layer and goes on within the parts; its map is in place. */
  #enter(layer: number, points: Float64Array, start: number, corners: number): void {
    const cells = this.#cells[layer]!;
    cells.begin(points, start, corners);
    const crossing = this.#classify(layer, points, start, corners);
    for (let i = 0; i < crossing; i++) this.#cutBy(layer, this.#crossing[layer]![i]!);

    const isLast = layer + 1 === this.#depth;
    let before = -1;
    let steps = 0;
    for (let cell = 0; cell >= 0; cell = cells.after(cell)) {
      if (this.#cellCount >= this.#mostCells) {
        this.#isComplete = false;
        return;
      }
      if (before < 0 || ++steps === REBASE_AFTER) {
        this.#mapFromCode(layer, cell);
        steps = 0;
      } else {
        this.#mapFromNeighbour(layer, before, cell);
      }
      before = cell;
      this.#path[layer] = cell;
      if (isLast) this.#emit(cell);
      else this.#enter(layer + 1, cells.points, cells.startOf(cell), cells.cornersOf(cell));
    }
  }

  /** Turns on the units that are on in the whole cell, lists those whose lines may cut it and returns their number. */
  #classify(layer: number, points: Float64Array, start: number, corners: number): number {
    const { width } = this.#layers[layer]!;
    const map = this.#maps[layer]!;
    const cells = this.#cells[layer]!;
    const crossing = this.#crossing[layer]!;
    let left = Infinity;
    let right = -Infinity;
    let bottom = Infinity;
    let top = -Infinity;
    for (let i = 0; i < corners; i++) {
      const x = points[2 * (start + i)]!;
      const y = points[2 * (start + i) + 1]!;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < bottom) bottom = y;
      if (y > top) top = y;
    }
    const centreX = (left + right) / 2;
    const centreY = (bottom + top) / 2;
    const halfWidth = (right - left) / 2;
    const halfHeight = (top - bottom) / 2;
    let count = 0;
    for (let unit = 0; unit < width; unit++) {
      const a = map[unit]!;
      const b = map[width + unit]!;
      const c = map[2 * width + unit]!;
      const middle = a * centreX + b * centreY + c;
      // No corner of the bounding box, and so none of the cell, is farther from the middle's height.
      const reach = Math.abs(a) * halfWidth + Math.abs(b) * halfHeight + this.#lines.tolerance(a, b, c);
      if (middle > reach) cells.turnOn(unit);
      else if (middle >= -reach) crossing[count++] = unit;
    }
    return count;
  }

  #cutBy(layer: number, unit: number): void {
    const { width } = this.#layers[layer]!;
    const map = this.#maps[layer]!;
    const a = map[unit]!;
    const b = map[width + unit]!;
    const c = map[2 * width + unit]!;
    const { segments, layers, units } = this.#walls;
    const before = segments.length;
    this.#cells[layer]!.cut(unit, a, b, c, this.#lines.tolerance(a, b, c), segments);
    const cuts = (segments.length - before) / 4;
    this.#cuts[layer]! += cuts;
    layers.appendEach(layer, cuts);
    units.appendEach(unit, cuts);
  }

  /** Map of the layer after `layer` in one of that layer's cells: W act(z) + bias, where act scales z by the code. */
  #mapFromCode(layer: number, cell: number): void {
    const { width: inputWidth } = this.#layers[layer]!;
    const { width, bias } = this.#layers[layer + 1]!;
    const map = this.#maps[layer + 1]!;
    map.fill(0, 0, 2 * width);
    map.set(bias, 2 * width);
    for (let unit = 0; unit < inputWidth; unit++) {
      const isOn = (this.#cells[layer]!.codeWord(cell, unit >>> 5) & (1 << (unit & 31))) !== 0;
      const slope = isOn ? 1 : this.#slopeBelowZero;
      if (slope !== 0) this.#addUnit(layer, unit, slope);
    }
  }

  /** The same from the map in the cell `before`, by the units that differ. */
  #mapFromNeighbour(layer: number, before: number, cell: number): void {
    const cells = this.#cells[layer]!;
    const step = 1 - this.#slopeBelowZero;
    for (let word = 0; word < cells.words; word++) {
      const code = cells.codeWord(cell, word);
      let changed = code ^ cells.codeWord(before, word);
      while (changed !== 0) {
        const bit = changed & -changed;
        changed ^= bit;
        this.#addUnit(layer, 32 * word + 31 - Math.clz32(bit), (code & bit) !== 0 ? step : -step);
      }
    }
  }

  /** Adds `factor` times what a unit's z of `layer` adds to the layer after it. */
  #addUnit(layer: number, unit: number, factor: number): void {
    const { width: inputWidth } = this.#layers[layer]!;
    const { width, weight } = this.#layers[layer + 1]!;
    const from = this.#maps[layer]!;
    const map = this.#maps[layer + 1]!;
    const a = factor * from[unit]!;
    const b = factor * from[inputWidth + unit]!;
    const c = factor * from[2 * inputWidth + unit]!;
    const row = unit * width;
    for (let m = 0; m < width; m++) {
      const w = weight[row + m]!;
      map[m]! += w * a;
      map[width + m]! += w * b;
      map[2 * width + m]! += w * c;
    }
  }

  /** A finished cell: one of the last hidden layer, the logits' map in place. */
  #emit(cell: number): void {
    const cells = this.#cells[this.#depth - 1]!;
    const start = 2 * cells.startOf(cell);
    const corners = cells.cornersOf(cell);
    const points = cells.points;
    const offset = this.#corners.length;
    this.#cornerOffsets.append(offset / 2);
    this.#corners.reserve(2 * corners);
    for (let i = 0; i < 2 * corners; i++) this.#corners.data[offset + i] = points[start + i]!;
    this.#corners.length = offset + 2 * corners;
    this.#areas.append(areaOf(points, start, corners));
    for (let layer = 0; layer < this.#depth; layer++) {
      const layerCells = this.#cells[layer]!;
      for (let word = 0; word < layerCells.words; word++) {
        this.#codes.append(layerCells.codeWord(this.#path[layer]!, word));
      }
    }
    const classCount = this.#classCount;
    const map = this.#maps[this.#depth]!;
    for (let k = 0; k < classCount; k++) {
      this.#logits.append(map[k]!);
      this.#logits.append(map[classCount + k]!);
      this.#logits.append(map[2 * classCount + k]!);
    }
    this.#boundary.add(map, this.#cellCount, points, start, corners);
    this.#cellCount++;
  }

  #result(): Partition {
    this.#cornerOffsets.append(this.#corners.length / 2);
    let cells = 1;
    return {
      window: this.#window,
      hiddenWidths: this.#layers.slice(0, -1).map(({ width }) => width),
      classCount: this.#classCount,
      cellCount: this.#cellCount,
      isComplete: this.#isComplete,
      cornerOffsets: this.#cornerOffsets.take(),
      corners: this.#corners.take(),
      areas: this.#areas.take(),
      codes: this.#codes.take(),
      wordsPerCell: this.#cells.reduce((sum, { words }) => sum + words, 0),
      logits: this.#logits.take(),
      cellsAfterLayer: this.#cuts.map((cuts) => (cells += cuts)),
      walls: {
        segments: this.#walls.segments.take(),
        layers: this.#walls.layers.take(),
        units: this.#walls.units.take(),
      },
      decisionBoundary: this.#boundary.take(),
    };
  }
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
