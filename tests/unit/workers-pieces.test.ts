/** Long work stops often, whatever its size: counted in units of work, not in time. */
import { expect, it } from 'vitest';
import { measureInPieces } from '../../src/analysis/measure-network.js';
import { cellLookupInPieces } from '../../src/geometry/cell-lookup.js';
import { cutPartition, partitionOf } from '../../src/geometry/partition.js';
import { sortedOrder } from '../../src/geometry/sorted-order.js';
import { finish, type Pieces } from '../../src/training/workers/pieces.js';
import { recordedRequest } from '../support/measure-request.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';

const window = { x0: -2, x1: 2, y0: -2, y1: 2 };

/** All pieces, one after another, and how many there were. */
function counted<Result>(pieces: Pieces<Result>): { result: Result; count: number } {
  for (let count = 1; ; count++) {
    const { done, value } = pieces.next();
    if (done) return { result: value, count };
  }
}

it('cuts at most 32 cells in a piece, and gives the same to the last bit', () => {
  for (const hiddenWidths of [[20], [30, 30], [12, 12, 12]]) {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths, classCount: 2 }, 3);
    const { result, count } = counted(cutPartition(folded, window));
    const cells = result.cellsAfterLayer.reduce((a, b) => a + b);
    expect(count).toBeGreaterThanOrEqual(cells / 32);
    expect(result).toEqual(partitionOf(folded, window));
  }
});

it('stops where the budget of cells is used up and what there is of walls is looked for', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [60, 60], classCount: 2 }, 3);
  const { result, count } = counted(cutPartition(folded, window, { mostCells: 2000 }));
  expect([result.isComplete, result.cellCount]).toEqual([false, 2000]);
  expect(count).toBeGreaterThan(2000 / 32 + 2000 / 256);
});

it('looks neighbours up, and measures, with many stops', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [60, 60], classCount: 2 }, 3);
  const partition = partitionOf(folded, window);
  // Corners by 4096, and again for edges and their ends.
  expect(counted(cellLookupInPieces(partition)).count).toBeGreaterThan((3 * partition.corners.length) / 2 / 4096);
  const { result, count } = counted(measureInPieces(recordedRequest('circles42-16x16-bn-relu-sgdm.step350')));
  // 2500 points at 16 each, for both layers and the decision boundary.
  expect(count).toBeGreaterThan((3 * (result.pointCount + result.options.uniformCount)) / 16);
});

it('sorts long lists as short ones are sorted, equal keys in their own order', () => {
  for (const count of [0, 1, 4096, 4097, 20_000]) {
    const next = randomNumbers(count + 1);
    const keys = Float64Array.from({ length: count }, () => Math.floor(500 * next()));
    const expected = Array.from(keys.keys()).sort((i, j) => keys[i]! - keys[j]!);
    expect([...finish(sortedOrder(keys))]).toEqual(expected);
  }
});
