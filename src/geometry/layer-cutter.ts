import { appendPair, growingBytes, growingFloats, growingIntegers } from './growing-array.js';
import type { LineTolerance } from './line-tolerance.js';

/** The walls of all layers so far, each between two vertices, with its layer and unit. */
export class WallList {
  /** [count, 2]: x, y of the window's corners and of every corner that a cut has made. */
  readonly vertices = growingFloats(1 << 14);
  /** [count, 2]: numbers of vertices. */
  readonly ends = growingIntegers(1 << 13);
  readonly layers = growingBytes(1 << 12);
  readonly units = growingBytes(1 << 12);

  /** The number of a new vertex. */
  addVertex(x: number, y: number): number {
    appendPair(this.vertices, x, y);
    return this.vertices.length / 2 - 1;
  }
}

/** Numbers of a corner of a polygon that is being cut: x, y and which vertex it is. */
export const CORNER_SIZE = 3;
/** Numbers of a part on the stack: the arguments of `#finishOrCut`. */
const PART_SIZE = 6;
/** In place of the unit that is on in a part: the part is no cut one, or the unit is off in it. */
const WHOLE = -2;
const NONE = -1;

/**
 * Cuts one convex cell of the layers before by the lines of a layer's units and gives the parts one by one, depth first: a
 * part is cut by the first unit whose line crosses it, and only the units that cross it are tried on its own parts.
 * Neighbours in this order mostly differ in few units.
 *
 * One object serves all cells of the layers before, one after another: polygons, codes and lists of units are stacks in
 * memory that stays.
 */
export class LayerCutter {
  /** Of the newest part: bit u % 32 of word u / 32 is unit u. */
  readonly code: Uint32Array<ArrayBuffer>;
  /** Its corners, counter-clockwise: `corners` times x, y and vertex from place `start` in `points`. */
  points = new Float64Array(512);
  start = 0;
  corners = 0;

  readonly #layer: number;
  readonly #width: number;
  readonly #lines: LineTolerance;
  readonly #walls: WallList;
  /** Of the cell that is cut: [3, width] coefficients a, b, c, and how near to 0 the values count as 0. */
  readonly #map: Float64Array;
  readonly #tolerances: Float64Array;
  /** Units to be tried on a part, behind those of the part that it was cut from; codes likewise. */
  readonly #units: Int32Array;
  readonly #codes: Uint32Array;
  /** Parts that are still to be cut or given, the next one last: PART_SIZE numbers each. */
  readonly #parts: Int32Array;
  #partCount = 0;
  #heights = new Float64Array(32);
  /** Of the parts that were split last. */
  #offCorners = 0;
  #onCorners = 0;

  constructor(layer: number, map: Float64Array, lines: LineTolerance, walls: WallList) {
    const width = map.length / 3;
    const words = Math.ceil(width / 32);
    this.#layer = layer;
    this.#width = width;
    this.#map = map;
    this.#lines = lines;
    this.#walls = walls;
    this.#tolerances = new Float64Array(width);
    this.#units = new Int32Array((width * (width + 1)) / 2);
    this.#codes = new Uint32Array((width + 1) * words);
    // Of each cut on the way to a part, its other side.
    this.#parts = new Int32Array((width + 1) * PART_SIZE);
    this.code = new Uint32Array(words);
  }

  /** Begins with the polygon of `corners` times x, y and vertex from place `start` in `points`. */
  begin(points: Float64Array, start: number, corners: number): void {
    this.#reserve(0, corners);
    for (let i = 0; i < CORNER_SIZE * corners; i++) this.points[i] = points[start + i]!;
    this.#codes.fill(0, 0, this.code.length);
    this.#partCount = 0;
    this.#push(0, corners, 0, this.#mayCross(corners), 0, WHOLE);
  }

  /** Goes on to the next part: `code`, `points`, `start` and `corners` are of it. False where there is none. */
  next(): boolean {
    while (this.#partCount > 0) {
      const at = --this.#partCount * PART_SIZE;
      const parts = this.#parts;
      const [start, corners] = [parts[at]!, parts[at + 1]!];
      if (this.#finishOrCut(start, corners, parts[at + 2]!, parts[at + 3]!, parts[at + 4]!, parts[at + 5]!))
        return true;
    }
    return false;
  }

  #push(start: number, corners: number, first: number, end: number, depth: number, unitOn: number): void {
    const at = this.#partCount++ * PART_SIZE;
    const parts = this.#parts;
    parts[at] = start;
    parts[at + 1] = corners;
    parts[at + 2] = first;
    parts[at + 3] = end;
    parts[at + 4] = depth;
    parts[at + 5] = unitOn;
  }

