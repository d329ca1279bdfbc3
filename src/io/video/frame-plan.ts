import { requireInteger } from '../../training/invalid-setting-error.js';

/** Frames a second: all of them last whole hundredths of a second, which is what a GIF can say. */
export const frameRates = [10, 20, 25, 50] as const;
export type FrameRate = (typeof frameRates)[number];

/** What of a run a film shows, and how fast. */
export interface FilmLength {
  /** Steps taken in the first frame, 0 or more. */
  readonly from: number;
  /** Steps taken in the last one, at least `from`. */
  readonly to: number;
  /** 1 or more; the last two frames may be fewer steps apart. */
  readonly stepsPerFrame: number;
  readonly framesPerSecond: FrameRate;
}

export interface PlannedFrame {
  /** Steps taken in this frame. */
  readonly step: number;
  /** How long it is shown, in frames of the film's rate: 1, but for the first and the last. */
  readonly ticks: number;
}

export interface FramePlan {
  /** Steps rise from frame to frame. */
  readonly frames: readonly PlannedFrame[];
  readonly framesPerSecond: FrameRate;
  /** Length of the whole film in frames of its rate. */
  readonly ticks: number;
}

/** The first and the last frame are shown so long, in seconds: time to look before things move, and afterwards. */
export const HOLD_SECONDS = 1;
/** More different frames than that make a file that nobody can send. */
export const MOST_FRAMES = 5000;

/**
 * Every step that has a frame, in order.
 *
 * @param first the first step that the run can be made again from
 * @throws InvalidSettingError where there is no such film
 */
export function planFrames({ from, to, stepsPerFrame, framesPerSecond }: FilmLength, first = 0): FramePlan {
  requireInteger('First step', from, first, 1e9);
  requireInteger('Last step', to, from, 1e9);
  const fewest = Math.max(1, Math.ceil((to - from) / (MOST_FRAMES - 1)));
  requireInteger('Steps per frame', stepsPerFrame, fewest, 1e9);
  const steps: number[] = [];
  for (let step = from; step < to; step += stepsPerFrame) steps.push(step);
  steps.push(to);
  const hold = HOLD_SECONDS * framesPerSecond;
  const frames = steps.map((step, index) => ({
    step,
    ticks: index === 0 || index === steps.length - 1 ? hold : 1,
  }));
  return { frames, framesPerSecond, ticks: frames.reduce((sum, { ticks }) => sum + ticks, 0) };
}

/** The fewest steps per frame of films of at most `seconds`, what is held aside. */
export function stepsPerFrameFor(from: number, to: number, framesPerSecond: FrameRate, seconds: number): number {
  const moves = Math.max(1, Math.min(MOST_FRAMES - 1, Math.floor(seconds * framesPerSecond)));
  return Math.max(1, Math.ceil((to - from) / moves));
}
