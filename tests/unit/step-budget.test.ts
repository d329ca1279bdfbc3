import { describe, expect, it } from 'vitest';
import { StepBudget, stepTimes } from '../../src/gpu/step-budget.js';

/** Submissions on a device that takes `perStepMs` for a step and `overheadMs` for a submission. */
function run(budget: StepBudget, submissions: number, perStepMs: number, overheadMs = 0): void {
  for (let i = 0; i < submissions; i++) {
    budget.completed(budget.steps, overheadMs + budget.steps * perStepMs);
  }
}

describe('the step budget', () => {
  it('starts with one step', () => {
    expect(new StepBudget().steps).toBe(1);
  });

  it.each([0.01, 0.1, 0.5, 1, 3])('settles where a submission takes 4 to 8 ms, at %f ms a step', (perStepMs) => {
    const budget = new StepBudget();
    run(budget, 20, perStepMs, 0.2);
    const duration = 0.2 + budget.steps * perStepMs;
    expect(duration).toBeLessThanOrEqual(stepTimes.hardware.high);
    if (budget.steps < 256) expect(duration + perStepMs).toBeGreaterThan(stepTimes.hardware.low);
  });

  it('at most doubles at a time', () => {
    const budget = new StepBudget();
    const seen = Array.from({ length: 10 }, () => {
      run(budget, 1, 0.001);
      return budget.steps;
    });
    expect(seen).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 256, 256]);
  });

  it('shrinks at once when a submission takes too long', () => {
    const budget = new StepBudget();
    run(budget, 8, 0.05);
    const before = budget.steps;
    budget.completed(before, 60);
    expect(budget.steps).toBeLessThanOrEqual(before / 10);
    expect(budget.steps * (60 / before)).toBeLessThanOrEqual(stepTimes.hardware.high);
  });

  it('takes slow steps one at a time', () => {
    const budget = new StepBudget();
    run(budget, 5, 100);
    expect(budget.steps).toBe(1);
  });

  it('does not grow from submissions that were smaller than it allowed', () => {
    const budget = new StepBudget();
    run(budget, 3, 1);
    const before = budget.steps;
    for (let i = 0; i < 5; i++) budget.completed(1, 1);
    expect(budget.steps).toBe(before);
  });

  it('learns nothing from a submission without steps, and survives a clock that stood still', () => {
    const budget = new StepBudget();
    budget.completed(0, 50);
    expect(budget.steps).toBe(1);
    budget.completed(1, 0);
    expect(budget.steps).toBe(2);
  });
});
