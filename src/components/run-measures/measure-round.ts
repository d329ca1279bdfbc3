import type { MeasuresClient } from '../../analysis/measures-client.js';
import type { MeasureRequest, Measures } from '../../analysis/measures.js';

interface Job {
  readonly network: number;
  share: number;
}

/** Networks that are measured together, one round after the other. */
export class MeasureRound {
  readonly #client: MeasuresClient;
  readonly #onChange: () => void;
  readonly #onEnd: (durationMs: number) => void;
  #jobs: Job[] = [];
  #pending = 0;
  #since = 0;
  #failure: string | null = null;

  /**
   * @param onChange called after news of a job
   * @param onEnd called before that when the last job of a round has come to its end, good or bad
   */
  constructor(client: MeasuresClient, onChange: () => void, onEnd: (durationMs: number) => void) {
    this.#client = client;
    this.#onChange = onChange;
    this.#onEnd = onEnd;
  }

  get isUnderWay(): boolean {
    return this.#pending > 0;
  }

  /** How much of the round is done, 0 to 1; null while nothing is measured. */
  get share(): number | null {
    if (!this.isUnderWay) return null;
    return this.#jobs.reduce((sum, { share }) => sum + share, 0) / this.#jobs.length;
  }

  /** Why the newest round failed. */
  get failure(): string | null {
    return this.#failure;
  }

  /**
   * Adds to the round that is under way, or begins one.
   *
   * @param network any number; a later request for the same one takes an earlier one's place
   * @param keep called with the answer, if there is one
   */
  add(network: number, request: MeasureRequest, keep: (measures: Measures) => void): void {
    if (!this.isUnderWay) {
      this.#jobs = [];
      this.#since = performance.now();
      this.#failure = null;
    }
    const job: Job = { network, share: 0 };
    this.#jobs.push(job);
    this.#pending++;
    // What was dropped is no longer among the jobs.
    const isOurs = (): boolean => this.#jobs.includes(job);
    const end = (settle: () => void): void => {
      if (!isOurs()) return;
      job.share = 1;
      settle();
      if (--this.#pending === 0) this.#onEnd(performance.now() - this.#since);
      this.#onChange();
    };
    this.#client
      .compute(network, request, (share) => {
        if (!isOurs()) return;
        job.share = share;
        this.#onChange();
      })
      .then(
        (measures) =>
          end(() => {
            if (measures) keep(measures);
          }),
        (error: unknown) => end(() => (this.#failure = error instanceof Error ? error.message : String(error))),
      );
  }

  /** Ends what is being measured; no answer to it comes any more. */
  drop(): void {
    for (const { network } of this.#jobs) this.#client.cancel(network);
    this.#jobs = [];
    this.#pending = 0;
  }
}
