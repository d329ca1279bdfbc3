import type { ViewWindow } from '../training/picture.js';
import type { DecisionBoundary } from './boundary-pieces.js';

/**
 * Cells are numbered alike in all arrays.
 *
 * Bytes per cell beside its corners, with W words of code and K classes: 8 of area, 4 W of code, 24 K of logits, 4 of place
 * in `corners`, and 10 of walls, of which there is one less than there are cells. That is 86 for 64-64 units and 2 classes,
 * 126 for 200-200; pieces of the decision boundary, 44 each, come on top in the few cells that it crosses.
 */
export interface Partition {
  readonly window: ViewWindow;
  readonly hiddenWidths: readonly number[];
  readonly classCount: number;
  readonly cellCount: number;
  /** False where the budget of cells was used up: the cells that are there are whole, but do not fill the window. */
  readonly isComplete: boolean;
  /** First corner of each cell in `corners`, and their number at the end: [cellCount + 1]. */
  readonly cornerOffsets: Int32Array<ArrayBuffer>;
  /** x, y, counter-clockwise; a corner where a wall of another cell ends is not one of this cell. */
  readonly corners: Float64Array<ArrayBuffer>;
  /** In squared input units, [cellCount]. */
  readonly areas: Float64Array<ArrayBuffer>;
  /** [cellCount, wordsPerCell]: each hidden layer starts a new word; bit u % 32 of its word u / 32 is unit u. */
  readonly codes: Uint32Array<ArrayBuffer>;
  readonly wordsPerCell: number;
  /** [cellCount, classCount, 3]: logit = a x + b y + c. */
  readonly logits: Float64Array<ArrayBuffer>;
  /** How many cells there are after each hidden layer; where not complete, those that hold cells that are there. */
  readonly cellsAfterLayer: readonly number[];
  readonly walls: Walls;
  readonly decisionBoundary: DecisionBoundary;
}

/**
 * The zero lines of units within the cells of the layers before, cut at units of the same layer that were cut before. Where
 * the partition is not complete, the edges of the cells that are there, so that no wall lies where there are no cells.
 */
export interface Walls {
  /** [count, 2]: numbers of corners in `corners`, each of any of the cells that meet there. See `wallSegments`. */
  readonly ends: Int32Array<ArrayBuffer>;
  /** Hidden layer, from 0, and unit: there are at most 8 layers of 256 units. */
  readonly layers: Uint8Array<ArrayBuffer>;
  readonly units: Uint8Array<ArrayBuffer>;
}

/** Parts of the plane where units go on or off. */
export interface UnitSegments extends Pick<Walls, 'layers' | 'units'> {
  /** [count, 4]: x, y, x, y. */
  readonly segments: Float64Array<ArrayBuffer>;
}
