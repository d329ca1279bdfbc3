/** Data points on a canvas, over flat pictures and on lifted surfaces. */
import type { DataSet, LabelledPoints } from '../../training/data-set.js';
import { palettes } from '../../training/palette.js';
import type { PictureTheme } from '../../training/picture.js';
import type { PointSet } from '../../training/picture.js';
import { MarkerSprites, type MarkerVariant } from './markers.js';
import type { Point } from './view-transform.js';

export interface PaintedPoints {
  readonly theme: PictureTheme;
  readonly data: Pick<DataSet, 'train' | 'test' | 'dimension'> | null;
  readonly points: PointSet;
  /** Predicted class per training point, then per test point; null before the first evaluation. */
  readonly predictions: Uint8Array | null;
}

export class PointsPainter {
  #sprites: MarkerSprites | null = null;
  #spriteKey = '';

  /**
   * @param place where a point of the input plane lies on the canvas; null where it is not seen
   * @param ratio device pixels per CSS pixel
   */
  paint(
    context: CanvasRenderingContext2D,
    { data, points, predictions, theme }: PaintedPoints,
    place: (point: Point) => Point | null,
    ratio: number,
  ): void {
    if (!data || points === 'none') return;
    const sprites = this.#spritesOf(theme, ratio);
    const paintCloud = (cloud: LabelledPoints, variant: MarkerVariant, firstPrediction: number): void => {
      // Misclassified points last: no other point may hide them.
      for (const paintsWrong of [false, true]) {
        for (let row = 0; row < cloud.count; row++) {
          const label = cloud.labels[row] ?? 0;
          if (((predictions?.[firstPrediction + row] ?? label) !== label) !== paintsWrong) continue;
          const at = place(pointOf(cloud, row, data.dimension));
          if (at) sprites.draw(context, label, variant, paintsWrong, at.x, at.y);
        }
      }
    };
    if (points === 'all') paintCloud(data.test, 'test', data.train.count);
    paintCloud(data.train, 'train', 0);
  }

  #spritesOf(theme: PictureTheme, ratio: number): MarkerSprites {
    const key = `${theme} ${ratio}`;
    if (!this.#sprites || key !== this.#spriteKey) {
      this.#sprites = new MarkerSprites(palettes[theme], ratio);
      this.#spriteKey = key;
    }
    return this.#sprites;
  }
}

const pointOf = ({ positions }: LabelledPoints, row: number, dimension: number): Point => ({
  x: positions[row * dimension] ?? 0,
  y: dimension > 1 ? (positions[row * dimension + 1] ?? 0) : 0,
});

/** Of a canvas that has this size and nothing on it. */
export function clearedContext(
  canvas: HTMLCanvasElement,
  widthPx: number,
  heightPx: number,
): CanvasRenderingContext2D | null {
  if (canvas.width !== widthPx) canvas.width = widthPx;
  if (canvas.height !== heightPx) canvas.height = heightPx;
  const context = canvas.getContext('2d');
  context?.clearRect(0, 0, widthPx, heightPx);
  return context;
}
