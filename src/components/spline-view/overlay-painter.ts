/** What lies over the engine's picture: data points, what is read and the ring around data that is being moved. */
import { palettes } from '../../training/palette.js';
import type { PictureTheme, ViewWindow } from '../../training/picture.js';
import { paintReading, strokeCased, type ReadingScene } from '../reading/reading-painter.js';
import { clearedContext, PointsPainter, type PaintedPoints } from './points-painter.js';
import { transformPoint, worldToPixel, type Point } from './view-transform.js';

export interface OverlayScene extends PaintedPoints {
  readonly window: ViewWindow;
  readonly probe: Point | null;
  readonly reading: ReadingScene;
  /** A data point that can be moved or deleted. */
  readonly selected: Point | null;
  /** Null unless the data is being moved; radius in input units. */
  readonly ring: { readonly center: Point; readonly radius: number } | null;
}

/** In CSS pixels; wider than the ring of a misclassified point. */
const SELECTED_RADIUS = 9;

export class OverlayPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #points = new PointsPainter();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** @param ratio device pixels per CSS pixel */
  paint(scene: OverlayScene, widthPx: number, heightPx: number, ratio: number): void {
    const context = clearedContext(this.#canvas, widthPx, heightPx);
    if (!context || widthPx === 0 || heightPx === 0) return;
    const toPixel = worldToPixel(scene.window, { width: widthPx, height: heightPx });
    const place = (point: Point): Point => transformPoint(toPixel, point);
    this.#points.paint(context, scene, place, ratio);
    paintReading(context, scene.reading, scene.theme, place, ratio);
    if (scene.selected) this.#paintSelected(context, scene.theme, place(scene.selected), ratio);
    if (scene.ring) this.#paintRing(context, scene, place, ratio);
    if (scene.probe) this.#paintProbe(context, scene, place(scene.probe), ratio);
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
    strokeCased(context, circle, palettes[theme].decisionBoundary, theme, 1.5 * ratio);
    context.setLineDash([]);
  }

  #paintSelected(context: CanvasRenderingContext2D, theme: PictureTheme, at: Point, ratio: number): void {
    const circle = new Path2D();
    circle.arc(at.x, at.y, SELECTED_RADIUS * ratio, 0, 2 * Math.PI);
    strokeCased(context, circle, palettes[theme].decisionBoundary, theme, 2 * ratio);
  }

  /** A cross, or a dot where a cross would hide the outline of a small cell. */
  #paintProbe(context: CanvasRenderingContext2D, { theme, reading }: OverlayScene, at: Point, ratio: number): void {
    const { decisionBoundary } = palettes[theme];
    const mark = new Path2D();
    if (reading.reading?.cell) {
      mark.arc(at.x, at.y, ratio, 0, 2 * Math.PI);
      strokeCased(context, mark, decisionBoundary, theme, 1.5 * ratio);
      return;
    }
    const [near, far] = [4 * ratio, 13 * ratio];
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      mark.moveTo(at.x + dx * near, at.y + dy * near);
      mark.lineTo(at.x + dx * far, at.y + dy * far);
    }
    strokeCased(context, mark, decisionBoundary, theme, 1.75 * ratio);
  }
}
