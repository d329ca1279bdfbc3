/** Curves of loss as tones: which pitch when, and on which side. Pure; what makes it heard is `curve-sound.ts`. */
import { isAudible } from './audible-loss.js';

/** The loss of one network over its steps. */
export interface HeardCurve {
  readonly steps: readonly number[];
  /** Null where a step has none. */
  readonly losses: readonly (number | null)[];
}

export interface Tone {
  /** From the beginning, in seconds. */
  readonly atS: number;
  readonly hz: number;
}

/** One network: its tones glide from one to the next. */
export interface Voice {
  readonly tones: readonly Tone[];
  /** -1 to 1, left to right. */
  readonly pan: number;
  /** Where something happened to the run. */
  readonly clicksS: readonly number[];
}

/** How long each network is heard, and the rest after it. */
export const VOICE_S = 3;
export const REST_S = 0.4;
/** Of the lowest loss that is heard and of the highest: two octaves about the a' of 440 Hz. */
export const LOWEST_HZ = 220;
export const HIGHEST_HZ = 880;
/** Far enough from the middle to tell two networks apart, and on one ear, too, both are heard. */
const PAN = 0.8;
/** More tones cannot be told apart in the time. */
const MOST_TONES = 120;

/**
 * The networks one after the other, the first at the left and the last at the right; pitch is the logarithm of the loss, on one
 * scale for all. Steps without a loss, or with one that has no logarithm, are left out.
 *
 * @param marks steps at which something happened
 */
export function curveTones(curves: readonly HeardCurve[], marks: readonly number[]): Voice[] {
  const heard = curves.map(heardPoints);
  const logs = heard.flat().map(({ log }) => log);
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const pitch = (log: number): number =>
    LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (high > low ? (log - low) / (high - low) : 0.5);
  const steps = heard.flat().map(({ step }) => step);
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  return heard.map((points, index) => {
    const startS = index * (VOICE_S + REST_S);
    const timeOf = (step: number): number => startS + VOICE_S * (last > first ? (step - first) / (last - first) : 0);
    return {
      tones: points.map(({ step, log }) => ({ atS: timeOf(step), hz: pitch(log) })),
      pan: curves.length > 1 ? PAN * ((2 * index) / (curves.length - 1) - 1) : 0,
      clicksS: marks.filter((step) => step >= first && step <= last).map(timeOf),
    };
  });
}

/** Evenly spread, with the first and the last. */
function heardPoints({ steps, losses }: HeardCurve): { step: number; log: number }[] {
  const all = steps.flatMap((step, row) => {
    const loss = losses[row];
    return isAudible(loss) ? [{ step, log: Math.log(loss) }] : [];
  });
  if (all.length <= MOST_TONES) return all;
  return Array.from({ length: MOST_TONES }, (_, i) => all[Math.round((i * (all.length - 1)) / (MOST_TONES - 1))]!);
}
