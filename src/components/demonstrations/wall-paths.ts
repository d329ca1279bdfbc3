import { svg, type SVGTemplateResult } from 'lit';
import type { Partition } from '../../geometry/partition.js';
import { wallSegments } from '../../geometry/wall-segments.js';
import type { Plane } from './plane.js';

/** The walls of a partition, a path for each layer; those of the first layer on top. */
export function wallPaths(plane: Plane, partition: Partition): SVGTemplateResult[] {
  const segments = wallSegments(partition);
  const layers: number[][] = partition.hiddenWidths.map(() => []);
  partition.walls.layers.forEach((layer, i) => layers[layer]!.push(...segments.subarray(4 * i, 4 * i + 4)));
  return layers.map((own, layer) => svg`<path class="wall layer-${layer}" d=${plane.path(own)} />`).reverse();
}
