import { unmoved } from '../../src/training/data-set.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs, validateExperiment, type ExperimentConfig } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import type { PlacedBatch } from '../../src/training/last-batch.js';
import type { Normalization } from '../../src/training/network-spec.js';
import type { ModelState } from '../../src/training/model-state.js';
import { presets } from '../../src/training/presets.js';
import type {
  ModelSnapshot,
  PageEdit,
  PageReversal,
  Session,
  SessionSnapshot,
  ViewRequest,
} from '../../src/training/session.js';

/** One thing that the page asked of the session. */
export type Call = readonly [method: string, ...parameters: readonly unknown[]];

export function emptyModel(normalization: Normalization): ModelSnapshot {
  const curves = {
    lossSteps: [],
    losses: [],
    batchAccuracies: [],
    accuracySteps: [],
    trainAccuracies: [],
    testAccuracies: [],
  };
  return { normalization, loss: NaN, evaluation: null, cells: null, curves };
}

/** A session that does nothing but note what is asked of it and show the snapshots that a test gives it. */
export class FakeSession implements Session {
  readonly calls: Call[] = [];
  readonly views = new Map<number, () => ViewRequest | null>();
  models: readonly ModelState[] | null;
  firstModels: readonly ModelState[] | null;
  modelsBatch: PlacedBatch;
  transitionMs = 400;
  isResting = false;
  stepsPerSecond = 25;
  keepEvery = Infinity;
  isGestureUnderWay = false;
  #snapshot: SessionSnapshot;
  readonly #listeners = new Set<() => void>();

