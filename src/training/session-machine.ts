import type { Report } from './backend.js';
import { CurrentExperiment } from './current-experiment.js';
import { EngineHost } from './engine-host.js';
import { Errand } from './errand.js';
import { FrameTicker } from './frame-ticker.js';
import { LiveRun } from './live-run.js';
import type { Replay } from './replay.js';
import { SessionRest } from './session-rest.js';
import { describeSession } from './session-snapshot.js';
import { hasFailed, hasRecovered, noTroubles, wasRefused } from './session-troubles.js';
import type { Troubles } from './session-troubles.js';
import type { SessionOptions, SessionSnapshot, SessionState, UndoSnapshot } from './session-types.js';
import { SnapshotPublisher } from './snapshot-publisher.js';
import type { KeptRun } from './undo/kept-run.js';
import { Restoring } from './undo/restoring.js';

/** What the machine needs to know of its undoing. */
export interface UndoAside {
  readonly describe: (isRestoring: boolean) => UndoSnapshot;
  /** An earlier moment is taken up without another edit. */
  readonly onBranch: () => void;
}

/**
 * The state of a session, and all that changes it: gestures by way of its methods, frames, and what becomes of the engine.
 *
 * The next frame hands over what was changed, then takes steps and draws in one call of the backend. A frame awaits nothing.
 * Reports come back later and are published as frozen snapshots: what the reader does shows at once, numbers at about 10 Hz.
 * An engine that is lost is replaced, and the run goes on from its newest checkpoint. While nothing changes, no frame is
 * requested.
 */
export class SessionMachine {
  readonly experiment: CurrentExperiment;
  readonly run: LiveRun;
  readonly errand = new Errand();
  readonly #host: EngineHost;
  readonly #ticker: FrameTicker;
  readonly #publisher: SnapshotPublisher;
  readonly #undo: UndoAside;
  #state: SessionState = 'idle';
  #troubles = noTroubles;
  #hasBegun = false;
  readonly #restoring = new Restoring();
  readonly #rest: SessionRest;

