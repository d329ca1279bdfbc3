import { readdirSync, readFileSync } from 'node:fs';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { recordedNet } from './recorded-nets.js';

export const partitionFolder = 'tests/fixtures/partitions';
export const recordedPartitionNames = readdirSync(partitionFolder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

/** What tests/fixtures/partitions/NAME.json says. */
export interface PartitionRecord {
  readonly box: readonly [number, number, number, number];
  readonly cells: number;
  readonly distinct_codes: number;
  readonly distinct_affine_maps: number;
  readonly cells_after_merging_neighbours_with_equal_affine_map: number;
  readonly vertices: number;
  readonly edges: number;
  readonly smallest_cell_area: number;
  readonly median_cell_area: number;
  readonly largest_cell_area: number;
  readonly per_layer: readonly { readonly cells_after: number; readonly cuts: number; readonly wall_length: number }[];
  readonly wall_length_total: number;
  readonly decision_boundary_length: number;
  readonly decision_boundary_segments: number;
}

export interface RecordedPartition {
  readonly record: PartitionRecord;
  readonly folded: FoldedNetwork;
  /** Computed, not recorded. */
  readonly partition: Partition;
}

export function recordedPartition(name: string): RecordedPartition {
  const record = JSON.parse(readFileSync(`${partitionFolder}/${name}.json`, 'utf8')) as PartitionRecord;
  const [x0, x1, y0, y1] = record.box;
  const { folded } = recordedNet(name);
  return { record, folded, partition: partitionOf(folded, { x0, x1, y0, y1 }) };
}
