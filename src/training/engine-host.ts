import type { Backend, FrameReceipt, FrameRequest, Report, Run } from './backend.js';
import { EngineKeeper, messageOf } from './engine-keeper.js';
import type { CreateBackend, Timers } from './engine-keeper.js';
import { EngineWatch } from './frame-budget.js';

/** What the host tells; while it is being called, only what comes of `ask` and `frame`. */
export interface EngineHostListener {
  /** An engine is there; nothing is loaded yet. */
  onEngine(): void;
  onLoaded(): void;
  /** The engine would not load the run. True: something else has been asked to be loaded; false: try another engine. */
  onRefused(problem: string): boolean;
  /** The engine is gone. A run that was loaded has to be asked for again; one being loaded will be by itself. */
  onLost(reason: string, wasLoaded: boolean): void;
  /** `isSlow` has changed. */
  onSlow(): void;
  /** No engine can be had any more. */
  onExhausted(reason: string): void;
  onReport(report: Report): void;
}

/** Holds the engine and gets runs into it: makes one where there is none, gives up and replaces one that fails. */
export class EngineHost {
  readonly #keeper: EngineKeeper;
  readonly #watch = new EngineWatch();
  readonly #listener: EngineHostListener;
  #backend: Backend | null = null;
  /** Makes the run that is to be loaded; null once it is. */
  #wanted: (() => Run) | null = null;
  #hasRun = false;
  #isPreparing = false;
  #isExhausted = false;
  #isDisposed = false;
  #isSlow = false;
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

  /** True while a run is on its way into an engine. */
  get isLoading(): boolean {
    return this.#wanted !== null && !this.#isExhausted;
  }

  /** True while the engine takes up no frames and has not for a while. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /**
   * Replaces what is loaded or being loaded. `makeRun` is called when an engine is there to load it. After
   * `onExhausted`, engines are tried again as if there had been no trouble before.
   */
  load(makeRun: () => Run): void {
    if (this.#isDisposed) return;
    this.#wanted = makeRun;
    this.#hasRun = false;
    this.#forgetSlowness();
    if (this.#isExhausted) this.#keeper.forget();
    this.#isExhausted = false;
    void this.#prepare();
  }

  /** Calls the engine that has the run; one that throws is given up. Null then, and where there is none. */
  ask<T>(call: (backend: Backend) => T): T | null {
    const backend = this.loaded;
    if (!backend) return null;
    try {
      return call(backend);
    } catch (error) {
      this.#lose(backend, messageOf(error));
      return null;
    }
  }

  /** A frame of the run; null where no engine has it, also because this one is given up. */
  frame(request: FrameRequest, nowMs: number): FrameReceipt | null {
    const receipt = this.ask((backend) => backend.frame(request));
    if (receipt) this.#heed(nowMs, !receipt.drawn && receipt.stepsTaken === 0);
    return this.loaded && receipt;
  }

  /**
   * Lets the engine go, its pictures left where they are seen; this is no loss. `load` gets another. To be called only when
   * everything that is to be kept of the run has been read.
   */
  rest(): void {
    this.ask((backend) => backend.leavePictures());
    if (!this.loaded) return;
    this.#hasRun = false;
    this.#forgetSlowness();
    this.#release();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#wanted = null;
    this.#hasRun = false;
    this.#keeper.forget();
    this.#release();
    this.#announceLoss();
  }

  /** A hung engine raises no event; only its refusals tell. */
  #heed(nowMs: number, isRefused: boolean): void {
    const backend = this.loaded;
    if (!backend) return;
    const response = this.#watch.observe(nowMs, isRefused, backend.patienceMs);
    if (response === 'dead') {
      this.#lose(backend, `It has not responded for ${backend.patienceMs / 1000} seconds.`);
    } else if ((response === 'slow') !== this.#isSlow) {
      this.#isSlow = response === 'slow';
      this.#listener.onSlow();
    }
  }

  #forgetSlowness(): void {
    this.#watch.reset();
    this.#isSlow = false;
  }

  /** Gives the engine up and gets another. */
  #lose(backend: Backend, reason: string): void {
    if (backend !== this.#backend) return;
    const wasLoaded = this.#hasRun;
    this.#hasRun = false;
    this.#forgetSlowness();
    this.#keeper.noteLoss(reason);
    this.#release();
    this.#announceLoss();
    this.#listener.onLost(reason, wasLoaded);
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
    backend.onLost = (reason) => this.#lose(backend, reason);
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
      this.#lose(backend, problem);
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
