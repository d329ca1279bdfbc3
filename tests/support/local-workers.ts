import { expose } from 'comlink';
import type { Pieces } from '../../src/training/workers/pieces.js';
import type { WorkerHandle } from '../../src/training/workers/work-kind.js';
import { WorkerPool } from '../../src/training/workers/worker-pool.js';
import { WorkerSide, type ProgressListener } from '../../src/training/workers/worker-side.js';

const LAST_WORD = 'last word';

/** What runs in a Worker, in this process behind a channel of messages; it answers when a test lets it. */
export class LocalWorkers<Request, Answer> {
  /** Every request that has reached a Worker, oldest first. */
  readonly requests: Request[] = [];
  /** How many Workers have been made. */
  made = 0;
  terminated = 0;
  /** Of these Workers, each time that somebody asks for one. */
  readonly pool: WorkerPool;
  readonly #work: (request: Request) => Pieces<Answer>;
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => {};
  readonly #onError = new Set<(event: ErrorEvent) => void>();
  /** The newest Worker hears nothing any more. */
  #silence: () => void = () => {};
  /** Waits for a word from the newest Worker: messages come in order. */
  #listen: () => Promise<void> = () => Promise.resolve();

  constructor(work: (request: Request) => Pieces<Answer>, onReturn?: (callback: () => void) => () => void) {
    this.#work = work;
    this.pool = new WorkerPool({ startWorker: () => this.create(), ...(onReturn && { onReturn }) });
  }

  /** From here on requests wait until `open`. */
  close(): void {
    this.#gate = new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#open();
    this.#gate = Promise.resolve();
  }

  /** What an uncaught error in the newest Worker does, once everything is heard that it has said before. */
  async fail(message: string): Promise<void> {
    await this.#listen();
    const event = { message, preventDefault: () => {} } as ErrorEvent;
    for (const listener of [...this.#onError]) listener(event);
  }

  /** The newest Worker ends without a word. */
  silence(): void {
    this.#silence();
  }

  readonly create = (): WorkerHandle => {
    this.made++;
    const { port1, port2 } = new MessageChannel();
    const side = new WorkerSide(this.#work);
    const gated = {
      ping: () => {},
      compute: async (request: Request, onProgress: ProgressListener | null): Promise<Answer | null> => {
        this.requests.push(request);
        await this.#gate;
        return side.compute(request, onProgress as Parameters<typeof side.compute>[1]);
      },
      cancel: () => side.cancel(),
    };
    expose(gated, port2);
    port1.start();
    this.#onError.clear();
    this.#listen = () =>
      new Promise((resolve) => {
        port1.addEventListener('message', ({ data }) => data === LAST_WORD && resolve());
        port2.postMessage(LAST_WORD);
      });
    let isSilent = false;
    this.#silence = () => (isSilent = true);
    return {
      postMessage: (message: unknown, transfer?: Transferable[]) => {
        if (!isSilent) port1.postMessage(message, transfer ?? []);
      },
      addEventListener: (type: string, listener: EventListenerOrEventListenerObject) => {
        if (type === 'error') this.#onError.add(listener as (event: ErrorEvent) => void);
        else port1.addEventListener(type, listener);
      },
      removeEventListener: (type: string, listener: EventListenerOrEventListenerObject) => {
        if (type === 'error') this.#onError.delete(listener as (event: ErrorEvent) => void);
        else port1.removeEventListener(type, listener);
      },
      terminate: () => {
        this.terminated++;
        port1.close();
      },
    } as WorkerHandle;
  };
}
