import type { Report } from './backend.js';
import { CurrentExperiment } from './current-experiment.js';
import type { CustomPoint, Placement } from './data-set.js';
import { EngineHost } from './engine-host.js';
import { Errand } from './errand.js';
import { validateSwitch } from './experiment-config.js';
import type { ExperimentConfig } from './experiment-config.js';
import { FrameTicker } from './frame-ticker.js';
import { requireInteger } from './invalid-setting-error.js';
import type { PlacedBatch } from './last-batch.js';
import { LiveRun } from './live-run.js';
import { embeddedCheckpoint, isEmbedded } from './open-moment.js';
import type { MomentToOpen } from './moment-to-open.js';
import type { ModelState, NormalizationStatistics } from './model-state.js';
import type { Normalization } from './network-spec.js';
import { validatePlan } from './replay.js';
import type { Replay } from './replay.js';
import { describeSession, noTroubles } from './session-snapshot.js';
import type { Troubles } from './session-snapshot.js';
import type { Session, SessionOptions, SessionSnapshot, SessionState, ViewRequest } from './session-types.js';
import { SnapshotPublisher } from './snapshot-publisher.js';
import type { TrainingSpec } from './training-spec.js';

export type * from './session-types.js';

/**
 * The state machine between page and engine; only this class changes the state of a session.
 *
 * Gestures check and record what is wanted; the next frame applies it, then takes steps and draws in one call of the
 * backend. A frame awaits nothing. Reports come back later and are published as frozen snapshots: what the reader does
 * shows at once, numbers at about 10 Hz. An engine that is lost is replaced, and the run goes on from its newest
 * checkpoint. While nothing changes, no frame is requested.
 *
 * Restarting keeps playing what was playing; otherwise the session is `ready` at step 0.
 */
export class TrainingSession implements Session {
  readonly #experiment: CurrentExperiment;
  readonly #host: EngineHost;
  readonly #run: LiveRun;
  readonly #errand = new Errand();
  readonly #ticker: FrameTicker;
  readonly #publisher: SnapshotPublisher;
  #state: SessionState = 'idle';
  #troubles = noTroubles;
  /** Asked to rest, which has to wait for the run to be read whole. */
  #isTired = false;
  #isResting = false;

