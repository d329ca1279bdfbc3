import { proxy, wrap } from 'comlink';
import type { TimeSlices } from './time-slices.js';
import type { WorkerHandle, WorkKind } from './work-kind.js';
import { WatchedWorker, type WatchedSide, type WorkerEvents } from './watched-worker.js';
import type { ProgressListener, WorkerSide } from './worker-side.js';

/** Where work is done, one request at a time. */
export interface WorkHost<Request, Answer> {
  /**
   * Null where `cancel` ended it.
   *
   * @throws (rejects) what the work throws
   */
  compute(request: Request, onProgress: ProgressListener | null): Promise<Answer | null>;
  /** Ends what runs soon. */
  cancel(): void;
  /** Finds out whether it is still there. */
  check(): void;
  close(): void;
}

/** `WorkerSide` as its page sees it. */
interface RemoteSide<Request, Answer> extends WatchedSide {
  compute(request: Request, onProgress: ProgressListener | null): Promise<Answer | null>;
  cancel(): Promise<void>;
}

/** In a Worker, which answers until it dies. */
export class WorkerHost<Request, Answer> implements WorkHost<Request, Answer> {
  readonly #worker: WatchedWorker;
  readonly #side: RemoteSide<Request, Answer>;
  readonly #lighten: (request: Request) => Request;

  constructor(
    worker: WorkerHandle,
    { lighten = (request) => request }: WorkKind<Request, Answer>,
    events: WorkerEvents,
  ) {
    // Requests and answers are plain data, which arrive as they are sent.
    this.#side = wrap<WorkerSide<Request, Answer>>(worker) as unknown as RemoteSide<Request, Answer>;
    this.#lighten = lighten;
    this.#worker = new WatchedWorker(worker, this.#side, events);
  }

  compute(request: Request, onProgress: ProgressListener | null): Promise<Answer | null> {
    return this.#side.compute(this.#lighten(request), onProgress && proxy(onProgress));
  }

  cancel(): void {
    this.#side.cancel().catch(() => undefined);
  }

  check(): void {
    this.#worker.check();
  }

  close(): void {
    this.#worker.close();
  }
}

/** On this thread, in slices of time. */
export class LocalHost<Request, Answer> implements WorkHost<Request, Answer> {
  readonly #load: WorkKind<Request, Answer>['load'];
  readonly #slices: TimeSlices;
  #running: AbortController | null = null;

  constructor({ load }: WorkKind<Request, Answer>, slices: TimeSlices) {
    this.#load = load;
    this.#slices = slices;
  }

  async compute(request: Request, onProgress: ProgressListener | null): Promise<Answer | null> {
    const control = new AbortController();
    this.#running = control;
    try {
      const work = await this.#load();
      return await this.#slices.run(work(request), {
        signal: control.signal,
        onProgress: (share) => onProgress?.(share),
      });
    } catch (error) {
      if (control.signal.aborted) return null;
      throw error;
    }
  }

  cancel(): void {
    this.#running?.abort();
  }

  check(): void {}

  close(): void {
    this.#running?.abort();
  }
}
