import { nearestSegment, type NearestSegment } from '../../src/geometry/distances.js';
import type { UnitSegments } from '../../src/geometry/partition-types.js';

/** The nearest of the walls of one unit, or of a layer, by looking at each. */
export function nearestWallOf(
  { segments, layers, units }: UnitSegments,
  px: number,
  py: number,
  layer: number,
  unit: number | null = null,
): NearestSegment {
  return nearestSegment(
    segments,
    px,
    py,
    (segment) => layers[segment] === layer && (unit === null || units[segment] === unit),
  );
}
