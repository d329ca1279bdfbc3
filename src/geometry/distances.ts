/** Exact distances from a point of the input plane to walls and to the decision boundary, in input units. */
import type { FoldedNetwork } from '../training/model-state.js';
import type { ViewWindow } from '../training/picture.js';
import { argmax, directionalDerivatives, preactivationsAt } from '../training/reference/point.js';
import type { DecisionBoundary } from './boundary-pieces.js';
import type { Partition } from './partition.js';

export interface NearestWall {
  readonly distance: number;
  /** Hidden layer and unit, from 0; -1 where no unit depends on the position. */
  readonly layer: number;
  readonly unit: number;
}

/**
 * The nearest wall of any unit: min of |z| / |grad z| over all units of all layers, anywhere in the plane. Exact: the
 * point's cell is the intersection of the half-planes that these lines bound, so the disc up to the nearest line lies in
 * the cell, and its foot is on the cell's edge.
 */
export function nearestWall(folded: FoldedNetwork, point: ArrayLike<number>): NearestWall {
  const z = preactivationsAt(folded, point);
  const axis = (index: number): Float64Array => Float64Array.from(point, (_, i) => (i === index ? 1 : 0));
  const z_x = directionalDerivatives(folded, z, axis(0));
  const z_y = directionalDerivatives(folded, z, axis(1));
  let nearest: NearestWall = { distance: Infinity, layer: -1, unit: -1 };
  for (let layer = 0; layer + 1 < z.length; layer++) {
    z[layer]!.forEach((value, unit) => {
      const slope = Math.hypot(z_x[layer]![unit]!, z_y[layer]![unit]!);
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

/** The nearest wall of one unit, or of a layer, within the window of a partition. */
export function nearestWallOf(
  { walls }: Pick<Partition, 'walls'>,
  px: number,
  py: number,
  layer: number,
  unit: number | null = null,
): NearestSegment {
  return nearestSegment(
    walls.segments,
    px,
    py,
    (segment) => walls.layers[segment] === layer && (unit === null || walls.units[segment] === unit),
  );
}

export interface SignedMargin {
  /** Distance to the decision boundary within the window, negative for a point of another class than its label. */
  readonly margin: number;
  /** Whether nothing outside the window can be nearer: the point is no farther from the boundary than from the edge. */
  readonly isCertified: boolean;
}

/** Signed distance of a labelled point to where the two largest logits are equal. Infinite where there is no such place. */
export function signedMargin(
  folded: FoldedNetwork,
  boundary: DecisionBoundary,
  window: ViewWindow,
  point: ArrayLike<number>,
  label: number,
): SignedMargin {
  const { distance } = nearestSegment(boundary.segments, point[0]!, point[1]!);
  const isRight = argmax(preactivationsAt(folded, point).at(-1)!) === label;
  return { margin: isRight ? distance : -distance, isCertified: distance <= distanceToEdge(window, point) };
}

/** Distance of a point within a window to its edge; negative outside. */
export function distanceToEdge({ x0, x1, y0, y1 }: ViewWindow, point: ArrayLike<number>): number {
  return Math.min(point[0]! - x0, x1 - point[0]!, point[1]! - y0, y1 - point[1]!);
}
