import { describe, expect, it } from 'vitest';
import { chooseLevel, GridBudget, gridSize, MAXIMUM_GRID_PIXELS, pictureTimes } from '../../src/gpu/grid-resolution.js';

describe('gridSize', () => {
  it('is the canvas at level 0 and halves with every level, at least one pixel', () => {
    expect(gridSize(501, 300, 0)).toEqual({ width: 501, height: 300 });
    expect(gridSize(501, 300, 1)).toEqual({ width: 250, height: 150 });
    expect(gridSize(3, 1, 4)).toEqual({ width: 1, height: 1 });
  });

  it('keeps the shape of a huge canvas within the limit', () => {
    const { width, height } = gridSize(8000, 2000, 0);
    expect(width * height).toBeLessThanOrEqual(MAXIMUM_GRID_PIXELS);
    expect(width * height).toBeGreaterThan(0.99 * MAXIMUM_GRID_PIXELS);
    expect(width / height).toBeCloseTo(4, 1);
  });
});

describe('chooseLevel', () => {
  const affordable = (target: number, useful = target) => ({ target, useful });

  it('takes the finest level that is affordable', () => {
    expect(chooseLevel(1000, 1000, affordable(2e6), null)).toBe(0);
    expect(chooseLevel(1000, 1000, affordable(3e5), null)).toBe(1);
    expect(chooseLevel(2000, 2000, affordable(10), null)).toBe(4);
    // 125 pixels show little, 62 nothing.
    expect(chooseLevel(1000, 1000, affordable(10), null)).toBe(3);
  });

  it('keeps its level through small swings and changes it with a large one', () => {
    expect(chooseLevel(1000, 1000, affordable(0.85e6), 0)).toBe(0);
    expect(chooseLevel(1000, 1000, affordable(0.7e6), 0)).toBe(1);
    expect(chooseLevel(1000, 1000, affordable(1.1e6), 1)).toBe(1);
    expect(chooseLevel(1000, 1000, affordable(1.3e6), 1)).toBe(0);
  });

  it('lets the last grid of useful size take longer', () => {
    expect(chooseLevel(500, 500, affordable(5000, 70_000), null)).toBe(1);
    expect(chooseLevel(500, 500, affordable(5000, 20_000), null)).toBe(2);
  });
});

describe('GridBudget', () => {
  const { target, useful } = pictureTimes.hardware;
  /** What a submission takes before it does anything, in the budget's model. */
  const overhead = 1;

  it('affords pixels in proportion to time, shared by the pictures', () => {
    const budget = new GridBudget();
    budget.record(10_000);
    budget.completed(overhead + 2);
    expect(budget.affordable(1, Infinity).target).toBeCloseTo(5000 * target, -1);
    expect(budget.affordable(2, Infinity).useful).toBeCloseTo(2500 * useful, -1);
    expect(budget.affordable(1, 123)).toEqual({ target: 123, useful: 123 });
  });

  it('affords no more to a moment that is soon over than how moments follow one another takes', () => {
    const times = { target: 60, useful: 200, passing: 15 };
    for (const [passing, expected] of [
      [15, { target: 7500, useful: 7500 }],
      [100, { target: 30_000, useful: 50_000 }],
    ] as const) {
      const budget = new GridBudget({ ...times, passing });
      budget.record(1000);
      budget.completed(overhead + 2);
      expect(budget.affordable(1, Infinity, true)).toEqual(expected);
      expect(budget.affordable(1, Infinity)).toEqual({ target: 30_000, useful: 100_000 });
    }
  });

  it('goes by the middle of the last few submissions, whatever was heard of too late or too early', () => {
    const budget = new GridBudget();
    for (const ms of [overhead + 2, 80, 0.4, overhead + 2, overhead + 2]) {
      budget.record(10_000);
      budget.completed(ms);
    }
    expect(budget.affordable(1, Infinity).target).toBeCloseTo(5000 * target, -1);
    for (let i = 0; i < 8; i++) {
      budget.record(10_000);
      budget.completed(overhead + 20);
    }
    expect(budget.affordable(1, Infinity).target).toBeCloseTo(500 * target, -1);
  });

  it('learns nothing from submissions without pixels', () => {
    const budget = new GridBudget();
    const before = budget.affordable(1, Infinity);
    budget.completed(5);
    expect(budget.affordable(1, Infinity)).toEqual(before);
  });

  it('affords more once pixels turn out cheap', () => {
    const budget = new GridBudget();
    const before = budget.affordable(1, Infinity).target;
    budget.record(16_384);
    budget.completed(0.5);
    expect(budget.affordable(1, Infinity).target).toBeGreaterThan(4 * before);
  });
});
