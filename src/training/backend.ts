/**
 * The one interface of the two engines: WebGPU (float32) and CPU (float64, in a Worker).
 *
 * A backend holds the networks of one run, trains them on the same batches and paints their partitions on surfaces
 * that it was given when it was made. It knows nothing of the page, of pace or of settings beyond one frame.
 * Nothing here waits for the engine except `load`, `readModels` and `readCodes`, none of which a frame calls.
 */
import type { DataSet } from './data-set.js';
import type { PlacedBatch } from './last-batch.js';
import type { ModelState, NormalizationSwitch } from './model-state.js';
import type { PictureRequest } from './picture.js';
import type { BatchCursor, TrainingSpec } from './training-spec.js';

export type EngineKind = 'webgpu' | 'cpu';

/** What a backend starts from. All models train on the same batches. */
export interface Run {
  readonly data: DataSet;
  readonly models: readonly ModelState[];
  readonly training: TrainingSpec;
  readonly cursor: BatchCursor;
  /** Batch of the last step, null before the first; left out: the one before `cursor`. */
  readonly lastBatch?: PlacedBatch | null | undefined;
}

export interface FrameRequest {
  /** Optimiser steps of every network to take before the pictures are drawn, 0 or more. */
  readonly steps: number;
  readonly pictures: readonly PictureRequest[];
  /** Whether this moment of the run is soon over: then its pictures had better be coarse and quick. */
  readonly isPassing?: boolean;
}

export interface Backend {
  readonly kind: EngineKind;
  /** What computes, in words for a badge: the adapter's name, or why the CPU engine runs. */
  readonly description: string;
  /** Milliseconds that frames may be refused on end before the engine counts as dead. */
  readonly patienceMs: number;

  /** Replaces data, networks and counters. Rejects with a message for the reader where memory does not suffice. */
  load(run: Run): Promise<void>;
  /**
   * Puts another moment of the loaded run in its place: networks, whatever they normalise with, data, settings and counters. The
   * architecture and the point counts must be the same. Nothing is allocated or compiled; what was reported or drawn of
   * another moment and is still on its way is dropped.
   */
  restore(run: Run): void;
  /** Changes the training settings from the next step on. A changed batch size starts a new epoch. */
  setTraining(training: TrainingSpec): void;
  /** Replaces the data only (a dragged cloud): networks and counters stay. The point counts must not change. */
  setData(data: DataSet): void;
  /** Switches batch normalization of one network, before the next step. */
  switchNormalization(model: number, change: NormalizationSwitch): void;

  /**
   * Takes steps and draws pictures in one submission. Returns how many steps were taken up: 0 steps and nothing drawn
   * when two submissions are in flight; fewer than asked when they would take too long.
   */
  frame(request: FrameRequest): FrameReceipt;
  /**
   * True while a sharper picture than the newest is still to be built: the session then goes on calling `frame` with 0
   * steps, so that a picture that was coarse for speed becomes sharp once there is time. False costs nothing: no frame
   * is asked for while nothing changes.
   */
  readonly wantsFrame: boolean;
  /**
   * True while pictures are or have lately been held, each up to about a second, because they would flash otherwise; steps and
   * reports go on. A held picture counts as drawn, and `wantsFrame` is true until it is. Left out: never.
   */
  readonly isSlowing?: boolean;

  /**
   * Called whenever results arrive, in order, never inside `frame`. A report may be left out while others follow, but
   * the newest step is always reported in the end, without a further call of `frame` unless `owesReport`. Once `load` has been called, no
   * report of the former run arrives.
   */
  onReport: ((report: Report) => void) | null;
  /** True while the newest steps will be reported by a further `frame` only, be it of 0 steps and no pictures. Left out: never. */
  readonly owesReport?: boolean;
  /** Called once when the engine can go on no longer (device lost, Worker dead). */
  onLost: ((reason: string) => void) | null;

  /** Waits for all steps submitted so far and reads the networks. */
  readModels(): Promise<ModelState[]>;
  /** Milliseconds that the last read kept the page busy, waiting aside; left out where unknown. */
  readonly readMs?: number;
  /** Waits for the newest picture of a model and reads its activation codes. */
  readCodes(model: number): Promise<CodeGrid>;
  /** Leaves the newest pictures to be seen when the engine has been disposed of, which would blank them else. */
  leavePictures(): void;
  dispose(): void;
}

export interface FrameReceipt {
  readonly stepsTaken: number;
  /** False when the frame was skipped because the engine is busy. */
  readonly drawn: boolean;
}

export interface Report {
  /** Steps that every network had taken when these results were copied. */
  readonly step: number;
  readonly cursor: BatchCursor;
  readonly models: readonly ModelReport[];
}

export interface ModelReport {
  /** Training loss of each step since the last report, the first being that of step `firstStep`; before its update. */
  readonly losses: { readonly firstStep: number; readonly values: Float32Array };
  /**
   * Share of each of these batches that is classified right after its update, in training mode, one per loss. NaN where
   * `accuracyInTrainingMode` was off, or the step went wrong.
   */
  readonly batchAccuracies: Float32Array;
  /** Over the whole training and test set, with the statistics of the newest picture. Null before the first picture. */
  readonly evaluation: Evaluation | null;
  /** Null where cells have not been counted since the last report. */
  readonly cells: CellCount | null;
  /** Set once numbers are no longer finite: the network has stopped at this step. */
  readonly failure: TrainingFailure | null;
}

export interface Evaluation {
  readonly trainLoss: number;
  /** Share of training points classified right, 0 to 1. */
  readonly trainAccuracy: number;
  /** NaN where there are no test points, as is testAccuracy. */
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Predicted class per training point, then per test point. */
  readonly predictions: Uint8Array;
}

/** Distinct activation codes on the picture's grid: a lower bound of the true number of cells in the window. */
export interface CellCount {
  readonly distinct: number;
  /** Grid points looked at. */
  readonly gridWidth: number;
  readonly gridHeight: number;
  /** True where the table was full, so that there are more than `distinct`. */
  readonly overflow: boolean;
  /** Share of grid points in the largest cell, 0 to 1. */
  readonly largestShare: number;
}

export interface TrainingFailure {
  /** Step whose numbers were the first not to be finite. */
  readonly step: number;
  /** What was found first. */
  readonly quantity: 'loss' | 'gradient' | 'parameter';
}

/** Activation codes on a grid, row by row from the top; bit u % 32 of word wordOffset(layer) + u / 32 is unit u. */
export interface CodeGrid {
  readonly width: number;
  readonly height: number;
  readonly wordsPerPixel: number;
  readonly words: Uint32Array;
}
