import { releaseProxy, transfer, wrap, type Remote } from 'comlink';
import type { EngineSide } from './engine-side.js';
import type { TimeSlices } from './time-slices.js';
import { WatchedWorker } from './watched-worker.js';
import type { WorkerScript } from './work-kind.js';
import type { StartWorker } from './work-queue.js';

/** An engine that keeps a state from call to call: its script, and the same engine for this thread. */
export interface EngineKind<Engine> extends WorkerScript {
  /** Loaded only where no Worker can be had. */
  readonly load: () => Promise<(slices: TimeSlices) => Engine>;
}

export interface OpenEngine<Engine> {
  readonly engine: Engine;
  /** Frees it; calls under way may never be answered. */
  close(): void;
}

/** As long as the engine is waited for: a step of large networks takes seconds, in which their Worker does not listen. */
const PING_PATIENCE_MS = 60_000;

interface Host {
  readonly worker: WatchedWorker;
  readonly side: Remote<EngineSide>;
  /** False where it never started. */
  readonly hasStarted: Promise<boolean>;
  /** To be told of its end, one for each engine. */
  readonly engines: Set<(reason: string) => void>;
}

/**
 * Many engines in few Workers; on this thread, in slices of time, where Workers are forbidden or do not start. Engines of one
 * Worker answer in the order in which they are asked.
 */
export class EngineWorkers<Engine> {
  readonly #kind: EngineKind<Engine>;
  readonly #most: number;
  readonly #slices: TimeSlices;
  readonly #onEmpty: () => void;
  readonly #hosts = new Set<Host>();
  #startWorker: StartWorker;
  /** Engines that are open or being opened, here and there. */
  #count = 0;

  /**
   * @param most Workers
   * @param onEmpty called when the last engine has been closed
   */
  constructor(
    kind: EngineKind<Engine>,
    options: {
      readonly most: number;
      readonly startWorker: StartWorker;
      readonly slices: TimeSlices;
      readonly onEmpty: () => void;
    },
  ) {
    this.#kind = kind;
    this.#most = options.most;
    this.#startWorker = options.startWorker;
    this.#slices = options.slices;
    this.#onEmpty = options.onEmpty;
  }

  /** @param onLost called once, after this has resolved, when the engine is gone with its Worker */
  async open(onLost: (reason: string) => void): Promise<OpenEngine<Engine>> {
    this.#count++;
    try {
      const host = this.#startWorker && this.#chooseHost();
      return (host && (await this.#openIn(host, onLost))) ?? (await this.#openHere());
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  /** Finds out whether the Workers are still there. */
  check(): void {
    for (const { worker } of this.#hosts) worker.check();
  }

  async #openIn(host: Host, onLost: (reason: string) => void): Promise<OpenEngine<Engine> | null> {
    host.engines.add(onLost);
    if (!(await host.hasStarted)) return null;
    const { port1, port2 } = new MessageChannel();
    const engine = wrap<Engine>(port1);
    host.side.open(transfer(port2, [port2])).catch(() => undefined);
    const close = once(() => {
      engine[releaseProxy]();
      host.engines.delete(onLost);
      if (host.engines.size === 0) this.#closeHost(host);
      this.#leave();
    });
    // What comlink makes of an engine whose calls all give promises is that engine.
    return { engine: engine as Engine, close };
  }

  async #openHere(): Promise<OpenEngine<Engine>> {
    const make = await this.#kind.load();
    return { engine: make(this.#slices), close: once(() => this.#leave()) };
  }

  /** A new Worker while there may be more, then the one with the fewest engines; null where none can be made. */
  #chooseHost(): Host | null {
    if (this.#hosts.size >= this.#most) {
      return [...this.#hosts].reduce((least, host) => (host.engines.size < least.engines.size ? host : least));
    }
    try {
      return this.#makeHost();
    } catch {
      this.#startWorker = null;
      return null;
    }
  }

  #makeHost(): Host {
    const worker = this.#startWorker?.(this.#kind);
    if (!worker) throw new Error('There are no Workers here.');
    const side = wrap<EngineSide>(worker);
    let settle: (hasStarted: boolean) => void = () => undefined;
    const hasStarted = new Promise<boolean>((resolve) => (settle = resolve));
    const lose = (reason: string): void => {
      settle(false);
      this.#hosts.delete(host);
      for (const tell of host.engines) tell(reason);
      host.engines.clear();
    };
    const host: Host = {
      side,
      hasStarted,
      engines: new Set(),
      worker: new WatchedWorker(
        worker,
        side,
        {
          onStart: () => settle(true),
          onRefused: () => {
            this.#startWorker = null;
            this.#hosts.delete(host);
            settle(false);
          },
          onDeath: lose,
          onSilence: () => lose('The Worker no longer answers.'),
        },
        PING_PATIENCE_MS,
      ),
    };
    this.#hosts.add(host);
    return host;
  }

  #closeHost(host: Host): void {
    this.#hosts.delete(host);
    host.worker.close();
  }

  #leave(): void {
    if (--this.#count === 0) this.#onEmpty();
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}
