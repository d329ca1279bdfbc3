import type { Partition } from './partition-types.js';

/** The walls of a partition in the order of `walls`: [count, 4], x, y, x, y. Made anew at each call. */
export const wallSegments = ({ corners, walls }: Pick<Partition, 'corners' | 'walls'>): Float64Array<ArrayBuffer> =>
  segmentsBetween(corners, walls.ends);

/**
 * @param places [places, 2]: x, y
 * @param ends [count, 2]: numbers of places
 */
export function segmentsBetween(places: Float64Array, ends: Int32Array): Float64Array<ArrayBuffer> {
  const segments = new Float64Array(2 * ends.length);
  for (let end = 0; end < ends.length; end++) {
    segments[2 * end] = places[2 * ends[end]!]!;
    segments[2 * end + 1] = places[2 * ends[end]! + 1]!;
  }
  return segments;
}
