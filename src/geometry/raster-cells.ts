/** Which cell each pixel of a picture lies in, from the polygons. */
import type { ViewWindow } from '../training/picture.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import { cellBucketsInPieces, CellLocator } from './cell-locator.js';
import type { Partition } from './partition.js';

const CELLS_PER_PIECE = 128;
const ROWS_PER_PIECE = 32;
const PIXELS_PER_PIECE = 512;

/** A part of the input plane, pixel by pixel; row 0 is the top one (largest y). */
export interface PixelView {
  readonly view: ViewWindow;
  readonly width: number;
  readonly height: number;
}

/**
 * The cell of every pixel's centre, [height, width]; -1 outside the window and where a partition that is not complete has
 * no cell.
 *
 * Polygon by polygon and row by row. A centre belongs to a polygon from its left crossing to before the right one, and
 * cells that share an edge compute its crossings from the same numbers: each centre is in one cell. Where rounding has left
 * it in none it is looked up.
 */
export const cellsByPixel = (partition: Partition, view: PixelView): Int32Array<ArrayBuffer> =>
  finish(cellsByPixelInPieces(partition, view));

export function* cellsByPixelInPieces(
  partition: Partition,
  { view, width, height }: PixelView,
): Pieces<Int32Array<ArrayBuffer>> {
  const { corners, cornerOffsets, cellCount, window } = partition;
  const pixels = new Int32Array(width * height).fill(-1);
  const columnsPerX = width / (view.x1 - view.x0);
  const rowsPerY = height / (view.y1 - view.y0);
  // Of the rows of one polygon: columns, fractions of pixels, at which it begins and ends.
  const lefts = new Float64Array(height);
  const rights = new Float64Array(height);
  const enter = (cell: number): void => {
    const start = cornerOffsets[cell]!;
    const end = cornerOffsets[cell + 1]!;
    let low = Infinity;
    let high = -Infinity;
    for (let corner = start; corner < end; corner++) {
      const y = corners[2 * corner + 1]!;
      if (y < low) low = y;
      if (y > high) high = y;
    }
    const top = Math.max(0, Math.ceil((view.y1 - high) * rowsPerY - 0.5) - 1);
    const bottom = Math.min(height - 1, Math.floor((view.y1 - low) * rowsPerY - 0.5) + 1);
    if (top > bottom) return;
    for (let row = top; row <= bottom; row++) {
      lefts[row] = Infinity;
      rights[row] = -Infinity;
    }
    let px = corners[2 * end - 2]!;
    let py = corners[2 * end - 1]!;
    for (let corner = start; corner < end; corner++) {
      const qx = corners[2 * corner]!;
      const qy = corners[2 * corner + 1]!;
      // From the lower end, so that both cells of an edge compute the same.
      const isUp = py < qy;
      const ax = isUp ? px : qx;
      const ay = isUp ? py : qy;
      const bx = isUp ? qx : px;
      const by = isUp ? qy : py;
      px = qx;
      py = qy;
      if (ay === by) continue;
      const slope = (bx - ax) / (by - ay);
      const last = Math.min(height - 1, Math.floor((view.y1 - ay) * rowsPerY - 0.5) + 1);
      for (let row = Math.max(0, Math.ceil((view.y1 - by) * rowsPerY - 0.5) - 1); row <= last; row++) {
        const y = view.y1 - (row + 0.5) / rowsPerY;
        if (y < ay || y >= by) continue;
        const column = (ax + (y - ay) * slope - view.x0) * columnsPerX;
        if (column < lefts[row]!) lefts[row] = column;
        if (column > rights[row]!) rights[row] = column;
      }
    }
    for (let row = top; row <= bottom; row++) {
      const first = Math.max(0, Math.ceil(lefts[row]! - 0.5));
      const after = Math.min(width, Math.ceil(rights[row]! - 0.5));
      for (let pixel = row * width + first; pixel < row * width + after; pixel++) pixels[pixel] = cell;
    }
  };
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) enter(cell);
  });

  const left: number[] = [];
  yield* inRanges(height, ROWS_PER_PIECE, (first, end) => {
    for (let row = first; row < end; row++) {
      const y = view.y1 - (row + 0.5) / rowsPerY;
      if (y < window.y0 || y > window.y1) continue;
      for (let column = 0; column < width; column++) {
        if (pixels[row * width + column]! >= 0) continue;
        const x = view.x0 + (column + 0.5) / columnsPerX;
        if (x >= window.x0 && x <= window.x1) left.push(row * width + column);
      }
    }
  });
  if (left.length === 0) return pixels;
  const locator = new CellLocator(partition, yield* cellBucketsInPieces(partition));
  yield* inRanges(left.length, PIXELS_PER_PIECE, (first, end) => {
    for (const pixel of left.slice(first, end)) {
      const [row, column] = [Math.floor(pixel / width), pixel % width];
      pixels[pixel] = locator.at(view.x0 + (column + 0.5) / columnsPerX, view.y1 - (row + 0.5) / rowsPerY);
    }
  });
  return pixels;
}
