import { CurrentExperiment } from './current-experiment.js';
import type { CustomPoint, Placement } from './data-set.js';
import { unmoved } from './data-set.js';
import { validateSwitch } from './experiment-config.js';
import type { ExperimentConfig } from './experiment-config.js';
import { requireInteger } from './invalid-setting-error.js';
import type { PlacedBatch } from './last-batch.js';
import { embeddedCheckpoint, isEmbedded } from './open-moment.js';
import type { MomentToOpen } from './moment-to-open.js';
import type { ModelState, NormalizationStatistics } from './model-state.js';
import type { Normalization } from './network-spec.js';
import { validatePlan } from './replay.js';
import { SessionMachine } from './session-machine.js';
import type { Session, SessionOptions, SessionSnapshot, ViewRequest } from './session-types.js';
import type { TrainingSpec } from './training-spec.js';
import type { PageEdit, PageReversal, SettingsEdit } from './undo/session-edit.js';
import { isOfPicture } from './undo/session-edit.js';
import { SessionUndo } from './undo/session-undo.js';
import { UndoList } from './undo/undo-list.js';

export type * from './session-types.js';

/**
 * What a page may ask of a training run. Gestures check and record what is wanted, and note how it is undone; what becomes
 * of it is for the machine to say.
 *
 * Restarting keeps playing what was playing; otherwise the session is `ready` at step 0.
 */
export class TrainingSession implements Session {
  readonly #machine: SessionMachine;
  readonly #undo: SessionUndo;

