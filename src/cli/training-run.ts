/** Trains networks in float64 as the page's CPU engine does, and keeps what a record of the run needs. */
import { setImmediate } from 'node:timers/promises';
import type { TrainingFailure } from '../training/backend.js';
import type { DataSet } from '../training/data-set.js';
import type { ModelState, NormalizationStatistics } from '../training/model-state.js';
import { evaluate } from '../training/reference/evaluate.js';
import { foldAsDrawn } from '../training/reference/fold-as-drawn.js';
import { switchNormalization } from '../training/reference/switch-normalization.js';
import { batchRows, gatherBatch, trainStep } from '../training/reference/training-step.js';
import type { SwitchMark } from '../training/session-types.js';
import { switchSteps } from '../training/switch-steps.js';
import { advanceCursor, stepsPerEpoch, type BatchCursor, type TrainingSpec } from '../training/training-spec.js';

/** Between pauses, in which signals get through. */
const SLICE_MS = 50;

export interface TrainingPlan {
  readonly data: DataSet;
  readonly training: TrainingSpec;
  readonly steps: number;
  /** What BN is evaluated with after every epoch, and folded with where it is switched off. */
  readonly statistics: NormalizationStatistics;
  /** Numbers of steps after which the network is kept; 0 is the start. */
  readonly keepAt: ReadonlySet<number>;
}

/** After a whole epoch. */
export interface EpochRecord {
  /** Whole epochs trained. */
  readonly epoch: number;
  readonly step: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  /** NaN without test points, as is testAccuracy. */
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Mean of the epoch's accuracies in training mode: the notebook's. NaN where the settings do not ask for them. */
  readonly batchAccuracy: number;
}

export interface TrainingRecord {
  /** The network at the end, or where its numbers went wrong or the run was interrupted. */
  readonly model: ModelState;
  /** Of each step's batch in training mode, before its update. */
  readonly losses: readonly number[];
  readonly epochs: readonly EpochRecord[];
  /** By steps taken: those of the plan that were reached. */
  readonly kept: ReadonlyMap<number, ModelState>;
  /** Null where nothing went wrong. */
  readonly failure: TrainingFailure | null;
}

/** The training of one network, step by step. */
export class NetworkRun {
  readonly #switches: readonly SwitchMark[];
  readonly #plan: TrainingPlan;
  readonly #losses: number[] = [];
  readonly #epochs: EpochRecord[] = [];
  readonly #kept = new Map<number, ModelState>();
  #model: ModelState;
  #step = 0;
  #cursor: BatchCursor = { epoch: 0, batch: 0 };
  /** Sum over the steps of the epoch. */
  #accuracies = 0;
  #failure: TrainingFailure | null = null;

  /** @param switches of this network's normalisation, each after `step` steps */
  constructor(start: ModelState, switches: readonly SwitchMark[], plan: TrainingPlan) {
    this.#switches = switches;
    this.#plan = plan;
    this.#model = start;
    this.#finishStep(batchRows(plan.data.train.count, plan.training, this.#cursor));
  }

  get isGoing(): boolean {
    return this.#failure === null && this.#step < this.#plan.steps;
  }

  get record(): TrainingRecord {
    const [model, losses, epochs, kept, failure] = [this.#model, this.#losses, this.#epochs, this.#kept, this.#failure];
    return { model, losses, epochs, kept, failure };
  }

  /** One more step, while it is going. */
  step(): void {
    if (!this.isGoing) return;
    const { data, training } = this.#plan;
    const rows = batchRows(data.train.count, training, this.#cursor);
    const { model, loss, batchAccuracy, failure } = trainStep(this.#model, gatherBatch(data.train, rows), training);
    if (failure !== 'loss') this.#losses.push(loss);
    if (failure) {
      this.#failure = { step: this.#step, quantity: failure };
      return;
    }
    this.#model = model;
    this.#step++;
    this.#accuracies += batchAccuracy;
    const perEpoch = stepsPerEpoch(training, data.train.count);
    this.#cursor = advanceCursor(this.#cursor, 1, perEpoch);
    if (this.#cursor.batch === 0) this.#finishEpoch(rows, perEpoch);
    this.#finishStep(rows);
  }

  #finishEpoch(rows: Uint32Array, perEpoch: number): void {
    const { data, statistics } = this.#plan;
    const { trainLoss, trainAccuracy, testLoss, testAccuracy } = evaluate(
      foldAsDrawn(this.#model, data, statistics, rows),
      data,
    );
    const means = { trainLoss, trainAccuracy, testLoss, testAccuracy, batchAccuracy: this.#accuracies / perEpoch };
    this.#epochs.push({ epoch: this.#cursor.epoch, step: this.#step, ...means });
    this.#accuracies = 0;
  }

  #finishStep(rows: Uint32Array): void {
    this.#model = switched(this.#model, this.#switches, this.#step, this.#plan, rows);
    if (this.#plan.keepAt.has(this.#step)) this.#kept.set(this.#step, this.#model);
  }
}

/**
 * Trains networks side by side, so that all have come equally far where the run is interrupted.
 *
 * @param onStep called after every step with the steps taken
 * @param interruption ends it after the step under way
 */
export async function trainNetworks(
  runs: readonly NetworkRun[],
  onStep: (step: number) => void,
  interruption: AbortSignal,
): Promise<TrainingRecord[]> {
  let pausedMs = performance.now();
  for (let step = 1; runs.some(({ isGoing }) => isGoing) && !interruption.aborted; step++) {
    for (const run of runs) run.step();
    onStep(step);
    if (performance.now() - pausedMs < SLICE_MS) continue;
    await setImmediate();
    pausedMs = performance.now();
  }
  return runs.map(({ record }) => record);
}

/** Rows of the batch of the last step; before the first step those of the first. */
export function lastBatchRows({ data, training }: TrainingPlan, step: number): Uint32Array {
  const { count } = data.train;
  const cursor = advanceCursor({ epoch: 0, batch: 0 }, Math.max(0, step - 1), stepsPerEpoch(training, count));
  return batchRows(count, training, cursor);
}

/** The network after its switches at a step. */
function switched(
  model: ModelState,
  switches: readonly SwitchMark[],
  step: number,
  { data, statistics }: TrainingPlan,
  rows: Uint32Array,
): ModelState {
  let state = model;
  for (const { to, how } of switches.filter((mark) => mark.step === step)) {
    const insert = how === 'keep-function' ? how : 'align';
    for (const change of switchSteps(state.normalization, to, insert, statistics)) {
      state = switchNormalization(state, change, data, rows);
    }
  }
  return state;
}
