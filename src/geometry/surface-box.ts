import type { ViewWindow } from '../training/picture.js';
import type { LiftedSurface } from './lifted-surface.js';

/** How high a surface stands, where its window's longer half side is 1. */
export const BOX_HEIGHT = 1;

/**
 * The box that a surface is drawn in: the window's centre is (0, 0), its longer half side 1, the lowest height 0 and the
 * highest `BOX_HEIGHT`. A level surface lies at half of that.
 */
export class SurfaceBox {
  /** Half sides of the window in the box; the longer one is 1. */
  readonly halfWidth: number;
  readonly halfDepth: number;
  readonly #centerX: number;
  readonly #centerY: number;
  /** Input units per unit of the box. */
  readonly #unit: number;
  readonly #lowest: number;
  readonly #isLevel: boolean;
  /** Units of the box per unit of height. */
  readonly #rise: number;

  constructor({ partition: { window }, lowest, highest }: Pick<LiftedSurface, 'partition' | 'lowest' | 'highest'>) {
    this.#unit = longerHalfSide(window);
    this.halfWidth = (window.x1 - window.x0) / 2 / this.#unit;
    this.halfDepth = (window.y1 - window.y0) / 2 / this.#unit;
    this.#centerX = (window.x0 + window.x1) / 2;
    this.#centerY = (window.y0 + window.y1) / 2;
    this.#lowest = lowest;
    this.#isLevel = !(highest > lowest);
    this.#rise = this.#isLevel ? 0 : BOX_HEIGHT / (highest - lowest);
  }

  u(x: number): number {
    return (x - this.#centerX) / this.#unit;
  }

  v(y: number): number {
    return (y - this.#centerY) / this.#unit;
  }

  z(height: number): number {
    return this.#isLevel ? BOX_HEIGHT / 2 : (height - this.#lowest) * this.#rise;
  }

  x(u: number): number {
    return this.#centerX + u * this.#unit;
  }

  y(v: number): number {
    return this.#centerY + v * this.#unit;
  }

  /** Writes a x + b y + c of the input plane as a function of (u, v): value = a u + b v + c. */
  writePlane(planes: ArrayLike<number>, from: number, target: Float32Array | Float64Array, to: number): void {
    const a = planes[from]!;
    const b = planes[from + 1]!;
    target[to] = a * this.#unit;
    target[to + 1] = b * this.#unit;
    target[to + 2] = planes[from + 2]! + a * this.#centerX + b * this.#centerY;
  }

  /** The same of a height: z = a u + b v + c in the box. */
  writeHeightPlane(planes: ArrayLike<number>, from: number, target: Float64Array, to: number): void {
    this.writePlane(planes, from, target, to);
    target[to] = target[to]! * this.#rise;
    target[to + 1] = target[to + 1]! * this.#rise;
    target[to + 2] = this.#isLevel ? BOX_HEIGHT / 2 : (target[to + 2]! - this.#lowest) * this.#rise;
  }
}

const longerHalfSide = ({ x0, x1, y0, y1 }: ViewWindow): number => Math.max(x1 - x0, y1 - y0) / 2;
