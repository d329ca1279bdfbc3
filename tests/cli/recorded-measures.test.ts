/** Every recorded measure, computed with the command line from its network's file and the name of its data set. */
import { describe, expect, it } from 'vitest';
import type { Measures } from '../../src/analysis/measures.js';
import { printed } from '../support/command-line.js';
import { recordedData } from '../support/recorded-data.js';
import { recordedMetrics, recordedMetricsNames } from '../support/recorded-metrics.js';
import { recordedNet } from '../support/recorded-nets.js';

/** Of the recorded measures, for float64: the last of 30 halvings is 1.9e-9 long; forward and backward passes. */
const tolerance = { distance: 1e-8, gradient: 1e-10 };

/** The recorded nearest wall is that in the window, the measured one anywhere: here one outside is nearer to a point. */
const nearerOutside = 'blobs42-16x16-none-relu-sgdm.step351';

/** As JSON has them: with a decision boundary in the window, and cells. */
type Printed = {
  readonly [K in keyof Measures]: Exclude<Measures[K], { readonly absent: unknown }>;
};

it('covers every recorded network', () => {
  expect(recordedMetricsNames).toHaveLength(30);
});

describe.each(recordedMetricsNames)('splinescope measure, of %s', async (name) => {
  const { notebook, exact, box } = recordedMetrics(name);
  const network = `tests/fixtures/nets/${name}.safetensors`;
  const { measures } = await printed<{ measures: Printed }>(
    ...['measure', network, '--data', recordedData(recordedNet(name).data), '--statistics', 'running'],
    // Only the data are compared.
    ...['--uniform', '1'],
  );

  const expectClose = (actual: number | null, expected: number, allowed: number): void =>
    expect(Math.abs((actual ?? NaN) - expected)).toBeLessThan(allowed);

  it("has the notebook's recorded quantities", () => {
    const { notebook: measured, step } = measures;
    expect(`step${step}`).toBe(name.split('.').at(-1));
    expect(measured.accuracy).toBe(notebook.accuracy);
    expect(measured.boundaryDensity).toBe(notebook.boundary_density);
    expect(measured.regionCount).toBe(notebook.predicted_class_counts_grid100.filter((count) => count > 0).length);
    expectClose(measured.boundaryAlignment, notebook.boundary_alignment_mean_distance, tolerance.distance);
    expectClose(measured.decisionMargin, notebook.decision_margin, tolerance.distance);
    expectClose(measured.entropyOfData, notebook.partition_entropy_nats_data, tolerance.distance);
    expectClose(measured.entropyOfGrid, notebook.partition_entropy_nats_grid100, tolerance.distance);
    expectClose(measured.meanGradientNorm, notebook.mean_grad_norm_first20, tolerance.gradient);
  });

  it('has the recorded exact distances in the recorded window', () => {
    const { window, wallDistances, margins } = measures;
    expect([window.x0, window.x1, window.y0, window.y1]).toEqual(box);
    const { anyWall, layers, decisionBoundary } = wallDistances.data;
    if (name === nearerOutside) expect(anyWall.mean).toBeLessThan(exact.mean_distance_to_nearest_wall);
    else expectClose(anyWall.mean, exact.mean_distance_to_nearest_wall, tolerance.distance);
    exact.mean_distance_to_nearest_wall_per_layer.forEach((mean, layer) => {
      expectClose(layers[layer]!.mean, mean, tolerance.distance);
    });
    const { mean_distance_to_decision_boundary: toBoundary, min_distance_correct_points_only: margin } = exact;
    if (toBoundary === undefined) expect(decisionBoundary.mean).toBeNull();
    else expectClose(decisionBoundary.mean, toBoundary, tolerance.distance);
    if (margin === undefined) expect(margins.minimumOfRight).toBeNull();
    else expectClose(margins.minimumOfRight, margin, tolerance.distance);
    if (exact.points_certified !== undefined) expect(margins.certifiedByWindow).toBe(exact.points_certified);
  });
});
