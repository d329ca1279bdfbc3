import type { EngineHost } from './engine-host.js';
import type { LiveRun } from './live-run.js';
import type { SessionState } from './session-types.js';

/** Rest of a session, which lets its engine go: once asked for, it waits until the run has been read whole. */
export class SessionRest {
  readonly #run: LiveRun;
  readonly #host: EngineHost;
  #isWanted = false;
  #isResting = false;

  constructor(run: LiveRun, host: EngineHost) {
    this.#run = run;
    this.#host = host;
  }

  /** True from when it is asked for until the engine has gone. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  get isResting(): boolean {
    return this.#isResting;
  }

  /** An engine on the CPU keeps nothing that others could need. @returns whether there is to be a rest */
  want(): boolean {
    if (this.#isResting || this.#host.engine?.kind === 'cpu') return false;
    this.#isWanted = true;
    return true;
  }

  /** What was asked for is wanted no more. */
  giveUp(): void {
    this.#isWanted = false;
  }

  /** Another engine is got. */
  end(): void {
    this.#isResting = false;
  }

  /** To be asked in every frame while it is wanted. @returns whether the engine has gone */
  begin(state: () => SessionState, nowMs: number): boolean {
    if (this.#host.engine?.kind === 'cpu') {
      this.#isWanted = false;
      return false;
    }
    if (state() !== 'diverged' && !this.#run.isKnown) {
      this.#run.requestModels();
      return false;
    }
    this.#run.rest(nowMs);
    // An engine that is lost on the way out is replaced.
    if (this.#host.loaded || state() === 'preparing') return false;
    this.#isWanted = false;
    this.#isResting = true;
    return true;
  }
}
