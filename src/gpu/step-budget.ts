/** Milliseconds of GPU time that one submission of training steps should take, from and to. */
export interface StepTimes {
  readonly low: number;
  readonly high: number;
}

/** A hardware GPU also draws the rest of the page; a software adapter blocks nobody, and its pictures take far longer. */
export const stepTimes: Readonly<Record<'hardware' | 'software', StepTimes>> = {
  hardware: { low: 4, high: 8 },
  software: { low: 20, high: 40 },
};

/** A quarter of the ring of losses: steps seldom have to wait for a report. */
const MOST_STEPS = 256;

/**
 * How many training steps one submission may hold, from how long earlier ones took. Starts at one step; at most doubles
 * at a time; shrinks at once. Steps that are slower than the budget alone are still taken one at a time.
 */
export class StepBudget {
  readonly #times: StepTimes;
  #steps = 1;

  constructor(times: StepTimes = stepTimes.hardware) {
    this.#times = times;
  }

  get steps(): number {
    return this.#steps;
  }

  /** A submission of `steps` steps kept the queue busy for `durationMs`. */
  completed(steps: number, durationMs: number): void {
    if (steps === 0) return;
    const { low, high } = this.#times;
    const target = (low + high) / 2;
    const affordable = Math.max(1, Math.floor((steps * target) / Math.max(durationMs, 0.05)));
    if (durationMs > high) this.#steps = Math.min(this.#steps, affordable);
    else if (durationMs < low && steps >= this.#steps) {
      this.#steps = Math.min(MOST_STEPS, affordable, 2 * this.#steps);
    }
  }
}
