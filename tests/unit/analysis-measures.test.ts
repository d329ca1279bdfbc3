/** The whole set of measures of a network: consistent with one another, kept by JSON, cancelled, and absent with a reason. */
import { describe, expect, it } from 'vitest';
import { measureNetwork } from '../../src/analysis/measure-network.js';
import { isAbsent, type Absent, type MeasureRequest, type Measures } from '../../src/analysis/measures.js';
import { uniformPoints } from '../../src/analysis/uniform-points.js';
import { nearestWall } from '../../src/geometry/distances.js';
import { initialModel } from '../../src/training/initialize.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { recordedRequest } from '../support/measure-request.js';
import { recordedMetrics } from '../support/recorded-metrics.js';
import { smallSpec } from '../support/random-model.js';

const names = ['circles42-16x16-bn-relu-sgdm.step350', 'circles42-16x16-none-relu-sgdm.step350'];

function present<T extends object>(measured: T | Absent): T {
  if (isAbsent(measured)) throw new Error(`is absent: ${measured.absent}`);
  return measured;
}

describe.each(names)('of %s', async (name) => {
  const request = recordedRequest(name);
  const shares: number[] = [];
  const measures = await measureNetwork(request, { onProgress: (share) => shares.push(share) });
  const folded = foldAsDrawn(request.model, request.data, 'running', request.batchRows);

  it('every part is there, as JSON would give it back', () => {
    expect(JSON.parse(JSON.stringify(measures))).toEqual(measures);
    const parts = Object.values(measures).filter((part) => typeof part === 'object') as object[];
    expect(parts.filter(isAbsent)).toEqual([]);
  });

  it('progress only grows, from 0 on', () => {
    expect(shares[0]).toBe(0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.length).toBeGreaterThan(5);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  it('the notebook and the exact numbers are the recorded ones', () => {
    const { notebook, exact } = recordedMetrics(name);
    expect(measures.notebook.boundaryAlignment).toBeCloseTo(notebook.boundary_alignment_mean_distance, 7);
    const { data } = present(measures.wallDistances);
    expect(data.decisionBoundary.mean).toBeCloseTo(exact.mean_distance_to_decision_boundary!, 7);
    expect(present(measures.margins).minimumOfRight).toBeCloseTo(exact.min_distance_correct_points_only!, 7);
  });

  it('ratios compare the data with points drawn evenly', () => {
    const { data, uniform, ratio } = present(measures.wallDistances);
    const points = uniformPoints(request.window, 2000, 0);
    const distances = Array.from(
      { length: 2000 },
      (_, i) => nearestWall(folded, points.subarray(2 * i, 2 * i + 2)).distance,
    );
    expect(uniform.anyWall.mean).toBeCloseTo(distances.reduce((a, b) => a + b) / 2000, 12);
    expect(ratio).toBe(data.anyWall.mean! / uniform.anyWall.mean!);
    // Training has drawn walls to the data in both.
    expect(ratio).toBeLessThan(1);
    const nearby = present(measures.nearbyUnits);
    expect(nearby.ratio).toBe(nearby.data.mean / nearby.uniform.mean);
    expect(nearby.ratio).toBeGreaterThan(1);
  });

  it('counts do not contradict one another', () => {
    const regions = present(measures.regions);
    expect(regions.activationCells).toBe(regions.cellsAfterLayer.at(-1));
    expect(regions.linearRegions).toBeLessThanOrEqual(regions.activationCells);
    expect(regions.activationCells).toBeLessThan(present(measures.regionBounds).upperOfRelu!);
    expect(regions.entropyByArea.occupiedCells).toBe(regions.activationCells);
    expect(measures.entropyByData.occupiedCodes).toBeLessThanOrEqual(Math.min(500, regions.activationCells));
    const density = present(measures.wallDensity);
    expect(regions.wallLengths.reduce((a, b) => a + b)).toBeCloseTo(density.length, 9);
  });

  it('the gradient of the batch is the one that the landscape follows, and its rows are named', () => {
    expect(measures.batchRows).toEqual(Array.from({ length: 64 }, (_, row) => row));
    expect(measures.gradientNorms.batch).toBe(measures.landscape.gradientNorm);
    expect(measures.gradientNorms.trainingSet).toBeGreaterThan(0);
  });
});

it('at the start, batch normalization on its own data has no excess, and all lines of its first layer meet', async () => {
  const request = recordedRequest('circles42-64x64-bn-relu-sgdm.step0');
  const measure = async (statistics: MeasureRequest['statistics']): Promise<Measures> =>
    measureNetwork({ ...request, statistics, options: { uniformCount: 100 } });
  const [data, running] = [await measure('data'), await measure('running')];
  for (const { excess, cost } of present(data.alignmentCost)) expect(excess / cost).toBe(0);
  for (const { excess, cost } of present(running.alignmentCost)) expect(excess / cost).toBeGreaterThan(1e-6);
  // science: 128 wedges, then far more cells than with the statistics 0 and 1, whose deeper walls are rays.
  expect(present(data.regions).cellsAfterLayer[0]).toBe(128);
  expect(present(running.regions).activationCells).toBe(272);
  expect(present(data.regions).activationCells).toBeGreaterThan(7000);
  expect(present(data.nearbyUnits).data.mean).toBeGreaterThan(present(running.nearbyUnits).data.mean);
});

describe('what cannot be measured is absent and says why', () => {
  const request = recordedRequest('circles42-8-none-relu-sgdm.step350');
  const exactParts = ['regions', 'wallDistances', 'margins', 'nearbyUnits', 'wallDensity'] as const;

  it('curved boundaries: the notebook and the landscape stay', async () => {
    const spec = { ...smallSpec, classCount: 2, normalization: 'layer' as const };
    const measures = await measureNetwork({ ...request, model: initialModel(spec) });
    for (const part of [...exactParts, 'alignmentCost', 'regionBounds'] as const) {
      expect(measures[part]).toEqual({ absent: 'curved-boundaries' });
    }
    expect(measures.notebook.accuracy).toBeGreaterThan(0);
    expect(measures.landscape.losses).toHaveLength(8);
    expect(measures.entropyByData.occupiedCodes).toBeGreaterThan(1);
    expect(JSON.parse(JSON.stringify(measures))).toEqual(measures);
  });

  it('too many cells', async () => {
    const measures = await measureNetwork({ ...request, options: { mostCells: 20 } });
    for (const part of exactParts) expect(measures[part]).toEqual({ absent: 'too-many-cells' });
    expect(isAbsent(measures.alignmentCost)).toBe(false);
  });

  it('inputs of three dimensions: cells of the plane are there, distances of points are not', async () => {
    const { train } = request.data;
    const positions = Float32Array.from({ length: 3 * train.count }, (_, i) =>
      i % 3 === 2 ? 0.5 : train.positions[2 * Math.floor(i / 3) + (i % 3)]!,
    );
    const data = { ...request.data, dimension: 3, train: { ...train, positions } };
    const model = initialModel({ ...smallSpec, inputDimension: 3, classCount: 2 });
    const measures = await measureNetwork({ ...request, data, model });
    for (const part of exactParts.slice(1)) expect(measures[part]).toEqual({ absent: 'not-planar' });
    expect(present(measures.regions).activationCells).toBeGreaterThan(10);
  });
});

it('ends at the next pause once it is told to', async () => {
  const control = new AbortController();
  const shares: number[] = [];
  const onProgress = (share: number): void => {
    shares.push(share);
    if (share > 0) control.abort(new Error('enough'));
  };
  const work = measureNetwork(recordedRequest(names[0]!), { onProgress, signal: control.signal });
  await expect(work).rejects.toThrow('enough');
  expect(shares).toHaveLength(2);
});
