/** Distances from a point of the input plane to walls and to the decision boundary, in input units. */
import type { FoldedNetwork } from '../training/model-state.js';
import type { ViewWindow } from '../training/picture.js';
import { valuesAndDerivativesAt } from '../training/reference/point.js';

export interface NearestWall {
  readonly distance: number;
  /** Hidden layer and unit, from 0; -1 where no unit depends on the position. */
  readonly layer: number;
  readonly unit: number;
}

/**
 * The nearest wall of any unit: min of |z| / |grad z| over all units of all layers, anywhere in the plane. Exact where the
 * network is piecewise affine: the point's cell is the intersection of the half-planes that these lines bound, so the disc
 * up to the nearest line lies in the cell, and its foot is on the cell's edge. Where it normalises single samples, walls
 * are curved and this is a first-order estimate.
 */
export function nearestWall(folded: FoldedNetwork, point: ArrayLike<number>): NearestWall {
  const axis = (index: number): Float64Array => Float64Array.from(point, (_, i) => (i === index ? 1 : 0));
  const { values, derivatives } = valuesAndDerivativesAt(folded, point, [axis(0), axis(1)]);
  const [z_x, z_y] = derivatives;
  let nearest: NearestWall = { distance: Infinity, layer: -1, unit: -1 };
  for (let layer = 0; layer + 1 < values.length; layer++) {
    values[layer]!.forEach((value, unit) => {
      const slope = Math.hypot(z_x![layer]![unit]!, z_y![layer]![unit]!);
      const distance = slope === 0 ? Infinity : Math.abs(value) / slope;
      if (distance < nearest.distance) nearest = { distance, layer, unit };
    });
  }
  return nearest;
}

/** Where the nearest of some walls or pieces of the decision boundary is. */
export interface NearestSegment {
  readonly distance: number;
  readonly x: number;
  readonly y: number;
  /** Its number in the list, -1 where there is none. */
  readonly segment: number;
}

/**
 * The nearest of the segments that are asked for, by looking at each.
 *
 * @param segments [count, 4]: x, y, x, y
 */
export function nearestSegment(
  segments: Float64Array,
  px: number,
  py: number,
  includes: (segment: number) => boolean = () => true,
): NearestSegment {
  let nearest = { distance: Infinity, x: NaN, y: NaN, segment: -1 };
  for (let segment = 0; segment < segments.length / 4; segment++) {
    if (!includes(segment)) continue;
    const x0 = segments[4 * segment]!;
    const y0 = segments[4 * segment + 1]!;
    const dx = segments[4 * segment + 2]! - x0;
    const dy = segments[4 * segment + 3]! - y0;
    const squared = dx * dx + dy * dy;
    const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((px - x0) * dx + (py - y0) * dy) / squared));
    const [x, y] = [x0 + t * dx, y0 + t * dy];
    const distance = Math.hypot(px - x, py - y);
    if (distance < nearest.distance) nearest = { distance, x, y, segment };
  }
  return nearest;
}

/** Distance of a point within a window to its edge; negative outside. */
export function distanceToEdge({ x0, x1, y0, y1 }: ViewWindow, point: ArrayLike<number>): number {
  return Math.min(point[0]! - x0, x1 - point[0]!, point[1]! - y0, y1 - point[1]!);
}