  /** @throws InvalidSettingError if the experiment is refused */
  constructor(options: SessionOptions) {
    this.#experiment = new CurrentExperiment(options.config);
    this.#host = new EngineHost(options.createBackend, options.timers, {
      onEngine: () => this.#publish(),
      onLoaded: () => this.#onLoaded(),
      onRefused: (problem) => this.#onRefused(problem),
      onLost: (reason, wasLoaded) => wasLoaded && this.#onLost(reason),
      onSlow: () => this.#publish(),
      onExhausted: (reason) => this.#onExhausted(reason),
      onReport: (report) => this.#onReport(report),
    });
    this.#run = new LiveRun(this.#experiment, this.#host);
    this.#ticker = new FrameTicker(options.clock, (nowMs) => this.#tick(nowMs));
    this.#publisher = new SnapshotPublisher((number) =>
      describeSession(number, this.#state, this.#experiment, this.#run, this.#errand, this.#host, this.#troubles),
    );
  }

  get snapshot(): SessionSnapshot {
    return this.#publisher.newest;
  }

  get models(): readonly ModelState[] | null {
    return this.#run.record.models;
  }

  get firstModels(): readonly ModelState[] | null {
    return this.#run.record.timeline?.start.models ?? null;
  }

  get modelsBatch(): PlacedBatch {
    return this.#run.modelsBatch;
  }

  subscribe(listener: () => void): () => void {
    return this.#publisher.subscribe(listener);
  }

  // Gestures: running and stopping.

  play(): void {
    this.#go(() => Infinity, true);
  }

  step(count: number): void {
    requireInteger('steps', count, 1, 1e9);
    this.#go(() => this.#run.progress.taken + count, false);
  }

  stepEpoch(): void {
    this.#go(() => this.#run.progress.epochEnd, false);
  }

  pause(): void {
    this.#errand.end();
    if (this.#state !== 'running') return;
    this.#run.requestModels();
    this.#enter('ready');
    this.#settle();
  }

  restart(): void {
    if (this.#state === 'disposed') return;
    this.#isTired = false;
    this.#errand.endSteps();
    this.#run.startAnew(this.#ticker.nowMs);
    this.#prepare(noTroubles);
  }

  newWeights(): void {
    const { network } = this.#experiment.config;
    this.setExperiment({ network: { ...network, seed: (network.seed + 1) % 2 ** 32 } });
  }

  goBackWithHalfRate(): void {
    const { divergence } = this.#troubles;
    if (!divergence) return;
    const { config } = this.#experiment;
    const training = { ...config.training, learningRate: config.training.learningRate / 2 };
    this.#experiment.change({ ...config, training });
    this.#isTired = false;
    this.#run.goBackFrom(divergence.step, this.#ticker.nowMs);
    this.#errand.set({ until: Infinity, isPaced: true });
    this.#prepare(noTroubles);
  }

  get stepsPerSecond(): number {
    return this.#errand.stepsPerSecond;
  }

  set stepsPerSecond(value: number) {
    this.#errand.stepsPerSecond = value;
  }

  // Gestures: changing the experiment.

  setTraining(change: Partial<TrainingSpec>): void {
    const { config } = this.#experiment;
    const training = { ...config.training, ...change };
    if (this.#experiment.change({ ...config, training }) === 'none') return;
    this.#endReplay();
    this.#run.branch();
    this.#run.changeTraining(config.training);
    this.#publish();
    this.#settle();
  }

  setStatistics(statistics: NormalizationStatistics): void {
    this.#experiment.change({ ...this.#experiment.config, statistics });
    this.#run.desk.want();
    this.#publish();
  }

  setExperiment(change: Partial<Pick<ExperimentConfig, 'data' | 'network' | 'normalizations'>>): void {
    if (this.#experiment.change({ ...this.#experiment.config, ...change }) !== 'none') this.restart();
  }

  loadExperiment(config: ExperimentConfig, weights: readonly ModelState[] | 'given' | null = null): void {
    this.#experiment.change(config, weights === 'given' ? undefined : weights);
    this.restart();
  }

  openMoment(config: ExperimentConfig, moment: MomentToOpen): void {
    if (this.#state === 'disposed') return;
    const opened = new CurrentExperiment(config);
    if (isEmbedded(moment)) {
      const start = embeddedCheckpoint(opened, moment);
      this.#experiment.change(config, null);
      this.#errand.end();
      this.#run.startFrom(start, this.#ticker.nowMs);
    } else {
      validatePlan(opened, moment);
      this.#experiment.change(config, moment.weights ?? null);
      this.#run.startAnew(this.#ticker.nowMs);
      this.#errand.setReplay(moment);
    }
    this.#isTired = false;
    this.#prepare(noTroubles);
  }

  placeData(placement: Placement): void {
    this.#moveData(() => this.#experiment.placeData(placement));
  }

  movePoints(customPoints: readonly CustomPoint[]): void {
    this.#moveData(() => this.#experiment.movePoints(customPoints));
  }

  switchNormalization(model: number, to: Normalization, insert: 'align' | 'keep-function'): void {
    validateSwitch(this.#experiment.config, model, to, insert);
    // Before the first load and after a divergence there is nothing to switch: what comes next starts from elsewhere.
    if (this.#state === 'idle' || this.#state === 'diverged') return;
    const { statistics } = this.#experiment.config;
    if (this.#run.record.normalizations[model] !== to) {
      this.#endReplay();
      this.#run.branch();
    }
    this.#run.requestSwitch({ model, to, insert, statistics });
    this.#publish();
  }

  // Gestures: time.

  goTo(step: number): void {
    requireInteger('step', step, 0, 1e9);
    if (this.#state !== 'running' && this.#state !== 'ready' && this.#state !== 'finished') return;
    this.pause();
    this.#run.goTo(step);
    this.#ticker.wake();
  }

  returnToOriginal(): void {
    if (this.#state === 'diverged') return this.#returnFromDivergence();
    if (this.#state !== 'running' && this.#state !== 'ready' && this.#state !== 'finished') return;
    this.pause();
    if (this.#run.returnToOriginal(this.#ticker.nowMs)) this.#enter('ready');
    this.#settle();
  }

  /** An engine that has stopped, or is lost since, gets the original by loading it. */
  #returnFromDivergence(): void {
    if (!this.#run.returnToOriginal(this.#ticker.nowMs)) return;
    this.#isTired = false;
    this.#run.recover(this.#ticker.nowMs);
    this.#prepare(noTroubles);
  }

  dismissOriginal(): void {
    this.#run.record.dismissOriginal();
    this.#publish();
  }

  // Gestures: the picture.

  setView(model: number, request: (() => ViewRequest | null) | null): void {
    requireInteger('model', model, 0, this.#experiment.config.normalizations.length - 1);
    this.#run.desk.setView(model, request);
    this.#ticker.wake();
  }

  requestPaint(): void {
    this.#run.desk.want();
    this.#ticker.wake();
  }

  requestModels(): void {
    this.#run.requestModels();
    this.#ticker.wake();
  }

  get transitionMs(): number {
    return this.#run.desk.transitionMs;
  }

  set transitionMs(value: number) {
    this.#run.desk.transitionMs = value;
  }

  // Gestures: rest.

  get isResting(): boolean {
    return this.#isResting;
  }

  rest(): void {
    const { engine } = this.#host;
    if (this.#isResting || engine?.kind === 'cpu' || ['idle', 'failed', 'disposed'].includes(this.#state)) return;
    this.#isTired = true;
    this.#ticker.wake();
  }

  wake(): void {
    this.#isTired = false;
    if (!this.#isResting || this.#state === 'diverged' || this.#state === 'disposed') return;
    this.#run.recover(this.#ticker.nowMs);
    this.#prepare(this.#troubles);
  }

  dispose(): void {
    if (this.#state === 'disposed') return;
    this.#errand.end();
    this.#ticker.stop();
    this.#run.forgetReads(this.#ticker.nowMs);
    this.#host.dispose();
    this.#enter('disposed');
    this.#publisher.forgetListeners();
  }

  /** What the reader does is none of what is done again. */
  #endReplay(): void {
    if (this.#errand.replay) this.pause();
  }

  #moveData(move: () => void): void {
    const { config } = this.#experiment;
    move();
    if (this.#experiment.config === config) return;
    this.#endReplay();
    this.#run.branch();
    this.#run.moveData();
    this.#publish();
  }

  #go(until: () => number, isPaced: boolean): void {
    const setOut = (): void => {
      this.#run.progress.extend(this.#experiment.config.training.epochs);
      this.#errand.set({ until: until(), isPaced });
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
        if (this.#run.recover(this.#ticker.nowMs) !== null) this.#prepare({ ...this.#troubles, failure: null });
        return;
      case 'ready':
      case 'finished':
      case 'running':
        this.#run.branch();
        setOut();
        this.#errand.resetPace();
        return this.#enter('running');
      case 'diverged':
      case 'disposed':
        return;
      default:
        this.#state satisfies never;
    }
  }

  // Getting a run into an engine.

  /** The run goes on from elsewhere once that is loaded. */
  #prepare(troubles: Troubles): void {
    this.#troubles = troubles;
    this.#isResting = false;
    this.#errand.resetPace();
    this.#enter('preparing');
  }

  #onLoaded(): void {
    this.#experiment.keep();
    this.#run.desk.want();
    this.#run.forgetReads(this.#ticker.nowMs);
    if (this.#errand.isSet) this.#run.branch();
    this.#enter(this.#errand.isSet ? 'running' : this.#run.progress.isAtEnd ? 'finished' : 'ready');
  }

  /** Goes back to the experiment that worked; where there is no other, another engine is tried. */
  #onRefused(problem: string): boolean {
    if (!this.#experiment.revert()) return false;
    this.#errand.endSteps();
    this.#run.startAnew(this.#ticker.nowMs);
    this.#prepare({ ...noTroubles, notice: `${sentence(problem)} The former experiment is back.` });
    return true;
  }

  #onLost(reason: string): void {
    // Nothing to go on with: where to resume is for the reader to say, and gets another engine.
    if (this.#state === 'diverged') return this.#publish();
    if (this.#errand.replay) return this.#replayAnew(this.#errand.replay);
    const step = this.#run.recover(this.#ticker.nowMs);
    if (step === null) return;
    const notice = `The engine stopped: ${sentence(reason)} The run goes on from step ${step.toLocaleString('en')}.`;
    this.#prepare({ ...noTroubles, notice });
  }

  /** Its edits have changed the experiment on the way. */
  #replayAnew(replay: Replay): void {
    this.#experiment.change(this.#run.record.edits.history.start);
    replay.begin();
    this.#run.startAnew(this.#ticker.nowMs);
    this.#prepare(noTroubles);
  }

  #onExhausted(reason: string): void {
    this.#troubles = { ...this.#troubles, failure: `No engine can run. ${sentence(reason)}` };
    this.#enter('failed');
  }

  // The frame.

  #tick(nowMs: number): void {
    if (this.#host.loaded) {
      this.#replay(nowMs);
      // What was changed before another moment was asked for is of the present.
      if (this.#run.handOver(nowMs)) this.#publish();
      if (this.#run.travel(nowMs)) this.#publish();
      const steps = this.#state === 'running' && !this.#isTired ? this.#errand.stepsDue(nowMs, this.#run.progress) : 0;
      this.#errand.taken(this.#run.advance(steps, nowMs));
      this.#settle();
      if (this.#isTired) this.#restIfKept(nowMs);
      if (this.#state !== 'diverged') {
        this.#run.readModels(nowMs, this.#state === 'running', () => this.#outdate());
      }
    }
    // Asked for before listeners are told: one that throws must not end a run.
    const isUnderWay = this.#state === 'running' || this.#isTired || this.#run.isTravelling;
    const isGoing = this.#host.loaded !== null && isUnderWay;
    if (this.#publisher.isOutdated || isGoing || this.#run.needsFrame) this.#ticker.wake();
    this.#publisher.publishIfDue(nowMs);
  }

  /** An errand stays set: what is woken goes on with it. */
  #restIfKept(nowMs: number): void {
    if (this.#host.engine?.kind === 'cpu') {
      this.#isTired = false;
    } else if (this.#state !== 'diverged' && !this.#run.isKnown) {
      this.#run.requestModels();
    } else {
      this.#run.rest(nowMs);
      if (this.#host.loaded || this.#state === 'preparing') return;
      this.#isTired = false;
      this.#isResting = true;
      this.#enter(this.#state === 'running' ? 'ready' : this.#state);
    }
  }

  /** Makes the edits that are due where a run is done again; one that went on after its end does so again. */
  #replay(nowMs: number): void {
    const { replay } = this.#errand;
    const { progress } = this.#run;
    if (!replay || this.#state !== 'running') return;
    for (let edit = replay.takeDue(progress.taken); edit; edit = replay.takeDue(progress.taken)) {
      this.#run.replay(edit, nowMs);
    }
    if (replay.stepsLeft(progress.taken) > 0) progress.extend(this.#experiment.config.training.epochs);
  }

  /** Ends an errand or the run once all its steps are reported; opens a run whose end was moved away. */
  #settle(): void {
    const { isAtEnd, isReported } = this.#run.progress;
    if (!this.#host.loaded || !isReported) return;
    const isOver = this.#errand.isDone(this.#run.progress) || (isAtEnd && !this.#errand.replay);
    if (this.#state === 'running' && isOver) {
      this.#errand.end();
      this.#run.requestModels();
      this.#enter(isAtEnd ? 'finished' : 'ready');
    } else if (this.#state === 'ready' && isAtEnd) {
      this.#enter('finished');
    } else if (this.#state === 'finished' && !isAtEnd) {
      this.#enter('ready');
    }
  }

  #onReport(report: Report): void {
    if (this.#state === 'diverged' || report.step < this.#run.progress.reportedStep) return;
    const divergence = this.#run.addReport(report, this.#ticker.nowMs);
    if (divergence) {
      this.#errand.end();
      this.#troubles = { ...this.#troubles, divergence };
      this.#enter('diverged');
    }
    this.#settle();
    this.#outdate();
  }

  // What the page sees.

  #enter(state: SessionState): void {
    // Views may leave frames of a running session out, so that its last steps need not have been drawn.
    if (this.#state === 'running') this.#run.desk.want();
    this.#state = state;
    this.#publish();
  }

  #publish(): void {
    this.#ticker.wake();
    this.#publisher.publish(this.#ticker.nowMs);
  }

  /** Numbers have come in. */
  #outdate(): void {
    this.#publisher.outdate();
    this.#ticker.wake();
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
