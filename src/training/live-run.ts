import type { Report, Run } from './backend.js';
import type { Checkpoint } from './checkpoint.js';
import type { CurrentExperiment } from './current-experiment.js';
import type { DataConfig } from './data-set.js';
import { findDivergence } from './divergence.js';
import type { EngineHost } from './engine-host.js';
import type { PlacedBatch } from './last-batch.js';
import { ModelReader } from './model-reader.js';
import { PictureDesk } from './picture-desk.js';
import { applyEdit } from './replay.js';
import type { RunEdit } from './run-edits.js';
import { RunProgress } from './run-progress.js';
import { RunRecord } from './run-record.js';
import type { DivergenceReport } from './session-types.js';
import { switchSteps } from './switch-steps.js';
import type { SwitchRequest } from './switch-steps.js';
import type { TrainingSpec } from './training-spec.js';

/** Steps that going back after a divergence goes back at least. */
const STEPS_BACK = 100;
/** Changes of a replay that are further apart are not of one gesture, although a replay takes no time. */
const GESTURE_STEPS = 25;
/** Milliseconds between networks that are shown although nobody asked for them. */
const SHOWN_MS = 1000;

/**
 * The run of the experiment and its engine: goes on from a state of the run, hands over what has been changed, takes steps
 * and draws, reads the networks back.
 *
 * Whether the run goes on, how fast and how far is for the session to say. Nothing here waits for the engine.
 */
export class LiveRun {
  readonly progress: RunProgress;
  readonly record: RunRecord;
  readonly desk = new PictureDesk();
  readonly #experiment: CurrentExperiment;
  readonly #host: EngineHost;
  readonly #reader = new ModelReader();
  #modelsBatch: PlacedBatch;
  /** Of the data that the engine has. */
  #dataConfig: DataConfig;

  /** Changes that the next frame hands over. Training settings and data are those of the experiment. */
  #isTrainingPending = false;
  #isDataPending = false;
  #pendingSwitches: readonly SwitchRequest[] = [];

  #past: Checkpoint | null = null;
  /** Steps of the moment that the next frame shows; null: none. */
  #wantedStep: number | null = null;
  /** Counts whatever makes the state of now another. */
  #version = 0;
  /** Of the newest moment of the time line. */
  #keptVersion = 0;
  #shownMs = -Infinity;

  constructor(experiment: CurrentExperiment, host: EngineHost) {
    const { config, data } = experiment;
    this.#experiment = experiment;
    this.#host = host;
    this.progress = new RunProgress(config.training, data.train.count);
    this.record = new RunRecord(config);
    this.#dataConfig = config.data;
    this.#modelsBatch = this.progress.lastBatch;
  }

  /** Batch of the last step that the newest networks have taken. */
  get modelsBatch(): PlacedBatch {
    return this.#modelsBatch;
  }

  /** Switches that the next frame makes. */
  get pendingSwitches(): readonly SwitchRequest[] {
    return this.#pendingSwitches;
  }

  // Where the run goes on from.

  /** The experiment from step 0, once that is loaded. */
  startAnew(nowMs: number): void {
    const { config } = this.#experiment;
    const start: Checkpoint = {
      step: 0,
      cursor: { epoch: 0, batch: 0 },
      lastBatch: null,
      models: this.#experiment.firstModels(),
      config,
      history: { start: config, edits: Object.freeze([]) },
      marks: Object.freeze([]),
      changes: Object.freeze([]),
      conditions: null,
    };
    this.startFrom(start, nowMs);
  }

