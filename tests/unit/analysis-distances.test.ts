/** Exact distances and margins of recorded networks, against those of partitions in exact arithmetic. */
import { describe, expect, it } from 'vitest';
import { measureMargins } from '../../src/analysis/margins.js';
import { indexPartition } from '../../src/analysis/partition-index.js';
import { histogramOf, meanOf, quantileOf, standardErrorOf } from '../../src/analysis/summary.js';
import { uniformPoints } from '../../src/analysis/uniform-points.js';
import { measureWallDistances } from '../../src/analysis/wall-distances.js';
import { distanceToEdge, nearestSegment, nearestWall } from '../../src/geometry/distances.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { argmax, logitsAt } from '../../src/training/reference/point.js';
import { echoNetwork } from '../support/echo-network.js';
import { recordedMetrics, recordedMetricsNames, recordedWindow } from '../support/recorded-metrics.js';
import { recordedNet } from '../support/recorded-nets.js';
import { fixtureData } from '../support/traces.js';

/** Tolerance of the recorded means of float64 distances. */
const DISTANCE = 1e-8;

describe.each(recordedMetricsNames)('in %s', (name) => {
  const recorded = recordedMetrics(name);
  const { exact } = recorded;
  const window = recordedWindow(recorded);
  const { folded, data } = recordedNet(name);
  const { train } = fixtureData(data);
  const index = indexPartition(partitionOf(folded, window));
  const margins = measureMargins(folded, index, train);

  it('mean distances to walls, to those of each layer and to the decision boundary', () => {
    const { anyWall, layers, decisionBoundary, pointCount } = measureWallDistances(folded, index, train.positions);
    expect(pointCount).toBe(train.count);
    // The recorded nearest walls are those in the window; for points near its edge one outside may be nearer.
    const points = Array.from({ length: train.count }, (_, row) => train.positions.subarray(2 * row, 2 * row + 2));
    const inWindow = points.map(([x, y]) => Math.min(...index.layers.map((layer) => layer.nearest(x!, y!).distance)));
    const anywhere = points.map((point) => nearestWall(folded, point).distance);
    expect(Math.abs(meanOf(inWindow) - exact.mean_distance_to_nearest_wall)).toBeLessThan(DISTANCE);
    expect(Math.abs(anyWall.mean! - meanOf(anywhere))).toBeLessThan(1e-9);
    points.forEach((point, row) => {
      const isSettled = anywhere[row]! <= distanceToEdge(window, point);
      if (isSettled) expect(Math.abs(anywhere[row]! - inWindow[row]!)).toBeLessThan(1e-9);
      else expect(anywhere[row]).toBeLessThanOrEqual(inWindow[row]! + 1e-9);
    });
    expect(anyWall.settledShare).toBe(1);
    exact.mean_distance_to_nearest_wall_per_layer.forEach((mean, layer) => {
      expect(Math.abs(layers[layer]!.mean! - mean)).toBeLessThan(DISTANCE);
    });
    if (exact.mean_distance_to_decision_boundary === undefined) {
      expect(decisionBoundary).toEqual({ mean: null, standardError: null, settledShare: 0 });
      return;
    }
    expect(Math.abs(decisionBoundary.mean! - exact.mean_distance_to_decision_boundary)).toBeLessThan(DISTANCE);
    expect(decisionBoundary.settledShare).toBe(exact.points_certified! / train.count);
    expect(margins.certifiedByWindow).toBe(exact.points_certified);
  });

  it('margins are the signed distances, and the least of the right ones is the recorded one', () => {
    const { decisionBoundary } = index.partition;
    margins.values.forEach((margin, row) => {
      const point = train.positions.subarray(2 * row, 2 * row + 2);
      const { distance } = nearestSegment(decisionBoundary.segments, point[0]!, point[1]!);
      if (!Number.isFinite(distance)) return;
      const isRight = argmax(logitsAt(folded, point)) === train.labels[row];
      // By cell and by segment are two ways to one foot.
      expect(Math.abs(margin! - (isRight ? distance : -distance))).toBeLessThan(1e-9);
      if (distance <= distanceToEdge(window, point)) expect(margins.isCertified[row]).toBe(true);
    });
    const least = exact.min_distance_correct_points_only;
    if (least === undefined) expect(margins.values.every((margin) => margin === null)).toBe(true);
    else expect(Math.abs(margins.minimumOfRight! - least)).toBeLessThan(DISTANCE);
  });
});

