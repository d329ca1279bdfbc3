import { StepPacer } from './frame-budget.js';
import { requirePositive } from './invalid-setting-error.js';
import { Replay } from './replay.js';
import type { ReplayPlan } from './replay.js';
import type { RunProgress } from './run-progress.js';

/** Where to stop, if the run does not end before, and whether at the pace that was asked for. */
interface Target {
  readonly until: number;
  /** False: as fast as the engine goes. */
  readonly isPaced: boolean;
}

/** What a running session is up to: how far it goes and how fast. */
export class Errand {
  readonly #pacer = new StepPacer();
  #target: Target | null = null;
  #replay: Replay | null = null;
  #stepsPerSecond = 30;

  /** True from a gesture that sets the run going to its end. */
  get isSet(): boolean {
    return this.#target !== null;
  }

  get stepsPerSecond(): number {
    return this.#stepsPerSecond;
  }

  /** @throws InvalidSettingError */
  set stepsPerSecond(value: number) {
    requirePositive('stepsPerSecond', value);
    this.#stepsPerSecond = value;
  }

  /** What is to be done again on the way; null where the way is the reader's. */
  get replay(): Replay | null {
    return this.#replay;
  }

  set(target: Target): void {
    this.#target = target;
    this.#replay = null;
  }

  /** Takes a run from its first step to a moment, as fast as the engine goes. */
  setReplay(plan: ReplayPlan): void {
    this.#target = { until: plan.step, isPaced: false };
    this.#replay = new Replay(plan);
  }

  end(): void {
    this.#target = null;
    this.#replay = null;
  }

  /** A run from elsewhere: playing goes on there, single steps do not. */
  endSteps(): void {
    if (!this.#target?.isPaced) this.end();
  }

  /** Forgets what is owed and when the last frame was. */
  resetPace(): void {
    this.#pacer.reset();
  }

  isDone({ taken }: RunProgress): boolean {
    return taken >= (this.#target?.until ?? 0) && (this.#replay?.isDone(taken) ?? true);
  }

  /** To be asked in every frame of a running session. */
  stepsDue(nowMs: number, { taken, endStep }: RunProgress): number {
    if (!this.#target) return 0;
    const left = Math.max(0, Math.min(this.#target.until, endStep) - taken);
    if (this.#replay) return Math.min(left, this.#replay.stepsLeft(taken));
    return this.#target.isPaced ? Math.min(left, this.#pacer.stepsDue(nowMs, this.#stepsPerSecond)) : left;
  }

  taken(steps: number): void {
    this.#pacer.taken(steps);
  }
}
