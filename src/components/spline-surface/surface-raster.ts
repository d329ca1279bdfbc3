/**
 * Surfaces pixel by pixel on the CPU: the fills, lines and depth of src/shaders/surface.wgsl.
 *
 * Over one cell the map from its plane (u, v, 1) to homogeneous pixels is one 3 by 3 matrix, so that for every affine function
 * f of the plane f / w is affine in the pixel: the edges, the depth and the logits of a cell are each three numbers.
 */
import type { SurfaceScene, SurfaceSize } from '../../create-surface.js';
import { lineWidths, palettes, surfaceShades, wallCasingOpacity, type Rgb } from '../../training/palette.js';

/** Of the marked cell, in CSS pixels, and how much its colour changes. */
const OUTLINE_WIDTH = 2;
const MARK_OPACITY = 0.14;
/** Pixels this far outside a cell still count as in it: none must be left out between two cells. */
const SLACK = 1e-6;

/** Numbers of a function of the pixel that is kept in an array: value = a x + b y + c. */
const STRIDE = 3;

export class SurfaceRaster {
  /** RGBA, row by row from the top; transparent where there is no surface. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** The cell that is seen in each pixel, -1 for none. */
  readonly cells: Int32Array;
  readonly #scene: SurfaceScene;
  readonly size: SurfaceSize;
  readonly #depths: Float32Array;
  /** From the plane of the cell at hand to pixels and w, row by row, and back. */
  readonly #toScreen = new Float64Array(9);
  readonly #toPlane = new Float64Array(9);
  /** Of the cell at hand: its edges, positive inside, in pixels; then what else bounds it. */
  #bounds = new Float64Array(64 * STRIDE);
  #boundCount = 0;
  readonly #depth = new Float64Array(STRIDE);
  readonly #ahead = new Float64Array(STRIDE);
  readonly #logits: Float64Array;
  readonly #color = [0, 0, 0];
  #next = 0;

  constructor(scene: SurfaceScene, size: SurfaceSize) {
    this.#scene = scene;
    this.size = size;
    const pixels = size.widthPx * size.heightPx;
    this.rgba = new Uint8ClampedArray(4 * pixels);
    this.cells = new Int32Array(pixels).fill(-1);
    this.#depths = new Float32Array(pixels).fill(1);
    this.#logits = new Float64Array(STRIDE * scene.mesh.classCount);
  }

  /** Draws cells until a time of `performance.now()`; true once all are drawn. */
  advance(until: number): boolean {
    const { cellCount } = this.#scene.mesh;
    while (this.#next < cellCount) {
      this.#drawCell(this.#next++);
      if (this.#next % 32 === 0 && performance.now() >= until) break;
    }
    return this.#next === cellCount;
  }

  #drawCell(cell: number): void {
    const { mesh } = this.#scene;
    const [start, end] = [mesh.cornerOffsets[cell]!, mesh.cornerOffsets[cell + 1]!];
    if (end - start < 3) return;
    const facing = this.#setPlane(cell, start);
    // Seen from the side, or thinner than numbers tell.
    if (!Number.isFinite(facing) || facing === 0) return;
    const rows = this.#setBounds(start, end);
    for (let k = 0; k < mesh.classCount; k++) {
      const at = 3 * (cell * mesh.classCount + k);
      this.#toPixels(mesh.logits[at]!, mesh.logits[at + 1]!, mesh.logits[at + 2]!, this.#logits, STRIDE * k);
    }
    const light = this.#lightOn(cell, facing > 0);
    for (let row = rows[0]; row < rows[1]; row++) this.#drawRow(cell, start, end, row, light);
  }

