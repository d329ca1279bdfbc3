import { LocalHost, WorkerHost, type WorkHost } from './work-host.js';
import type { TimeSlices } from './time-slices.js';
import type { WorkerHandle, WorkerScript, WorkKind } from './work-kind.js';
import type { ProgressListener } from './worker-side.js';

/** Makes a Worker; throws where that is forbidden. Null: there are none on this page. */
export type StartWorker = ((script: WorkerScript) => WorkerHandle) | null;

interface Job<Request, Answer> {
  readonly client: WorkClient<Request, Answer>;
  readonly network: number;
  readonly request: Request;
  readonly onProgress: ProgressListener | null;
  readonly resolve: (answer: Answer | null) => void;
  readonly reject: (reason: Error) => void;
  /** Workers that died of it, or while it ran. */
  deaths: number;
}

/** After so many deaths a request is given up: the next Worker would die of it as well. */
const MOST_DEATHS = 2;
/** How long what is cancelled may go on before its Worker is ended. */
const CANCEL_PATIENCE_MS = 1_000;

/** What a client uses of its queue. */
type Asking<Request, Answer> = Pick<WorkQueue<Request, Answer>, 'add' | 'cancel' | 'leave'>;

/** One asker of a kind of work, for instance a session, with networks of its own. */
export class WorkClient<Request, Answer> {
  readonly #queue: Asking<Request, Answer>;
  #isDisposed = false;

  constructor(queue: Asking<Request, Answer>) {
    this.#queue = queue;
  }

  /**
   * Resolves with null if a newer request for the same network took this one's place, on `cancel` and on `dispose`.
   *
   * @param network any number; requests of different networks take turns
   * @param onProgress called with the share that is done, 0 to 1
   * @throws Error (rejects) where the computation fails, or where Workers die of it
   */
  compute(network: number, request: Request, onProgress: ProgressListener | null = null): Promise<Answer | null> {
    if (this.#isDisposed) return Promise.resolve(null);
    return this.#queue.add(this, network, request, onProgress);
  }

  /** Gives up what waits and what runs for a network. */
  cancel(network: number): void {
    this.#queue.cancel(this, network);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#queue.leave(this);
  }
}

/**
 * One kind of work for everybody on a page: in one Worker, or in slices of time on this thread where Workers are forbidden or
 * do not start.
 *
 * One request at a time, and what has begun is finished unless it is cancelled. Of those that wait there is at most one per
 * client and network, the newest. Clients take turns, and so do the networks of each. A Worker that dies is replaced once, and
 * its request made again; where the next one dies as well, that request is given up. Without clients there is no Worker.
 */
export class WorkQueue<Request, Answer> {
  readonly #kind: WorkKind<Request, Answer>;
  readonly #slices: TimeSlices;
  readonly #onEmpty: () => void;
  #startWorker: StartWorker;
  /** What waits of each client, the next one to have its turn first; by network, in the order in which they are computed. */
  readonly #waiting = new Map<WorkClient<Request, Answer>, Map<number, Job<Request, Answer>>>();
  #running: Job<Request, Answer> | null = null;
  #host: WorkHost<Request, Answer> | null = null;

  /** @param onEmpty called when the last client has left */
  constructor(
    kind: WorkKind<Request, Answer>,
    { startWorker, slices, onEmpty }: { startWorker: StartWorker; slices: TimeSlices; onEmpty: () => void },
  ) {
    this.#kind = kind;
    this.#startWorker = startWorker;
    this.#slices = slices;
    this.#onEmpty = onEmpty;
  }

  join(): WorkClient<Request, Answer> {
    const client = new WorkClient(this);
    this.#waiting.set(client, new Map());
    return client;
  }

  leave(client: WorkClient<Request, Answer>): void {
    for (const { resolve } of this.#waiting.get(client)?.values() ?? []) resolve(null);
    this.#waiting.delete(client);
    if (this.#running?.client === client) this.#giveUp(this.#running);
    if (this.#waiting.size > 0) return;
    this.#running = null;
    this.#release();
    this.#onEmpty();
  }

  add(
    client: WorkClient<Request, Answer>,
    network: number,
    request: Request,
    onProgress: ProgressListener | null,
  ): Promise<Answer | null> {
    const waiting = this.#waiting.get(client);
    if (!waiting) return Promise.resolve(null);
    waiting.get(network)?.resolve(null);
    return new Promise((resolve, reject) => {
      // A request that takes another one's place keeps its turn.
      waiting.set(network, { client, network, request, onProgress, resolve, reject, deaths: 0 });
      this.#next();
    });
  }

  cancel(client: WorkClient<Request, Answer>, network: number): void {
    const waiting = this.#waiting.get(client);
    waiting?.get(network)?.resolve(null);
    waiting?.delete(network);
    if (this.#running?.client === client && this.#running.network === network) this.#giveUp(this.#running);
  }

  /** Finds out whether the Worker is still there; one that has gone is replaced, and its request made again. */
  check(): void {
    this.#host?.check();
  }

  #next(): void {
    if (this.#running) return;
    const job = this.#take();
    if (job) this.#run(job);
  }

  /** The next request of the first client that has one; that client then goes to the end. */
  #take(): Job<Request, Answer> | null {
    for (const [client, waiting] of this.#waiting) {
      const [job] = waiting.values();
      if (!job) continue;
      waiting.delete(job.network);
      this.#waiting.delete(client);
      this.#waiting.set(client, waiting);
      return job;
    }
    return null;
  }

  #run(job: Job<Request, Answer>): void {
    this.#running = job;
    const host = (this.#host ??= this.#makeHost());
    const isOurs = (): boolean => job === this.#running && host === this.#host;
    const onProgress = job.onProgress && ((share: number): void => void (isOurs() && job.onProgress?.(share)));
    host.compute(job.request, onProgress).then(
      (answer) => isOurs() && this.#finish(() => job.resolve(answer)),
      (error: unknown) => isOurs() && this.#finish(() => job.reject(errorOf(error))),
    );
  }

  #finish(settle: () => void): void {
    this.#running = null;
    settle();
    this.#next();
  }

  /** Answers at once; what runs ends soon, and is ended where it does not. */
  #giveUp(job: Job<Request, Answer>): void {
    const host = this.#host;
    job.resolve(null);
    host?.cancel();
    setTimeout(() => {
      if (job !== this.#running || host !== this.#host) return;
      this.#release();
      this.#finish(() => undefined);
    }, CANCEL_PATIENCE_MS);
  }

  #makeHost(): WorkHost<Request, Answer> {
    if (!this.#startWorker) return new LocalHost(this.#kind, this.#slices);
    try {
      return new WorkerHost(this.#startWorker(this.#kind), this.#kind, {
        onStart: () => undefined,
        onRefused: () => this.#stayHere(),
        onDeath: (reason) => this.#onDeath(reason),
        onSilence: () => this.#again(),
      });
    } catch {
      this.#startWorker = null;
      return new LocalHost(this.#kind, this.#slices);
    }
  }

  /** No Worker starts here: what was asked of it, and all that follows, is done on this thread. */
  #stayHere(): void {
    this.#startWorker = null;
    this.#again();
  }

  #onDeath(reason: string): void {
    const job = this.#running;
    if (!job || ++job.deaths < MOST_DEATHS) {
      this.#again();
      return;
    }
    this.#release();
    this.#finish(() => job.reject(new Error(reason)));
  }

  /** With another host. */
  #again(): void {
    this.#release();
    if (this.#running) this.#run(this.#running);
  }

  #release(): void {
    this.#host?.close();
    this.#host = null;
  }
}

const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
