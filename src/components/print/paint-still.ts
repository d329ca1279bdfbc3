/** Pictures of networks for paper; loaded once there is one to print. */
import { drawPartition } from '../../geometry/draw-partition.js';
import type { ViewWindow } from '../../training/picture.js';
import { batchRows } from '../../training/reference/training-step.js';
import { foldAsDrawn } from '../../training/reference/fold-as-drawn.js';
import { RowPicture } from '../../training/reference/row-picture.js';
import type { Session } from '../../training/session.js';
import type { ExactPartitions } from '../exact-partitions.js';
import { fillOf, shownWindow, type PictureState, type PictureStore } from '../picture-store.js';
import { PointsPainter } from '../spline-view/points-painter.js';
import { transformPoint, worldToPixel } from '../spline-view/view-transform.js';

export interface StillSubject {
  readonly session: Session;
  /** Null: none are computed. */
  readonly partitions: ExactPartitions | null;
  readonly picture: PictureStore;
  /** Index of the network. */
  readonly model: number;
  /** Of the paper, whatever that of the screen is. */
  readonly theme: PictureState['theme'];
  /** Width and height of its picture in CSS pixels. */
  readonly size: number;
}

export interface Still {
  readonly canvas: HTMLCanvasElement;
  /** Steps that the network had taken. */
  readonly step: number;
}

/** Device pixels per CSS pixel. */
const SCALE = 2;
const MOST_PIXELS_ACROSS = 1600;
/** Where there are no cells to draw from, a picture is worked out on a grid of so many pixels across, in about half a second. */
const GRID_PIXELS_ACROSS = 400;

/**
 * A network as it was read back last, drawn at once and without its engine: from its exact cells, or on a grid.
 *
 * @returns null where nothing is known of it yet
 */
export function paintStill({ session, partitions, picture, model, theme, size }: StillSubject): Still | null {
  const { snapshot, models } = session;
  const cells = partitions?.of(model);
  // Cells that were broken off leave a hole, and those from before a switch are another network's.
  const cut = cells?.status === 'ready' ? cells.exact : null;
  const exact = cut && cut.model.normalization === snapshot.models[model]?.normalization ? cut : null;
  const { layers, points } = picture.state;
  const data = exact?.data ?? snapshot.data;
  const network = exact?.model ?? models?.[model];
  if (!data || !network || size <= 0) return null;
  const widthPx = Math.min(MOST_PIXELS_ACROSS, Math.round(SCALE * size));
  const pixelRatio = widthPx / size;
  const window = exact?.window ?? shownWindow(picture.state, data);
  const across = exact ? widthPx : Math.min(GRID_PIXELS_ACROSS, widthPx);
  let rgba: Uint8ClampedArray<ArrayBuffer>;
  if (exact) {
    const fill = fillOf(picture.state);
    const shown = partitions?.scale;
    const scale = shown?.fill === fill ? shown.values : null;
    const lines = { walls: layers.walls, decisionBoundary: layers.decisionBoundary };
    const style = { widthPx, heightPx: widthPx, pixelRatio, theme, fill, scale, lines };
    rgba = drawPartition(exact.partition, style).rgba;
  } else {
    const { statistics } = snapshot.config;
    const { training, cursor } = session.modelsBatch;
    const rows = statistics === 'batch' ? batchRows(data.train.count, training, cursor) : new Uint32Array();
    const folded = foldAsDrawn(network, data, statistics, rows);
    const request = { model, statistics, transition: 1, view: window, widthPx, heightPx: widthPx, pixelRatio };
    const grid = new RowPicture(folded, { ...request, layers, theme }, { width: across, height: across });
    grid.advance();
    rgba = grid.rgba;
  }
  const canvas = canvasOf(new ImageData(rgba, across, across), widthPx);
  const context = canvas.getContext('2d');
  const predictions = snapshot.models[model]?.evaluation?.predictions ?? null;
  const place = placeOf(window, widthPx);
  if (context) new PointsPainter().paint(context, { theme, data, points, predictions }, place, pixelRatio);
  return { canvas, step: network.step };
}

/** Stretched, smoothly, to `widthPx` pixels across. */
function canvasOf(image: ImageData, widthPx: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  if (image.width === widthPx) return canvas;
  const large = document.createElement('canvas');
  large.width = widthPx;
  large.height = widthPx;
  large.getContext('2d')?.drawImage(canvas, 0, 0, widthPx, widthPx);
  return large;
}

function placeOf(window: ViewWindow, widthPx: number): Parameters<PointsPainter['paint']>[2] {
  const toPixel = worldToPixel(window, { width: widthPx, height: widthPx });
  return (point) => transformPoint(toPixel, point);
}
