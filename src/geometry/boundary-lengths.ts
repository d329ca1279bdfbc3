/** How long walls and the decision boundary are within the window, in input units. */
import type { Partition } from './partition.js';
import { wallSegments } from './wall-segments.js';

export interface BoundaryLengths {
  /** Of the walls of each hidden layer. */
  readonly layers: readonly number[];
  readonly decisionBoundary: number;
}

export function boundaryLengths(partition: Partition): BoundaryLengths {
  const { walls, hiddenWidths, decisionBoundary } = partition;
  const segments = wallSegments(partition);
  const layers = hiddenWidths.map(() => 0);
  walls.layers.forEach((layer, wall) => (layers[layer]! += segmentLength(segments, wall)));
  return { layers, decisionBoundary: segmentsLength(decisionBoundary.segments) };
}

/** Of all segments together. @param segments [count, 4]: x, y, x, y */
export function segmentsLength(segments: Float64Array): number {
  let length = 0;
  for (let segment = 0; 4 * segment < segments.length; segment++) length += segmentLength(segments, segment);
  return length;
}

function segmentLength(segments: Float64Array, segment: number): number {
  const at = 4 * segment;
  return Math.hypot(segments[at + 2]! - segments[at]!, segments[at + 3]! - segments[at + 1]!);
}
