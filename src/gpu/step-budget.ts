/** Milliseconds of GPU time that one submission of training steps should take. */
export const STEP_BUDGET_MS = { low: 4, high: 8 } as const;

/** More steps than this in one submission would outrun the ring of losses. */
const MOST_STEPS = 256;

/**
 * How many training steps one submission may hold, from how long earlier ones took. Starts at one step; at most doubles
 * at a time; shrinks at once. Steps that are slower than the budget alone are still taken one at a time.
 */
export class StepBudget {
  #steps = 1;

  get steps(): number {
    return this.#steps;
  }

  /** A submission of `steps` steps kept the queue busy for `durationMs`. */
  completed(steps: number, durationMs: number): void {
    if (steps === 0) return;
    const target = (STEP_BUDGET_MS.low + STEP_BUDGET_MS.high) / 2;
    const affordable = Math.max(1, Math.floor((steps * target) / Math.max(durationMs, 0.05)));
    if (durationMs > STEP_BUDGET_MS.high) this.#steps = Math.min(this.#steps, affordable);
    else if (durationMs < STEP_BUDGET_MS.low && steps >= this.#steps) {
      this.#steps = Math.min(MOST_STEPS, affordable, 2 * this.#steps);
    }
  }
}
