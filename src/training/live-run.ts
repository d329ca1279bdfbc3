import type { Report, Run } from './backend.js';
import type { Checkpoint } from './checkpoint.js';
import type { CurrentExperiment } from './current-experiment.js';
import { findDivergence } from './divergence.js';
import type { EngineHost } from './engine-host.js';
import { kindOfChange } from './experiment-config.js';
import type { PlacedBatch } from './last-batch.js';
import { MomentKeeper } from './moment-keeper.js';
import { startCheckpoint } from './open-moment.js';
import { Passage } from './passage.js';
import { PendingChanges } from './pending-changes.js';
import { PictureDesk } from './picture-desk.js';
import { applyEdit } from './replay.js';
import type { Replay, ReplayPlan } from './replay.js';
import type { RunEdit } from './run-edits.js';
import { RunProgress } from './run-progress.js';
import { RunRecord } from './run-record.js';
import { TIMELINE_BYTES } from './run-timeline.js';
import type { DivergenceReport } from './session-types.js';
import { keepRun, type KeptRun } from './undo/kept-run.js';

/** Steps that going back after a divergence goes back at least. */
const STEPS_BACK = 100;
/** Changes of a replay that are further apart are not of one gesture, although a replay takes no time. */
const GESTURE_STEPS = 25;

/**
 * The run of the experiment and its engine: goes on from a state of the run, hands over what has been changed, takes steps
 * and draws, reads the networks back.
 *
 * Whether the run goes on, how fast and how far is for the session to say. Nothing here waits for the engine.
 */
export class LiveRun {
  readonly progress: RunProgress;
  readonly desk = new PictureDesk();
  /** What the next frame hands over. */
  readonly pending: PendingChanges;
  /** Steps between moments that are kept whatever else is; Infinity: none are. */
  keepEvery = Infinity;
  readonly #experiment: CurrentExperiment;
  readonly #host: EngineHost;
  readonly #keeper: MomentKeeper;
  #record: RunRecord;
  #past: Checkpoint | null = null;
  /** Steps of the moment that the next frame shows; null: none. */
  #wantedStep: number | null = null;
  readonly #passage = new Passage();
  #isWishNew = false;
  #isPassing = false;

