import { EngineWorkers, type EngineKind, type OpenEngine } from './engine-workers.js';
import { TimeSlices } from './time-slices.js';
import type { WorkKind } from './work-kind.js';
import { WorkQueue, type StartWorker, type WorkClient } from './work-queue.js';

export interface WorkerPoolOptions {
  /** Null: there are no Workers, everything is done on this thread in slices of time. */
  readonly startWorker: StartWorker;
  /** Most Workers for one kind of engines, 1 unless asked otherwise. */
  readonly mostEngineWorkers?: number;
  /**
   * Calls back whenever the page has come back from where browsers end Workers without a word; returns the way to stop. Used
   * only while somebody uses the pool.
   */
  readonly onReturn?: (callback: () => void) => () => void;
  /** For work on this thread. */
  readonly slices?: TimeSlices;
}

/** Leaves time for a picture in each 60th of a second, and is far below what is felt as a delay. */
const SLICE_MS = 8;

/**
 * The Workers of a page, whatever the number of sessions: one of each kind of work, and a few for engines. They are made when
 * they are first needed and end with the last who uses them.
 */
export class WorkerPool {
  readonly #startWorker: StartWorker;
  readonly #mostEngineWorkers: number;
  readonly #onReturn: (callback: () => void) => () => void;
  readonly #slices: TimeSlices;
  /** By kind. */
  readonly #queues = new Map<object, unknown>();
  readonly #engines = new Map<object, unknown>();
  /** Of all queues and engines that are in use. */
  readonly #checks = new Map<object, () => void>();
  #stopWatching: (() => void) | null = null;

  constructor({ startWorker, mostEngineWorkers = 1, onReturn, slices }: WorkerPoolOptions) {
    this.#startWorker = startWorker;
    this.#mostEngineWorkers = mostEngineWorkers;
    this.#onReturn = onReturn ?? (() => () => undefined);
    this.#slices = slices ?? new TimeSlices({ sliceMs: SLICE_MS });
  }

  /** Someone who asks for one kind of work, until disposed of. */
  join<Request, Answer>(kind: WorkKind<Request, Answer>): WorkClient<Request, Answer> {
    // A kind's queue was made below, for what the kind takes and gives.
    const known = this.#queues.get(kind) as WorkQueue<Request, Answer> | undefined;
    if (known) return known.join();
    const queue = new WorkQueue(kind, this.#member(this.#queues, kind));
    this.#add(this.#queues, kind, queue);
    return queue.join();
  }

  /**
   * An engine of its own for somebody, until it is closed.
   *
   * @param onLost called once, after this has resolved, when the engine is gone with its Worker
   */
  open<Engine>(kind: EngineKind<Engine>, onLost: (reason: string) => void): Promise<OpenEngine<Engine>> {
    const known = this.#engines.get(kind) as EngineWorkers<Engine> | undefined;
    if (known) return known.open(onLost);
    const workers = new EngineWorkers(kind, { ...this.#member(this.#engines, kind), most: this.#mostEngineWorkers });
    this.#add(this.#engines, kind, workers);
    return workers.open(onLost);
  }

  /** Finds out whether the Workers are still there; those that are not are replaced. */
  check(): void {
    for (const check of [...this.#checks.values()]) check();
  }

  #member(members: Map<object, unknown>, kind: object) {
    const onEmpty = (): void => {
      members.delete(kind);
      this.#checks.delete(kind);
      if (this.#checks.size > 0) return;
      this.#stopWatching?.();
      this.#stopWatching = null;
    };
    return { startWorker: this.#startWorker, slices: this.#slices, onEmpty };
  }

  #add(members: Map<object, unknown>, kind: object, member: { check(): void }): void {
    members.set(kind, member);
    this.#checks.set(kind, () => member.check());
    this.#stopWatching ??= this.#onReturn(() => this.check());
  }
}
