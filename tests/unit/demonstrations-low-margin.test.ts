/** The margin that all but one in twenty points keep: where the window does not tell, more of the plane does. */
import { expect, it } from 'vitest';
import { lowMarginInPieces } from '../../src/analysis/demonstrations/low-margin.js';
import { measureMargins } from '../../src/analysis/margins.js';
import { indexPartition } from '../../src/analysis/partition-index.js';
import { partitionOf } from '../../src/geometry/partition.js';
import type { LabelledPoints } from '../../src/training/data-set.js';
import type { ViewWindow } from '../../src/training/picture.js';
import { finish } from '../../src/training/workers/pieces.js';
import { fixtureData } from '../support/traces.js';
import { recordedNet } from '../support/recorded-nets.js';

const square = (half: number): ViewWindow => ({ x0: -half, x1: half, y0: -half, y1: half });
const { folded } = recordedNet('circles42-64x64-none-relu-sgdm.step350');
const { train } = fixtureData('circles42');

/** Its points about the middle, far from the boundary between the rings. */
function middle(half: number): LabelledPoints {
  const rows = Array.from({ length: train.count }, (_, row) => row).filter((row) =>
    [0, 1].every((axis) => Math.abs(train.positions[2 * row + axis]!) < half),
  );
  return {
    positions: Float32Array.from(rows.flatMap((row) => [train.positions[2 * row]!, train.positions[2 * row + 1]!])),
    labels: Uint8Array.from(rows, (row) => train.labels[row]!),
    count: rows.length,
  };
}
const lowMargin = (points: LabelledPoints, half: number) => finish(lowMarginInPieces(folded, points, square(half)));
const seenIn = (points: LabelledPoints, half: number): number | null =>
  measureMargins(folded, indexPartition(partitionOf(folded, square(half))), points).lowQuantile;

it('looks beyond a window that proves nothing, and finds what a wide one shows', () => {
  const points = middle(0.45);
  const wide = seenIn(points, 4)!;
  // In the window alone the boundary seems to be farther than it is.
  expect(seenIn(points, 0.5)).toBeGreaterThan(1.2 * wide);
  const found = lowMargin(points, 0.5);
  expect(found.isExact).toBe(true);
  // Of float64 distances in two partitions.
  expect(Math.abs(found.value - wide)).toBeLessThan(1e-12);
});

it('of all points it is that of the first window, which proves it', () => {
  expect(lowMargin(train, 1.6)).toEqual({ value: seenIn(train, 1.6), isExact: true });
});

it('where no boundary is found, there is no margin, and nothing is called exact', () => {
  const point = { positions: new Float32Array(2), labels: new Uint8Array(1), count: 1 };
  expect(seenIn(point, 0.4)).toBe(null);
  expect(lowMargin(point, 0.1)).toEqual({ value: NaN, isExact: false });
});
