/**
 * Where the input plane lies in a picture: pure functions on windows.
 *
 * Pixels run from the top left corner with y downwards; the input plane's y grows upwards.
 */
import { dataLimits, type LabelledPoints, type Placement } from '../../training/data-set.js';
import type { ViewWindow } from '../../training/picture.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Shown before there is data. */
export const emptyWindow: ViewWindow = { x0: -2, x1: 2, y0: -2, y1: 2 };
/** Largest edge of a window: beyond, the data is a dot. */
export const largestExtent = 1e4;

/**
 * Smallest edge of a window about `coordinate` of the same axis; nearer, pixels would run together. Float32 numbers of
 * size c lie up to c 2^-23 apart. For 4 such steps between neighbours of 2,048 pixels an edge needs 4 * 2,048 * 2^-23 =
 * 2^-10 of the window's largest coordinate, which is at most |coordinate| + edge: hence |coordinate| / (2^10 - 1). About
 * the origin the hidden units decide: they are of order 1, so they stand still over pixels of less than about 1e-7.
 */
export function smallestExtent(coordinate: number): number {
  return Math.max(1e-4, Math.abs(coordinate) / (2 ** 10 - 1));
}

const widthOf = (window: ViewWindow): number => window.x1 - window.x0;
const heightOf = (window: ViewWindow): number => window.y1 - window.y0;

/** A map that keeps the axes: from what is left of `from`, scaled, to what is added of `to`. */
export interface AxisMap {
  readonly from: Point;
  readonly scale: Point;
  readonly to: Point;
}

const origin: Point = { x: 0, y: 0 };

/** Input plane to pixels of a picture of `size`. */
export function worldToPixel(window: ViewWindow, size: Size): AxisMap {
  const scale = { x: size.width / widthOf(window), y: -size.height / heightOf(window) };
  return { from: { x: window.x0, y: window.y1 }, scale, to: origin };
}

/** Pixels of a picture of `size` to the input plane. */
export function pixelToWorld(window: ViewWindow, size: Size): AxisMap {
  const scale = { x: widthOf(window) / size.width, y: -heightOf(window) / size.height };
  return { from: origin, scale, to: { x: window.x0, y: window.y1 } };
}

export const transformPoint = ({ from, scale, to }: AxisMap, { x, y }: Point): Point => ({
  x: (x - from.x) * scale.x + to.x,
  y: (y - from.y) * scale.y + to.y,
});

/** The window after its contents moved by `dx` to the right and `dy` downwards, both as shares of its edges. */
export function panWindow(window: ViewWindow, dx: number, dy: number): ViewWindow {
  const x = -dx * widthOf(window);
  const y = dy * heightOf(window);
  return { x0: window.x0 + x, x1: window.x1 + x, y0: window.y0 + y, y1: window.y1 + y };
}

/**
 * The window magnified by `factor` (above 1: closer) with `anchor`, a point in it, staying where it is. It stops at the
 * smallest and largest extent; a window beyond one, as small far-off data makes it, goes no further.
 */
export function zoomWindow(window: ViewWindow, factor: number, anchor: Point = windowCenter(window)): ViewWindow {
  const least = Math.max(smallestExtent(anchor.x) / widthOf(window), smallestExtent(anchor.y) / heightOf(window));
  const most = Math.min(largestExtent / widthOf(window), largestExtent / heightOf(window));
  const scale = Math.min(Math.max(1 / factor, Math.min(1, least)), Math.max(1, most));
  return {
    x0: anchor.x + (window.x0 - anchor.x) * scale,
    x1: anchor.x + (window.x1 - anchor.x) * scale,
    y0: anchor.y + (window.y0 - anchor.y) * scale,
    y1: anchor.y + (window.y1 - anchor.y) * scale,
  };
}

export function windowCenter(window: ViewWindow): Point {
  return { x: (window.x0 + window.x1) / 2, y: (window.y0 + window.y1) / 2 };
}

/** `window` itself where it holds `other`; else the smallest square that holds both. */
export function growWindow(window: ViewWindow, other: ViewWindow): ViewWindow {
  if (other.x0 >= window.x0 && other.x1 <= window.x1 && other.y0 >= window.y0 && other.y1 <= window.y1) return window;
  const both = {
    x0: Math.min(window.x0, other.x0),
    x1: Math.max(window.x1, other.x1),
    y0: Math.min(window.y0, other.y0),
    y1: Math.max(window.y1, other.y1),
  };
  return squareAround(both);
}

function squareAround(box: ViewWindow): ViewWindow {
  const center = windowCenter(box);
  const half = Math.max(widthOf(box), heightOf(box)) / 2;
  return { x0: center.x - half, x1: center.x + half, y0: center.y - half, y1: center.y + half };
}

/** Centre of a cloud and the radius of the circle about it that holds nine tenths of its points. */
export function cloudCircle(dimension: number, points: LabelledPoints): { center: Point; radius: number } {
  let [sumX, sumY] = [0, 0];
  const at = (row: number): Point => ({
    x: points.positions[row * dimension] ?? 0,
    y: dimension > 1 ? (points.positions[row * dimension + 1] ?? 0) : 0,
  });
  for (let row = 0; row < points.count; row++) {
    const { x, y } = at(row);
    sumX += x;
    sumY += y;
  }
  const center = { x: sumX / Math.max(1, points.count), y: sumY / Math.max(1, points.count) };
  const distances = Array.from({ length: points.count }, (_, row) => {
    const { x, y } = at(row);
    return Math.hypot(x - center.x, y - center.y);
  }).sort((a, b) => a - b);
  return { center, radius: distances[Math.floor(0.9 * (points.count - 1))] ?? 1 };
}

/** The placement after its cloud was moved by (dx, dy), in input units. */
export function movePlacement(placement: Placement, dx: number, dy: number): Placement {
  return { ...placement, dx: placement.dx + dx, dy: placement.dy + dy };
}

/** The placement after its handle was pulled from `from` to `to`, both relative to the cloud's centre. */
export function turnPlacement(placement: Placement, from: Point, to: Point): Placement {
  const stretch = Math.hypot(to.x, to.y) / Math.max(1e-9, Math.hypot(from.x, from.y));
  const turn = ((Math.atan2(to.y, to.x) - Math.atan2(from.y, from.x)) * 180) / Math.PI;
  return {
    ...placement,
    scale: Math.min(Math.max(placement.scale * stretch, dataLimits.scale[0]), dataLimits.scale[1]),
    rotation: wrapDegrees(placement.rotation + turn),
  };
}

/** The same direction within (-180, 180]. */
export function wrapDegrees(angle: number): number {
  const turned = ((((angle + 180) % 360) + 360) % 360) - 180;
  return turned === -180 ? 180 : turned;
}
