import type { Backend, Report } from './backend.js';
import type { Checkpoint } from './checkpoints.js';
import { CurrentExperiment } from './current-experiment.js';
import type { Placement } from './data-set.js';
import { explainDivergence } from './divergence.js';
import { EngineHost } from './engine-host.js';
import { messageOf } from './engine-keeper.js';
import type { CreateBackend, Timers } from './engine-keeper.js';
import { kindOfChange, networkSpecs } from './experiment-config.js';
import type { ExperimentConfig } from './experiment-config.js';
import { EngineWatch, StepPacer } from './frame-budget.js';
import { initialModel } from './initialize.js';
import { InvalidSettingError, requireChoice, requireInteger } from './invalid-setting-error.js';
import { ModelReader } from './model-reader.js';
import type { ModelState, NormalizationStatistics } from './model-state.js';
import { normalizations } from './network-spec.js';
import type { Normalization } from './network-spec.js';
import { PictureDesk } from './picture-desk.js';
import { RunProgress } from './run-progress.js';
import { RunRecord } from './run-record.js';
import type { SwitchRequest } from './run-record.js';
import type { FrameClock, Session, SessionSnapshot, SessionState, ViewRequest } from './session-types.js';
import type { TrainingSpec } from './training-spec.js';

export type * from './session-types.js';
export type { Backend } from './backend.js';
export type { NormalizationSwitch } from './model-state.js';

/** What a session is made of; everything that reaches outside is passed in. */
export interface SessionOptions {
  readonly config: ExperimentConfig;
  readonly clock: FrameClock;
  readonly timers: Timers;
  readonly createBackend: CreateBackend;
}

/** Milliseconds between snapshots while only numbers change. */
const SNAPSHOT_INTERVAL_MS = 100;
/** Steps that going back after a divergence goes back at least. */
const STEPS_BACK = 100;
const NOT_RESPONDING = 'The engine is not responding.';

