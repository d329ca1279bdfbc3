/** Entropy over cells and bounds of their number. */
import { describe, expect, it } from 'vitest';
import { entropyByArea, entropyByData } from '../../src/analysis/cell-entropy.js';
import { regionBounds } from '../../src/analysis/region-bounds.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { randomFolded } from '../support/random-folded.js';

describe('entropy over cells', () => {
  // One unit: two cells, x < 0 and x > 0.
  const half = {
    slopeBelowZero: 0,
    layers: [
      { inputWidth: 2, width: 1, weight: Float64Array.of(1, 0), bias: Float64Array.of(0) },
      { inputWidth: 1, width: 2, weight: Float64Array.of(1, -1), bias: new Float64Array(2) },
    ],
  };

  it('by data: of shares of points', () => {
    const even = entropyByData(half, [-1, 0, -2, 3, 1, 0, 2, 5], 4);
    expect(even.entropy).toBeCloseTo(Math.log(2), 15);
    expect(even.effectiveCodes).toBeCloseTo(2, 14);
    const uneven = entropyByData(half, [-1, 0, 2, 3, 1, 0, 2, 5], 4);
    expect(uneven.entropy).toBeCloseTo(-(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75)), 15);
    expect(uneven.occupiedCodes).toBe(2);
    expect(entropyByData(half, [1, 0, 2, 3], 2)).toEqual({ entropy: 0, effectiveCodes: 1, occupiedCodes: 1 });
  });

  it('by area: of shares of the window', () => {
    const { areas } = partitionOf(half, { x0: -3, x1: 1, y0: 0, y1: 7 });
    const { entropy, occupiedCells } = entropyByArea(areas);
    expect(entropy).toBeCloseTo(-(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75)), 14);
    expect(occupiedCells).toBe(2);
  });

  it('does not confuse codes of which one begins with the other', () => {
    // Layers of 12 and 1 units, whose codes are not told apart by their length.
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: [12, 1], classCount: 2 }, 5);
    const window = { x0: -2, x1: 2, y0: -2, y1: 2 };
    const partition = partitionOf(folded, window);
    const centres = Array.from({ length: partition.cellCount }, (_, cell) => {
      const corners = partition.corners.subarray(
        2 * partition.cornerOffsets[cell]!,
        2 * partition.cornerOffsets[cell + 1]!,
      );
      const mean = (axis: number): number =>
        corners.filter((_, i) => i % 2 === axis).reduce((a, b) => a + b) / (corners.length / 2);
      return [mean(0), mean(1)];
    });
    expect(entropyByData(folded, centres.flat(), centres.length).occupiedCodes).toBe(partition.cellCount);
  });
});

describe('bounds of the number of cells', () => {
  it('are those known for 64-64', () => {
    expect(regionBounds([64, 64], 2, 'relu')).toEqual({
      concurrentLines: 128,
      generalLines: 2081,
      typical: 8192,
      reachable: 2_130_944,
      upper: 4_330_561,
      upperOfRelu: 4_330_561,
    });
    expect(regionBounds([128], 2, 'relu').generalLines).toBe(8257);
  });

  it('are lower for ReLUs where inactive units take dimensions away', () => {
    const { upper, upperOfRelu } = regionBounds([6, 6, 6, 6], 2, 'relu');
    expect(upperOfRelu).toBe(234_256);
    expect(upper).toBe(234_256);
    const narrow = regionBounds([2, 2, 2], 2, 'relu');
    // By hand: j_1 = 0 leaves two dimensions, j_1 = 1 one, j_1 = 2 none, and so on.
    expect(narrow.upperOfRelu).toBe(4 + 2 * 3 + 1 + 2 * (3 + 2 * 3) + 1);
    expect(narrow.upper).toBe(64);
  });

  it('are left out where they hold for ReLUs only', () => {
    expect(regionBounds([8, 8], 2, 'abs')).toMatchObject({ reachable: null, upperOfRelu: null, upper: 37 * 37 });
    expect(regionBounds([1, 8], 2, 'relu').reachable).toBeNull();
  });

  it('on a line are those of points', () => {
    expect(regionBounds([5], 1, 'relu')).toMatchObject({ generalLines: 6, upper: 6, concurrentLines: 2 });
  });

  it('hold: no random network has more cells than the upper ones, one layer has as many as its lines make', () => {
    const window = { x0: -1000, x1: 1000, y0: -1000, y1: 1000 };
    for (const widths of [[2, 2, 2], [3, 5], [6], [4, 4, 4]]) {
      const bounds = regionBounds(widths, 2, 'relu');
      for (let seed = 0; seed < 10; seed++) {
        const folded = randomFolded({ inputDimension: 2, hiddenWidths: widths, classCount: 2 }, seed);
        const { cellCount } = partitionOf(folded, window);
        expect(cellCount).toBeLessThanOrEqual(bounds.upperOfRelu!);
        if (widths.length === 1) expect(cellCount).toBe(bounds.generalLines);
      }
    }
  });
});
