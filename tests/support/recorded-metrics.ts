import { readdirSync, readFileSync } from 'node:fs';
import type { ViewWindow } from '../../src/training/picture.js';

const folder = 'tests/fixtures/metrics';

/** Numbers measured on a network of tests/fixtures/nets; see tests/fixtures/README.md. */
export interface RecordedMetrics {
  readonly box: readonly [number, number, number, number];
  readonly notebook: {
    readonly accuracy: number;
    readonly decision_margin: number;
    readonly boundary_alignment_mean_distance: number;
    readonly boundary_density: number;
    readonly mean_grad_norm_first20: number;
    readonly grad_norm_first20: readonly number[];
    readonly partition_entropy_nats_data: number;
    readonly partition_entropy_nats_grid100: number;
    readonly predicted_class_counts_data: readonly number[];
    readonly predicted_class_counts_grid100: readonly number[];
  };
  readonly exact: {
    readonly mean_distance_to_nearest_wall: number;
    readonly mean_distance_to_nearest_wall_per_layer: readonly number[];
    readonly mean_distance_to_decision_boundary?: number;
    readonly min_distance_correct_points_only?: number;
    readonly points_certified?: number;
  };
}

export const recordedMetricsNames = readdirSync(folder)
  .filter((file) => /\.step\d+\.json$/.test(file))
  .map((file) => file.replace('.json', ''));

export function recordedMetrics(name: string): RecordedMetrics {
  return JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as RecordedMetrics;
}

export function recordedWindow({ box: [x0, x1, y0, y1] }: Pick<RecordedMetrics, 'box'>): ViewWindow {
  return { x0, x1, y0, y1 };
}
