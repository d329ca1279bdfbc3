/** What lies under and over the drawn surface: the floor with the window's edge; data points and the probe on the surface. */
import { palettes } from '../../training/palette.js';
import { rgb } from '../spline-view/markers.js';
import { clearedContext, PointsPainter, type PaintedPoints } from '../spline-view/points-painter.js';
import type { Point } from '../spline-view/view-transform.js';
import { cameraPlace, FLOOR, project, type BoxPoint, type Matrix4, type Orbit } from './orbit.js';
import type { SurfaceModel } from './surface-model.js';

export interface OverlayScene extends PaintedPoints {
  readonly model: SurfaceModel;
  readonly matrix: Matrix4;
  readonly orbit: Orbit;
  readonly probe: Point | null;
}

/** Points behind the surface by less than this, in units of the box, are on it. */
const ON_SURFACE = 1e-6;

export class SurfaceOverlay {
  readonly #under: HTMLCanvasElement;
  readonly #over: HTMLCanvasElement;
  readonly #points = new PointsPainter();

  constructor(under: HTMLCanvasElement, over: HTMLCanvasElement) {
    this.#under = under;
    this.#over = over;
  }

  paint(scene: OverlayScene, widthPx: number, heightPx: number, ratio: number): void {
    const under = clearedContext(this.#under, widthPx, heightPx);
    const over = clearedContext(this.#over, widthPx, heightPx);
    const place = (point: BoxPoint): Point | null => {
      const at = project(scene.matrix, point);
      return at && { x: at.x * widthPx, y: at.y * heightPx };
    };
    if (under) paintFloor(under, scene, place, ratio);
    if (!over) return;
    const onSurface = (point: Point): Point | null => {
      const foot = standing(scene.model, point);
      return foot && !isHidden(scene.model, scene.orbit, foot) ? place(foot) : null;
    };
    this.#points.paint(over, scene, onSurface, ratio);
    if (scene.probe) paintProbe(over, scene, scene.probe, place, ratio);
  }
}

/** A point of the input plane lifted onto the surface; null outside it. */
export function standing({ picker, box }: SurfaceModel, { x, y }: Point): BoxPoint | null {
  const [u, v] = [box.u(x), box.v(y)];
  const cell = picker.cellAt(u, v);
  return cell < 0 ? null : [u, v, picker.zOf(cell, u, v)];
}

function isHidden({ picker }: SurfaceModel, orbit: Orbit, point: BoxPoint): boolean {
  const origin = cameraPlace(orbit);
  const step = point.map((value, axis) => value - origin[axis]!);
  const distance = Math.hypot(...step);
  const hit = picker.pick({ origin, direction: step.map((value) => value / distance) });
  return !!hit && hit.t < distance - ON_SURFACE;
}

/** The camera is above the floor and the surface too, so that the surface always hides the floor. */
function paintFloor(
  context: CanvasRenderingContext2D,
  { model: { box }, theme }: OverlayScene,
  place: (point: BoxPoint) => Point | null,
  ratio: number,
): void {
  const { halfWidth: w, halfDepth: d } = box;
  const rim = [
    [-w, -d],
    [w, -d],
    [w, d],
    [-w, d],
  ] as const;
  context.beginPath();
  for (const [u, v] of rim) {
    const at = place([u, v, FLOOR]);
    if (at) context.lineTo(at.x, at.y);
  }
  context.closePath();
  context.fillStyle = rgb(palettes[theme].decisionBoundary);
  context.globalAlpha = 0.06;
  context.fill();
  context.globalAlpha = 0.3;
  context.strokeStyle = rgb(palettes[theme].decisionBoundary);
  context.lineWidth = ratio;
  context.stroke();
  context.globalAlpha = 1;
}

/** A pin on the surface, paler where the surface hides its foot. */
function paintProbe(
  context: CanvasRenderingContext2D,
  { model, orbit, theme }: OverlayScene,
  probe: Point,
  place: (point: BoxPoint) => Point | null,
  ratio: number,
): void {
  const foot = standing(model, probe);
  const at = foot && place(foot);
  if (!at) return;
  const pin = new Path2D();
  pin.moveTo(at.x, at.y);
  pin.lineTo(at.x, at.y - 22 * ratio);
  const head = new Path2D();
  head.arc(at.x, at.y - 24 * ratio, 4 * ratio, 0, 2 * Math.PI);
  const { casing, decisionBoundary } = palettes[theme];
  context.globalAlpha = isHidden(model, orbit, foot) ? 0.45 : 1;
  context.lineCap = 'round';
  context.strokeStyle = rgb(casing);
  context.lineWidth = 4 * ratio;
  context.stroke(pin);
  context.stroke(head);
  context.strokeStyle = context.fillStyle = rgb(decisionBoundary);
  context.lineWidth = 1.75 * ratio;
  context.stroke(pin);
  context.fill(head);
  context.globalAlpha = 1;
}
