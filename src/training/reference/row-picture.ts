import type { CodeGrid } from '../backend.js';
import type { FoldedNetwork } from '../model-state.js';
import type { PictureRequest } from '../picture.js';
import { codeWordsPerPixel } from './activation-code.js';
import { curvedGrid } from './curved-grid.js';
import { isCurved } from './fold.js';
import { paintPicture, type PaintStyle } from './paint.js';
import { sweepGrid } from './sweep-grid.js';

/** Thinner lines than this share of a grid pixel would fade away on a coarse grid. */
const SMALLEST_LINE_SCALE = 0.3;

/** A picture on a grid, worked out from top to bottom, as many rows at a time as there is time for. */
export class RowPicture {
  readonly model: number;
  readonly codes: CodeGrid;
  /** RGBA, row by row from the top; transparent where no row has been worked out. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly #folded: FoldedNetwork;
  readonly #request: PictureRequest;
  readonly #style: PaintStyle;
  #row = 0;

  /** @param size of the grid, in the shape of the request's canvas */
  constructor(folded: FoldedNetwork, request: PictureRequest, { width, height }: { width: number; height: number }) {
    this.model = request.model;
    const wordsPerPixel = codeWordsPerPixel(folded);
    this.codes = { width, height, wordsPerPixel, words: new Uint32Array(width * height * wordsPerPixel) };
    this.rgba = new Uint8ClampedArray(4 * width * height);
    this.#folded = folded;
    this.#request = request;
    this.#style = {
      layers: request.layers,
      theme: request.theme,
      gridPixelsPerCssPixel: Math.max(SMALLEST_LINE_SCALE, (request.pixelRatio * width) / request.widthPx),
    };
  }

  get isDone(): boolean {
    return this.#row >= this.codes.height;
  }

  /** Works out the next rows, all that are left by default. */
  advance(rowCount = this.codes.height): void {
    const { width, height, wordsPerPixel, words } = this.codes;
    const rows = { first: this.#row, count: Math.min(rowCount, height - this.#row) };
    const gridOf = isCurved(this.#folded) ? curvedGrid : sweepGrid;
    const grid = gridOf(this.#folded, this.#request.view, width, height, rows);
    const classCount = this.#folded.layers.at(-1)!.width;
    this.rgba.set(paintPicture(grid, classCount, this.#style), 4 * rows.first * width);
    words.set(grid.codes.words, rows.first * width * wordsPerPixel);
    this.#row += rows.count;
  }
}
