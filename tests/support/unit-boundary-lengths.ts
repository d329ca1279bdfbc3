import type { Partition } from '../../src/geometry/partition.js';
import { wallSegments } from '../../src/geometry/wall-segments.js';

/** Of the walls of every unit of a layer, [width]; of units that share a wall it counts for the first. */
export function unitBoundaryLengths(partition: Partition, layer: number): Float64Array {
  const { walls, hiddenWidths } = partition;
  const segments = wallSegments(partition);
  const lengths = new Float64Array(hiddenWidths[layer]!);
  walls.units.forEach((unit, wall) => {
    if (walls.layers[wall] !== layer) return;
    const [x0, y0, x1, y1] = segments.subarray(4 * wall) as unknown as readonly [number, number, number, number];
    lengths[unit]! += Math.hypot(x1 - x0, y1 - y0);
  });
  return lengths;
}
