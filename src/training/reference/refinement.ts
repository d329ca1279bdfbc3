import type { CellCount } from '../backend.js';
import { countCells } from './count-cells.js';
import type { RowPicture } from './row-picture.js';

/** Rows worked out between two looks at the clock: few, since one of a large network may take a tenth of a second. */
const ROWS = 2;

/** Pictures that are worked out finer than those that are shown, and their cells counted, a little at a time. */
export class Refinement {
  readonly pictures: readonly RowPicture[];
  /** One per picture, in the same order, as far as they are counted. */
  readonly cells: CellCount[] = [];

  constructor(pictures: readonly RowPicture[]) {
    this.pictures = pictures;
  }

  get isDone(): boolean {
    return this.cells.length === this.pictures.length;
  }

  /** Goes on by a few rows, or by one count. */
  advance(): void {
    const unfinished = this.pictures.find(({ isDone }) => !isDone);
    const uncounted = this.pictures[this.cells.length];
    if (unfinished) unfinished.advance(ROWS);
    else if (uncounted) this.cells.push(countCells(uncounted.codes));
  }
}