  /** Turns on the units that are on in the whole cell, lists those whose lines may cut it and returns their number. */
  #mayCross(corners: number): number {
    const points = this.points;
    const map = this.#map;
    const width = this.#width;
    let left = Infinity;
    let right = -Infinity;
    let bottom = Infinity;
    let top = -Infinity;
    for (let i = 0; i < corners; i++) {
      const x = points[CORNER_SIZE * i]!;
      const y = points[CORNER_SIZE * i + 1]!;
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
      const tolerance = this.#lines.tolerance(a, b, c);
      // No corner of the bounding box, and so none of the cell, is farther from the middle's height.
      const reach = Math.abs(a) * halfWidth + Math.abs(b) * halfHeight + tolerance;
      if (middle > reach) this.#codes[unit >>> 5]! |= 1 << (unit & 31);
      else if (middle >= -reach) {
        this.#tolerances[unit] = tolerance;
        this.#units[count++] = unit;
      }
    }
    return count;
  }

  /**
   * Gives a part, or cuts it and puts its own parts on the stack: the polygon of `corners` corners from `start`, behind which
   * the points are free, and the units from `first` to before `end`. Code number `depth` is that of the part but for these
   * units; where it was cut off another part, that part's code with `unitOn` as well, if there is one.
   */
  #finishOrCut(start: number, corners: number, first: number, end: number, depth: number, unitOn: number): boolean {
    const width = this.#width;
    const map = this.#map;
    const points = this.points;
    const heights = this.#heights;
    const words = this.code.length;
    const codes = this.#codes;
    const code = depth * words;
    if (unitOn !== WHOLE) codes.copyWithin(code, code - words, code);
    if (unitOn >= 0) codes[code + (unitOn >>> 5)]! |= 1 << (unitOn & 31);
    let cutting = -1;
    let next = end;
    for (let i = first; i < end; i++) {
      const unit = this.#units[i]!;
      const a = map[unit]!;
      const b = map[width + unit]!;
      const c = map[2 * width + unit]!;
      const tolerance = this.#tolerances[unit]!;
      let lowest = Infinity;
      let highest = -Infinity;
      for (let corner = 0; corner < corners; corner++) {
        const at = start + CORNER_SIZE * corner;
        const height = a * points[at]! + b * points[at + 1]! + c;
        if (cutting < 0) heights[corner] = height;
        if (height < lowest) lowest = height;
        if (height > highest) highest = height;
      }
      if (highest <= tolerance) continue;
      if (lowest >= -tolerance) codes[code + (unit >>> 5)]! |= 1 << (unit & 31);
      else if (cutting < 0) cutting = unit;
      else this.#units[next++] = unit;
    }
    if (cutting < 0) {
      for (let word = 0; word < words; word++) this.code[word] = codes[code + word]!;
      this.start = start;
      this.corners = corners;
      return true;
    }

    const onStart = start + CORNER_SIZE * corners;
    // A cut of a convex polygon adds at most two corners to each part.
    const offStart = onStart + CORNER_SIZE * (corners + 2);
    this.#reserve(offStart, corners + 2);
    this.#split(start, corners, offStart, onStart, this.#tolerances[cutting]!);
    this.#walls.layers.append(this.#layer);
    this.#walls.units.append(cutting);
    this.#push(onStart, this.#onCorners, end, next, depth + 1, cutting);
    this.#push(offStart, this.#offCorners, end, next, depth + 1, NONE);
    return false;
  }

  /** Writes the parts on both sides of a line by the signs of `#heights`, and the ends of the wall between them. */
  #split(start: number, corners: number, offStart: number, onStart: number, tolerance: number): void {
    const points = this.points;
    const heights = this.#heights;
    let off = offStart;
    let on = onStart;
    // The two ends of the cut.
    let ends = 0;
    let x0 = 0;
    let y0 = 0;
    let vertex0 = 0;
    let farthest = 0;
    let vertex1 = 0;
    for (let i = 0; i < corners; i++) {
      const at = start + CORNER_SIZE * i;
      let x = points[at]!;
      let y = points[at + 1]!;
      let vertex = points[at + 2]!;
      const height = heights[i]!;
      const isOff = height <= tolerance;
      const isOn = height >= -tolerance;
      if (isOff) {
        points[off] = x;
        points[off + 1] = y;
        points[off + 2] = vertex;
        off += CORNER_SIZE;
      }
      if (isOn) {
        points[on] = x;
        points[on + 1] = y;
        points[on + 2] = vertex;
        on += CORNER_SIZE;
      }
      if (!isOn || !isOff) {
        const j = i + 1 === corners ? 0 : i + 1;
        const nextHeight = heights[j]!;
        if (isOn ? nextHeight >= -tolerance : nextHeight <= tolerance) continue;
        // From the lower to the higher end, so that both cells of an edge get the same corner to the last bit.
        const low = isOn ? j : i;
        const high = isOn ? i : j;
        const t = heights[low]! / (heights[low]! - heights[high]!);
        const from = start + CORNER_SIZE * low;
        const to = start + CORNER_SIZE * high;
        x = points[from]! + t * (points[to]! - points[from]!);
        y = points[from + 1]! + t * (points[to + 1]! - points[from + 1]!);
        vertex = this.#walls.addVertex(x, y);
        points[off] = points[on] = x;
        points[off + 1] = points[on + 1] = y;
        points[off + 2] = points[on + 2] = vertex;
        off += CORNER_SIZE;
        on += CORNER_SIZE;
      }
      // Corners nearer to each other than the tolerance may all be on the line: the farthest is the other end.
      if (ends++ === 0) {
        x0 = x;
        y0 = y;
        vertex0 = vertex1 = vertex;
        continue;
      }
      const squared = (x - x0) ** 2 + (y - y0) ** 2;
      if (ends === 2 || squared > farthest) {
        farthest = squared;
        vertex1 = vertex;
      }
    }
    appendPair(this.#walls.ends, vertex0, vertex1);
    this.#offCorners = (off - offStart) / CORNER_SIZE;
    this.#onCorners = (on - onStart) / CORNER_SIZE;
  }

  /** Makes room for a polygon of so many corners from place `start`. */
  #reserve(start: number, corners: number): void {
    if (corners > this.#heights.length) {
      // The heights of the polygon that is about to be split are still needed.
      const higher = new Float64Array(2 * corners);
      higher.set(this.#heights);
      this.#heights = higher;
    }
    const needed = start + CORNER_SIZE * corners;
    if (needed <= this.points.length) return;
    const larger = new Float64Array(2 * needed);
    larger.set(this.points);
    this.points = larger;
  }
}
