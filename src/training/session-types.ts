import type { CellCount, EngineKind, Evaluation, TrainingFailure } from './backend.js';
import type { DataSet } from './data-set.js';
import type { CreateBackend, Timers } from './engine-keeper.js';
import type { DivergenceCause } from './divergence-strings.js';
import type { ExperimentConfig } from './experiment-config.js';
import type { PlacedBatch } from './last-batch.js';
import type { RunHistory } from './edit-log.js';
import type { MomentToOpen } from './moment-to-open.js';
import type { ModelState, NormalizationStatistics } from './model-state.js';
import type { Normalization } from './network-spec.js';
import type { Notice } from './notice-strings.js';
import type { PictureLayers, PictureTheme, ViewWindow } from './picture.js';
import type { ChangeMark, SwitchMark } from './run-marks.js';
import type { BatchCursor, TrainingSpec } from './training-spec.js';
import type { PageEdit, PageReversal, UndoLevel } from './undo/session-edit.js';

export type { ChangeMark, SwitchMark } from './run-marks.js';
export type { PageEdit, PageReversal, SessionEdit, UndoLevel } from './undo/session-edit.js';

/**
 * idle: nothing loaded; preparing: engine or run being made ready; ready: paused, at the start or in mid-run (right after
 * `pause`, steps that were under way are still to be reported); running; finished: the last epoch is done (play goes on for
 * as long again); diverged: numbers are no longer finite; failed: no engine can go on; disposed.
 */
export type SessionState = 'idle' | 'preparing' | 'ready' | 'running' | 'finished' | 'diverged' | 'failed' | 'disposed';

/** Curves of one network; arrays grow by whole reports and are replaced, never changed in place. */
export interface ModelCurves {
  /** lossSteps[i]: step whose batch gave losses[i]. */
  readonly lossSteps: readonly number[];
  readonly losses: readonly number[];
  /** On the same batches, right after their steps, in training mode; NaN where the settings did not ask for it. */
  readonly batchAccuracies: readonly number[];
  readonly accuracySteps: readonly number[];
  readonly trainAccuracies: readonly number[];
  readonly testAccuracies: readonly number[];
}

export interface ModelSnapshot {
  readonly normalization: Normalization;
  /** Loss of the last step's batch; NaN before the first, and at an earlier moment of which the curve no longer has it. */
  readonly loss: number;
  /** Of this very step at rest, null until that is there; while it trains of at most about 100 ms ago. */
  readonly evaluation: Evaluation | null;
  /** Likewise, as counted in the newest picture. */
  readonly cells: CellCount | null;
  readonly curves: ModelCurves;
}

export interface DivergenceReport {
  readonly model: number;
  readonly step: number;
  /** What was no longer usable. */
  readonly quantity: TrainingFailure['quantity'];
  readonly cause: DivergenceCause;
  /** In English: what happened, the likely cause. */
  readonly message: string;
}

/** The run that the one shown branched off from. */
export interface OriginalSnapshot {
  /** Steps taken where they part. */
  readonly branchStep: number;
  /** How far it had come. */
  readonly step: number;
  readonly models: readonly ModelSnapshot[];
  readonly marks: readonly SwitchMark[];
  readonly changes: readonly ChangeMark[];
}

/** Which moments of the run can be gone to. */
export interface TimeSnapshot {
  readonly firstStep: number;
  /** How far the run has come. */
  readonly lastStep: number;
  /** Whether an earlier moment is shown; whatever is done there to the run, or taken up, branches off. */
  readonly isPast: boolean;
  /** Whether moments follow each other quickly, as under a slider that is dragged. */
  readonly isPassing: boolean;
}

/** What can be undone and done again. */
export interface UndoSnapshot {
  /** Oldest first: the last is undone next. At most 50. */
  readonly done: readonly UndoLevel[];
  /** The last is done again next; all are forgotten with the next edit. */
  readonly undone: readonly UndoLevel[];
  /** True while a run that was gone back to is loaded or taken again; nothing can be undone or done again meanwhile. */
  readonly isRestoring: boolean;
}

