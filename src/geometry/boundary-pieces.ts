import type { ViewWindow } from '../training/picture.js';
import { appendSegment, growingFloats, growingIntegers } from './growing-array.js';
import { LineTolerance } from './line-tolerance.js';

/** Where the two largest logits are equal. */
export interface DecisionBoundary {
  /** [count, 4]: x, y, x, y. */
  readonly segments: Float64Array<ArrayBuffer>;
  /** [count, 2]: the two classes, the smaller first. */
  readonly classes: Int32Array<ArrayBuffer>;
  /** [count]: the cell that a segment lies in. */
  readonly cells: Int32Array<ArrayBuffer>;
}

interface Chord {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Collects the decision boundary cell by cell. */
export class BoundaryPieces {
  readonly #classCount: number;
  readonly #lines: LineTolerance;
  readonly #segments = growingFloats();
  readonly #classes = growingIntegers();
  readonly #cells = growingIntegers();
  /** Of the cell that is being looked at. */
  #map: Float64Array = new Float64Array();

  constructor(classCount: number, window: ViewWindow) {
    this.#classCount = classCount;
    this.#lines = new LineTolerance(window);
  }

  /**
   * Appends the pieces of a cell's lines of two equal logits along which no third one is larger.
   *
   * @param map of the logits in the cell, [3, classCount]: coefficients a, b, c
   * @param start place of the first corner's x in `points`
   */
  add(map: Float64Array, cell: number, points: Float64Array, start: number, corners: number): void {
    const classCount = this.#classCount;
    this.#map = map;
    if (!this.#hasTwoWinners(points, start, corners)) return;
    for (let first = 0; first < classCount; first++) {
      for (let second = first + 1; second < classCount; second++) {
        const chord = this.#chord(first, second, points, start, corners);
        if (!chord || !this.#keepWinning(chord, first, second)) continue;
        appendSegment(this.#segments, chord.x0, chord.y0, chord.x1, chord.y1);
        this.#classes.append(first);
        this.#classes.append(second);
        this.#cells.append(cell);
      }
    }
  }

  /** Where one class has the largest logit at all corners, it has it in the whole cell: logits are affine there. */
  #hasTwoWinners(points: Float64Array, start: number, corners: number): boolean {
    const classCount = this.#classCount;
    let winner = -1;
    for (let i = 0; i < corners; i++) {
      const [x, y] = [points[start + 2 * i]!, points[start + 2 * i + 1]!];
      let best = 0;
      for (let k = 1; k < classCount; k++) if (this.#logit(k, x, y) > this.#logit(best, x, y)) best = k;
      if (winner >= 0 && best !== winner) return true;
      winner = best;
    }
    return false;
  }

  #logit(k: number, x: number, y: number): number {
    const classCount = this.#classCount;
    const map = this.#map;
    return map[k]! * x + map[classCount + k]! * y + map[2 * classCount + k]!;
  }

  /** The line of two equal logits within the cell, null where it misses the inside. */
  #chord(first: number, second: number, points: Float64Array, start: number, corners: number): Chord | null {
    const map = this.#map;
    const width = this.#classCount;
    const tolerance = this.#lines.tolerance(
      Math.abs(map[first]!) + Math.abs(map[second]!),
      Math.abs(map[width + first]!) + Math.abs(map[width + second]!),
      Math.abs(map[2 * width + first]!) + Math.abs(map[2 * width + second]!),
    );
    const chord = { x0: 0, y0: 0, x1: 0, y1: 0 };
    let ends = 0;
    for (let i = 0; i < corners; i++) {
      const j = (i + 1) % corners;
      const [x0, y0, x1, y1] = [
        points[start + 2 * i]!,
        points[start + 2 * i + 1]!,
        points[start + 2 * j]!,
        points[start + 2 * j + 1]!,
      ];
      const from = this.#logit(first, x0, y0) - this.#logit(second, x0, y0);
      const to = this.#logit(first, x1, y1) - this.#logit(second, x1, y1);
      // Half-open, so that a line through a corner meets two edges, and one along an edge is of one cell.
      if (from > tolerance === to > tolerance) continue;
      const t = from / (from - to);
      const [x, y] = [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
      if (ends++ === 0) [chord.x0, chord.y0] = [x, y];
      else [chord.x1, chord.y1] = [x, y];
    }
    // Where the line only touches a corner there is nothing.
    const length = Math.hypot(chord.x1 - chord.x0, chord.y1 - chord.y0);
    return ends === 2 && length > this.#lines.pointSize ? chord : null;
  }

  /** Shortens a chord to where the two classes have the largest logits; false if nothing is left. */
  #keepWinning(chord: Chord, first: number, second: number): boolean {
    const classCount = this.#classCount;
    const { x0, y0, x1, y1 } = chord;
    let [low, high] = [0, 1];
    for (let k = 0; k < classCount; k++) {
      if (k === first || k === second) continue;
      const from = this.#logit(first, x0, y0) - this.#logit(k, x0, y0);
      const to = this.#logit(first, x1, y1) - this.#logit(k, x1, y1);
      if (from < 0 && to < 0) return false;
      if (from >= 0 && to >= 0) continue;
      const t = from / (from - to);
      if (from < 0) low = Math.max(low, t);
      else high = Math.min(high, t);
    }
    if (low >= high) return false;
    chord.x0 = x0 + low * (x1 - x0);
    chord.y0 = y0 + low * (y1 - y0);
    chord.x1 = x0 + high * (x1 - x0);
    chord.y1 = y0 + high * (y1 - y0);
    return true;
  }

  take(): DecisionBoundary {
    return { segments: this.#segments.take(), classes: this.#classes.take(), cells: this.#cells.take() };
  }
}
