/** Units and wall length near points: against brute force, and against numbers recorded for ten initialisations. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UnitWalls, widened } from '../../src/analysis/nearby-units.js';
import { measureWallDensity } from '../../src/analysis/wall-density.js';
import { nearestSegment } from '../../src/geometry/distances.js';
import { partitionOf } from '../../src/geometry/partition.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { initialModel } from '../../src/training/initialize.js';
import { batchRows, gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { labelledWalls } from '../support/labelled-walls.js';
import { lawsCases, lawsNetwork } from '../support/laws-networks.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';
import { fixtureData, readTrace, traceNetworkSpec, traceTraining } from '../support/traces.js';

const window = { x0: -1, x1: 2, y0: -2, y1: 1 };

describe('units with a wall within r', () => {
  const widths = [7, 6];
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: widths, classCount: 2 }, 21);
  const next = randomNumbers(2);
  const points = Array.from({ length: 60 }, () => [3 * next() - 1, 3 * next() - 2] as const);

  it.each([0.02, 0.1, 0.7])('are counted as one by one, r = %d', (radius) => {
    const nearby = UnitWalls.of(partitionOf(folded, widened(window, radius)), radius).around(points.flat());
    // Of walls far beyond the window, too: none may be missed.
    const walls = labelledWalls(partitionOf(folded, widened(window, 5)));
    const counts = points.map(([x, y]) =>
      widths.map(
        (width, layer) =>
          Array.from({ length: width }, (_, unit) =>
            nearestSegment(walls.segments, x, y, (i) => walls.layers[i] === layer && walls.units[i] === unit),
          ).filter(({ distance }) => distance <= radius).length,
      ),
    );
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;
    widths.forEach((_, layer) => {
      expect(nearby.layers[layer]).toBeCloseTo(mean(counts.map((count) => count[layer]!)), 13);
    });
    expect(nearby.mean).toBeCloseTo(mean(counts.map(([first, second]) => first! + second!)), 13);
    expect(nearby.share).toBeCloseTo(nearby.mean / 13, 15);
  });

  it.each(['units twice', 'units and their opposites'])('counts a shared wall for each of its units: %s', (special) => {
    const shared = lawsNetwork(lawsCases.find((one) => one.special === special && one.hiddenWidths.join() === '12,9')!);
    const { weight, bias } = shared.layers[0]!;
    const [radius, wide] = [0.3, widened(window, 0.3)];
    const { layers } = UnitWalls.of(partitionOf(shared, wide), radius).around(points.flat());
    // The whole lines of the first layer: where one is nearest to a point of the window lies in the wider one.
    const isNear = ([x, y]: readonly [number, number], unit: number): boolean => {
      const [a, b] = weight.subarray(2 * unit, 2 * unit + 2) as unknown as [number, number];
      return Math.abs(a * x + b * y + bias[unit]!) <= radius * Math.hypot(a, b);
    };
    const counts = points.map((point) => [...bias.keys()].filter((unit) => isNear(point, unit)).length);
    expect(layers[0]).toBeCloseTo(counts.reduce((a, b) => a + b) / points.length, 13);
  });
});

describe('wall length near points', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [5, 4], classCount: 2 }, 3);
  const partition = partitionOf(folded, window);

  it('about one point is what chords of a circle add up to', () => {
    const [x, y, r] = [0.4, -0.3, 0.5];
    const { layers, lengthNear, areaNear } = measureWallDensity(partition, [x, y], r);
    const walls = labelledWalls(partition);
    const parts = 2000;
    const inside = [0, 0];
    walls.layers.forEach((layer, wall) => {
      const [xa, ya, xb, yb] = walls.segments.subarray(4 * wall, 4 * wall + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      const length = Math.hypot(xb - xa, yb - ya);
      for (let part = 0; part < parts; part++) {
        const t = (part + 0.5) / parts;
        if (Math.hypot(xa + t * (xb - xa) - x, ya + t * (yb - ya) - y) < r) inside[layer]! += length / parts;
      }
    });
    layers.forEach((density, layer) => {
      // Each wall meets the circle at most twice; there a part may count or not.
      expect(Math.abs(density.lengthNear - inside[layer]!)).toBeLessThan((4 * walls.layers.length) / parts);
      expect(density.lengthNear).toBeGreaterThan(0.5);
    });
    expect(lengthNear).toBeCloseTo(layers[0]!.lengthNear + layers[1]!.lengthNear, 12);
    expect(areaNear).toBeCloseTo(Math.PI * r * r, 13);
  });

  it('with discs over the whole window is the length in the window', () => {
    const density = measureWallDensity(partition, [0.5, -0.5], 10);
    expect(density.lengthNear).toBeCloseTo(density.length, 10);
    expect(density.areaNear).toBeCloseTo(9, 11);
    expect(density.ratio).toBeCloseTo(1, 11);
  });
});

interface SeedStudy {
  readonly box: readonly [number, number, number, number];
  readonly near_radius: number;
  readonly near_area_fraction_of_box: number;
  readonly rows: readonly {
    readonly seed: number;
    readonly norm: 'none' | 'bn';
    readonly running_statistics: 'train' | 'double';
    readonly step: number;
    readonly cells: number;
    readonly walls_all: RecordedWalls;
    readonly walls_layer1: RecordedWalls;
    readonly walls_layer2: RecordedWalls;
  }[];
}
interface RecordedWalls {
  readonly length: number;
  readonly fraction_within_0_1_of_data: number;
  readonly density_near_over_density_in_box: number;
}

describe("in the notebook's networks of several initialisations", () => {
  const study = JSON.parse(readFileSync('tests/fixtures/metrics/seed-study.json', 'utf8')) as SeedStudy;
  const [x0, x1, y0, y1] = study.box;
  const trace = readTrace('circles42-64x64-none-relu-sgdm');
  const { train } = fixtureData('circles42');
  /** Fractions were recorded by sampling: 5 digits, and 3 standard errors of 100,000 points at a half. */
  const SAMPLED = 3 * Math.sqrt(0.25 / 100_000);

  const specOf = (seed: number, norm: 'none' | 'bn'): NetworkSpec =>
    traceNetworkSpec({ spec: { ...trace.spec, norm }, init_seed: seed });

  const expectRecorded = (model: ModelState, row: SeedStudy['rows'][number]): void => {
    const partition = partitionOf(foldNetwork(model, model.runningStatistics), { x0, x1, y0, y1 });
    expect(partition.cellCount).toBe(row.cells);
    const measured = measureWallDensity(partition, train.positions, study.near_radius);
    expect(Math.abs(measured.areaNear / measured.area - study.near_area_fraction_of_box)).toBeLessThan(SAMPLED);
    const pairs = [
      [measured, row.walls_all],
      [measured.layers[0]!, row.walls_layer1],
      [measured.layers[1]!, row.walls_layer2],
    ] as const;
    for (const [density, recorded] of pairs) {
      // 350 steps of two programs in float64.
      expect(Math.abs(density.length / recorded.length - 1)).toBeLessThan(1e-9);
      expect(Math.abs(density.lengthNear / density.length - recorded.fraction_within_0_1_of_data)).toBeLessThan(
        SAMPLED,
      );
      // Relative errors of the two fractions, of about a half and a third, add up.
      const ratioError = Math.abs(density.ratio! / recorded.density_near_over_density_in_box - 1);
      expect(ratioError).toBeLessThan(SAMPLED / 0.45 + SAMPLED / 0.36);
    }
  };

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('before training, seed %i', (seed) => {
    const row = study.rows.find((one) => one.seed === seed && one.norm === 'none' && one.step === 0)!;
    expectRecorded(initialModel(specOf(seed, 'none')), row);
  });

  it.each(['none', 'bn'] as const)('trained for 350 steps, normalization %s', (norm) => {
    const row = study.rows.find(
      (one) => one.seed === 1 && one.norm === norm && one.step === 350 && one.running_statistics === 'train',
    )!;
    let model = initialModel(specOf(1, norm));
    const training = traceTraining(trace);
    for (let step = 0; step < 350; step++) {
      const rows = batchRows(train.count, training, { epoch: 0, batch: step % trace.batches_per_epoch });
      model = trainStep(model, gatherBatch(train, rows), training).model;
    }
    expectRecorded(model, row);
  });
});
