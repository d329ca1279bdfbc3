/** Every recorded partition, computed with the command line from its network's file and the name of its data set. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printed } from '../support/command-line.js';
import { recordedData } from '../support/recorded-data.js';

const folder = 'tests/fixtures/partitions';
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

/** Of the recorded partitions, for float64: lengths and areas are of the order of 1 to 1,000. */
const ABSOLUTE = 1e-9;

interface Recorded {
  readonly data: string;
  readonly box: readonly number[];
  readonly cells: number;
  readonly cells_after_merging_neighbours_with_equal_affine_map: number;
  readonly vertices: number;
  readonly edges: number;
  readonly box_area: number;
  readonly smallest_cell_area: number;
  readonly median_cell_area: number;
  readonly largest_cell_area: number;
  readonly per_layer: readonly { readonly cells_after: number; readonly cuts: number; readonly wall_length: number }[];
  readonly wall_length_total: number;
  readonly decision_boundary_length: number;
  readonly decision_boundary_segments: number;
}

interface Printed {
  readonly statistics: string | null;
  readonly window: readonly number[];
  readonly isComplete: boolean;
  readonly cells: number;
  readonly linearRegions: number;
  readonly complex: {
    readonly vertices: number;
    readonly edges: number;
    readonly faces: number;
    readonly euler: number;
  };
  readonly areas: {
    readonly window: number;
    readonly sum: number;
    readonly smallest: number;
    readonly largest: number;
    readonly quantiles: Readonly<Record<string, number>>;
  };
  readonly layers: readonly { readonly cellsAfter: number; readonly cuts: number; readonly wallLength: number }[];
  readonly wallLength: number;
  readonly decisionBoundary: { readonly length: number; readonly segments: number };
}

it('covers every recorded partition', () => {
  expect(names).toHaveLength(30);
});

describe.each(names)('splinescope partition, of %s', async (name) => {
  const recorded = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Recorded;
  const network = `tests/fixtures/nets/${name}.safetensors`;
  const result = await printed<Printed>(
    'partition',
    network,
    '--data',
    recordedData(recorded.data),
    '--statistics',
    'running',
  );

  const expectClose = (actual: number, expected: number): void =>
    expect(Math.abs(actual - expected)).toBeLessThan(ABSOLUTE);

  it('has the recorded counts in the recorded window', () => {
    expect(result.window).toEqual(recorded.box);
    const { isComplete, cells, linearRegions, complex, layers, decisionBoundary } = result;
    expect({ isComplete, cells, linearRegions, complex }).toEqual({
      isComplete: true,
      cells: recorded.cells,
      linearRegions: recorded.cells_after_merging_neighbours_with_equal_affine_map,
      complex: { vertices: recorded.vertices, edges: recorded.edges, faces: recorded.cells, euler: 1 },
    });
    expect(layers.map(({ cellsAfter, cuts }) => [cellsAfter, cuts])).toEqual(
      recorded.per_layer.map(({ cells_after, cuts }) => [cells_after, cuts]),
    );
    expect(decisionBoundary.segments).toBe(recorded.decision_boundary_segments);
  });

  it('has the recorded areas and lengths', () => {
    const { areas, layers, wallLength, decisionBoundary } = result;
    expectClose(areas.window, recorded.box_area);
    expectClose(areas.sum, recorded.box_area);
    expectClose(areas.smallest, recorded.smallest_cell_area);
    expectClose(areas.quantiles['0.5']!, recorded.median_cell_area);
    expectClose(areas.largest, recorded.largest_cell_area);
    recorded.per_layer.forEach(({ wall_length }, layer) => expectClose(layers[layer]!.wallLength, wall_length));
    expectClose(wallLength, recorded.wall_length_total);
    expectClose(decisionBoundary.length, recorded.decision_boundary_length);
  });
});
