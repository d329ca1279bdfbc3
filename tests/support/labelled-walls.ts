import type { Partition } from '../../src/geometry/partition.js';
import type { UnitSegments } from '../../src/geometry/partition-types.js';
import { wallSegments } from '../../src/geometry/wall-segments.js';

/** The walls of a partition as segments, with layer and unit. */
export const labelledWalls = (partition: Partition): UnitSegments => ({
  ...partition.walls,
  segments: wallSegments(partition),
});