/** Frozen and numbered; what the page shows. */
export interface SessionSnapshot {
  readonly number: number;
  readonly state: SessionState;
  readonly engine: { readonly kind: EngineKind; readonly description: string } | null;
  readonly config: ExperimentConfig;
  readonly data: DataSet | null;
  /** Whether the run started from weights that were given, as from files, and not from those that `config` draws. */
  readonly areWeightsGiven: boolean;
  readonly step: number;
  /** Whether that counts every step that has been taken up; after a pause, those under way are still to be reported. */
  readonly isReported: boolean;
  readonly epoch: number;
  /** Batch that the next step takes. */
  readonly cursor: BatchCursor;
  readonly stepsPerEpoch: number;
  /** Step at which the run stops by itself. */
  readonly endStep: number;
  readonly models: readonly ModelSnapshot[];
  readonly marks: readonly SwitchMark[];
  readonly changes: readonly ChangeMark[];
  /** What the run was made of: with the first weights it says everything about the networks of `step`. */
  readonly history: RunHistory;
  /** While a moment is being replayed: the step it is at. `pause` stays where the replay has come. Null otherwise. */
  readonly replay: { readonly step: number } | null;
  readonly time: TimeSnapshot;
  /** Null where the run did not branch off from another. */
  readonly original: OriginalSnapshot | null;
  readonly undo: UndoSnapshot;
  readonly divergence: DivergenceReport | null;
  /** For the reader, after something went wrong and was worked round or refused; null otherwise. */
  readonly notice: Notice | null;
  /** Whether pictures come late, since they would flash otherwise: up to about a second later than the numbers. */
  readonly isSlowing: boolean;
  /** Why the state is `failed`. */
  readonly failure: string | null;
}

/** What one view wants drawn; the session asks for it each frame. Null: nothing (off screen, size zero). */
export interface ViewRequest {
  readonly view: ViewWindow;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixelRatio: number;
  readonly layers: PictureLayers;
  readonly theme: PictureTheme;
}

/** requestAnimationFrame and its time, passed in so that the session runs without a page. */
export interface FrameClock {
  request(tick: (nowMs: number) => void): number;
  cancel(handle: number): void;
  /** Milliseconds now, for telling gestures apart; without it, those of the page or of Node. */
  now?(): number;
}

/** What a session is made of; everything that reaches outside is passed in. */
export interface SessionOptions {
  readonly config: ExperimentConfig;
  readonly clock: FrameClock;
  readonly timers: Timers;
  readonly createBackend: CreateBackend;
  /** Most bytes for the networks of runs that can be gone back to by undoing; 64 MiB without it. */
  readonly undoBytes?: number;
}

export interface Session {
  readonly snapshot: SessionSnapshot;
  /** Called after every new snapshot, at most about 10 times a second while running. Returns the way to stop it. */
  subscribe(listener: () => void): () => void;

  play(): void;
  pause(): void;
  /** Takes `count` steps and pauses. */
  step(count: number): void;
  /** To the end of the current epoch. */
  stepEpoch(): void;
  /** Back to step 0 with the same first weights, data and batches; twins as the config says. */
  restart(): void;
  /** Restart from weights of the next seed. */
  newWeights(): void;
  /** Steps per second while playing; Infinity: as fast as the engine goes. */
  stepsPerSecond: number;

  /** Changes of training settings act at the next step. Refused settings throw InvalidSettingError and change nothing. */
  setTraining(change: Partial<TrainingSpec>): void;
  setStatistics(statistics: NormalizationStatistics): void;
  /** Changes of data, networks or their normalisers restart. Refused settings throw InvalidSettingError and change nothing. */
  setExperiment(change: Partial<Pick<ExperimentConfig, 'data' | 'network' | 'normalizations'>>): void;
  /**
   * Takes over a whole experiment and restarts; refused settings throw InvalidSettingError and change nothing.
   *
   * @param weights one network per twin, to start from and to go back to at a restart, until networks of another kind are
   * asked for; 'given': those that were given before, as long as the networks stay the same; without them the config draws
   * the first weights
   * @param upTo step that the run is to come to, by steps that the caller has it take. Where the run that is there began in the
   * same way, the newest moment of it that is kept up to that step is shown, paused, in place of step 0: the networks are the
   * same to the bit. 0 (default): it restarts in any case, as it does where weights are or were given
   */
  loadExperiment(config: ExperimentConfig, weights?: readonly ModelState[] | 'given' | null, upTo?: number): void;
  /**
   * Opens a moment of a run, paused there.
   *
   * Replayed: from the first weights on, every edit at exactly its step, as fast as the engine goes; the same engine ends up
   * with the same bits. `config` is the experiment that the run began with; `snapshot.replay` says how far it is to go, and
   * whatever else the reader does meanwhile ends it where it has come. Embedded: `config` is the experiment as it was at that
   * moment; a restart begins with its first weights.
   *
   * Refused with InvalidSettingError, nothing changed: edits that are out of order, of later steps or not possible, and
   * networks that are not those of the experiment.
   */
  openMoment(config: ExperimentConfig, moment: MomentToOpen): void;
  /** While a cloud is dragged: moves the data of the running experiment by placement only, without restarting. */
  placeData(placement: ExperimentConfig['data']['placement']): void;
  /**
   * Moves the reader's own points one by one, without restarting. Refused with InvalidSettingError: another set, or points that
   * are not as many and of the same classes in the same order.
   */
  movePoints(customPoints: ExperimentConfig['data']['customPoints']): void;