  /** @throws InvalidSettingError if the experiment is refused */
  constructor(options: SessionOptions) {
    const { clock, undoBytes } = options;
    const list = new UndoList(() => this.#machine.run.record.sizes, undoBytes);
    this.#undo = new SessionUndo(list, {
      now: () => clock.now?.() ?? performance.now(),
      hasBegun: () => this.#machine.hasBegun && this.#machine.state !== 'disposed',
      isRestoring: () => this.#machine.isRestoring,
      isReplaying: () => this.#machine.errand.replay !== null && this.#machine.state !== 'failed',
      isElsewhere: () => this.#machine.run.past !== null || this.#machine.restored !== null,
      leave: () => this.#machine.restored ?? this.#machine.run.leave(this.#machine.nowMs),
      resume: (run) => this.#machine.resume(run),
      change: (edit, direction) => this.#changeBack(edit, direction),
      publish: () => this.#machine.publish(),
    });
    this.#machine = new SessionMachine(options, {
      describe: (isRestoring) => this.#undo.describe(isRestoring),
      onBranch: () => this.#undo.edit({ kind: 'branch', step: this.#machine.run.past?.step ?? 0 }, () => {}),
    });
  }

  get #config(): ExperimentConfig {
    return this.#machine.experiment.config;
  }

  get snapshot(): SessionSnapshot {
    return this.#machine.snapshot;
  }

  get models(): readonly ModelState[] | null {
    return this.#machine.run.record.models;
  }

  get firstModels(): readonly ModelState[] | null {
    return this.#machine.run.record.timeline?.start.models ?? null;
  }

  get modelsBatch(): PlacedBatch {
    return this.#machine.run.modelsBatch;
  }

  subscribe(listener: () => void): () => void {
    return this.#machine.subscribe(listener);
  }

  // Gestures: running and stopping.

  play(): void {
    this.#machine.go(() => Infinity, true);
  }

  step(count: number): void {
    requireInteger('steps', count, 1, 1e9);
    this.#machine.go(() => this.#machine.run.progress.taken + count, false);
  }

  stepEpoch(): void {
    this.#machine.go(() => this.#machine.run.progress.epochEnd, false);
  }

  pause(): void {
    this.#machine.pause();
  }

  restart(): void {
    const { restored, run } = this.#machine;
    const step = restored?.parts.step ?? run.progress.taken;
    // At its start there is nothing of the run to go back to.
    if (step === 0 && run.record.marks.length === 0) return this.#machine.restart();
    this.#undo.edit({ kind: 'restart', step }, () => this.#machine.restart());
  }

  newWeights(): void {
    const { network } = this.#config;
    this.setExperiment({ network: { ...network, seed: (network.seed + 1) % 2 ** 32 } });
  }

  goBackWithHalfRate(): void {
    const { divergence } = this.#machine.troubles;
    if (!divergence) return;
    const { experiment, errand, run, nowMs } = this.#machine;
    const { training } = this.#config;
    const after = { ...this.#config, training: { ...training, learningRate: training.learningRate / 2 } };
    this.#undo.edit({ kind: 'half-rate', before: this.#config, after }, () => {
      experiment.change(after);
      run.goBackFrom(divergence.step, nowMs);
      errand.set({ until: Infinity, isPaced: true });
      this.#machine.begin();
    });
  }

  get stepsPerSecond(): number {
    return this.#machine.errand.stepsPerSecond;
  }

  set stepsPerSecond(value: number) {
    this.#machine.errand.stepsPerSecond = value;
  }

  // Gestures: changing the experiment.

  setTraining(change: Partial<TrainingSpec>): void {
    this.#set({ ...this.#config, training: { ...this.#config.training, ...change } });
  }

  setStatistics(statistics: NormalizationStatistics): void {
    const after = { ...this.#config, statistics };
    this.#undo.edit({ kind: 'settings', before: this.#config, after }, () => {
      this.#machine.experiment.change(after);
      this.#machine.run.desk.want();
      this.#machine.publish();
    });
  }

  placeData(placement: Placement): void {
    this.#set({ ...this.#config, data: { ...this.#config.data, placement } });
  }

  movePoints(customPoints: readonly CustomPoint[]): void {
    const after = { ...this.#config, data: { ...this.#config.data, customPoints, placement: unmoved } };
    this.#set(after, () => this.#machine.experiment.movePoints(customPoints));
  }

  setExperiment(change: Partial<Pick<ExperimentConfig, 'data' | 'network' | 'normalizations'>>): void {
    const after = { ...this.#config, ...change };
    this.#undo.edit({ kind: 'experiment', before: this.#config, after }, () => {
      if (this.#machine.experiment.change(after) !== 'none') this.#machine.restart();
    });
  }

  loadExperiment(config: ExperimentConfig, weights: readonly ModelState[] | 'given' | null = null, upTo = 0): void {
    this.#undo.edit({ kind: 'open', before: this.#config, after: config }, () => {
      const { run, nowMs } = this.#machine;
      const kept = !weights && this.#isAtMoment && run.leave(nowMs)?.upTo(upTo, config);
      if (kept) return this.#machine.resume(kept);
      this.#machine.experiment.change(config, weights === 'given' ? undefined : weights);
      this.#machine.restart();
    });
  }

  openMoment(config: ExperimentConfig, moment: MomentToOpen): void {
    const { experiment, errand, run, nowMs, state } = this.#machine;
    if (state === 'disposed') return;
    this.#undo.edit({ kind: 'open', before: this.#config, after: config }, () => {
      const opened = new CurrentExperiment(config);
      if (isEmbedded(moment)) {
        const start = embeddedCheckpoint(opened, moment);
        experiment.change(config, null);
        errand.end();
        run.startFrom(start, nowMs);
      } else {
        validatePlan(opened, moment);
        experiment.change(config, moment.weights ?? null);
        run.startAnew(nowMs);
        errand.setReplay(moment);
      }
      this.#machine.begin();
    });
  }

  switchNormalization(model: number, to: Normalization, insert: 'align' | 'keep-function'): void {
    const { run, state } = this.#machine;
    validateSwitch(this.#config, model, to, insert);
    // Before the first load and after a divergence there is nothing to switch: what comes next starts from elsewhere.
    if (state === 'idle' || state === 'diverged') return;
    const { statistics } = this.#config;
    const from = this.snapshot.models[model]?.normalization ?? 'none';
    const request = (): void => {
      run.pending.requestSwitch({ model, to, insert, statistics });
      this.#machine.publish();
    };
    if (from === to) return request();
    this.#undo.edit({ kind: 'switch', model, from, to }, () => {
      this.#machine.endReplay();
      run.branch();
      request();
    });
  }

  // Gestures: undoing.

  get canUndo(): boolean {
    return this.#undo.canUndo;
  }

  get canRedo(): boolean {
    return this.#undo.canRedo;
  }

  undo(): void {
    this.#undo.undo();
  }

  redo(): void {
    this.#undo.redo();
  }

  asOneEdit<T>(act: () => T, owner: object | null = null): T {
    return this.#undo.asOne(act, owner);
  }

  noteEdit(edit: PageEdit, reversal: PageReversal): void {
    this.#undo.note(edit, reversal);
  }

  noteWithEdit(reversal: PageReversal): void {
    this.#undo.noteWith(reversal);
  }

  get isGestureUnderWay(): boolean {
    return this.#undo.isGestureUnderWay;
  }

  set isGestureUnderWay(value: boolean) {
    this.#undo.isGestureUnderWay = value;
  }

  // Gestures: time.

  goTo(step: number): void {
    requireInteger('step', step, 0, 1e9);
    if (!this.#isAtMoment || this.#machine.isRestoring) return;
    this.#machine.pause();
    this.#machine.run.goTo(step);
    this.#machine.wakeTicker();
  }

  keptUpTo(step: number): number {
    const { record, presentStep } = this.#machine.run;
    return step >= presentStep ? presentStep : (record.timeline?.upTo(step).step ?? 0);
  }

  get keepEvery(): number {
    return this.#machine.run.keepEvery;
  }

  set keepEvery(value: number) {
    if (value !== Infinity) requireInteger('keepEvery', value, 1, 1e9);
    this.#machine.run.keepEvery = value;
  }

  returnToOriginal(): void {
    const { run, nowMs, state } = this.#machine;
    if (!run.record.original || !(this.#isAtMoment || state === 'diverged') || this.#machine.isRestoring) return;
    this.#undo.edit({ kind: 'return' }, () => {
      if (state !== 'diverged') this.#machine.pause();
      run.returnToOriginal(nowMs);
      if (state !== 'diverged') {
        this.#machine.enter('ready');
        return this.#machine.settle();
      }
      // An engine that has stopped, or is lost since, gets the original by loading it.
      run.recover(nowMs);
      this.#machine.begin();
    });
  }

  dismissOriginal(): void {
    this.#machine.run.record.dismissOriginal();
    this.#machine.publish();
  }

  // Gestures: the picture.

  setView(model: number, request: (() => ViewRequest | null) | null): void {
    requireInteger('model', model, 0, this.#config.normalizations.length - 1);
    this.#machine.run.desk.setView(model, request);
    this.#machine.wakeTicker();
  }

  requestPaint(): void {
    this.#machine.run.desk.want();
    this.#machine.wakeTicker();
  }

  requestModels(): void {
    this.#machine.run.requestModels();
    this.#machine.wakeTicker();
  }

  get transitionMs(): number {
    return this.#machine.run.desk.transitionMs;
  }

  set transitionMs(value: number) {
    this.#machine.run.desk.transitionMs = value;
  }

  // Gestures: rest.

  get isResting(): boolean {
    return this.#machine.isResting;
  }

  rest(): void {
    this.#machine.rest();
  }

  wake(): void {
    this.#machine.wake();
  }

  dispose(): void {
    this.#machine.dispose();
  }

  get #isAtMoment(): boolean {
    const { state } = this.#machine;
    return state === 'running' || state === 'ready' || state === 'finished';
  }

  /** Settings that act in mid-run, the place of the data included. @param change takes them over, or throws */
  #set(after: ExperimentConfig, change: () => void = () => void this.#machine.experiment.change(after)): void {
    this.#undo.edit({ kind: 'settings', before: this.#config, after }, () => {
      const { run } = this.#machine;
      const before = this.#config;
      change();
      const { training, data } = this.#config;
      if (training === before.training && data === before.data) return;
      this.#machine.endReplay();
      run.branch();
      if (training !== before.training) run.pending.changeTraining(before.training);
      if (data !== before.data) run.pending.moveData();
      this.#machine.publish();
      this.#machine.settle();
    });
  }

  /** Settings that an edit changed become what they were before it, or after it; others stay. */
  #changeBack(edit: SettingsEdit, direction: 'undo' | 'redo'): void {
    const { before, after } = edit;
    const { run, experiment, nowMs } = this.#machine;
    if (!isOfPicture(edit)) run.showPresent(nowMs);
    const [from, to] = direction === 'undo' ? [after, before] : [before, after];
    const changed = Object.entries(to.training).filter(([name, value]) => {
      return from.training[name as keyof TrainingSpec] !== value;
    });
    this.#set({
      ...this.#config,
      training:
        changed.length > 0 ? { ...this.#config.training, ...Object.fromEntries(changed) } : this.#config.training,
      data: from.data === to.data ? this.#config.data : to.data,
    });
    if (from.statistics === to.statistics) return;
    experiment.change({ ...this.#config, statistics: to.statistics });
    run.desk.want();
  }
}
