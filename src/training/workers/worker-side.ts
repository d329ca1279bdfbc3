/** The other end of a queue of work: what runs in its Worker. */
import { expose, releaseProxy, transfer, type Remote } from 'comlink';
import type { Pieces } from './pieces.js';
import { TimeSlices } from './time-slices.js';

/** After so long a Worker listens: it answers a ping, and may be told to give up what it does. */
const SLICE_MS = 50;

export type ProgressListener = (share: number) => void;

/** Does one kind of work, one request at a time. */
export class WorkerSide<Request, Answer> {
  readonly #work: (request: Request) => Pieces<Answer>;
  readonly #slices = new TimeSlices({ sliceMs: SLICE_MS });
  #running: AbortController | null = null;

  constructor(work: (request: Request) => Pieces<Answer>) {
    this.#work = work;
  }

  /** Answers: the Worker has started, and lives. */
  ping(): void {}

  /**
   * Null where `cancel` ended it. Typed arrays of the answer are handed over, not copied.
   *
   * @param onProgress called with the share that is done, 0 to 1; null: nobody listens
   */
  async compute(request: Request, onProgress: Remote<ProgressListener> | null): Promise<Answer | null> {
    const control = new AbortController();
    this.#running = control;
    try {
      const answer = await this.#slices.run(this.#work(request), {
        signal: control.signal,
        onProgress: (share) => void onProgress?.(share),
      });
      return handedOver(answer);
    } catch (error) {
      if (control.signal.aborted) return null;
      throw error;
    } finally {
      onProgress?.[releaseProxy]();
    }
  }

  /** Ends what runs at its next pause. */
  cancel(): void {
    this.#running?.abort();
  }
}

/** To be called once by the script of a Worker. */
export function serveWork<Request, Answer>(work: (request: Request) => Pieces<Answer>): void {
  expose(new WorkerSide(work));
}

/** An answer whose arrays are handed over, not copied. */
const handedOver = <Answer>(answer: Answer): Answer => transfer(answer, [...new Set(buffersIn(answer))]);

/** The buffers of all typed arrays in a tree of plain objects and arrays. */
function buffersIn(value: unknown): ArrayBufferLike[] {
  if (ArrayBuffer.isView(value)) return [value.buffer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(buffersIn);
}
