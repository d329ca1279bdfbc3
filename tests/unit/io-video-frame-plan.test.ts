import { describe, expect, it } from 'vitest';
import { MOST_FRAMES, planFrames, stepsPerFrameFor, type FilmLength } from '../../src/io/video/frame-plan.js';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';

const length: FilmLength = { from: 0, to: 100, stepsPerFrame: 30, framesPerSecond: 10 };

describe('the frames of a film', () => {
  it('are the first step, every so many after it, and the last', () => {
    const { frames } = planFrames(length);
    expect(frames.map(({ step }) => step)).toEqual([0, 30, 60, 90, 100]);
    expect(planFrames({ ...length, from: 40 }).frames.map(({ step }) => step)).toEqual([40, 70, 100]);
  });

  it('have the last step once where it is due anyway', () => {
    expect(planFrames({ ...length, stepsPerFrame: 50 }).frames.map(({ step }) => step)).toEqual([0, 50, 100]);
  });

  it('hold the first and the last for a second, and no other', () => {
    const { frames, ticks } = planFrames(length);
    expect(frames.map(({ ticks }) => ticks)).toEqual([10, 1, 1, 1, 10]);
    expect(ticks).toBe(23);
  });

  it('are one still where nothing moves', () => {
    expect(planFrames({ ...length, from: 100 })).toEqual({
      frames: [{ step: 100, ticks: 10 }],
      framesPerSecond: 10,
      ticks: 10,
    });
  });

  it('are refused in words where there is no such film', () => {
    expect(() => planFrames({ ...length, from: 101 })).toThrow(
      new InvalidSettingError('Last step', 100, 'whole numbers from 101 to 1000000000', {
        isWhole: true,
        minimum: 101,
        maximum: 1e9,
      }),
    );
    expect(() => planFrames({ ...length, stepsPerFrame: 0 })).toThrow('Steps per frame is 0');
    expect(() => planFrames({ ...length, from: NaN })).toThrow('First step is NaN');
    expect(() => planFrames({ ...length, from: 39 }, 40)).toThrow('First step is 39; allowed: whole numbers from 40');
  });

  it('are never more than a file bears', () => {
    const to = 10 * MOST_FRAMES;
    expect(() => planFrames({ ...length, to, stepsPerFrame: 10 })).toThrow('whole numbers from 11');
    expect(planFrames({ ...length, to, stepsPerFrame: 11 }).frames.length).toBeLessThanOrEqual(MOST_FRAMES);
  });
});

describe('steps per frame', () => {
  it('are the fewest with which a film is no longer than asked', () => {
    for (const [from, to, seconds] of [
      [0, 1000, 8],
      [3, 1004, 2.5],
      [0, 7, 4],
      [5, 5, 4],
      [0, 1e6, 1e4],
    ] as const) {
      const stepsPerFrame = stepsPerFrameFor(from, to, 20, seconds);
      const moves = (of: number): number => Math.ceil((to - from) / of);
      expect(moves(stepsPerFrame)).toBeLessThanOrEqual(20 * seconds);
      if (stepsPerFrame > 1) expect(moves(stepsPerFrame - 1)).toBeGreaterThan(Math.min(20 * seconds, MOST_FRAMES - 1));
      expect(() => planFrames({ from, to, stepsPerFrame, framesPerSecond: 20 })).not.toThrow();
    }
  });
});
