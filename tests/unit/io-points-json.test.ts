import { describe, expect, it } from 'vitest';
import { InvalidFileError } from '../../src/io/invalid-file-error.js';
import { hasPoints, pointsFromJson } from '../../src/io/points-json.js';

it('points keep their order; classes are numbered by size, words by their first point', () => {
  const X = [
    [3, 1],
    [-2.5, 0],
    [0, 1e-3],
  ];
  expect(pointsFromJson('a', { X, y: [7, -1, 7] })).toEqual({
    points: [
      { x: 3, y: 1, label: 1 },
      { x: -2.5, y: 0, label: 0 },
      { x: 0, y: 1e-3, label: 1 },
    ],
    classNames: ['-1', '7'],
  });
  expect(pointsFromJson('a', { X, y: ['red', 'blue', 'red'] }).classNames).toEqual(['red', 'blue']);
});

it('JSON has points where it has X and y', () => {
  expect([{ X: 1, y: 2, name: 'a' }, { X: [] }, { x: [], y: [] }, null, [1], 'Xy'].map(hasPoints)).toEqual([
    ...[true, false, false, false, false, false],
  ]);
});

describe('are refused', () => {
  const two = [
    [0, 0],
    [1, 1],
  ];
  it.each<[X: unknown, y: unknown, message: string]>([
    ['00', [0, 1], 'X is not a list. Accepted: an object with X, a list of [x, y], and y'],
    [two, { 0: 1 }, 'y is not a list'],
    [two, [0, 1, 1], 'X has 2 entries and y has 3'],
    [[[0, 0]], [0], 'it has 1 point. Accepted: 2 to 4,000 points'],
    [[[0, 0], [1]], [0, 1], 'X[1] is [1]. Accepted: two numbers, [x, y]'],
    [
      [
        [0, 0, 0],
        [1, 1, 1],
      ],
      [0, 1],
      'X[0] is [0,0,0]',
    ],
    [
      [
        [0, '0'],
        [1, 1],
      ],
      [0, 1],
      'X[0] is [0,"0"]',
    ],
    [[null, [1, 1]], [0, 1], 'X[0] is null'],
    [
      [
        [0, 0],
        [1, 1e9],
      ],
      [0, 1],
      'X[1][1] is 1000000000. Accepted: numbers from -10,000 to 10,000',
    ],
    [two, [0, null], 'y[1] is null. Accepted: numbers or words'],
    [two, [0, [1]], 'y[1] is [1]'],
    [two, ['', 'a'], 'y[0] is ""'],
    [two, [1, 1], 'all points are of one class. Accepted: 2 to 10 classes'],
  ])('%j with %j', (X, y, message) => {
    expect(() => pointsFromJson('points.json', { X, y })).toThrow(InvalidFileError);
    expect(() => pointsFromJson('points.json', { X, y })).toThrow(`points.json: ${message}`);
  });
});
