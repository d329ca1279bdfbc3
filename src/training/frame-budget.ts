/** Longest time between two frames that still counts in full; what is beyond it was a pause and is forgotten. */
const LONGEST_FRAME_MS = 100;
/** What the first frame after a start stands for. */
const FIRST_FRAME_MS = 1000 / 60;

/**
 * How many steps a frame is to take for a pace that people asked for.
 *
 * Steps that the engine did not take stay owed, but never more than LONGEST_FRAME_MS are worth and one more: after
 * a hidden tab, a frozen page or a slow engine the run goes on at its pace and does not catch up.
 */
export class StepPacer {
  #owed = 0;
  #lastMs: number | null = null;

  /** Forgets what is owed and when the last frame was. */
  reset(): void {
    this.#owed = 0;
    this.#lastMs = null;
  }

  /**
   * Whole steps owed at `nowMs`.
   *
   * @param stepsPerSecond above 0; Infinity owes Infinity
   */
  stepsDue(nowMs: number, stepsPerSecond: number): number {
    const elapsedMs = this.#lastMs === null ? FIRST_FRAME_MS : frameDuration(this.#lastMs, nowMs);
    this.#lastMs = nowMs;
    if (stepsPerSecond === Infinity) return Infinity;
    const most = 1 + (stepsPerSecond * LONGEST_FRAME_MS) / 1000;
    this.#owed = Math.min(most, this.#owed + (stepsPerSecond * elapsedMs) / 1000);
    return Math.floor(this.#owed);
  }

  taken(steps: number): void {
    this.#owed = Math.max(0, this.#owed - steps);
  }
}

/** `slow`: nothing was taken up for 3 s; `dead`: for longer than the engine's patience. */
export type EngineResponse = 'good' | 'slow' | 'dead';

/**
 * Notices an engine that raises no event and yet takes up no frames (a hung GPU). Time counts only while frames come,
 * so that a hidden tab or a frozen page is not taken for a hung engine.
 */
export class EngineWatch {
  #refusedMs = 0;
  #lastMs: number | null = null;

  reset(): void {
    this.#refusedMs = 0;
    this.#lastMs = null;
  }

  /**
   * To be told of every frame that was asked of the engine.
   *
   * @param patienceMs of the engine, see `Backend`
   */
  observe(nowMs: number, refused: boolean, patienceMs: number): EngineResponse {
    this.#refusedMs = refused && this.#lastMs !== null ? this.#refusedMs + frameDuration(this.#lastMs, nowMs) : 0;
    this.#lastMs = refused ? nowMs : null;
    if (this.#refusedMs >= patienceMs) return 'dead';
    return this.#refusedMs >= 3_000 ? 'slow' : 'good';
  }
}

/** Milliseconds between two frames: never negative, at most LONGEST_FRAME_MS. */
function frameDuration(lastMs: number, nowMs: number): number {
  return Math.min(LONGEST_FRAME_MS, Math.max(0, nowMs - lastMs));
}
