/** A camera that turns about a surface in its box, and what it sees: pure functions. */
import { mat4d, vec4d } from 'wgpu-matrix';
import { BOX_HEIGHT } from '../../geometry/surface-box.js';
import type { Ray } from '../../geometry/surface-picker.js';
import type { Point } from '../spline-view/view-transform.js';

/** 4 by 4, by columns, in the order of WGSL and wgpu-matrix. */
export type Matrix4 = Float64Array;

export type BoxPoint = readonly [u: number, v: number, z: number];

/** Where the camera stands. */
export interface Orbit {
  /** Degrees about the vertical; 0 looks along the plane's y axis, as the flat picture does. */
  readonly azimuth: number;
  /** Degrees above the level; 90 looks straight down. */
  readonly elevation: number;
  /** 1: the whole box fills the picture. */
  readonly zoom: number;
  /** What it turns about. */
  readonly target: BoxPoint;
}

export const homeOrbit: Orbit = { azimuth: 24, elevation: 48, zoom: 1, target: [0, 0, 0.3] };

/** The floor under a surface, below its lowest point. */
export const FLOOR = -0.16;

/** Never level with the floor or below it, never over the top. */
const ELEVATIONS = [6, 90] as const;
const ZOOMS = [0.6, 60] as const;
/** Angle of view, in radians; a longer lens bends less. */
const FIELD_OF_VIEW = 0.5;
/** From where the box fills the picture. */
const HOME_DISTANCE = 6.2;

const clamp = (value: number, [low, high]: readonly [number, number]): number => Math.min(Math.max(value, low), high);

/** Turned by degrees, to the right and upwards. */
export function turnOrbit(orbit: Orbit, right: number, up: number): Orbit {
  const turned = (((orbit.azimuth + right + 180) % 360) + 360) % 360;
  return { ...orbit, azimuth: turned - 180, elevation: clamp(orbit.elevation + up, ELEVATIONS) };
}

/**
 * Nearer by `factor` (below 1: farther), with `anchor` staying where it is in the picture; towards the target without one.
 * The target stays over the window, and returns to its place as the whole box comes back into the picture.
 */
export function zoomOrbit(orbit: Orbit, factor: number, anchor: BoxPoint = orbit.target): Orbit {
  const zoom = clamp(orbit.zoom * factor, ZOOMS);
  const share = orbit.zoom / zoom;
  const reach = Math.max(0, 1 - 1 / zoom);
  const target = orbit.target.map((value, axis) => {
    const moved = anchor[axis]! + (value - anchor[axis]!) * share;
    const home = homeOrbit.target[axis]!;
    return home + clamp(moved - home, [-reach, reach]);
  });
  return { ...orbit, zoom, target: [target[0]!, target[1]!, clamp(target[2]!, [0, BOX_HEIGHT])] };
}

/**
 * From the box to clip space, depth 0 to 1.
 *
 * @param aspect width by height of the picture
 */
export function viewProjection({ azimuth, elevation, zoom, target }: Orbit, aspect: number): Matrix4 {
  const distance = HOME_DISTANCE / zoom;
  const matrix = mat4d.perspective(verticalField(aspect), aspect, distance / 50, distance + 5);
  mat4d.translate(matrix, [0, 0, -distance], matrix);
  mat4d.rotateX(matrix, radians(elevation - 90), matrix);
  mat4d.rotateZ(matrix, radians(-azimuth), matrix);
  return mat4d.translate(matrix, [-target[0], -target[1], -target[2]], matrix);
}

/** Where a point of the box is seen, in shares of the picture from its top left corner; null behind the camera. */
export function project(matrix: Matrix4, point: BoxPoint): Point | null {
  const [x = 0, y = 0, , w = 0] = vec4d.transformMat4([...point, 1], matrix);
  return w > 0 ? { x: (x / w + 1) / 2, y: (1 - y / w) / 2 } : null;
}

/** What lies behind a place of the picture; from the near end of what is drawn. The direction has length 1. */
export function rayThrough(matrix: Matrix4, at: Point): Ray {
  const inverse = mat4d.inverse(matrix);
  const unproject = (depth: number): number[] => {
    const [x = 0, y = 0, z = 0, w = 1] = vec4d.transformMat4([2 * at.x - 1, 1 - 2 * at.y, depth, 1], inverse);
    return [x / w, y / w, z / w];
  };
  const origin = unproject(0);
  const step = unproject(1).map((value, axis) => value - origin[axis]!);
  const length = Math.hypot(...step);
  return { origin, direction: step.map((value) => value / length) };
}

/** Where the camera stands in the box. */
export function cameraPlace({ azimuth, elevation, zoom, target }: Orbit): BoxPoint {
  const distance = HOME_DISTANCE / zoom;
  const [a, e] = [radians(azimuth), radians(elevation)];
  return [
    target[0] + distance * Math.sin(a) * Math.cos(e),
    target[1] - distance * Math.cos(a) * Math.cos(e),
    target[2] + distance * Math.sin(e),
  ];
}

/** Towards a light that stands to the left of the camera, high up, and turns with it. */
export function lightFrom({ azimuth }: Orbit): BoxPoint {
  const a = radians(azimuth - 50);
  const e = radians(48);
  return [Math.sin(a) * Math.cos(e), -Math.cos(a) * Math.cos(e), Math.sin(e)];
}

/** A narrow picture sees as much from left to right as a square one does. */
const verticalField = (aspect: number): number =>
  aspect >= 1 ? FIELD_OF_VIEW : 2 * Math.atan(Math.tan(FIELD_OF_VIEW / 2) / aspect);

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