  /** A state of the experiment that comes from elsewhere, once that is loaded; nothing before it can be gone back to. */
  startFrom(start: Checkpoint, nowMs: number): void {
    this.record.begin(start);
    this.progress.startAnew(start.config.training, this.#experiment.data.train.count);
    this.#goTo(start, nowMs);
  }

  /** The state at least 100 steps before `step`, or the start; later ones are forgotten. */
  goBackFrom(step: number, nowMs: number): void {
    const { timeline } = this.record;
    if (!timeline) return;
    const checkpoint = timeline.upTo(step - STEPS_BACK);
    timeline.dropAfter(checkpoint.step);
    this.#goTo(checkpoint, nowMs);
  }

  /** The newest state that is known, in another engine. Returns its step; null where nothing has been started. */
  recover(nowMs: number): number | null {
    const checkpoint = this.record.timeline?.newest;
    if (!checkpoint) return null;
    const wantedStep = this.#wantedStep;
    if (this.#past) {
      this.#show(this.#past, nowMs);
      this.#load(this.#past);
      this.#wantedStep = wantedStep;
      return this.#past.step;
    }
    // Switches that the checkpoint does not know are not lost: the reader sees the networks that were asked for.
    const { statistics } = this.#experiment.config;
    const switches = [...this.record.newestSwitches(statistics), ...this.#pendingSwitches];
    this.#goTo(checkpoint, nowMs);
    this.#pendingSwitches = switches;
    this.#wantedStep = wantedStep;
    return checkpoint.step;
  }

  /** True once the state of now is known, a past moment that is shown included: the engine could go, nothing would be lost. */
  get isKnown(): boolean {
    return !this.isTravelling && (this.#past !== null || this.#isKept) && this.progress.isReported;
  }

  /** Lets the engine go; `recover` goes on from where it was. */
  rest(nowMs: number): void {
    this.#host.rest();
    this.forgetReads(nowMs);
  }

  /** Leaves what the engine is doing; everything goes on from `checkpoint` once that is loaded. */
  #goTo(checkpoint: Checkpoint, nowMs: number): void {
    const { config } = this.#experiment;
    this.#past = null;
    this.record.goTo(checkpoint);
    // The engine gets the data where they are now.
    this.record.edits.moveData(checkpoint.step, checkpoint.config.data, config.data);
    this.#beAt(checkpoint, nowMs);
    this.#isTrainingPending = checkpoint.config.training !== config.training;
    this.#load(checkpoint);
  }

  /** Nothing is pending, and nothing is known of what the engine did before. */
  #beAt(checkpoint: Checkpoint, nowMs: number): void {
    this.#dataConfig = this.#experiment.config.data;
    this.progress.goTo(checkpoint);
    this.#modelsBatch = this.progress.lastBatch;
    this.#isTrainingPending = false;
    this.#isDataPending = false;
    this.#pendingSwitches = [];
    this.#wantedStep = null;
    this.#keptVersion = this.#version;
    this.desk.endTransitions();
    this.forgetReads(nowMs);
  }

  #load(checkpoint: Checkpoint): void {
    const run = runFrom(checkpoint);
    this.#host.load(() => ({ ...run, data: this.#experiment.data }));
  }

  // The past.

  /** The earlier moment that is shown; null at the present. */
  get past(): Checkpoint | null {
    return this.#past;
  }

  /** How far the run has come, whatever moment is shown. */
  get presentStep(): number {
    return this.#past ? (this.record.timeline?.newest.step ?? 0) : this.progress.reportedStep;
  }

  /** The next frames show the newest moment of at most `step` steps, once the present is kept. */
  goTo(step: number): void {
    this.#wantedStep = step;
  }

  /** True until the moment that is wanted is shown. */
  get isTravelling(): boolean {
    return this.#wantedStep !== null;
  }

