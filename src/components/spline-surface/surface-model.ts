import { cellColors, type CellFillName } from '../../geometry/cell-colors.js';
import type { Lift } from '../../geometry/lifted-surface.js';
import type { Partition } from '../../geometry/partition.js';
import { SurfaceBox } from '../../geometry/surface-box.js';
import type { SurfaceAnswer } from '../../geometry/surface-engine.js';
import { SurfacePicker } from '../../geometry/surface-picker.js';
import type { ValueScale } from '../../geometry/value-scale.js';
import type { PictureTheme } from '../../training/picture.js';
import type { SurfaceMesh } from '../../training/surface-mesh.js';
import type { Point } from '../spline-view/view-transform.js';

/** A partition that has been lifted, with all that is drawn and asked of it. */
export class SurfaceModel {
  readonly partition: Partition;
  /** What is lifted: the lift that was asked for, or the nearest one that the network has. */
  readonly lift: Lift;
  readonly lowest: number;
  readonly highest: number;
  readonly mesh: SurfaceMesh;
  readonly box: SurfaceBox;
  readonly picker: SurfacePicker;
  /** [cellCount, 3]: height = a x + b y + c. */
  readonly #planes: Float64Array;
  #colors: Uint8ClampedArray<ArrayBuffer> | null = null;
  #colorKey = '';

  constructor(partition: Partition, { lift, planes, lowest, highest, mesh, index }: SurfaceAnswer) {
    this.partition = partition;
    this.lift = lift;
    this.lowest = lowest;
    this.highest = highest;
    this.mesh = mesh;
    this.box = new SurfaceBox({ partition, lowest, highest });
    this.picker = new SurfacePicker(index);
    this.#planes = planes;
  }

  /** -1 outside the window. */
  cellAt({ x, y }: Point): number {
    return this.picker.cellAt(this.box.u(x), this.box.v(y));
  }

  /** Null outside the window. */
  heightAt(point: Point): number | null {
    const cell = this.cellAt(point);
    if (cell < 0) return null;
    const [a, b, c] = this.#planes.subarray(3 * cell, 3 * cell + 3);
    return a! * point.x + b! * point.y + c!;
  }

  /** Made when they are first asked for, once. */
  colors(fill: CellFillName, theme: PictureTheme, scale: ValueScale | null): Uint8ClampedArray<ArrayBuffer> {
    const key = JSON.stringify([fill, theme, scale]);
    if (!this.#colors || key !== this.#colorKey) {
      this.#colors = cellColors(this.partition, fill, theme, scale);
      this.#colorKey = key;
    }
    return this.#colors;
  }
}
