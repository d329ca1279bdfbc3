import { quantileOf } from '../analysis/summary.js';
import { boundaryLengths } from '../geometry/boundary-lengths.js';
import { cellNeighbours } from '../geometry/cell-neighbours.js';
import { countComplex } from '../geometry/count-complex.js';
import { linearRegions } from '../geometry/linear-regions.js';
import type { Partition } from '../geometry/partition.js';

const shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/** What `partition` prints of a partition; its help says what the keys mean. */
export function partitionReport(partition: Partition) {
  const { window, cellCount, isComplete, areas, hiddenWidths, cellsAfterLayer, walls, decisionBoundary } = partition;
  const sorted = areas.slice().sort();
  const lengths = boundaryLengths(partition);
  return {
    window: [window.x0, window.x1, window.y0, window.y1],
    isComplete,
    cells: cellCount,
    // These counts mean nothing where cells are missing.
    linearRegions: isComplete ? linearRegions(partition, cellNeighbours(partition)).count : null,
    complex: isComplete ? countComplex(partition) : null,
    areas: {
      window: (window.x1 - window.x0) * (window.y1 - window.y0),
      sum: areas.reduce((sum, area) => sum + area, 0),
      smallest: sorted[0],
      largest: sorted.at(-1),
      quantiles: Object.fromEntries(shares.map((share) => [share, quantileOf(areas, share)])),
    },
    layers: hiddenWidths.map((units, layer) => ({
      layer: layer + 1,
      units,
      cellsAfter: cellsAfterLayer[layer],
      cuts: walls.layers.reduce((count, one) => count + Number(one === layer), 0),
      wallLength: lengths.layers[layer],
    })),
    wallLength: lengths.layers.reduce((sum, length) => sum + length, 0),
    decisionBoundary: { length: lengths.decisionBoundary, segments: decisionBoundary.cells.length },
  };
}
