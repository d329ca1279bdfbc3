import { describe, expect, it } from 'vitest';
import { EngineWatch, StepPacer } from '../../src/training/frame-budget.js';

describe('StepPacer', () => {
  const run = (pacer: StepPacer, frames: number, frameMs: number, stepsPerSecond: number, startMs = 0) => {
    let total = 0;
    for (let frame = 0; frame < frames; frame++) {
      const steps = pacer.stepsDue(startMs + frame * frameMs, stepsPerSecond);
      pacer.taken(steps);
      total += steps;
    }
    return total;
  };

  it.each([0.5, 7, 60, 1000])('keeps a pace of %f steps a second over ten seconds', (stepsPerSecond) => {
    // The first frame stands for a sixtieth of a second; less than a step may be owed at the end.
    const expected = stepsPerSecond * (10 + 1 / 60);
    expect(Math.abs(run(new StepPacer(), 626, 16, stepsPerSecond) - expected)).toBeLessThanOrEqual(1);
  });

  it('owes no more than 100 ms are worth and one step', () => {
    const pacer = new StepPacer();
    pacer.stepsDue(0, 200);
    expect(pacer.stepsDue(1e9, 200)).toBe(21);
    expect(pacer.stepsDue(2e9, 200)).toBe(21);
    const slow = new StepPacer();
    for (let frame = 0; frame < 1000; frame++) slow.stepsDue(frame * 16, 0.5);
    expect(slow.stepsDue(16_000, 0.5)).toBe(1);
  });

  it('survives clocks that go back', () => {
    const pacer = new StepPacer();
    pacer.stepsDue(1000, 100);
    expect(pacer.stepsDue(0, 100)).toBe(1);
    expect(pacer.stepsDue(100, 100)).toBe(11);
  });

  it('forgets on reset', () => {
    const pacer = new StepPacer();
    pacer.stepsDue(0, 100);
    pacer.stepsDue(100, 100);
    pacer.reset();
    expect(pacer.stepsDue(5000, 60)).toBe(1);
  });

  it('owes everything where there is no limit', () => {
    expect(new StepPacer().stepsDue(0, Infinity)).toBe(Infinity);
  });
});

describe('EngineWatch', () => {
  it('counts time without an accepted frame, in which frames came', () => {
    const watch = new EngineWatch();
    const refuse = (count: number, fromMs: number) =>
      Array.from({ length: count }, (_, index) => watch.observe(fromMs + 100 * index, true, 10_000)).at(-1);
    expect(refuse(30, 0)).toBe('good');
    expect(refuse(2, 3000)).toBe('slow');
    expect(watch.observe(3200, false, 10_000)).toBe('good');
    expect(refuse(30, 3300)).toBe('good');
    // An hour in a hidden tab counts for one frame.
    expect(watch.observe(3_600_000, true, 10_000)).toBe('slow');
    expect(refuse(71, 3_600_100)).toBe('dead');
  });
});