  constructor(config: ExperimentConfig = presets.circles.config) {
    const data = makeDataSet(config.data);
    this.modelsBatch = { cursor: { epoch: 0, batch: 0 }, training: config.training };
    this.models = networkSpecs(config, data).map(initialModel);
    this.firstModels = this.models;
    this.#snapshot = {
      number: 0,
      state: 'ready',
      engine: { kind: 'cpu', description: 'A test.' },
      config,
      data,
      areWeightsGiven: false,
      step: 0,
      isReported: true,
      epoch: 0,
      cursor: { epoch: 0, batch: 0 },
      stepsPerEpoch: 7,
      endStep: 350,
      models: config.normalizations.map(emptyModel),
      marks: [],
      changes: [],
      history: { start: config, edits: [] },
      replay: null,
      time: { firstStep: 0, lastStep: 0, isPast: false, isPassing: false },
      original: null,
      undo: { done: [], undone: [], isRestoring: false },
      divergence: null,
      notice: null,
      isSlowing: false,
      failure: null,
    };
  }

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  /** Publishes a changed snapshot. */
  show(change: Partial<SessionSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change, number: this.#snapshot.number + 1 };
    for (const listener of this.#listeners) listener();
  }

  /** The parameters of every call of one method, in order. */
  callsOf(method: string): readonly (readonly unknown[])[] {
    return this.calls.filter(([name]) => name === method).map(([, ...parameters]) => parameters);
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  play(): void {
    this.calls.push(['play']);
    this.show({ state: 'running' });
  }

  pause(): void {
    this.calls.push(['pause']);
    this.show({ state: 'ready' });
  }

  step(count: number): void {
    this.calls.push(['step', count]);
  }

  stepEpoch(): void {
    this.calls.push(['stepEpoch']);
  }

  restart(): void {
    this.calls.push(['restart']);
  }

  newWeights(): void {
    this.calls.push(['newWeights']);
  }

  setTraining(change: Parameters<Session['setTraining']>[0]): void {
    this.calls.push(['setTraining', change]);
    const { config } = this.#snapshot;
    this.#change({ ...config, training: { ...config.training, ...change } });
  }

  setStatistics(statistics: ExperimentConfig['statistics']): void {
    this.calls.push(['setStatistics', statistics]);
    this.#change({ ...this.#snapshot.config, statistics });
  }

  setExperiment(change: Parameters<Session['setExperiment']>[0]): void {
    this.calls.push(['setExperiment', change]);
    this.#change({ ...this.#snapshot.config, ...change });
  }

  loadExperiment(config: ExperimentConfig, weights: readonly ModelState[] | 'given' | null = null): void {
    this.calls.push(weights ? ['loadExperiment', config, weights] : ['loadExperiment', config]);
    if (weights && weights !== 'given') this.models = weights;
    const { areWeightsGiven: wereGiven, config: before } = this.#snapshot;
    const areKept = wereGiven && config.data.classCount === before.data.classCount;
    const areWeightsGiven = weights === 'given' ? areKept : weights !== null;
    this.#change(config, { areWeightsGiven });
  }

  openMoment(config: ExperimentConfig, moment: Parameters<Session['openMoment']>[1]): void {
    this.calls.push(['openMoment', config, moment]);
    this.#change(config, { step: moment.step });
  }

  placeData(placement: ExperimentConfig['data']['placement']): void {
    this.calls.push(['placeData', placement]);
    const { config } = this.#snapshot;
    this.#change({ ...config, data: { ...config.data, placement } });
  }

  movePoints(customPoints: ExperimentConfig['data']['customPoints']): void {
    this.calls.push(['movePoints', customPoints]);
    const { config } = this.#snapshot;
    this.#change({ ...config, data: { ...config.data, customPoints, placement: unmoved } });
  }

  switchNormalization(model: number, to: 'none' | 'batch', insert: 'align' | 'keep-function'): void {
    this.calls.push(['switchNormalization', model, to, insert]);
    const { models, marks, step } = this.#snapshot;
    this.show({
      models: models.map((one, index) => (index === model ? { ...one, normalization: to } : one)),
      marks: [...marks, { step, model, to, how: to === 'batch' ? insert : 'fold' }],
    });
  }

  goTo(step: number): void {
    this.calls.push(['goTo', step]);
    const { time } = this.#snapshot;
    this.show({ step: Math.min(step, time.lastStep), time: { ...time, isPast: step < time.lastStep } });
  }

  keptUpTo(step: number): number {
    return Math.min(step, this.#snapshot.time.lastStep);
  }

  returnToOriginal(): void {
    this.calls.push(['returnToOriginal']);
    this.show({ original: null });
  }

  dismissOriginal(): void {
    this.calls.push(['dismissOriginal']);
    this.show({ original: null });
  }

  goBackWithHalfRate(): void {
    this.calls.push(['goBackWithHalfRate']);
    this.show({ state: 'preparing', divergence: null });
  }

  get canUndo(): boolean {
    const { done, isRestoring } = this.#snapshot.undo;
    return !isRestoring && done.length > 0;
  }

  get canRedo(): boolean {
    const { undone, isRestoring } = this.#snapshot.undo;
    return !isRestoring && undone.length > 0;
  }

  undo(): void {
    this.calls.push(['undo']);
  }

  redo(): void {
    this.calls.push(['redo']);
  }

  asOneEdit<T>(act: () => T): T {
    return act();
  }

  noteEdit(edit: PageEdit, reversal: PageReversal): void {
    this.calls.push(['noteEdit', edit, reversal]);
  }

  noteWithEdit(reversal: PageReversal): void {
    this.calls.push(['noteWithEdit', reversal]);
  }

  setView(model: number, request: (() => ViewRequest | null) | null): void {
    if (request) this.views.set(model, request);
    else this.views.delete(model);
  }

  requestPaint(): void {
    this.calls.push(['requestPaint']);
  }

  requestModels(): void {
    this.calls.push(['requestModels']);
  }

  rest(): void {
    this.calls.push(['rest']);
  }

  wake(): void {
    this.calls.push(['wake']);
  }

  dispose(): void {
    this.calls.push(['dispose']);
    this.#snapshot = { ...this.#snapshot, state: 'disposed' };
  }

  #change(config: ExperimentConfig, more: Partial<SessionSnapshot> = {}): void {
    const data = makeDataSet(config.data);
    validateExperiment(config, data);
    this.show({ config, data, ...more });
  }
}
