/** What lies over the engine's picture: data points, the probe's cross and the ring around data that is being moved. */
import type { DataSet, LabelledPoints } from '../../training/data-set.js';
import { palettes, type Rgb } from '../../training/palette.js';
import type { PictureTheme, ViewWindow } from '../../training/picture.js';
import type { PointSet } from '../picture-store.js';
import { MarkerSprites, rgb, type MarkerVariant } from './markers.js';
import { transformPoint, worldToPixel, type Point } from './view-transform.js';

export interface OverlayScene {
  readonly window: ViewWindow;
  readonly theme: PictureTheme;
  readonly data: DataSet | null;
  readonly points: PointSet;
  /** Predicted class per training point, then per test point; null before the first evaluation. */
  readonly predictions: Uint8Array | null;
  readonly probe: Point | null;
  /** Null unless the data is being moved; radius in input units. */
  readonly ring: { readonly center: Point; readonly radius: number } | null;
}

export class OverlayPainter {
  readonly #canvas: HTMLCanvasElement;
  #sprites: MarkerSprites | null = null;
  #spriteKey = '';

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** @param ratio device pixels per CSS pixel */
  paint(scene: OverlayScene, widthPx: number, heightPx: number, ratio: number): void {
    if (this.#canvas.width !== widthPx) this.#canvas.width = widthPx;
    if (this.#canvas.height !== heightPx) this.#canvas.height = heightPx;
    const context = this.#canvas.getContext('2d');
    if (!context || widthPx === 0 || heightPx === 0) return;
    context.clearRect(0, 0, widthPx, heightPx);
    const toPixel = worldToPixel(scene.window, { width: widthPx, height: heightPx });
    const place = (point: Point): Point => transformPoint(toPixel, point);
    this.#paintPoints(context, scene, place, ratio);
    if (scene.ring) this.#paintRing(context, scene, place, ratio);
    if (scene.probe) this.#paintProbe(context, scene.theme, place(scene.probe), ratio);
  }

  #paintPoints(
    context: CanvasRenderingContext2D,
    { data, points, predictions, theme }: OverlayScene,
    place: (point: Point) => Point,
    ratio: number,
  ): void {
    if (!data || points === 'none') return;
    const key = `${theme} ${ratio}`;
    if (this.#spriteKey !== key || !this.#sprites) {
      this.#sprites = new MarkerSprites(palettes[theme], ratio);
      this.#spriteKey = key;
    }
    const sprites = this.#sprites;
    const paintCloud = (cloud: LabelledPoints, variant: MarkerVariant, firstPrediction: number): void => {
      const right: number[] = [];
      const wrong: number[] = [];
      for (let row = 0; row < cloud.count; row++) {
        const prediction = predictions?.[firstPrediction + row];
        (prediction === undefined || prediction === cloud.labels[row] ? right : wrong).push(row);
      }
      // Misclassified points last: no other point may hide them.
      for (const [rows, isWrong] of [
        [right, false],
        [wrong, true],
      ] as const) {
        for (const row of rows) {
          const { x, y } = place({
            x: cloud.positions[row * data.dimension] ?? 0,
            y: data.dimension > 1 ? (cloud.positions[row * data.dimension + 1] ?? 0) : 0,
          });
          sprites.draw(context, cloud.labels[row] ?? 0, variant, isWrong, x, y);
        }
      }
    };
    if (points === 'all') paintCloud(data.test, 'test', data.train.count);
    paintCloud(data.train, 'train', 0);
  }

  #paintRing(
    context: CanvasRenderingContext2D,
    { ring, theme }: OverlayScene,
    place: (point: Point) => Point,
    ratio: number,
  ): void {
    if (!ring) return;
    const center = place(ring.center);
    const edge = place({ x: ring.center.x + ring.radius, y: ring.center.y });
    const circle = new Path2D();
    circle.arc(center.x, center.y, Math.abs(edge.x - center.x), 0, 2 * Math.PI);
    context.setLineDash([6 * ratio, 5 * ratio]);
    strokeCased(context, circle, theme, 1.5 * ratio);
    context.setLineDash([]);
  }

  #paintProbe(context: CanvasRenderingContext2D, theme: PictureTheme, at: Point, ratio: number): void {
    const cross = new Path2D();
    const [near, far] = [4 * ratio, 13 * ratio];
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      cross.moveTo(at.x + dx * near, at.y + dy * near);
      cross.lineTo(at.x + dx * far, at.y + dy * far);
    }
    strokeCased(context, cross, theme, 1.75 * ratio);
  }
}

function strokeCased(context: CanvasRenderingContext2D, path: Path2D, theme: PictureTheme, width: number): void {
  const draw = (color: Rgb, lineWidth: number): void => {
    context.strokeStyle = rgb(color);
    context.lineWidth = lineWidth;
    context.stroke(path);
  };
  draw(palettes[theme].casing, width * 2.4);
  draw(palettes[theme].decisionBoundary, width);
}
