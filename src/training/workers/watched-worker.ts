import { releaseProxy } from 'comlink';
import type { WorkerHandle } from './work-kind.js';

/** What is used of what runs in a Worker, as comlink gives it. */
export interface WatchedSide {
  /** Resolves as soon as the Worker answers. */
  ping(): Promise<void>;
  [releaseProxy](): void;
}

/** What becomes of a Worker. After any of these but `onStart` it is closed. */
export interface WorkerEvents {
  /** It has answered for the first time. */
  readonly onStart: () => void;
  /** It never started: a policy forbids it, its script is not there or does not run. */
  readonly onRefused: (reason: string) => void;
  /** It worked, and then failed. */
  readonly onDeath: (reason: string) => void;
  /** It has ended without a word, as browsers end Workers of pages in the background. */
  readonly onSilence: () => void;
}

/** A script may have to come from afar. */
const START_PATIENCE_MS = 20_000;
/** A Worker listens many times a second. */
const PING_PATIENCE_MS = 2_000;

/** A Worker of which somebody wants to know whether it started, and whether it lives. */
export class WatchedWorker {
  readonly #worker: WorkerHandle;
  readonly #side: WatchedSide;
  readonly #events: WorkerEvents;
  readonly #pingPatienceMs: number;
  #hasStarted = false;
  #isClosed = false;
  #startTimer: ReturnType<typeof setTimeout>;
  #pingTimer: ReturnType<typeof setTimeout> | null = null;

  /**
   * @param side let go of when the Worker is closed
   * @param pingPatienceMs how long it may take to answer where `check` asks
   */
  constructor(worker: WorkerHandle, side: WatchedSide, events: WorkerEvents, pingPatienceMs = PING_PATIENCE_MS) {
    this.#worker = worker;
    this.#side = side;
    this.#events = events;
    this.#pingPatienceMs = pingPatienceMs;
    worker.addEventListener('error', this.#onError);
    worker.addEventListener('messageerror', this.#onMessageError);
    this.#startTimer = setTimeout(() => this.#fail('The Worker did not start.'), START_PATIENCE_MS);
    side.ping().then(
      () => this.#start(),
      (error: unknown) => this.#fail(`The Worker failed: ${String(error)}`),
    );
  }

  /** Asks whether it lives; a silent one is closed, and `onSilence` called. */
  check(): void {
    if (this.#isClosed || this.#pingTimer !== null) return;
    const timer = setTimeout(() => this.#end(() => this.#events.onSilence()), this.#pingPatienceMs);
    this.#pingTimer = timer;
    const settle = (): void => {
      clearTimeout(timer);
      this.#pingTimer = null;
    };
    this.#side.ping().then(settle, settle);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#startTimer);
    if (this.#pingTimer !== null) clearTimeout(this.#pingTimer);
    this.#worker.removeEventListener('error', this.#onError);
    this.#worker.removeEventListener('messageerror', this.#onMessageError);
    // Comlink keeps every Worker that is waited for; one that has been ended never answers.
    this.#side[releaseProxy]();
    this.#worker.terminate();
  }

  #start(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#startTimer);
    this.#hasStarted = true;
    this.#events.onStart();
  }

  readonly #onError = (event: ErrorEvent): void => {
    event.preventDefault();
    this.#fail(event.message ? `The Worker failed: ${event.message}` : 'The Worker could not be started.');
  };

  readonly #onMessageError = (): void => this.#fail('The Worker sent what could not be read.');

  #fail(reason: string): void {
    this.#end(() => (this.#hasStarted ? this.#events.onDeath(reason) : this.#events.onRefused(reason)));
  }

  #end(tell: () => void): void {
    if (this.#isClosed) return;
    this.close();
    tell();
  }
}
