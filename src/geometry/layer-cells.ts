import { appendSegment, growingFloats, growingIntegers, growingWords, type GrowingFloats } from './growing-array.js';

/**
 * The cells into which the units of one layer cut one cell of the layers before: convex polygons, each with the code of
 * this layer. A linked list that begins with cell 0, in the order of the cuts, so that neighbours mostly differ in few units.
 *
 * One object serves all cells of the layers before, one after another: `begin` starts anew in the same memory. Polygons
 * that were cut leave their old corners behind until then.
 */
export class LayerCells {
  /** Words of one cell's code: bit u % 32 of word u / 32 is unit u. */
  readonly words: number;
  readonly #points = growingFloats();
  readonly #starts = growingIntegers(64);
  readonly #counts = growingIntegers(64);
  readonly #next = growingIntegers(64);
  readonly #codes = growingWords(64);
  #heights = new Float64Array(64);
  #count = 0;

  constructor(width: number) {
    this.words = Math.ceil(width / 32);
  }

  /** Corners x, y; those of a cell stand on end, counter-clockwise. Valid until the next `begin` or `cut`. */
  get points(): Float64Array<ArrayBuffer> {
    return this.#points.data;
  }

  /** First corner of a cell in `points`. */
  startOf(cell: number): number {
    return this.#starts.data[cell]!;
  }

  cornersOf(cell: number): number {
    return this.#counts.data[cell]!;
  }

  /** The cell after this one in the list, -1 after the last. */
  after(cell: number): number {
    return this.#next.data[cell]!;
  }

  codeWord(cell: number, word: number): number {
    return this.#codes.data[cell * this.words + word]!;
  }

  /** One cell: the polygon of `corners` corners from `start` in `points`, with no unit on. */
  begin(points: Float64Array, start: number, corners: number): void {
    this.#points.length = 0;
    this.#points.reserve(2 * corners);
    for (let i = 0; i < 2 * corners; i++) this.#points.data[i] = points[2 * start + i]!;
    this.#points.length = 2 * corners;
    this.#count = 0;
    this.#starts.length = this.#counts.length = this.#next.length = this.#codes.length = 0;
    this.#append(0, corners);
    this.#next.data[0] = -1;
    this.#codes.data.fill(0, 0, this.words);
  }

  /** Turns a unit on in the only cell, before any cut. */
  turnOn(unit: number): void {
    this.#codes.data[unit >>> 5]! |= 1 << (unit & 31);
  }

  /**
   * Cuts every cell that lies on both sides of a unit's line a x + b y + c = 0; a point is on it where the left-hand side is
   * at most `tolerance`. The part where the unit is on follows the other one in the list.
   *
   * @param segments get x, y, x, y of every cut
   */
  cut(unit: number, a: number, b: number, c: number, tolerance: number, segments: GrowingFloats): void {
    const word = unit >>> 5;
    const bit = 1 << (unit & 31);
    for (let cell = 0; cell >= 0; cell = this.#next.data[cell]!) {
      const corners = this.#counts.data[cell]!;
      const points = this.#points.data;
      const start = 2 * this.#starts.data[cell]!;
      if (corners > this.#heights.length) this.#heights = new Float64Array(2 * corners);
      const heights = this.#heights;
      let lowest = Infinity;
      let highest = -Infinity;
      for (let i = 0; i < corners; i++) {
        const height = a * points[start + 2 * i]! + b * points[start + 2 * i + 1]! + c;
        heights[i] = height;
        if (height < lowest) lowest = height;
        if (height > highest) highest = height;
      }
      if (highest <= tolerance) continue;
      if (lowest < -tolerance) {
        this.#split(cell, tolerance, segments);
        // The part that is on: it is done.
        cell = this.#next.data[cell]!;
      }
      this.#codes.data[cell * this.words + word]! |= bit;
    }
  }

  /** Cuts a cell by the signs of `#heights`: the cell keeps the part where they are negative, a new one after it the other. */
  #split(cell: number, tolerance: number, segments: GrowingFloats): void {
    const corners = this.#counts.data[cell]!;
    const from = 2 * this.#starts.data[cell]!;
    // A cut of a convex polygon adds at most two corners to each part.
    this.#points.reserve(4 * (corners + 2));
    const points = this.#points.data;
    const heights = this.#heights;
    const offStart = this.#points.length;
    let off = offStart;
    // The part that is on is written behind the most that the other one can take.
    const onStart = offStart + 2 * (corners + 2);
    let on = onStart;
    // The two ends of the cut.
    let ends = 0;
    let x0 = 0;
    let y0 = 0;
    let x1 = 0;
    let y1 = 0;
    for (let i = 0; i < corners; i++) {
      let x = points[from + 2 * i]!;
      let y = points[from + 2 * i + 1]!;
      const height = heights[i]!;
      const isOff = height <= tolerance;
      const isOn = height >= -tolerance;
      if (isOff) {
        points[off++] = x;
        points[off++] = y;
      }
      if (isOn) {
        points[on++] = x;
        points[on++] = y;
      }
      if (!isOn || !isOff) {
        const j = i + 1 === corners ? 0 : i + 1;
        const nextHeight = heights[j]!;
        if (isOn ? nextHeight >= -tolerance : nextHeight <= tolerance) continue;
        // From the lower to the higher end, so that both cells of an edge get the same corner to the last bit.
        const low = isOn ? j : i;
        const high = isOn ? i : j;
        const t = heights[low]! / (heights[low]! - heights[high]!);
        x = points[from + 2 * low]! + t * (points[from + 2 * high]! - points[from + 2 * low]!);
        y = points[from + 2 * low + 1]! + t * (points[from + 2 * high + 1]! - points[from + 2 * low + 1]!);
        points[off++] = x;
        points[off++] = y;
        points[on++] = x;
        points[on++] = y;
      }
      // Corners nearer to each other than the tolerance may all be on the line: the farthest is the other end.
      if (ends++ === 0) {
        x0 = x1 = x;
        y0 = y1 = y;
      } else if (ends === 2 || (x - x0) ** 2 + (y - y0) ** 2 > (x1 - x0) ** 2 + (y1 - y0) ** 2) {
        x1 = x;
        y1 = y;
      }
    }
    appendSegment(segments, x0, y0, x1, y1);
    points.copyWithin(off, onStart, on);
    this.#points.length = off + (on - onStart);
    const next = this.#next.data[cell]!;
    this.#starts.data[cell] = offStart / 2;
    this.#counts.data[cell] = (off - offStart) / 2;
    const added = this.#append(off / 2, (on - onStart) / 2);
    this.#next.data[cell] = added;
    this.#next.data[added] = next;
    const codes = this.#codes.data;
    for (let word = 0; word < this.words; word++) codes[added * this.words + word] = codes[cell * this.words + word]!;
  }

  /** A cell that starts at corner `start`; its place in the list and its code are the caller's. */
  #append(start: number, corners: number): number {
    const cell = this.#count++;
    this.#starts.reserve(1);
    this.#counts.reserve(1);
    this.#next.reserve(1);
    this.#codes.reserve(this.words);
    this.#starts.data[cell] = start;
    this.#counts.data[cell] = corners;
    this.#starts.length = this.#counts.length = this.#next.length = this.#count;
    this.#codes.length = this.#count * this.words;
    return cell;
  }
}
