import { describe, expect, test } from 'vitest';
import {
  accuracyFloor,
  bandFromAbove,
  bandFromBelow,
  niceCeiling,
} from '../../src/components/spline-chart/chart-options.js';
import { curveTable } from '../../src/components/spline-chart/curve-data.js';

const curves = (losses: number[], accuracySteps: number[] = [], trainAccuracies: number[] = []) => ({
  lossSteps: losses.map((_, step) => step),
  losses,
  batchAccuracies: losses.map(() => NaN),
  accuracySteps,
  trainAccuracies,
  testAccuracies: trainAccuracies,
});

describe('curveTable', () => {
  test('a short run is shown step by step', () => {
    const table = curveTable([curves([3, 2, 1], [0, 3], [0.5, 1])], 10, { stepsPerEpoch: 7, since: 0 });
    expect(table).toEqual({
      steps: [0, 1, 2, 3],
      networks: [
        {
          losses: [3, 2, 1, null],
          trainAccuracies: [0.5, null, null, 1],
          epochAccuracies: [null, null, null, null],
        },
      ],
      stepsPerRow: 1,
    });
  });

  test('a long run is shown in at most so many rows, each the mean of its steps', () => {
    const table = curveTable([curves(Array.from({ length: 1000 }, (_, step) => step))], 200, {
      stepsPerEpoch: 7,
      since: 0,
    });
    expect(table.steps).toHaveLength(200);
    expect(table.stepsPerRow).toBe(5);
    expect(table.networks[0]?.losses.slice(0, 2)).toEqual([2, 7]);
  });

  test('numbers that are not finite are left out', () => {
    expect(curveTable([curves([1, NaN, Infinity])], 10, { stepsPerEpoch: 7, since: 0 }).steps).toEqual([0]);
  });

  test('networks share the steps', () => {
    const table = curveTable([curves([1]), curves([1, 2])], 10, { stepsPerEpoch: 7, since: 0 });
    expect(table.networks.map(({ losses }) => losses)).toEqual([
      [1, null],
      [1, 2],
    ]);
  });

  test('accuracies in training mode are shown as the mean of each complete epoch, at its end', () => {
    const of = (batchAccuracies: number[]) => [{ ...curves(batchAccuracies.map(() => 1)), batchAccuracies }];
    const [ofRun] = curveTable(of([0.5, 0.75, 1, 0.5, 0.25]), 10, { stepsPerEpoch: 2, since: 0 }).networks;
    expect(ofRun?.epochAccuracies).toEqual([null, null, 0.625, null, 0.75]);
    // The end of the last epoch is a row of its own.
    expect(curveTable(of([0.5, 0.75]), 10, { stepsPerEpoch: 2, since: 0 })).toMatchObject({
      steps: [0, 1, 2],
      networks: [{ epochAccuracies: [null, null, 0.625] }],
    });
    // Batches of another size from step 1 on began a new epoch there.
    const resized = curveTable(of([0.1, 0.5, 0.75, 1]), 10, { stepsPerEpoch: 2, since: 1 }).networks[0];
    expect(resized?.epochAccuracies).toEqual([null, null, null, 0.625]);
    // Of a long run not every batch is kept: no mean of some of them.
    const thinned = { ...curves([1, 1, 1]), lossSteps: [0, 2, 4], batchAccuracies: [0.5, 0.75, 1] };
    expect(
      curveTable([thinned], 10, { stepsPerEpoch: 2, since: 0 }).networks[0]?.epochAccuracies.filter(Number),
    ).toEqual([]);
    // Asked for in the middle of the first epoch only.
    expect(
      curveTable(of([NaN, 0.75, 1, 0.5]), 10, { stepsPerEpoch: 2, since: 0 }).networks[0]?.epochAccuracies.at(-1),
    ).toBe(0.75);
    expect(curveTable(of([NaN, 0.75]), 10, { stepsPerEpoch: 2, since: 0 }).networks[0]?.epochAccuracies).toEqual([
      null,
      null,
    ]);
  });

  test('nothing has no rows', () => {
    expect(curveTable([curves([])], 10, { stepsPerEpoch: 7, since: 0 }).steps).toEqual([]);
  });
});

describe('scales', () => {
  test('the bands of accuracy and loss never meet', () => {
    const [low, high] = bandFromBelow(2, 0.5);
    expect((2 - low) / (high - low)).toBe(0.5);
    const [bottom, top] = bandFromAbove(0.5, 0.4);
    // Exact up to the rounding of 0.5 / 0.4.
    expect((0.5 - bottom) / (top - bottom)).toBeCloseTo(0.6, 12);
  });

  test.each([
    [0.7, 0.8],
    [2, 2],
    [2.1, 3],
    [430, 500],
    [0.012, 0.015],
    [0, 1],
    [null, 1],
    [Infinity, 1],
  ])('the loss axis for %s ends at %s', (value, ceiling) => {
    expect(niceCeiling(value)).toBeCloseTo(ceiling, 12);
  });

  test('the accuracy axis starts at a tenth below the least value', () => {
    expect(accuracyFloor(0.47)).toBe(0.4);
    expect(accuracyFloor(0.99)).toBe(0.8);
    expect(accuracyFloor(null)).toBe(0.5);
  });
});
