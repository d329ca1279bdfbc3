import type { KeptRun } from './kept-run.js';

/** The run that is being gone back to, and what has been asked for meanwhile. */
export class Restoring {
  #run: KeptRun | null = null;
  #next: (() => void) | null = null;

  /** Null where none is: it is there, or has been left for another. */
  get run(): KeptRun | null {
    return this.#run;
  }

  /** What was to follow another run does not follow this one. */
  begin(run: KeptRun): void {
    if (run !== this.#run) this.#next = null;
    this.#run = run;
  }

  /** What is to follow once the run is there, in place of what was to; null: nothing. */
  follow(next: (() => void) | null): void {
    this.#next = next;
  }

  /** The run is there. */
  end(): void {
    this.#run = null;
  }

  /** The session goes on with something else. */
  leave(): void {
    this.#run = null;
    this.#next = null;
  }

  /** What is to follow now, once. */
  takeNext(): (() => void) | null {
    const next = this.#next;
    this.#next = null;
    return next;
  }
}
