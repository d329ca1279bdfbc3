import type { Evaluation } from '../../training/backend.js';
import type { DataSet } from '../../training/data-set.js';
import type { PlacedBatch } from '../../training/last-batch.js';
import type { ModelState, NormalizationStatistics } from '../../training/model-state.js';
import type { PictureLayers, PictureTheme, ViewWindow } from '../../training/picture.js';
import { evaluate } from '../../training/reference/evaluate.js';
import { foldAsDrawn } from '../../training/reference/fold-as-drawn.js';
import { RowPicture } from '../../training/reference/row-picture.js';
import { batchRows } from '../../training/reference/training-step.js';
import type { Pieces } from '../../training/workers/pieces.js';

/** Rows of a picture in one piece. */
const ROWS_PER_PIECE = 8;

/** One network at one step, and how it is to be drawn. */
export interface FramePictureRequest {
  readonly model: ModelState;
  readonly data: DataSet;
  readonly statistics: NormalizationStatistics;
  /** What the statistics `batch` are of. */
  readonly batch: PlacedBatch;
  readonly view: ViewWindow;
  /** Width and height in pixels. */
  readonly edge: number;
  /** Pixels per CSS pixel, in which widths of lines are given. */
  readonly pixelRatio: number;
  readonly layers: PictureLayers;
  readonly theme: PictureTheme;
}

export interface FramePicture {
  /** [edge, edge, 4], row by row from the top. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly evaluation: Evaluation;
}

/**
 * The picture that both engines draw, with all its pixels and in float64, whatever engine has trained the network: the same
 * network gives the same pixels everywhere.
 */
export function* framePictureInPieces(request: FramePictureRequest): Pieces<FramePicture> {
  const { model, data, statistics, batch, edge } = request;
  const rows = batchRows(data.train.count, batch.training, batch.cursor);
  const folded = foldAsDrawn(model, data, statistics, rows);
  yield;
  const evaluation = evaluate(folded, data);
  const asPicture = { ...request, model: 0, widthPx: edge, heightPx: edge, transition: 1 };
  const picture = new RowPicture(folded, asPicture, { width: edge, height: edge });
  while (!picture.isDone) {
    yield;
    picture.advance(ROWS_PER_PIECE);
  }
  return { rgba: picture.rgba, evaluation };
}