  /** Shows the moment that is wanted. True where another is shown now. */
  travel(nowMs: number): boolean {
    const { timeline } = this.record;
    if (this.#wantedStep === null || !timeline || !this.#host.loaded) return false;
    if (!this.#past && !(this.#isKept && this.progress.isReported)) {
      this.requestModels();
      return false;
    }
    const moment = timeline.upTo(this.#wantedStep);
    this.#wantedStep = null;
    if (moment === (this.#past ?? timeline.newest)) return false;
    this.#show(moment, nowMs);
    this.#restore(moment);
    return true;
  }

  /**
   * Takes up the run from the moment that is shown; what came after it becomes the original. One that is wanted and not shown
   * yet is wanted no longer.
   */
  branch(): void {
    this.#wantedStep = null;
    if (!this.#past) return;
    this.record.branch(this.#past);
    this.#past = null;
  }

  /** False where there is none. */
  returnToOriginal(nowMs: number): boolean {
    const newest = this.record.returnToOriginal();
    if (!newest) return false;
    this.#show(newest, nowMs);
    this.#restore(newest);
    return true;
  }

  #show(moment: Checkpoint, nowMs: number): void {
    const { statistics } = this.#experiment.config;
    this.progress.moveEnd(moment.config.training.epochs - this.#experiment.config.training.epochs);
    this.#experiment.change({ ...moment.config, statistics });
    this.record.show(moment);
    this.#beAt(moment, nowMs);
    this.desk.want();
    this.#past = moment === this.record.timeline?.newest ? null : moment;
  }

  #restore(moment: Checkpoint): void {
    const { data } = this.#experiment;
    this.#host.ask((backend) => backend.restore({ ...runFrom(moment), data }));
  }

  // What the next frame hands over.

  /** Training settings have changed. @param former those before */
  changeTraining(former: TrainingSpec): void {
    this.progress.moveEnd(this.#experiment.config.training.epochs - former.epochs);
    this.#isTrainingPending = true;
  }

  /** The data have moved. */
  moveData(): void {
    this.#isDataPending = true;
    this.desk.want();
  }

  /** Replaces what was asked for before of the same network. */
  requestSwitch(request: SwitchRequest): void {
    this.#pendingSwitches = [...this.#pendingSwitches.filter(({ model }) => model !== request.model), request];
  }

  /** Does again what was done to a run of which this is a replay. */
  replay(edit: RunEdit, nowMs: number): void {
    const { training } = this.#experiment.config;
    const former = this.record.edits.history.edits?.findLast(({ kind }) => kind === edit.kind);
    if (former && edit.step - former.step > GESTURE_STEPS) this.record.changes.endGestures();
    applyEdit(this.#experiment, edit);
    if (edit.kind === 'switch') this.requestSwitch(edit);
    else if (edit.kind === 'training') this.changeTraining(training);
    else this.moveData();
    this.handOver(nowMs);
  }

  /** Hands over what has been changed. True where this changed what a snapshot says. */
  handOver(nowMs: number): boolean {
    const isToPublish = this.#isTrainingPending || this.#pendingSwitches.length > 0;
    const isChanged = this.#isTrainingPending || this.#isDataPending;
    if (this.#isTrainingPending) {
      const { training } = this.#experiment.config;
      this.#isTrainingPending = false;
      this.#version++;
      this.record.edits.changeTraining(this.progress.taken, this.progress.training, training);
      this.progress.setTraining(training);
      this.#host.ask((backend) => backend.setTraining(training));
    }
    if (this.#isDataPending) {
      this.#isDataPending = false;
      this.#version++;
      const { data: moved } = this.#experiment.config;
      this.record.edits.moveData(this.progress.taken, this.#dataConfig, moved);
      this.#dataConfig = moved;
      this.#host.ask((backend) => backend.setData(this.#experiment.data));
    }
    // Kept before the change, the moment of now would not be what the next step is taken from.
    if (isChanged && this.record.timeline?.newest.step === this.progress.taken) this.#keepNow(false);
    // An engine that is given up over one of them leaves the others for the next.
    while (this.#host.loaded) {
      const [request, ...others] = this.#pendingSwitches;
      if (!request) break;
      this.#pendingSwitches = others;
      this.#switch(request, nowMs);
    }
    return isToPublish;
  }

  #switch(request: SwitchRequest, nowMs: number): void {
    const { model, to, insert, statistics } = request;
    const from = this.record.normalizations[model] ?? 'none';
    const changes = switchSteps(from, to, insert, statistics);
    if (changes.length === 0) return;
    this.#keepNow(true);
    this.record.addSwitch(this.progress.taken, request);
    this.desk.startTransition(model, nowMs);
    for (const change of changes) this.#host.ask((backend) => backend.switchNormalization(model, change));
    this.#version++;
    this.#keepNow(true);
    this.requestModels();
  }

  /** Keeps the moment of now. @param isPinned for good: it is one right before or after a switch */
  #keepNow(isPinned: boolean): void {
    const backend = this.#host.loaded;
    const { timeline } = this.record;
    if (!backend || !timeline) return;
    if (this.#isKept) {
      if (isPinned) timeline.pinNewest();
      return;
    }
    const moment = this.#momentOfNow();
    const version = this.#version;
    const expected = [...this.record.normalizations];
    this.#reader.readNow(backend, (models) => {
      // An engine with too many reads under way may have copied later.
      const isOfNow = models.every(
        ({ step, normalization }, index) => step === moment.step && normalization === expected[index],
      );
      if (!isOfNow) return;
      timeline.add({ ...moment, models }, isPinned);
      this.#keptVersion = version;
    });
  }

  /** Whether the newest moment of the time line is the state of now. */
  get #isKept(): boolean {
    return this.#keptVersion === this.#version;
  }

  #momentOfNow(): Omit<Checkpoint, 'models'> {
    const { taken: step, cursor, takenBatch: lastBatch } = this.progress;
    const { config } = this.#experiment;
    const { marks, changes, edits } = this.record;
    const { history } = edits;
    return { step, cursor, lastBatch, config, history, marks, changes: changes.marks, conditions: changes.conditions };
  }

  // Steps, pictures and what comes back.

  /** Takes steps and draws if there is anything to draw, in one call. Returns how many steps were taken up. */
  advance(steps: number, nowMs: number): number {
    if (steps === 0 && !this.needsFrame) return 0;
    const pictures = this.desk.requests(nowMs, this.#experiment.config.statistics);
    if (steps === 0 && pictures.length === 0 && !this.#host.loaded?.owesReport) {
      this.desk.settle(nowMs, true);
      return 0;
    }
    const receipt = this.#host.frame({ steps, pictures }, nowMs);
    if (!receipt) return 0;
    if (receipt.stepsTaken > 0) {
      this.#version++;
      const conditions = { data: this.#experiment.config.data, training: this.progress.training };
      this.record.changes.take(this.progress.taken, conditions, nowMs);
    }
    this.progress.take(receipt.stepsTaken);
    this.desk.settle(nowMs, receipt.drawn);
    return receipt.stepsTaken;
  }

  /** True if there is something to draw or to report although no step is due. */
  get needsFrame(): boolean {
    const backend = this.#host.loaded;
    return backend !== null && ((backend.owesReport ?? false) || this.desk.needsFrame(backend));
  }

  /** Returns the network whose numbers have gone wrong, if one's have: nothing more is to be had of the run then. */
  addReport(report: Report, nowMs: number): DivergenceReport | null {
    const { progress, record } = this;
    progress.report(report.step, report.cursor);
    record.addReport(report);
    const divergence = findDivergence(report, record.normalizations, progress.training, this.#experiment.data);
    if (divergence) {
      this.#pendingSwitches = [];
      this.forgetReads(nowMs);
    }
    return divergence;
  }

  /** Asks for a read as soon as the engine has time. */
  requestModels(): void {
    // Of an earlier moment the networks are known.
    if (!this.#past) this.#reader.want();
  }

  /** Drops reads asked for and under way. */
  forgetReads(nowMs: number): void {
    this.#reader.reset(nowMs, this.progress.taken);
  }

  /**
   * Reads the networks back where that is due, and keeps them as a moment of the run. They are shown where they were asked
   * for, and otherwise each second: who follows them has work to do.
   */
  readModels(nowMs: number, isRunning: boolean, onRead: () => void): void {
    const backend = this.#host.loaded;
    const { timeline } = this.record;
    if (!backend || !timeline || this.#past) return;
    const { taken } = this.progress;
    if (!this.#reader.isDue(nowMs, taken, isRunning, timeline.spacing)) return;
    // A switch is in the networks only once a frame has been taken up.
    if (this.desk.isOutdated) return;
    const moment = this.#momentOfNow();
    const { lastBatch } = this.progress;
    const isShown = this.#reader.isWanted || nowMs - this.#shownMs >= SHOWN_MS;
    if (isShown) this.#shownMs = nowMs;
    const version = this.#version;
    this.#reader.read(backend, nowMs, taken, (models) => {
      timeline.add({ ...moment, models });
      this.#keptVersion = version;
      // Changed meanwhile, and no step taken since.
      if (!this.#isKept && moment.step === this.progress.taken) this.requestModels();
      if (!isShown) return;
      this.record.setModels(models);
      this.#modelsBatch = lastBatch;
      onRead();
    });
  }
}

function runFrom({ models, config, cursor, lastBatch }: Checkpoint): Omit<Run, 'data'> {
  return { models, training: config.training, cursor, lastBatch };
}
