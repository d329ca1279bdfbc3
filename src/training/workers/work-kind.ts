import type { Pieces } from './pieces.js';

/** What is used of a Worker. */
export type WorkerHandle = Pick<Worker, 'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'>;

/** Where the script of a Worker lies, written as if it were a Worker that is made: bundlers look for these very words. */
export class WorkerAddress {
  readonly url: URL;
  readonly options: WorkerOptions;

  constructor(url: URL, options: WorkerOptions) {
    this.url = url;
    this.options = options;
  }
}

/** A script that is run in a Worker. */
export interface WorkerScript {
  /** Of the Worker, for tools that list Workers. */
  readonly name: string;
  /** To be written `(Worker) => new Worker(new URL('./<name>-worker.ts', import.meta.url), { type: 'module' })`. */
  readonly address: (Worker: typeof WorkerAddress) => WorkerAddress;
}

/** A kind of computation: its script, and the same work for this thread. */
export interface WorkKind<Request, Answer> extends WorkerScript {
  /** Loaded only where no Worker can be had. */
  readonly load: () => Promise<(request: Request) => Pieces<Answer>>;
  /** What of a request is sent to a Worker: all of it by default. */
  readonly lighten?: (request: Request) => Request;
}