/** What a running session is up to: where to stop, if the run does not end before, and whether at a pace. */
interface Errand {
  readonly until: number;
  /** False: as fast as the engine goes. */
  readonly isPaced: boolean;
}

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
  readonly #clock: FrameClock;
  readonly #experiment: CurrentExperiment;
  readonly #host: EngineHost;
  readonly #listeners = new Set<() => void>();
  readonly #pacer = new StepPacer();
  readonly #watch = new EngineWatch();
  readonly #desk = new PictureDesk();
  readonly #reader = new ModelReader();
  readonly #progress: RunProgress;
  readonly #record: RunRecord;

  #state: SessionState = 'idle';
  #errand: Errand | null = null;
  #stepsPerSecond = 30;
  /** The newest configuration that an engine has loaded, with what was changed live since. */
  #loadedConfig: ExperimentConfig | null = null;

  /** Changes that the next frame applies. Training settings and data are those of the experiment. */
  #isTrainingPending = false;
  #isDataPending = false;
  #pendingSwitches: SwitchRequest[] = [];

  #divergence: SessionSnapshot['divergence'] = null;
  #notice: string | null = null;
  #isSlow = false;
  #failure: string | null = null;

  #frame: number | null = null;
  #nowMs = 0;
  #snapshot: SessionSnapshot;
  #isStale = false;
  #publishedAtMs = 0;

  /** @throws InvalidSettingError if the experiment is refused */
  constructor(options: SessionOptions) {
    this.#clock = options.clock;
    this.#experiment = new CurrentExperiment(options.config);
    this.#host = new EngineHost(options.createBackend, options.timers, {
      onEngine: () => this.#publish(),
      onLoaded: () => this.#onLoaded(),
      onRefused: (problem) => this.#onRefused(problem),
      onLost: (reason, wasLoaded) => wasLoaded && this.#onLost(reason),
      onExhausted: (reason) => this.#onExhausted(reason),
      onReport: (report) => this.#onReport(report),
    });
    this.#progress = new RunProgress(options.config.training, this.#experiment.data.train.count);
    this.#record = new RunRecord(options.config.normalizations);
    this.#snapshot = this.#describe(0);
  }

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  get models(): readonly ModelState[] | null {
    return this.#record.models;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // Gestures: running and stopping.

  play(): void {
    this.#go(() => ({ until: Infinity, isPaced: true }));
  }

  step(count: number): void {
    requireInteger('steps', count, 1, 1e9);
    this.#go(() => ({ until: this.#progress.taken + count, isPaced: false }));
  }

  stepEpoch(): void {
    this.#go(() => ({ until: this.#progress.epochEnd, isPaced: false }));
  }

  pause(): void {
    this.#errand = null;
    if (this.#state !== 'running') return;
    this.#reader.want();
    this.#enter('ready');
    this.#settle();
  }

  restart(): void {
    if (this.#state === 'disposed') return;
    const { config, data } = this.#experiment;
    const { training } = config;
    const models = networkSpecs(config, data).map(initialModel);
    const start: Checkpoint = { step: 0, cursor: { epoch: 0, batch: 0 }, models, training, marks: Object.freeze([]) };
    this.#record.begin(start);
    this.#progress.startAnew(training, data.train.count);
    this.#notice = null;
    if (!this.#errand?.isPaced) this.#errand = null;
    this.#resume(start);
  }

  newWeights(): void {
    const { config } = this.#experiment;
    const seed = (config.network.seed + 1) % 2 ** 32;
    this.setExperiment({ network: { ...config.network, seed } });
  }

  goBackWithHalfRate(): void {
    const { checkpoints } = this.#record;
    if (!this.#divergence || !checkpoints) return;
    const checkpoint = checkpoints.upTo(this.#divergence.step - STEPS_BACK);
    checkpoints.dropAfter(checkpoint.step);
    const { config } = this.#experiment;
    const training = { ...config.training, learningRate: config.training.learningRate / 2 };
    this.#experiment.change({ ...config, training });
    this.#notice = null;
    this.#errand = { until: Infinity, isPaced: true };
    this.#resume(checkpoint);
  }

  get stepsPerSecond(): number {
    return this.#stepsPerSecond;
  }

  /** @throws InvalidSettingError */
  set stepsPerSecond(value: number) {
    if (!(value > 0)) throw new InvalidSettingError('stepsPerSecond', value, 'numbers above 0, Infinity included');
    this.#stepsPerSecond = value;
  }

  // Gestures: changing the experiment.

  setTraining(change: Partial<TrainingSpec>): void {
    const before = this.#experiment.config;
    const after = { ...before, training: { ...before.training, ...change } };
    if (kindOfChange(before, after) === 'none') return;
    this.#changeLive(after);
    this.#progress.moveEnd(after.training.epochs - before.training.epochs);
    this.#isTrainingPending = true;
    this.#publish();
    this.#settle();
  }

  setStatistics(statistics: NormalizationStatistics): void {
    this.#changeLive({ ...this.#experiment.config, statistics });
    this.#desk.want();
    this.#publish();
  }

  setExperiment(change: Partial<Pick<ExperimentConfig, 'data' | 'network'>>): void {
    const before = this.#experiment.config;
    const after = { ...before, ...change };
    if (kindOfChange(before, after) !== 'none') this.loadExperiment(after);
  }

  loadExperiment(config: ExperimentConfig): void {
    this.#experiment.change(config);
    this.restart();
  }

  placeData(placement: Placement): void {
    const { config } = this.#experiment;
    this.#changeLive({ ...config, data: { ...config.data, placement } });
    this.#isDataPending = true;
    this.#desk.want();
    this.#publish();
  }

  switchNormalization(model: number, to: Normalization, insert: 'align' | 'keep-function'): void {
    requireInteger('model', model, 0, this.#record.normalizations.length - 1);
    requireChoice('to', to, normalizations);
    requireChoice('insert', insert, ['align', 'keep-function']);
    // Before the first load and after a divergence there is nothing to switch: what comes next starts from elsewhere.
    if (this.#state === 'idle' || this.#state === 'diverged') return;
    const others = this.#pendingSwitches.filter((pending) => pending.model !== model);
    this.#pendingSwitches = [...others, { model, to, insert }];
    this.#publish();
  }

  // Gestures: the picture.

  setView(model: number, request: (() => ViewRequest | null) | null): void {
    requireInteger('model', model, 0, this.#record.normalizations.length - 1);
    this.#desk.setView(model, request);
    this.#wake();
  }

  requestPaint(): void {
    this.#desk.want();
    this.#wake();
  }

  get transitionMs(): number {
    return this.#desk.transitionMs;
  }

  set transitionMs(value: number) {
    this.#desk.transitionMs = value;
  }

  dispose(): void {
    if (this.#state === 'disposed') return;
    this.#errand = null;
    if (this.#frame !== null) this.#clock.cancel(this.#frame);
    this.#frame = null;
    this.#reader.reset(this.#nowMs, this.#progress.taken);
    this.#host.dispose();
    this.#enter('disposed');
    this.#listeners.clear();
  }

  #changeLive(config: ExperimentConfig): void {
    this.#experiment.change(config);
    if (this.#host.loaded) this.#loadedConfig = config;
  }

  #go(errand: () => Errand): void {
    const { config } = this.#experiment;
    switch (this.#state) {
      case 'idle':
        this.restart();
        this.#errand = errand();
        return;
      case 'preparing':
        this.#errand = errand();
        return;
      case 'failed':
        this.#errand = errand();
        if (this.#record.checkpoints) this.#resume(this.#record.checkpoints.newest);
        return;
      case 'ready':
      case 'finished':
      case 'running':
        this.#progress.extend(config.training.epochs);
        this.#errand = errand();
        this.#pacer.reset();
        this.#enter('running');
        return;
      case 'diverged':
      case 'disposed':
        return;
      default:
        this.#state satisfies never;
    }
  }

  // Getting a run into an engine.

  /** Leaves what the engine is doing; everything goes on from `checkpoint` once that is loaded. */
  #resume(checkpoint: Checkpoint): void {
    const { models, training, cursor } = checkpoint;
    this.#record.goTo(checkpoint);
    this.#progress.goTo(checkpoint);
    this.#isTrainingPending = training !== this.#experiment.config.training;
    this.#isDataPending = false;
    this.#pendingSwitches = [];
    this.#desk.endTransitions();
    this.#reader.reset(this.#nowMs, this.#progress.taken);
    this.#pacer.reset();
    this.#watch.reset();
    this.#isSlow = false;
    this.#divergence = null;
    this.#failure = null;
    this.#host.load(() => ({ data: this.#experiment.data, models, training, cursor }));
    this.#enter('preparing');
  }

  #onLoaded(): void {
    this.#loadedConfig = this.#experiment.config;
    this.#desk.want();
    this.#reader.reset(this.#nowMs, this.#progress.taken);
    this.#enter(this.#errand ? 'running' : this.#progress.isAtEnd ? 'finished' : 'ready');
  }

  /** Goes back to the experiment that worked; where there is no other, another engine is tried. */
  #onRefused(problem: string): boolean {
    const { config } = this.#experiment;
    if (!this.#loadedConfig || kindOfChange(this.#loadedConfig, config) !== 'restart') return false;
    this.loadExperiment(this.#loadedConfig);
    this.#notice = `${sentence(problem)} The former experiment is back.`;
    this.#publish();
    return true;
  }

  #onLost(reason: string): void {
    // Nothing to go on with: where to resume is for the reader to say, and gets another engine.
    if (this.#state === 'diverged') return this.#publish();
    const checkpoint = this.#record.checkpoints?.newest;
    if (!checkpoint) return;
    const switches = [...this.#record.newestSwitches, ...this.#pendingSwitches];
    const step = checkpoint.step.toLocaleString('en');
    this.#notice = `The engine stopped: ${sentence(reason)} The run goes on from step ${step}.`;
    this.#resume(checkpoint);
    // Switches that the checkpoint does not know are not lost: the reader sees the networks that were asked for.
    this.#pendingSwitches = switches;
    this.#publish();
  }

  #onExhausted(reason: string): void {
    this.#failure = `No engine can run. ${sentence(reason)}`;
    this.#enter('failed');
  }

  // The frame.

  #wake(): void {
    if (this.#frame !== null || this.#state === 'disposed') return;
    this.#frame = this.#clock.request((nowMs) => this.#tick(nowMs));
  }

  #tick(nowMs: number): void {
    this.#frame = null;
    this.#nowMs = nowMs;
    if (this.#host.loaded) {
      this.#applyPending(this.#host.loaded);
      this.#advance();
      this.#settle();
      this.#readModels();
    }
    if (this.#isStale && nowMs - this.#publishedAtMs >= SNAPSHOT_INTERVAL_MS) this.#publish();
    const backend = this.#host.loaded;
    if (this.#isStale || (backend && (this.#state === 'running' || this.#desk.needsFrame(backend)))) this.#wake();
  }

  #applyPending(backend: Backend): void {
    if (this.#isTrainingPending) {
      this.#isTrainingPending = false;
      const { training } = this.#experiment.config;
      this.#progress.setTraining(training);
      this.#ask(backend, () => backend.setTraining(training));
      this.#isStale = true;
    }
    if (this.#isDataPending) {
      this.#isDataPending = false;
      this.#ask(backend, () => backend.setData(this.#experiment.data));
    }
    const switches = this.#pendingSwitches;
    this.#pendingSwitches = [];
    for (const change of switches) this.#applySwitch(backend, change);
    if (switches.length > 0) this.#publish();
  }

  #applySwitch(backend: Backend, request: SwitchRequest): void {
    const { model, to, insert } = request;
    if (this.#record.normalizations[model] === to) return;
    const { statistics } = this.#experiment.config;
    this.#record.addSwitch(this.#progress.taken, request);
    this.#desk.startTransition(model, this.#nowMs);
    this.#reader.want();
    this.#ask(backend, () => backend.switchNormalization(model, to === 'batch' ? { to, insert } : { to, statistics }));
  }

  /** Takes the steps that are due and draws if there is anything to draw, in one call. */
  #advance(): void {
    const backend = this.#host.loaded;
    if (!backend) return;
    const steps = this.#stepsDue();
    if (steps === 0 && !this.#desk.needsFrame(backend)) return;
    const pictures = this.#desk.requests(this.#nowMs, this.#experiment.config.statistics);
    if (steps === 0 && pictures.length === 0) {
      this.#desk.settle(this.#nowMs, true);
      return;
    }
    const receipt = this.#ask(backend, () => backend.frame({ steps, pictures }));
    if (!receipt) return;
    this.#pacer.taken(receipt.stepsTaken);
    this.#progress.take(receipt.stepsTaken);
    this.#desk.settle(this.#nowMs, receipt.drawn);
    this.#heed(backend, !receipt.drawn && receipt.stepsTaken === 0);
  }

  #stepsDue(): number {
    if (this.#state !== 'running' || !this.#errand) return 0;
    const { taken, endStep } = this.#progress;
    const left = Math.max(0, Math.min(this.#errand.until, endStep) - taken);
    return this.#errand.isPaced ? Math.min(left, this.#pacer.stepsDue(this.#nowMs, this.#stepsPerSecond)) : left;
  }

  /** A hung engine raises no event; only its refusals tell. */
  #heed(backend: Backend, isRefused: boolean): void {
    const response = this.#watch.observe(this.#nowMs, isRefused, backend.patienceMs);
    if (response === 'dead') {
      this.#host.lose(backend, `It has not responded for ${backend.patienceMs / 1000} seconds.`);
    } else if ((response === 'slow') !== this.#isSlow) {
      this.#isSlow = response === 'slow';
      this.#publish();
    }
  }

  /** Calls the engine; one that throws is given up. Returns null then. */
  #ask<T>(backend: Backend, call: () => T): T | null {
    if (backend !== this.#host.loaded) return null;
    try {
      return call();
    } catch (error) {
      this.#host.lose(backend, messageOf(error));
      return null;
    }
  }

  #readModels(): void {
    const backend = this.#host.loaded;
    if (!backend || this.#state === 'diverged') return;
    if (!this.#reader.isDue(this.#nowMs, this.#progress.taken, this.#state === 'running')) return;
    // A switch is in the networks only once a frame has been taken up.
    if (this.#desk.isOutdated) return;
    const { taken: step, cursor, training } = this.#progress;
    const { marks } = this.#record;
    this.#reader.read(backend, this.#nowMs, step, (models) => {
      this.#record.addCheckpoint({ step, cursor, training, marks, models });
      this.#isStale = true;
      this.#wake();
    });
  }

  // What comes back.

  #onReport(report: Report): void {
    if (this.#state === 'diverged' || report.step < this.#progress.reportedStep) return;
    this.#progress.report(report.step, report.cursor);
    this.#record.addReport(report);
    this.#isStale = true;
    this.#stopIfFailed(report);
    this.#settle();
    this.#wake();
  }

  #stopIfFailed(report: Report): void {
    const failures = report.models.flatMap(({ failure }, model) => (failure ? [{ model, failure }] : []));
    const [first] = failures.sort((a, b) => a.failure.step - b.failure.step);
    if (!first) return;
    const { model, failure } = first;
    const { training } = this.#progress;
    const message = explainDivergence(model, failure, this.#record.normalizations, training, this.#experiment.data);
    this.#divergence = Object.freeze({ model, step: failure.step, message });
    this.#errand = null;
    this.#pendingSwitches = [];
    this.#reader.reset(this.#nowMs, this.#progress.taken);
    this.#enter('diverged');
  }

  /** Ends an errand or the run once all its steps are reported; opens a run whose end was moved away. */
  #settle(): void {
    const { taken, isAtEnd, isReported } = this.#progress;
    if (!this.#host.loaded || !isReported) return;
    if (this.#state === 'running' && (isAtEnd || taken >= (this.#errand?.until ?? 0))) {
      this.#errand = null;
      this.#reader.want();
      this.#enter(isAtEnd ? 'finished' : 'ready');
    } else if (this.#state === 'ready' && isAtEnd) {
      this.#enter('finished');
    } else if (this.#state === 'finished' && !isAtEnd) {
      this.#enter('ready');
    }
  }

  // What the page sees.

  #enter(state: SessionState): void {
    // Views may leave frames of a running session out, so that its last steps need not have been drawn.
    if (this.#state === 'running') this.#desk.want();
    this.#state = state;
    this.#publish();
  }

  #publish(): void {
    this.#isStale = false;
    this.#publishedAtMs = this.#nowMs;
    this.#snapshot = this.#describe(this.#snapshot.number + 1);
    this.#wake();
    for (const listener of [...this.#listeners]) listener();
  }

  #describe(number: number): SessionSnapshot {
    const { config, data } = this.#experiment;
    const { engine } = this.#host;
    const { reportedStep, reportedEpoch, stepsPerEpoch, lastBatch, endStep } = this.#progress;
    return Object.freeze({
      number,
      state: this.#state,
      engine: engine && Object.freeze({ kind: engine.kind, description: engine.description }),
      config,
      data,
      step: reportedStep,
      epoch: reportedEpoch,
      stepsPerEpoch,
      lastBatch: Object.freeze(lastBatch),
      endStep,
      models: this.#record.snapshots(this.#pendingSwitches),
      marks: this.#record.marks,
      divergence: this.#divergence,
      // What was said before is said again once the engine responds.
      notice: this.#isSlow ? NOT_RESPONDING : this.#notice,
      failure: this.#failure,
    });
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
