/** The same random weights with zero biases, random biases and BN: how many cells, over 60 draws and in each. */
import { describe, expect, it } from 'vitest';
import { sameWeights, sameWeightsCloud, weightVariants } from '../../src/analysis/demonstrations/same-weights.js';
import { CellLocator } from '../../src/geometry/cell-locator.js';

const draws = Array.from({ length: 60 }, (_, seed) => sameWeights(seed));

describe('over 60 draws', () => {
  it.each([
    ['zero', 48],
    ['random', 95],
    ['batch', 548],
  ] as const)('%s has the recorded mean number of cells, %i', (variant, recorded) => {
    const counts = draws.map((draw) => draw[variant].partition.cellCount);
    const mean = counts.reduce((a, b) => a + b) / counts.length;
    const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
    const standardError = Math.sqrt(squares / (counts.length - 1) / counts.length);
    // The record is a mean of 60 other draws, so that the difference has twice the variance; three deviations of that.
    expect(Math.abs(mean - recorded)).toBeLessThan(3 * Math.SQRT2 * standardError);
  });
});

describe('in each draw', () => {
  it('the cells fill the window', () => {
    for (const draw of draws.slice(0, 20)) {
      for (const variant of weightVariants) {
        const { areas, isComplete } = draw[variant].partition;
        expect(isComplete).toBe(true);
        expect(areas.reduce((a, b) => a + b)).toBeCloseTo(64, 9);
      }
    }
  });

  it('without biases the first layer cuts 12 wedges at the origin, and with BN as many at the mean of the points', () => {
    for (const draw of draws) {
      expect(draw.zero.partition.cellsAfterLayer[0]).toBe(12);
      expect(draw.batch.partition.cellsAfterLayer[0]).toBe(12);
    }
  });

  it('the occupied cells are those that hold a point', () => {
    for (const draw of draws.slice(0, 5)) {
      for (const variant of weightVariants) {
        const locator = new CellLocator(draw[variant].partition);
        const cells = new Set<number>();
        for (let i = 0; i < draw.positions.length; i += 2) {
          cells.add(locator.at(draw.positions[i]!, draw.positions[i + 1]!));
        }
        expect(draw[variant].occupiedCells).toBe(cells.size);
      }
    }
  });

  it('the points are the same for the same seed, about the centre that is named', () => {
    const { positions } = sameWeights(5);
    expect(positions).toEqual(draws[5]!.positions);
    const meanX = positions.reduce((sum, value, i) => (i % 2 === 0 ? sum + value : sum), 0) / sameWeightsCloud.count;
    // Five standard errors of a mean of 100 points.
    expect(Math.abs(meanX - sameWeightsCloud.x)).toBeLessThan((5 * sameWeightsCloud.deviation) / 10);
  });
});