describe('margins of the circles after training', () => {
  const name = 'circles42-64x64-none-relu-sgdm.step350';
  const { folded } = recordedNet(name);
  const { train } = fixtureData('circles42');
  const index = indexPartition(partitionOf(folded, recordedWindow(recordedMetrics(name))));
  const margins = measureMargins(folded, index, train);
  const sorted = margins.values.map(Number).sort((a, b) => a - b);

  it('have the order statistics that they are said to have', () => {
    expect(margins.minimum).toBe(sorted[0]);
    expect(margins.median).toBeCloseTo((sorted[249]! + sorted[250]!) / 2, 15);
    // numpy.quantile: place 0.05 * 499 = 24.95.
    expect(margins.lowQuantile).toBeCloseTo(sorted[24]! + 0.95 * (sorted[25]! - sorted[24]!), 15);
    expect(margins.mean).toBeCloseTo(sorted.reduce((a, b) => a + b) / 500, 14);
    expect(margins.histogram!.counts.reduce((a, b) => a + b)).toBe(500);
    expect(margins.histogram).toMatchObject({ from: sorted[0], to: sorted.at(-1) });
  });

  it('are negative for the points that are classified wrongly', () => {
    expect(margins.minimum).toBeLessThan(0);
    expect(margins.values.filter((margin) => margin! < 0)).toHaveLength(5);
  });

  it('cannot all reach half the gap between the classes', () => {
    // The oracle's number for this data set, to the digits given there.
    expect(margins.halfGap).toBeCloseTo(0.0194, 4);
  });

  it('count as certified by the cell only where the boundary is no farther than the nearest wall', () => {
    const near = margins.values.filter((margin, row) => {
      const wall = nearestWall(folded, train.positions.subarray(2 * row, 2 * row + 2)).distance;
      return Math.abs(margin!) <= wall;
    });
    expect(near).toHaveLength(margins.certifiedByCell);
    expect(near.length).toBeGreaterThan(0);
  });
});

describe('in a window that cuts the decision boundary off', () => {
  const { folded } = recordedNet('circles42-8-bn-relu-sgdm.step350');
  const { train } = fixtureData('circles42');
  const whole = indexPartition(partitionOf(folded, { x0: -3, x1: 3, y0: -3, y1: 3 }));
  const part = indexPartition(partitionOf(folded, { x0: 0.9, x1: 3, y0: -3, y1: 3 }));

  it('certified margins are those of the large window, others may be too large', () => {
    const [all, some] = [whole, part].map((index) => measureMargins(folded, index, train));
    expect(some!.certifiedCount).toBeLessThan(all!.certifiedCount);
    let larger = 0;
    some!.values.forEach((margin, row) => {
      const [seen, truth] = [Math.abs(margin ?? Infinity), Math.abs(all!.values[row]!)];
      if (some!.isCertified[row]) expect(Math.abs(seen - truth)).toBeLessThan(1e-9);
      else if (seen > truth + 1e-9) larger++;
    });
    expect(larger).toBeGreaterThan(0);
  });
});

describe('points drawn from a window', () => {
  const window = { x0: -1, x1: 3, y0: 5, y1: 6 };
  const points = uniformPoints(window, 2000, 0);

  it('are in it, evenly, and the same again', () => {
    const xs = points.filter((_, i) => i % 2 === 0);
    const ys = points.filter((_, i) => i % 2 === 1);
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...xs)).toBeLessThan(3);
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...ys)).toBeLessThan(6);
    // Four standard errors of the mean of a uniform variable of width 4.
    expect(Math.abs(xs.reduce((a, b) => a + b) / 2000 - 1)).toBeLessThan((4 * 4) / Math.sqrt(12 * 2000));
    expect(uniformPoints(window, 2000, 0)).toEqual(points);
    expect(uniformPoints(window, 2000, 1)).not.toEqual(points);
  });
});

describe('summaries', () => {
  it('a quantile lies between the values, also beside infinity', () => {
    expect(quantileOf([3, 1, 2], 0.25)).toBe(1.5);
    expect(quantileOf([1, 2, Infinity], 0.5)).toBe(2);
    expect(quantileOf([1, Infinity], 0.5)).toBe(Infinity);
    expect(quantileOf([], 0.5)).toBeNaN();
  });

  it('a standard error is that of the mean', () => {
    expect(standardErrorOf([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3 / 4), 15);
  });

  it('a histogram counts both of its ends', () => {
    expect(histogramOf([0, 0.4, 0.5, 1, 1.1, -0.1], 0, 1, 2).counts).toEqual([2, 2]);
    expect(histogramOf([2, 2], 2, 2, 3).counts).toEqual([0, 0, 2]);
  });
});

it('a wall that two layers share is a wall of both', () => {
  const folded = echoNetwork();
  const window = { x0: -2, x1: 2, y0: -2, y1: 2 };
  const index = indexPartition(partitionOf(folded, window));
  const positions = uniformPoints({ x0: -0.5, x1: 0.5, y0: -0.5, y1: 0.5 }, 40, 1);
  const { weight, bias } = folded.layers[0]!;
  const distanceTo = (unit: number, x: number, y: number): number => {
    const [a, b] = [weight[2 * unit]!, weight[2 * unit + 1]!];
    return Math.abs(a * x + b * y + bias[unit]!) / Math.hypot(a, b);
  };
  // The second layer's are those of the first nine units; where the nearest is farther than 1.5 its foot may lie outside.
  const expected = [12, 9].map((units) =>
    Array.from({ length: 40 }, (_, i) =>
      Math.min(
        ...Array.from({ length: units }, (_, unit) => distanceTo(unit, positions[2 * i]!, positions[2 * i + 1]!)),
      ),
    ),
  );
  expect(Math.max(...expected.flat())).toBeLessThan(1.5);
  const { layers } = measureWallDistances(folded, index, positions);
  layers.forEach(({ mean }, layer) => expect(Math.abs(mean! - meanOf(expected[layer]!))).toBeLessThan(1e-12));
});