  /** @throws InvalidSettingError if the experiment is refused */
  constructor(options: SessionOptions, undo: UndoAside) {
    this.#undo = undo;
    this.experiment = new CurrentExperiment(options.config);
    this.#host = new EngineHost(options.createBackend, options.timers, {
      onEngine: () => this.publish(),
      onLoaded: () => this.#onLoaded(),
      onRefused: (problem) => this.#onRefused(problem),
      onLost: (reason, wasLoaded) => wasLoaded && this.#onLost(reason),
      onSlow: () => this.publish(),
      onExhausted: (reason) => this.#onExhausted(reason),
      onReport: (report) => this.#onReport(report),
    });
    this.run = new LiveRun(this.experiment, this.#host);
    this.#rest = new SessionRest(this.run, this.#host);
    this.#ticker = new FrameTicker(options.clock, (nowMs) => this.#tick(nowMs));
    this.#publisher = new SnapshotPublisher((number) => this.#describe(number));
  }

  get snapshot(): SessionSnapshot {
    return this.#publisher.newest;
  }

  get state(): SessionState {
    return this.#state;
  }

  get troubles(): Troubles {
    return this.#troubles;
  }

  /** Milliseconds of the newest frame. */
  get nowMs(): number {
    return this.#ticker.nowMs;
  }

  /** True once a run has been loaded: from then on there is something to go back to. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** The run that is being gone back to; null: none is. */
  get restored(): KeptRun | null {
    return this.#restoring.run;
  }

  /** Where no engine can run, nothing is on its way. */
  get isRestoring(): boolean {
    return this.restored !== null && this.#state !== 'failed';
  }

  get isResting(): boolean {
    return this.#rest.isResting;
  }

  subscribe(listener: () => void): () => void {
    return this.#publisher.subscribe(listener);
  }

  /** Asks for a frame. */
  wakeTicker(): void {
    this.#ticker.wake();
  }

  // Setting a run going and stopping it.

  /** @param until step to stop at */
  go(until: () => number, isPaced: boolean): void {
    const { run: restored } = this.#restoring;
    if (restored) {
      this.#restoring.follow(() => this.go(until, isPaced));
      if (this.#state === 'failed') this.resume(restored);
      return;
    }
    const setOut = (): void => {
      this.run.progress.extend(this.experiment.config.training.epochs);
      this.errand.set({ until: until(), isPaced });
    };
    this.wake();
    switch (this.#state) {
      case 'idle':
        this.restart();
        return setOut();
      case 'preparing':
        return setOut();
      case 'failed':
        setOut();
        if (this.run.recover(this.nowMs) !== null) this.#prepare({ ...this.#troubles, failure: null });
        return;
      case 'ready':
      case 'finished':
      case 'running':
        this.#branch();
        setOut();
        this.errand.resetPace();
        return this.enter('running');
      case 'diverged':
      case 'disposed':
        return;
      default:
        this.#state satisfies never;
    }
  }

  /** A run that is being gone back to comes to stand by itself. */
  pause(): void {
    this.#restoring.follow(null);
    if (this.isRestoring) return;
    this.errand.end();
    if (this.#state !== 'running') return;
    this.run.requestModels();
    this.enter('ready');
    this.settle();
  }

  /** What the reader does is none of what is done again, nor of a run that is on its way. */
  endReplay(): void {
    this.#restoring.end();
    if (!this.errand.replay) return;
    this.#restoring.leave();
    this.pause();
  }

  /** The experiment from its first step; what was playing plays on there. */
  restart(): void {
    if (this.#state === 'disposed') return;
    this.errand.endSteps();
    this.run.startAnew(this.nowMs);
    this.begin();
  }

  /** The run goes on from elsewhere once that is loaded. */
  begin(): void {
    this.#rest.giveUp();
    this.#restoring.leave();
    this.#prepare(noTroubles);
  }

  /** Goes back to a run that was left, and stays where that was. */
  resume(kept: KeptRun): void {
    this.#rest.giveUp();
    this.errand.end();
    this.#restoring.begin(kept);
    // An engine that has stopped, or is lost since, gets the run by loading it.
    const plan = this.run.resume(kept, this.nowMs, this.#state !== 'diverged');
    if (plan) this.errand.setReplay(plan);
    else this.run.endResume(kept);
    if (!this.#host.loaded) return this.#prepare(noTroubles);
    this.#troubles = noTroubles;
    this.#rest.end();
    this.errand.resetPace();
    if (plan) return this.enter('running');
    this.#restoring.end();
    this.enter('ready');
    this.settle();
  }

  /** Ends an errand or the run once all its steps are reported; opens a run whose end was moved away. */
  settle(): void {
    const { isReported } = this.run.progress;
    if (!this.#host.loaded || !isReported) return;
    const isDone = this.errand.isDone(this.run.progress);
    const { run: restored } = this.#restoring;
    if (this.#state === 'running' && isDone && restored) {
      this.run.endResume(restored);
      this.#restoring.end();
    }
    const { isAtEnd } = this.run.progress;
    const isOver = isDone || (isAtEnd && !this.errand.replay);
    if (this.#state === 'running' && isOver) {
      this.errand.end();
      this.run.requestModels();
      this.#arrive(isAtEnd ? 'finished' : 'ready');
    } else if (this.#state === 'ready' && isAtEnd) {
      this.enter('finished');
    } else if (this.#state === 'finished' && !isAtEnd) {
      this.enter('ready');
    }
  }

  dispose(): void {
    if (this.#state === 'disposed') return;
    this.errand.end();
    this.#ticker.stop();
    this.run.forgetReads(this.nowMs);
    this.#host.dispose();
    this.enter('disposed');
    this.#publisher.forgetListeners();
  }

  // Rest.

  rest(): void {
    if (['idle', 'failed', 'disposed'].includes(this.#state)) return;
    if (this.#rest.want()) this.#ticker.wake();
  }

  wake(): void {
    this.#rest.giveUp();
    if (!this.isResting || this.#state === 'diverged' || this.#state === 'disposed') return;
    this.run.recover(this.nowMs);
    this.#prepare(this.#troubles);
  }

  /** An errand stays set: what is woken goes on with it. */
  #restIfKept(nowMs: number): void {
    if (this.#rest.begin(() => this.#state, nowMs)) this.enter(this.#state === 'running' ? 'ready' : this.#state);
  }

  // Getting a run into an engine.

  #prepare(troubles: Troubles): void {
    this.#troubles = troubles;
    this.#rest.end();
    this.errand.resetPace();
    this.enter('preparing');
  }

  #onLoaded(): void {
    this.#hasBegun = true;
    this.experiment.keep();
    this.run.desk.want();
    this.run.forgetReads(this.nowMs);
    if (!this.errand.replay) this.#restoring.end();
    if (this.errand.isSet) this.#branch();
    this.#arrive(this.errand.isSet ? 'running' : this.run.progress.isAtEnd ? 'finished' : 'ready');
  }

  /** Goes back to the experiment that worked; where there is no other, another engine is tried. */
  #onRefused(problem: string): boolean {
    if (!this.experiment.revert()) return false;
    this.#restoring.leave();
    this.errand.endSteps();
    this.run.startAnew(this.nowMs);
    this.#prepare(wasRefused(problem));
    return true;
  }

  #onLost(reason: string): void {
    // Nothing to go on with: where to resume is for the reader to say, and gets another engine.
    if (this.#state === 'diverged') return this.publish();
    if (this.#restoring.run) return this.resume(this.#restoring.run);
    if (this.errand.replay) return this.#replayAnew(this.errand.replay);
    const step = this.run.recover(this.nowMs);
    if (step !== null) this.#prepare(hasRecovered(reason, step));
  }

  /** Its edits have changed the experiment on the way. */
  #replayAnew(replay: Replay): void {
    this.experiment.change(this.run.record.edits.history.start);
    replay.begin();
    this.run.startAnew(this.nowMs);
    this.#prepare(noTroubles);
  }

  #onExhausted(reason: string): void {
    this.#troubles = hasFailed(this.#troubles, reason);
    this.enter('failed');
  }

  #branch(): void {
    if (this.run.past) this.#undo.onBranch();
    this.run.branch();
  }

  /** What was asked for while a run was on its way follows at once: nobody sees it stand still in between. */
  #arrive(state: SessionState): void {
    const next = this.isRestoring ? null : this.#restoring.takeNext();
    if (!next) return this.enter(state);
    this.#turnTo(state);
    next();
  }

  // The frame.

  #tick(nowMs: number): void {
    if (this.#host.loaded) {
      const { replay } = this.errand;
      if (replay && this.#state === 'running') this.run.replay(replay, nowMs);
      // What was changed before another moment was asked for is of the present.
      if (this.run.pending.handOver(nowMs)) this.publish();
      if (this.run.travel(nowMs)) this.publish();
      const takesSteps = this.#state === 'running' && !this.#rest.isWanted;
      const steps = takesSteps ? this.errand.stepsDue(nowMs, this.run.progress) : 0;
      this.errand.taken(this.run.advance(Math.min(steps, this.run.stepsToKept), nowMs));
      this.settle();
      if (this.#rest.isWanted) this.#restIfKept(nowMs);
      if (this.#state !== 'diverged') {
        this.run.readModels(nowMs, this.#state === 'running', () => this.#outdate());
      }
    }
    // Asked for before listeners are told: one that throws must not end a run.
    const isSlowing = this.#host.loaded?.isSlowing ?? false;
    if (isSlowing !== this.snapshot.isSlowing) this.publish();
    const isUnderWay = this.#state === 'running' || this.#rest.isWanted || this.run.isTravelling || isSlowing;
    const isGoing = this.#host.loaded !== null && isUnderWay;
    if (this.#publisher.isOutdated || isGoing || this.run.needsFrame) this.#ticker.wake();
    this.#publisher.publishIfDue(nowMs);
  }

  #onReport(report: Report): void {
    if (this.#state === 'diverged' || report.step < this.run.progress.reportedStep) return;
    const divergence = this.run.addReport(report, this.nowMs);
    if (divergence) {
      this.errand.end();
      this.#restoring.leave();
      this.#troubles = { ...this.#troubles, divergence };
      this.enter('diverged');
    }
    this.settle();
    // At rest they were missing, which is seen.
    const areMissing = this.snapshot.models.some(({ evaluation }) => !evaluation);
    if (this.#state !== 'running' && areMissing && report.models.every(({ evaluation }) => evaluation)) this.publish();
    else this.#outdate();
  }

  // What the page sees.

  enter(state: SessionState): void {
    this.#turnTo(state);
    this.publish();
  }

  #turnTo(state: SessionState): void {
    // Views may leave frames of a running session out, so that its last steps need not have been drawn.
    if (this.#state === 'running') this.run.desk.want();
    this.#state = state;
  }

  publish(): void {
    this.#ticker.wake();
    this.#publisher.publish(this.nowMs);
  }

  /** Numbers have come in. */
  #outdate(): void {
    this.#publisher.outdate();
    this.#ticker.wake();
  }

  #describe(number: number): SessionSnapshot {
    const undo = this.#undo.describe(this.isRestoring);
    return describeSession(
      number,
      this.#state,
      this.experiment,
      this.run,
      this.errand,
      this.#host,
      this.#troubles,
      undo,
    );
  }
}
