import type { Backend, Report, Run } from './backend.js';
import { EngineKeeper, messageOf } from './engine-keeper.js';
import type { CreateBackend, Timers } from './engine-keeper.js';

/** What the host tells; never while it is being called. */
export interface EngineHostListener {
  /** An engine is there; nothing is loaded yet. */
  onEngine(): void;
  onLoaded(): void;
  /** The engine would not load the run. True: something else has been asked to be loaded; false: try another engine. */
  onRefused(problem: string): boolean;
  /** The engine is gone. A run that was loaded has to be asked for again; one being loaded will be by itself. */
  onLost(reason: string, wasLoaded: boolean): void;
  /** No engine can be had any more. */
  onExhausted(reason: string): void;
  onReport(report: Report): void;
}

/** Holds the engine and gets runs into it: makes one where there is none, replaces one that is lost. */
export class EngineHost {
  readonly #keeper: EngineKeeper;
  readonly #listener: EngineHostListener;
  #backend: Backend | null = null;
  /** Makes the run that is to be loaded; null once it is. */
  #wanted: (() => Run) | null = null;
  #hasRun = false;
  #isPreparing = false;
  #isExhausted = false;
  #isDisposed = false;
  /** Ends the wait for a `load` whose engine is lost. */
  #announceLoss: () => void = () => {};

  constructor(createBackend: CreateBackend, timers: Timers, listener: EngineHostListener) {
    this.#keeper = new EngineKeeper(createBackend, timers);
    this.#listener = listener;
  }

  /** The engine, loaded or not. */
  get engine(): Backend | null {
    return this.#backend;
  }

  /** The engine if it has the newest run, null otherwise. */
  get loaded(): Backend | null {
    return this.#hasRun ? this.#backend : null;
  }

  /**
   * Replaces what is loaded or being loaded. `makeRun` is called when an engine is there to load it. After
   * `onExhausted`, engines are tried again as if there had been no trouble before.
   */
  load(makeRun: () => Run): void {
    this.#wanted = makeRun;
    this.#hasRun = false;
    if (this.#isExhausted) this.#keeper.forget();
    this.#isExhausted = false;
    void this.#prepare();
  }

  /** Gives the engine up and gets another. */
  lose(backend: Backend, reason: string): void {
    if (backend !== this.#backend) return;
    const wasLoaded = this.#hasRun;
    this.#hasRun = false;
    this.#keeper.noteLoss(reason);
    this.#release();
    this.#announceLoss();
    this.#listener.onLost(reason, wasLoaded);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#wanted = null;
    this.#hasRun = false;
    this.#keeper.forget();
    this.#release();
    this.#announceLoss();
  }

  /** Loads the newest run that is wanted. Only one of these is ever under way, so loads never overlap. */
  async #prepare(): Promise<void> {
    if (this.#isPreparing) return;
    this.#isPreparing = true;
    try {
      while (this.#wanted && !this.#isExhausted) {
        if (this.#backend) await this.#load(this.#backend, this.#wanted);
        else await this.#obtain();
      }
    } finally {
      this.#isPreparing = false;
    }
  }

  async #obtain(): Promise<void> {
    const backend = await this.#keeper.obtain();
    if (this.#isDisposed) {
      backend?.dispose();
      return;
    }
    if (!backend) {
      this.#isExhausted = true;
      this.#listener.onExhausted(this.#keeper.reason ?? 'No reason is known.');
      return;
    }
    this.#backend = backend;
    backend.onReport = (report) => {
      if (this.#hasRun) this.#listener.onReport(report);
    };
    backend.onLost = (reason) => this.lose(backend, reason);
    this.#listener.onEngine();
  }

  async #load(backend: Backend, makeRun: () => Run): Promise<void> {
    const lost = new Promise<void>((resolve) => (this.#announceLoss = resolve));
    let problem: string | null = null;
    try {
      await Promise.race([backend.load(makeRun()), lost]);
    } catch (error) {
      problem = messageOf(error);
    }
    if (backend !== this.#backend || makeRun !== this.#wanted) return;
    if (problem === null) {
      this.#wanted = null;
      this.#hasRun = true;
      this.#keeper.noteSuccess();
      this.#listener.onLoaded();
    } else if (!this.#listener.onRefused(problem)) {
      this.lose(backend, problem);
    }
  }

  #release(): void {
    const backend = this.#backend;
    this.#backend = null;
    if (!backend) return;
    backend.onReport = null;
    backend.onLost = null;
    try {
      backend.dispose();
    } catch {
      // A dead engine may refuse even this; there is nothing left to free.
    }
  }
}
