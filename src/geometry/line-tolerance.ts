import type { ViewWindow } from '../training/picture.js';

/**
 * A corner is on a unit's line where the line's value there is this share of the largest value that its terms can take in
 * the window. Rounding a sum of three terms, whose coefficients come from at most 8 layers of 256 units, stays well below;
 * lines that meet in one point do so here, too.
 */
const ON_LINE = 4e-12;

/** How near to 0 the value of a line counts as 0, in one window. */
export class LineTolerance {
  readonly #reachX: number;
  readonly #reachY: number;

  constructor({ x0, x1, y0, y1 }: ViewWindow) {
    this.#reachX = Math.max(Math.abs(x0), Math.abs(x1));
    this.#reachY = Math.max(Math.abs(y0), Math.abs(y1));
  }

  /** Of the line a x + b y + c = 0, in the unit of its values. */
  tolerance(a: number, b: number, c: number): number {
    return ON_LINE * (Math.abs(a) * this.#reachX + Math.abs(b) * this.#reachY + Math.abs(c));
  }

  /** Lengths below are those of one point, in input units. */
  get pointSize(): number {
    return ON_LINE * (this.#reachX + this.#reachY);
  }
}
