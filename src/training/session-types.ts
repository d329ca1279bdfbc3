import type { CellCount, EngineKind, Evaluation } from './backend.js';
import type { DataSet } from './data-set.js';
import type { ExperimentConfig } from './experiment-config.js';
import type { PlacedBatch } from './last-batch.js';
import type { ModelState, NormalizationStatistics } from './model-state.js';
import type { Normalization } from './network-spec.js';
import type { PictureLayers, PictureTheme, ViewWindow } from './picture.js';
import type { TrainingSpec } from './training-spec.js';

/**
 * idle: nothing loaded; preparing: engine or run being made ready; ready: paused, at the start or in mid-run;
 * running; finished: the last epoch is done (play goes on for as long again); diverged: numbers are no longer finite;
 * failed: no engine can go on; disposed.
 */
export type SessionState = 'idle' | 'preparing' | 'ready' | 'running' | 'finished' | 'diverged' | 'failed' | 'disposed';

export interface SwitchMark {
  readonly step: number;
  readonly model: number;
  readonly to: Normalization;
  readonly how: 'align' | 'keep-function' | 'fold';
}

/** Curves of one network; arrays grow by whole reports and are replaced, never changed in place. */
export interface ModelCurves {
  /** lossSteps[i]: step whose batch gave losses[i]. */
  readonly lossSteps: readonly number[];
  readonly losses: readonly number[];
  readonly accuracySteps: readonly number[];
  readonly trainAccuracies: readonly number[];
  readonly testAccuracies: readonly number[];
}

export interface ModelSnapshot {
  readonly normalization: Normalization;
  /** Loss of the last step's batch; NaN before the first. */
  readonly loss: number;
  readonly evaluation: Evaluation | null;
  readonly cells: CellCount | null;
  readonly curves: ModelCurves;
}

export interface DivergenceReport {
  readonly model: number;
  readonly step: number;
  /** One sentence: what happened, the likely cause. */
  readonly message: string;
}

/** Frozen and numbered; what the page shows. */
export interface SessionSnapshot {
  readonly number: number;
  readonly state: SessionState;
  readonly engine: { readonly kind: EngineKind; readonly description: string } | null;
  readonly config: ExperimentConfig;
  readonly data: DataSet | null;
  readonly step: number;
  readonly epoch: number;
  readonly stepsPerEpoch: number;
  /** What the statistics `batch` are of. */
  readonly lastBatch: PlacedBatch;
  /** Step at which the run stops by itself. */
  readonly endStep: number;
  readonly models: readonly ModelSnapshot[];
  readonly marks: readonly SwitchMark[];
  readonly divergence: DivergenceReport | null;
  /** A message for the reader after something went wrong and was worked round or refused; null otherwise. */
  readonly notice: string | null;
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
  /** Changes of data or network restart. Refused settings throw InvalidSettingError and change nothing. */
  setExperiment(change: Partial<Pick<ExperimentConfig, 'data' | 'network'>>): void;
  loadExperiment(config: ExperimentConfig): void;
  /** While a cloud is dragged: moves the data of the running experiment by placement only, without restarting. */
  placeData(placement: ExperimentConfig['data']['placement']): void;

  /** Off to on by `insert`; on to off folds the drawn statistics. */
  switchNormalization(model: number, to: Normalization, insert: 'align' | 'keep-function'): void;

  /** After a divergence: halves the learning rate and goes back at least 100 steps (or to the start), then plays. */
  goBackWithHalfRate(): void;

  /** The view of model `model`; null takes it away. */
  setView(model: number, request: (() => ViewRequest | null) | null): void;
  /** Draw again although nothing trained (view moved, layers changed). */
  requestPaint(): void;
  /** Newest read-back networks (at most about a second old while running, exact while paused); null before the first. */
  readonly models: readonly ModelState[] | null;
  /** Milliseconds that walls take to travel after a switch; 0 under reduced motion. */
  transitionMs: number;

  dispose(): void;
}
