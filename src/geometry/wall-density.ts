/** Length of walls per area around a point, in 1 / input units. */
import type { ViewWindow } from '../training/picture.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { Partition } from './partition.js';
import { wallSegments } from './wall-segments.js';

const SEGMENTS_PER_PIECE = 256;

/** Values at the nodes of a lattice over a rectangle, its edges included. */
export interface Lattice {
  readonly area: ViewWindow;
  readonly columns: number;
  readonly rows: number;
  /** [rows, columns], row 0 at y0. */
  readonly values: Float64Array<ArrayBuffer>;
}

/**
 * At every node, exactly: the length of all walls within a disc about it, over the disc's area within the window, beyond
 * which no walls are known. Nodes are no farther apart than half the radius. Walls of several units count once.
 *
 * @param area within the partition's window
 */
export const wallDensity = (partition: Partition, area: ViewWindow, radius: number): Lattice =>
  finish(wallDensityInPieces(partition, area, radius));

export function* wallDensityInPieces(partition: Partition, area: ViewWindow, radius: number): Pieces<Lattice> {
  const { window } = partition;
  const nodes = (low: number, high: number): number => 1 + Math.max(1, Math.ceil((high - low) / (radius / 2)));
  const [columns, rows] = [nodes(area.x0, area.x1), nodes(area.y0, area.y1)];
  const values = new Float64Array(columns * rows);
  const dx = (area.x1 - area.x0) / (columns - 1);
  const dy = (area.y1 - area.y0) / (rows - 1);
  const segments = wallSegments(partition);
  const add = (at: number): void => {
    const ax = segments[at]!;
    const ay = segments[at + 1]!;
    const bx = segments[at + 2]!;
    const by = segments[at + 3]!;
    const firstColumn = Math.max(0, Math.ceil((Math.min(ax, bx) - radius - area.x0) / dx));
    const lastColumn = Math.min(columns - 1, Math.floor((Math.max(ax, bx) + radius - area.x0) / dx));
    const firstRow = Math.max(0, Math.ceil((Math.min(ay, by) - radius - area.y0) / dy));
    const lastRow = Math.min(rows - 1, Math.floor((Math.max(ay, by) + radius - area.y0) / dy));
    const length = Math.hypot(bx - ax, by - ay);
    const ux = (bx - ax) / length;
    const uy = (by - ay) / length;
    for (let row = firstRow; row <= lastRow; row++) {
      const py = area.y0 + row * dy - ay;
      for (let column = firstColumn; column <= lastColumn; column++) {
        const px = area.x0 + column * dx - ax;
        const aside = px * uy - py * ux;
        const squared = radius * radius - aside * aside;
        if (squared <= 0) continue;
        const half = Math.sqrt(squared);
        const middle = px * ux + py * uy;
        const inside = Math.min(length, middle + half) - Math.max(0, middle - half);
        if (inside > 0) values[row * columns + column]! += inside;
      }
    }
  };
  yield* inRanges(segments.length / 4, SEGMENTS_PER_PIECE, (first, end) => {
    for (let segment = first; segment < end; segment++) add(4 * segment);
  });
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[row * columns + column]! /= discArea(window, area.x0 + column * dx, area.y0 + row * dy, radius);
    }
  }
  return { area, columns, rows, values };
}

/** Area of a disc within a window that holds its centre. */
export function discArea({ x0, x1, y0, y1 }: ViewWindow, x: number, y: number, radius: number): number {
  const left = Math.max(x0 - x, -radius);
  const right = Math.min(x1 - x, radius);
  return areaBelow(y1 - y, left, right, radius) + areaBelow(y - y0, left, right, radius);
}

/** Integral of min(height, sqrt(radius^2 - x^2)) from `left` <= 0 to `right` >= 0. */
function areaBelow(height: number, left: number, right: number, radius: number): number {
  const reach = Math.sqrt(Math.max(0, radius * radius - height * height));
  const [flatLeft, flatRight] = [Math.max(left, -reach), Math.min(right, reach)];
  // Antiderivative of the circle's height.
  const under = (x: number): number =>
    (x * Math.sqrt(Math.max(0, radius * radius - x * x)) +
      radius * radius * Math.asin(Math.min(1, Math.max(-1, x / radius)))) /
    2;
  return under(right) - under(flatRight) + height * (flatRight - flatLeft) + under(flatLeft) - under(left);
}

/** Values along a line of equal y, at the nodes' x: linear between the two rows of nodes around it. */
export function latticeRow({ area, columns, rows, values }: Lattice, y: number): Float64Array<ArrayBuffer> {
  const v = ((y - area.y0) / (area.y1 - area.y0)) * (rows - 1);
  const row = Math.min(rows - 2, Math.max(0, Math.floor(v)));
  return Float64Array.from({ length: columns }, (_, column) => {
    const at = row * columns + column;
    return values[at]! + (v - row) * (values[at + columns]! - values[at]!);
  });
}
