import type { Pieces } from './pieces.js';

export interface SliceOptions {
  /** How long pieces follow one another before others get a turn. A slice lasts longer by one piece at most. */
  readonly sliceMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
  /** Lets messages, input and pictures in. */
  readonly pause?: () => Promise<void>;
}

export interface SliceControl {
  /** Called with the share of the work that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Ends the work after the piece that is under way. */
  readonly signal?: AbortSignal;
}

interface Job {
  /** One piece; false once there are no more. */
  readonly advance: () => boolean;
}

/** Does long works in slices of time, in turns, on the thread that it is called on. */
export class TimeSlices {
  readonly #sliceMs: number;
  readonly #now: () => number;
  readonly #pause: () => Promise<void>;
  readonly #jobs: Job[] = [];
  #isBusy = false;
  #workedMs = 0;
  /** When the slice that is under way began; null between slices. */
  #sliceSince: number | null = null;

  constructor({ sliceMs, now = () => performance.now(), pause = letOthersIn }: SliceOptions) {
    this.#sliceMs = sliceMs;
    this.#now = now;
    this.#pause = pause;
  }

  /** Milliseconds spent in slices so far: a clock that stands still while others have their turn. */
  get workedMs(): number {
    return this.#workedMs + (this.#sliceSince === null ? 0 : this.#now() - this.#sliceSince);
  }

  /**
   * Begins after a pause.
   *
   * @throws (rejects) what the work throws, or the signal's reason once it is aborted
   */
  run<Result>(pieces: Pieces<Result>, { onProgress, signal }: SliceControl = {}): Promise<Result> {
    return new Promise((resolve, reject) => {
      const advance = (): boolean => {
        try {
          signal?.throwIfAborted();
          const { done, value } = pieces.next();
          if (done) resolve(value);
          else if (value !== undefined) onProgress?.(value);
          return !done;
        } catch (error) {
          pieces.return(undefined as Result);
          reject(error instanceof Error ? error : new Error(String(error)));
          return false;
        }
      };
      this.#jobs.push({ advance });
      if (!this.#isBusy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (;;) {
      await this.#pause();
      const job = this.#jobs.shift();
      if (!job) break;
      if (this.#slice(job)) this.#jobs.push(job);
    }
    this.#isBusy = false;
  }

  /** False once the job has come to its end. */
  #slice({ advance }: Job): boolean {
    const start = this.#now();
    this.#sliceSince = start;
    let isGoing = true;
    while (isGoing && this.#now() - start < this.#sliceMs) isGoing = advance();
    this.#workedMs += this.#now() - start;
    this.#sliceSince = null;
    return isGoing;
  }
}

/** By a message to oneself: timers would wait for milliseconds each. */
function letOthersIn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