  constructor(experiment: CurrentExperiment, host: EngineHost) {
    const { config, data } = experiment;
    this.#experiment = experiment;
    this.#host = host;
    this.#record = new RunRecord(config);
    this.progress = new RunProgress(config.training, data.train.count);
    this.#keeper = new MomentKeeper(experiment, host, this.progress, () => this.#record);
    const { progress, desk } = this;
    const keeper = this.#keeper;
    this.pending = new PendingChanges({ experiment, host, progress, desk, keeper, record: () => this.#record });
  }

  /** Of the run that goes on. */
  get record(): RunRecord {
    return this.#record;
  }

  /** Batch of the last step that the newest networks have taken. */
  get modelsBatch(): PlacedBatch {
    return this.#keeper.modelsBatch;
  }

  // Where the run goes on from.

  /** The experiment from step 0, once that is loaded. */
  startAnew(nowMs: number): void {
    this.startFrom(startCheckpoint(this.#experiment), nowMs);
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
    const switches = [...this.record.newestSwitches(statistics), ...this.pending.switches];
    this.#goTo(checkpoint, nowMs);
    this.pending.setSwitches(switches);
    this.#wantedStep = wantedStep;
    return checkpoint.step;
  }

  /** True once the state of now is known, a past moment that is shown included: the engine could go, nothing would be lost. */
  get isKnown(): boolean {
    return !this.isTravelling && (this.#past !== null || this.#keeper.isKept) && this.progress.isReported;
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
    this.#beAt(checkpoint, nowMs, checkpoint.config.training !== config.training);
    this.#load(checkpoint);
  }

  /** Nothing else is pending, and nothing is known of what the engine did before. */
  #beAt(checkpoint: Checkpoint, nowMs: number, isTrainingPending = false): void {
    this.progress.goTo(checkpoint);
    this.pending.begin(isTrainingPending);
    this.#wantedStep = null;
    this.desk.endTransitions();
    this.#keeper.beAtKept(nowMs);
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
    this.#isWishNew = true;
  }

  /** Whether moments have been wanted shortly one after the other: what is shown is soon over. */
  get isPassing(): boolean {
    return this.#isPassing;
  }

  /** True until the moment that is wanted is shown, and until moments pass no more. */
  get isTravelling(): boolean {
    return this.#wantedStep !== null || this.#isPassing;
  }

  /** Shows the moment that is wanted. True where another is shown now, or where moments pass no more. */
  travel(nowMs: number): boolean {
    const wasPassing = this.#isPassing;
    if (this.#isWishNew) this.#passage.want(nowMs);
    this.#isWishNew = false;
    this.#isPassing = this.#passage.isUnderWay(nowMs);
    return this.#showWanted(nowMs) || (wasPassing && !this.#isPassing);
  }

  #showWanted(nowMs: number): boolean {
    const { timeline } = this.record;
    if (this.#wantedStep === null || !timeline || !this.#host.loaded) return false;
    if (!this.#past && !(this.#keeper.isKept && this.progress.isReported)) {
      this.requestModels();
      return false;
    }
    // One moment after the other: each is drawn before the next is put in, so that pictures keep up with the slider.
    if (this.#past && this.desk.isOutdated) return false;
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

  // Runs that are left and gone on with.

  /** The run as it is now, to be gone on with by `resume`; it goes on here, too. Null before the first. */
  leave(nowMs: number): KeptRun | null {
    // What no engine has yet stays pending.
    if (this.#host.loaded) this.pending.handOver(nowMs);
    const { timeline } = this.#record;
    if (!timeline) return null;
    const { progress, pending } = this;
    return keepRun(this.#experiment, this.#record, timeline, progress, pending.switches, this.#past);
  }

  /**
   * Goes on with a run that was left, once it is loaded where the engine has others. Returns what has to be done again before
   * `endResume`; null where nothing has.
   *
   * @param mayRestore whether an engine that has the same networks and points need not load them
   */
  resume(kept: KeptRun, nowMs: number, mayRestore: boolean): ReplayPlan | null {
    const { config, weights, record } = kept.parts;
    const { timeline, plan } = kept.wayBack();
    const { newest } = timeline;
    const isSame = kindOfChange(this.#experiment.config, newest.config) !== 'restart';
    this.#experiment.change({ ...newest.config, statistics: config.statistics }, weights);
    this.progress.startAnew(newest.config.training, this.#experiment.data.train.count);
    timeline.limit(record.original ? TIMELINE_BYTES / 2 : TIMELINE_BYTES);
    this.#record = record.fork(timeline);
    this.#record.goTo(newest);
    this.#past = null;
    this.#beAt(newest, nowMs);
    this.desk.want();
    if (mayRestore && isSame && this.#host.loaded) this.#restore(newest);
    else this.#load(newest);
    return plan.edits.length > 0 || plan.step > newest.step ? plan : null;
  }

  /** What was done again is done: the rest is as it was when the run was left. */
  endResume({ parts: { config, endEpoch, switches, pastStep } }: KeptRun): void {
    const { training, data } = this.#experiment.config;
    const { statistics } = this.#experiment.config;
    this.#experiment.change({ ...config, statistics });
    if (this.#experiment.config.training !== training) this.pending.changeTraining(training);
    if (this.#experiment.config.data !== data) this.pending.moveData();
    this.pending.setSwitches(switches);
    this.progress.endAt(endEpoch);
    this.#wantedStep = pastStep;
  }

  /** Leaves an earlier moment that is shown, or that is wanted, for the present. */
  showPresent(nowMs: number): void {
    this.#wantedStep = null;
    const { timeline } = this.#record;
    if (!this.#past || !timeline) return;
    this.#show(timeline.newest, nowMs);
    if (this.#host.loaded) this.#restore(timeline.newest);
    else if (this.#host.isLoading) this.#load(timeline.newest);
  }

  // What the next frame hands over.

  /** Does again what is due of what was done to another run; where that went on after its end, so does this. */
  replay(replay: Replay, nowMs: number): void {
    const { progress } = this;
    for (let edit = replay.takeDue(progress.taken); edit; edit = replay.takeDue(progress.taken)) {
      this.#makeAgain(edit, nowMs);
    }
    if (replay.stepsLeft(progress.taken) > 0) progress.extend(this.#experiment.config.training.epochs);
  }

  #makeAgain(edit: RunEdit, nowMs: number): void {
    const { training } = this.#experiment.config;
    const former = this.record.edits.history.edits?.findLast(({ kind }) => kind === edit.kind);
    if (former && edit.step - former.step > GESTURE_STEPS) this.record.changes.endGestures();
    applyEdit(this.#experiment, edit);
    if (edit.kind === 'switch') this.pending.requestSwitch(edit);
    else if (edit.kind === 'training') this.pending.changeTraining(training);
    else this.pending.moveData();
    this.pending.handOver(nowMs);
  }

  // Steps, pictures and what comes back.

  /** Steps to the next moment that is kept whatever else is. */
  get stepsToKept(): number {
    // Between the moments that the time line has room for, none is worth reading.
    const every = this.keepEvery * Math.max(1, Math.ceil((this.record.timeline?.spacing ?? 1) / this.keepEvery));
    return every - (this.progress.taken % every);
  }

  /** Takes steps and draws if there is anything to draw, in one call. Returns how many steps were taken up. */
  advance(steps: number, nowMs: number): number {
    if (steps === 0 && !this.needsFrame) return 0;
    const pictures = this.desk.requests(nowMs, this.#experiment.config.statistics);
    if (steps === 0 && pictures.length === 0 && !this.#host.loaded?.owesReport) {
      this.desk.settle(nowMs, true, false);
      return 0;
    }
    const receipt = this.#host.frame({ steps, pictures, isPassing: this.#isPassing }, nowMs);
    if (!receipt) return 0;
    if (receipt.stepsTaken > 0) {
      this.#keeper.outdate();
      const conditions = { data: this.#experiment.config.data, training: this.progress.training };
      this.record.changes.take(this.progress.taken, conditions, nowMs);
    }
    const { stepsToKept } = this;
    this.progress.take(receipt.stepsTaken);
    if (receipt.stepsTaken === stepsToKept) this.#keeper.keepNow(false);
    this.desk.settle(nowMs, receipt.drawn, steps > 0);
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
      this.pending.setSwitches([]);
      this.forgetReads(nowMs);
    }
    return divergence;
  }

  /** Asks for a read as soon as the engine has time. */
  requestModels(): void {
    // Of an earlier moment the networks are known.
    if (!this.#past) this.#keeper.want();
  }

  /** Drops reads asked for and under way. */
  forgetReads(nowMs: number): void {
    this.#keeper.forgetReads(nowMs);
  }

  /** Reads the networks back where that is due, and keeps them as a moment of the run. `onRead` where they are to be shown. */
  readModels(nowMs: number, isRunning: boolean, onRead: () => void): void {
    // A switch is in the networks only once a frame has been taken up.
    if (this.#past || this.desk.isOutdated) return;
    this.#keeper.read(nowMs, isRunning, onRead);
  }
}

function runFrom({ models, config, cursor, lastBatch }: Checkpoint): Omit<Run, 'data'> {
  return { models, training: config.training, cursor, lastBatch };
}
