import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dataSetNames, type DataConfig, type DataSet } from '../../src/training/data-set.js';
import { dataSetCatalog, defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { dataWindow, pictureWindow } from '../../src/training/datasets/data-window.js';
import { makeDataSet, makeUnplaced } from '../../src/training/datasets/make-data-set.js';
import { placeData } from '../../src/training/datasets/place-data.js';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';

const notebook = defaultDataConfig('circles');
const custom = defaultDataConfig('custom');

const rows = ({ positions, labels }: DataSet['train']): string[] =>
  Array.from(labels, (label, index) => `${positions[2 * index]} ${positions[2 * index + 1]} ${label}`);

function meanOf({ positions, count }: DataSet['train']): [number, number] {
  let [x, y] = [0, 0];
  positions.forEach((value, index) => {
    if (index % 2 === 0) x += value / count;
    else y += value / count;
  });
  return [x, y];
}

describe('every set of the catalog', () => {
  test.each(dataSetNames)('%s makes finite points of every class, the same each time', (set) => {
    for (const split of set === 'custom' ? (['holdout'] as const) : (['fresh', 'holdout'] as const)) {
      const { noise, classes } = dataSetCatalog[set];
      for (const level of noise ? [noise.min, noise.default, noise.max] : [0]) {
        const classCount = set === 'custom' ? 2 : (classes?.max ?? 2);
        const config = { ...defaultDataConfig(set), split, noise: level, classCount, testFraction: 0.3 };
        const data = makeDataSet(config);
        const total = set === 'custom' ? config.customPoints.length : config.sampleCount;
        expect(data.test.count).toBe(Math.ceil(0.3 * total));
        expect(data.train.count).toBe(split === 'fresh' ? total : total - data.test.count);
        expect(data.train.positions.length).toBe(2 * data.train.count);
        expect([...data.train.positions, ...data.test.positions].every(Number.isFinite)).toBe(true);
        expect(new Set(data.train.labels).size).toBe(classCount);
        expect(makeDataSet(config)).toEqual(data);
        expect(rows(makeDataSet({ ...config, seed: 43 }).train)).not.toEqual(rows(data.train));
      }
    }
  });

  test.each(dataSetNames)('%s has a default within its ranges', (set) => {
    const { noise, classes } = dataSetCatalog[set];
    const config = defaultDataConfig(set);
    for (const range of [noise, classes]) {
      if (range) expect(range.default >= range.min && range.default <= range.max).toBe(true);
    }
    expect(() => makeDataSet(config)).not.toThrow();
  });

  test.each(dataSetNames)('%s mixes its classes from the first batch on', (set) => {
    const { train, classCount } = makeDataSet(defaultDataConfig(set));
    expect(new Set(train.labels.subarray(0, 32)).size).toBe(classCount);
  });
});

test('the notebook set is circles42, all of it trained on, in the reference box', () => {
  const fixture = JSON.parse(readFileSync('tests/fixtures/datasets/circles42.json', 'utf8')) as {
    X: number[][];
    y: number[];
    box: number[];
  };
  const data = makeDataSet(notebook);
  expect([...data.train.positions]).toEqual(fixture.X.flat().map(Math.fround));
  expect([...data.train.labels]).toEqual(fixture.y);
  const { x0, x1, y0, y1 } = dataWindow(data);
  expect([x0, x1, y0, y1]).toEqual(fixture.box);
});

describe('split', () => {
  test('fresh points are those of the next seed and leave the training set alone', () => {
    const data = makeDataSet({ ...notebook, testFraction: 0.9 });
    expect(rows(makeDataSet({ ...notebook, sampleCount: 450, seed: 43 }).train)).toEqual(rows(data.test));
    expect(rows(makeDataSet({ ...notebook, testFraction: 0 }).train)).toEqual(rows(data.train));
  });

  test('holdout takes the points that train_test_split takes', () => {
    const data = makeDataSet({ ...notebook, split: 'holdout', testFraction: 0.2 });
    const all = rows(makeDataSet(notebook).train);
    expect([...rows(data.train), ...rows(data.test)].sort()).toEqual([...all].sort());
    // RandomState(42).permutation(500) begins with these: test points first, in this order.
    const { choice_500_50_noreplace: first } = JSON.parse(
      readFileSync('tests/fixtures/rng/randomstate-42.json', 'utf8'),
    ) as { choice_500_50_noreplace: number[] };
    expect(rows(data.test).slice(0, 50)).toEqual(first.map((index) => all[index]));
  });

  test('no test points where none are asked for', () => {
    for (const split of ['fresh', 'holdout'] as const) {
      const data = makeDataSet({ ...notebook, split, testFraction: 0 });
      expect(data.test.count).toBe(0);
      expect(data.train.count).toBe(500);
    }
  });
});

describe('placement', () => {
  const unplaced = makeUnplaced(notebook);
  const at = (change: Partial<DataConfig['placement']>): DataSet =>
    placeData(unplaced, { ...notebook.placement, ...change });

  test('moving adds to every coordinate', () => {
    const moved = at({ dx: 4, dy: -3 });
    moved.train.positions.forEach((value, index) => {
      expect(value).toBe(Math.fround((unplaced.train.positions[index] ?? NaN) + (index % 2 === 0 ? 4 : -3)));
    });
  });

  test('turning and scaling keep the mean of the training points, test points included', () => {
    const placed = at({ scale: 3, rotation: 90 });
    const [meanX, meanY] = unplaced.mean;
    // Float32 rounds each coordinate, below 8 in size, by up to 2.4e-7.
    const [x, y] = meanOf(placed.train);
    expect(Math.hypot(x - meanX, y - meanY)).toBeLessThan(5e-7);
    for (const part of ['train', 'test'] as const) {
      const before = unplaced[part].positions;
      const after = placed[part].positions;
      for (let index = 0; index < after.length; index += 2) {
        // A quarter turn counter-clockwise takes (u, v) to (-v, u).
        const u = (before[index] ?? NaN) - meanX;
        const v = (before[index + 1] ?? NaN) - meanY;
        expect(Math.abs((after[index] ?? NaN) - (meanX - 3 * v))).toBeLessThan(5e-7);
        expect(Math.abs((after[index + 1] ?? NaN) - (meanY + 3 * u))).toBeLessThan(5e-7);
      }
    }
  });

  test('is what makeDataSet does, and leaves the unplaced points as they are', () => {
    const placement = { dx: 4, dy: 4, scale: 0.5, rotation: -30 };
    const before = unplaced.train.positions.slice();
    expect(makeDataSet({ ...notebook, placement })).toEqual(placeData(unplaced, placement));
    expect(unplaced.train.positions).toEqual(before);
  });
});

describe('own points', () => {
  const points = [
    { x: 0, y: 0, label: 0 },
    { x: 1, y: 2, label: 1 },
    { x: 1, y: 2, label: 1 },
  ];

  test('are kept whole, duplicates too', () => {
    const { train } = makeDataSet({ ...custom, customPoints: points });
    expect(rows(train).sort()).toEqual(['0 0 0', '1 2 1', '1 2 1']);
  });

  test('keep their order or are mixed by the seed', () => {
    const listed = Array.from({ length: 20 }, (_, index) => ({ x: index, y: 0, label: index < 10 ? 0 : 1 }));
    const order = (change: Partial<DataConfig>): string[] =>
      rows(makeDataSet({ ...custom, customPoints: listed, ...change }).train);
    const given = listed.map(({ x, y, label }) => `${x} ${y} ${label}`);
    expect(order({ order: 'given' })).toEqual(given);
    expect(order({ order: 'shuffled' })).not.toEqual(given);
    expect(order({ order: 'shuffled' }).sort()).toEqual(given.sort());
    expect(order({ order: 'shuffled', seed: 1 })).not.toEqual(order({ order: 'shuffled' }));
  });

  test('all on one spot still give a window', () => {
    const data = makeDataSet({ ...custom, customPoints: points.map(({ label }) => ({ x: 3, y: -1, label })) });
    expect(pictureWindow(data)).toEqual({ x0: 2.5, x1: 3.5, y0: -1.5, y1: -0.5 });
  });

  test.each<[Partial<DataConfig>, string]>([
    [{ customPoints: [...points, { x: NaN, y: 0, label: 0 }] }, 'customPoints[3].x is NaN; allowed: numbers from'],
    [{ customPoints: [...points, { x: 0, y: Infinity, label: 0 }] }, 'customPoints[3].y is Infinity'],
    [
      { customPoints: [...points, { x: 0, y: 0, label: 2 }] },
      'customPoints[3].label is 2; allowed: whole numbers from 0 to 1',
    ],
    [{ customPoints: [] }, 'customPoints.length is 0; allowed: whole numbers from 2 to 4000'],
    [{ customPoints: points, classCount: 3 }, 'at least one point of each of 3 classes (class 2 has none)'],
    [{ customPoints: points, split: 'fresh', testFraction: 0.1 }, 'split is "fresh"; allowed: holdout'],
    [{ customPoints: points, order: 'up' as 'given' }, 'order is "up"; allowed: given, shuffled'],
    [{ customPoints: points, testFraction: 0.9 }, 'testFraction is 0.9; allowed: shares that leave training points'],
  ])('%o are refused', (change, message) => {
    expect(() => makeDataSet({ ...custom, ...change })).toThrow(InvalidSettingError);
    expect(() => makeDataSet({ ...custom, ...change })).toThrow(message);
  });
});

test.each<[Partial<DataConfig>, string]>([
  [{ sampleCount: 19 }, 'sampleCount is 19; allowed: whole numbers from 20 to 4000'],
  [{ sampleCount: 100.5 }, 'sampleCount is 100.5'],
  [{ noise: 0.6 }, 'noise is 0.6; allowed: numbers from 0 to 0.5'],
  [{ noise: NaN }, 'noise is NaN'],
  [{ seed: 2 ** 32 - 1 }, 'seed is 4294967295; allowed: whole numbers from 0 to 4294967294'],
  [{ classCount: 3 }, 'classCount is 3; allowed: whole numbers from 2 to 2'],
  [{ set: 'blobs', noise: 1, classCount: 11 }, 'classCount is 11; allowed: whole numbers from 2 to 10'],
  [{ set: 'classification', classCount: 5 }, 'classCount is 5; allowed: whole numbers from 2 to 4'],
  [{ testFraction: 1 }, 'testFraction is 1; allowed: numbers from 0 to 0.9'],
  [{ placement: { dx: NaN, dy: 0, scale: 1, rotation: 0 } }, 'placement.dx is NaN'],
  [{ placement: { dx: 0, dy: 0, scale: 0, rotation: 0 } }, 'placement.scale is 0; allowed: numbers from 0.05 to 20'],
  [
    { set: 'blobs', noise: 1, classCount: 10, sampleCount: 20, split: 'holdout', testFraction: 0.9 },
    'testFraction is 0.9',
  ],
])('%o is refused', (change, message) => {
  expect(() => makeDataSet({ ...notebook, ...change })).toThrow(InvalidSettingError);
  expect(() => makeDataSet({ ...notebook, ...change })).toThrow(message);
});

test('the smallest and the largest set can be made', () => {
  for (const sampleCount of [20, 4000]) {
    for (const set of dataSetNames) {
      if (set === 'custom') continue;
      const data = makeDataSet({ ...defaultDataConfig(set), sampleCount, testFraction: 0.05 });
      expect(data.train.count).toBe(sampleCount);
      expect([...data.test.positions].every(Number.isFinite)).toBe(true);
    }
  }
});

test('the picture is square about the centre of the data and holds it', () => {
  const data = makeDataSet(defaultDataConfig('moons'));
  const tight = dataWindow(data);
  const square = pictureWindow(data);
  // Differences of numbers below 4 in size.
  expect(Math.abs(square.x1 - square.x0 - (square.y1 - square.y0))).toBeLessThan(1e-14);
  expect(square.x0).toBeCloseTo(tight.x0, 14);
  expect(square.y0).toBeLessThan(tight.y0);
  expect(square.y0 + square.y1).toBeCloseTo(tight.y0 + tight.y1, 14);
});