  /**
   * BN off to on by `insert`; on to off folds the drawn statistics. Other normalisers are inserted with scale 1 and shift 0 and
   * removed; `keep-function` is refused for them, since no scale and shift could keep it. Refused with InvalidSettingError:
   * a normaliser that none of the experiment's networks starts with, BN aside.
   */
  switchNormalization(model: number, to: Normalization, insert: 'align' | 'keep-function'): void;

  /**
   * Pauses and shows the newest moment that is kept of at most `step` steps, exactly as it was: networks, data, settings. From
   * the last step on, the present. Nothing is lost of the run: playing or changing something there branches off, and the
   * run that is left stays as `snapshot.original` until it is dismissed or another takes its place.
   */
  goTo(step: number): void;
  /** Steps of the moment that `goTo(step)` would show of what is kept so far. */
  keptUpTo(step: number): number;
  /**
   * Moments are kept at every multiple of so many steps, beside those that are kept anyway, so that runs side by side have
   * moments in common; of a run that has no room for all of these, at multiples that are further apart. An integer from 1, or
   * Infinity (default): there is no such rule. Frames are cut at those steps.
   */
  keepEvery: number;
  /** The run that this one branched off from, whole, in its place. */
  returnToOriginal(): void;
  dismissOriginal(): void;

  /**
   * Undoes the newest edit: of settings, data, normalisation, runs and, where the page notes them, pictures.
   *
   * A setting that acts in mid-run is changed back at the present step; of the data, the place. What began another run, or
   * changed the networks, is undone by going back to the run before it, paused at the step at which it was left, with its past
   * where there is memory for it. Where the newest networks of that run are older than the moment, the steps in between are
   * taken again, with the same bits on the same engine; so is the whole run where its moments had to go. Nothing of the run
   * that is left is lost: `redo` goes back to it. An earlier moment that is shown is left for the present first, and where
   * it was taken up by the edit, it is shown again.
   *
   * Edits of one setting or of the data within a second of one another, or in one gesture of a pointer, are undone together.
   * Nothing happens where nothing can be undone, or while a run is being restored. An edit that is made meanwhile leaves that
   * run, and is undone by going back to it.
   */
  undo(): void;
  /** Does again what was undone last, until something else is done. */
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /**
   * What `act` changes at once is one edit: settings together, or all that follows upon another run.
   *
   * @param owner all that it changes in such acts, one after the other, is one edit, whatever kinds of changes those are, until
   *   somebody else makes an edit; undoing it brings back the run as it was before the first. Null: this act alone
   */
  asOneEdit<T>(act: () => T, owner?: object | null): T;
  /** Notes an edit that has been made and that the page itself undoes. */
  noteEdit(edit: PageEdit, reversal: PageReversal): void;
  /** Notes what the page has changed along with the newest edit, and undoes with it. */
  noteWithEdit(reversal: PageReversal): void;
  /** True while a pointer is down: however long that takes, what is dragged is one edit; subscribers hear of its end. */
  isGestureUnderWay: boolean;

  /** After a divergence: halves the learning rate and goes back at least 100 steps (or to the start), then plays. */
  goBackWithHalfRate(): void;

  /** The view of model `model`; null takes it away. */
  setView(model: number, request: (() => ViewRequest | null) | null): void;
  /** Draw again although nothing trained (view moved, layers changed). */
  requestPaint(): void;
  /** Newest read-back networks (at most about a second old while running, exact while paused); null before the first. */
  readonly models: readonly ModelState[] | null;
  /** The networks that the run began with; null before the first run. */
  readonly firstModels: readonly ModelState[] | null;
  /** Batch of the last step that `models` have taken, which the statistics `batch` are of; before any, the first. */
  readonly modelsBatch: PlacedBatch;
  /** Reads the networks back as soon as the engine has time, earlier than they would be; a snapshot follows. */
  requestModels(): void;
  /** Milliseconds that walls take to travel after a switch; 0 under reduced motion. */
  transitionMs: number;

  /**
   * Gives back what the engine has on the GPU, as soon as the run has been read whole; nothing of it is lost, pictures stay
   * to be seen as they are, and no step is taken until `wake`. For figures off screen. Whatever sets a run going wakes it
   * too; other changes wait. Nothing to do where the CPU computes or nothing has been loaded.
   */
  rest(): void;
  /** Goes on where `rest` left off, with the same bits on the same GPU; what was playing plays on. */
  wake(): void;
  /** True from when a rest has freed the engine until it is woken. */
  readonly isResting: boolean;

  dispose(): void;
}