  /** Returns a number that is positive where the cell is seen from above, negative from below. */
  #setPlane(cell: number, corner: number): number {
    const { mesh, viewProjection: m } = this.#scene;
    const { widthPx, heightPx } = this.size;
    const { corners, slopes } = mesh;
    const [a, b] = [slopes[2 * cell]!, slopes[2 * cell + 1]!];
    const c = corners[4 * corner + 2]! - a * corners[4 * corner]! - b * corners[4 * corner + 1]!;
    const s = this.#toScreen;
    const clip = (row: number, column: number): number =>
      column === 2 ? m[12 + row]! + m[8 + row]! * c : m[4 * column + row]! + m[8 + row]! * (column === 0 ? a : b);
    for (let column = 0; column < 3; column++) {
      const w = clip(3, column);
      s[column] = ((clip(0, column) + w) * widthPx) / 2;
      s[3 + column] = ((w - clip(1, column)) * heightPx) / 2;
      s[6 + column] = w;
    }
    const t = this.#toPlane;
    t[0] = s[4]! * s[8]! - s[5]! * s[7]!;
    t[1] = s[2]! * s[7]! - s[1]! * s[8]!;
    t[2] = s[1]! * s[5]! - s[2]! * s[4]!;
    t[3] = s[5]! * s[6]! - s[3]! * s[8]!;
    t[4] = s[0]! * s[8]! - s[2]! * s[6]!;
    t[5] = s[2]! * s[3]! - s[0]! * s[5]!;
    t[6] = s[3]! * s[7]! - s[4]! * s[6]!;
    t[7] = s[1]! * s[6]! - s[0]! * s[7]!;
    t[8] = s[0]! * s[4]! - s[1]! * s[3]!;
    const determinant = s[0]! * t[0] + s[1]! * t[3] + s[2]! * t[6];
    for (let i = 0; i < 9; i++) t[i] = t[i]! / determinant;
    this.#toPixels(clip(2, 0), clip(2, 1), clip(2, 2), this.#depth, 0);
    this.#toPixels(0, 0, 1, this.#ahead, 0);
    // Counter-clockwise from above, and so with y downwards the other way round.
    return -determinant;
  }

  /** Writes a u + b v + c of the plane, over w, as a function of the pixel. */
  #toPixels(a: number, b: number, c: number, target: Float64Array, to: number): void {
    const t = this.#toPlane;
    target[to] = a * t[0]! + b * t[3]! + c * t[6]!;
    target[to + 1] = a * t[1]! + b * t[4]! + c * t[7]!;
    target[to + 2] = a * t[2]! + b * t[5]! + c * t[8]!;
  }

  /** Edges in pixels, and where the cell reaches behind the camera also that. Returns the rows that it may be seen in. */
  #setBounds(start: number, end: number): [from: number, to: number] {
    const { corners } = this.#scene.mesh;
    const { heightPx } = this.size;
    const s = this.#toScreen;
    const needed = STRIDE * (end - start + 2);
    if (this.#bounds.length < needed) this.#bounds = new Float64Array(2 * needed);
    const bounds = this.#bounds;
    let [top, bottom, isBehind] = [Infinity, -Infinity, false];
    for (let corner = start; corner < end; corner++) {
      const next = corner + 1 === end ? start : corner + 1;
      const [u, v] = [corners[4 * corner]!, corners[4 * corner + 1]!];
      const [du, dv] = [corners[4 * next]! - u, corners[4 * next + 1]! - v];
      const at = STRIDE * (corner - start);
      this.#toPixels(-dv, du, dv * u - du * v, bounds, at);
      const length = Math.hypot(bounds[at]!, bounds[at + 1]!);
      // An edge without length bounds nothing.
      for (let i = 0; i < STRIDE; i++) bounds[at + i] = length > 0 ? bounds[at + i]! / length : i === 2 ? Infinity : 0;
      const w = s[6]! * u + s[7]! * v + s[8]!;
      const y = (s[3]! * u + s[4]! * v + s[5]!) / w;
      const x = (s[0]! * u + s[1]! * v + s[2]!) / w;
      const depth = this.#depth[0]! * x + this.#depth[1]! * y + this.#depth[2]!;
      if (!(w > 0 && depth >= 0)) isBehind = true;
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    this.#boundCount = end - start;
    if (!isBehind) {
      const from = Math.ceil(top - 0.5 - SLACK);
      const to = Math.floor(bottom - 0.5 + SLACK) + 1;
      return [Math.max(0, from), Math.min(heightPx, to)];
    }
    bounds.set(this.#ahead, STRIDE * this.#boundCount++);
    bounds.set(this.#depth, STRIDE * this.#boundCount++);
    return [0, heightPx];
  }

  /** Brightness, as in the shader. */
  #lightOn(cell: number, isFromAbove: boolean): number {
    const { mesh, light, theme, isShaded } = this.#scene;
    if (!isShaded) return 1;
    const { away, towards, below } = surfaceShades[theme];
    if (!isFromAbove) return below;
    const [a, b] = [mesh.slopes[2 * cell]!, mesh.slopes[2 * cell + 1]!];
    const cosine = (light[2] - a * light[0] - b * light[1]) / Math.sqrt(a * a + b * b + 1);
    return away + (towards - away) * Math.max(0, cosine);
  }

  #drawRow(cell: number, start: number, end: number, row: number, light: number): void {
    const { widthPx } = this.size;
    const bounds = this.#bounds;
    const y = row + 0.5;
    let [low, high] = [0.5, widthPx - 0.5];
    for (let bound = 0; bound < this.#boundCount; bound++) {
      const slope = bounds[STRIDE * bound]!;
      const rest = bounds[STRIDE * bound + 1]! * y + bounds[STRIDE * bound + 2]! + SLACK;
      if (slope > 0) low = Math.max(low, -rest / slope);
      else if (slope < 0) high = Math.min(high, -rest / slope);
      else if (rest < 0) return;
    }
    const [a, b, c] = this.#depth;
    for (let column = Math.ceil(low - 0.5); column + 0.5 <= high; column++) {
      const x = column + 0.5;
      const pixel = row * widthPx + column;
      const depth = a! * x + b! * y + c!;
      if (!(depth < this.#depths[pixel]!)) continue;
      this.#depths[pixel] = depth;
      this.cells[pixel] = cell;
      this.#shade(cell, start, end, x, y, light);
      this.rgba[4 * pixel] = this.#color[0]!;
      this.rgba[4 * pixel + 1] = this.#color[1]!;
      this.rgba[4 * pixel + 2] = this.#color[2]!;
      this.rgba[4 * pixel + 3] = 255;
    }
  }

  /** The colour of a pixel: fill, walls from the last layer to the first, decision boundary, mark. */
  #shade(cell: number, start: number, end: number, x: number, y: number, light: number): void {
    const { cellColors, layers, theme, markedCell } = this.#scene;
    const { pixelRatio } = this.size;
    const palette = palettes[theme];
    const color = this.#color;
    for (let i = 0; i < 3; i++) color[i] = cellColors[4 * cell + i]!;
    const tie = this.#tie(x, y);
    if (layers.fill === 'confidence') {
      const { neutral, classFills } = palette;
      const full = classFills[tie.winner] ?? neutral;
      for (let i = 0; i < 3; i++) color[i] = neutral[i]! + tie.confidence * (full[i]! - neutral[i]!);
    }
    for (let i = 0; i < 3; i++) color[i] = Math.min(255, color[i]! * light);
    const { wall, wallCasing, decisionBoundary, decisionCasing } = lineWidths;
    const rim = this.#distanceTo(-1, start, end, x, y);
    if (rim < (wall / 2 + wallCasing) * pixelRatio + 0.5) {
      for (let layer = palette.walls.length - 1; layer >= 0; layer--) {
        if (layers.walls[layer] === false) continue;
        const distance = this.#distanceTo(layer, start, end, x, y);
        mix(color, palette.casing, wallCasingOpacity * coverage(distance, (wall / 2 + wallCasing) * pixelRatio));
        mix(color, palette.walls[layer]!, coverage(distance, (wall / 2) * pixelRatio));
      }
    }
    if (layers.decisionBoundary) {
      mix(color, palette.casing, coverage(tie.distance, (decisionBoundary / 2 + decisionCasing) * pixelRatio));
      mix(color, palette.decisionBoundary, coverage(tie.distance, (decisionBoundary / 2) * pixelRatio));
    }
    if (cell === markedCell) {
      mix(color, palette.decisionBoundary, Math.max(MARK_OPACITY, coverage(rim, OUTLINE_WIDTH * pixelRatio)));
    }
  }

  /** Pixels to the nearest edge of the cell that is a wall of a layer; of any kind for layer -1. */
  #distanceTo(layer: number, start: number, end: number, x: number, y: number): number {
    const { edgeLayers } = this.#scene.mesh;
    const bounds = this.#bounds;
    let nearest = Infinity;
    for (let corner = start; corner < end; corner++) {
      if (layer >= 0 && edgeLayers[corner] !== layer) continue;
      const at = STRIDE * (corner - start);
      const distance = Math.abs(bounds[at]! * x + bounds[at + 1]! * y + bounds[at + 2]!);
      if (distance < nearest) nearest = distance;
    }
    return nearest;
  }

  /** The class of the largest logit, its probability from chance (0) to certain (1), and pixels to where the next one is as large. */
  #tie(x: number, y: number): { readonly winner: number; readonly confidence: number; readonly distance: number } {
    const { classCount } = this.#scene.mesh;
    const logits = this.#logits;
    const valueOf = (k: number): number =>
      logits[STRIDE * k]! * x + logits[STRIDE * k + 1]! * y + logits[STRIDE * k + 2]!;
    let [winner, second, best, next] = [0, 0, -Infinity, -Infinity];
    for (let k = 0; k < classCount; k++) {
      const value = valueOf(k);
      if (value > best) [winner, second, best, next] = [k, winner, value, best];
      else if (value > next) [second, next] = [k, value];
    }
    const w = 1 / (this.#ahead[0]! * x + this.#ahead[1]! * y + this.#ahead[2]!);
    let sum = 0;
    for (let k = 0; k < classCount; k++) sum += Math.exp((valueOf(k) - best) * w);
    const chance = 1 / classCount;
    const across = logits[STRIDE * winner]! - logits[STRIDE * second]!;
    const down = logits[STRIDE * winner + 1]! - logits[STRIDE * second + 1]!;
    return {
      winner,
      confidence: (1 / sum - chance) / (1 - chance),
      distance: (best - next) / Math.max(Math.sqrt(across * across + down * down), 1e-20),
    };
  }
}

/** Share of a pixel that a line covers; as in the shader. */
const coverage = (distance: number, halfWidth: number): number =>
  Math.max(0, Math.min(distance + 0.5, halfWidth) - Math.max(distance - 0.5, -halfWidth));

function mix(color: number[], other: Rgb, share: number): void {
  if (share <= 0) return;
  for (let i = 0; i < 3; i++) color[i] = color[i]! + share * (other[i]! - color[i]!);
}
