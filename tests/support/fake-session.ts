import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs, validateExperiment, type ExperimentConfig } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import { presets } from '../../src/training/presets.js';
import type { ModelSnapshot, Session, SessionSnapshot, ViewRequest } from '../../src/training/session.js';

/** One thing that the page asked of the session. */
export type Call = readonly [method: string, ...parameters: readonly unknown[]];

export function emptyModel(normalization: 'none' | 'batch'): ModelSnapshot {
  const curves = { lossSteps: [], losses: [], accuracySteps: [], trainAccuracies: [], testAccuracies: [] };
  return { normalization, loss: NaN, evaluation: null, cells: null, curves };
}

/** A session that does nothing but note what is asked of it and show the snapshots that a test gives it. */
export class FakeSession implements Session {
  readonly calls: Call[] = [];
  readonly views = new Map<number, () => ViewRequest | null>();
  models: readonly ModelState[] | null;
  transitionMs = 400;
  stepsPerSecond = 25;
  #snapshot: SessionSnapshot;
  readonly #listeners = new Set<() => void>();

  constructor(config: ExperimentConfig = presets.notebook.config) {
    const data = makeDataSet(config.data);
    this.models = networkSpecs(config, data).map(initialModel);
    this.#snapshot = {
      number: 0,
      state: 'ready',
      engine: { kind: 'cpu', description: 'A test.' },
      config,
      data,
      step: 0,
      epoch: 0,
      stepsPerEpoch: 7,
      lastBatch: { cursor: { epoch: 0, batch: 0 }, training: config.training },
      endStep: 350,
      models: config.normalizations.map(emptyModel),
      marks: [],
      divergence: null,
      notice: null,
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

  loadExperiment(config: ExperimentConfig): void {
    this.calls.push(['loadExperiment', config]);
    this.#change(config);
  }

  placeData(placement: ExperimentConfig['data']['placement']): void {
    this.calls.push(['placeData', placement]);
    const { config } = this.#snapshot;
    this.#change({ ...config, data: { ...config.data, placement } });
  }

  switchNormalization(model: number, to: 'none' | 'batch', insert: 'align' | 'keep-function'): void {
    this.calls.push(['switchNormalization', model, to, insert]);
    const { models, marks, step } = this.#snapshot;
    this.show({
      models: models.map((one, index) => (index === model ? { ...one, normalization: to } : one)),
      marks: [...marks, { step, model, to, how: to === 'batch' ? insert : 'fold' }],
    });
  }

  goBackWithHalfRate(): void {
    this.calls.push(['goBackWithHalfRate']);
    this.show({ state: 'preparing', divergence: null });
  }

  setView(model: number, request: (() => ViewRequest | null) | null): void {
    if (request) this.views.set(model, request);
    else this.views.delete(model);
  }

  requestPaint(): void {
    this.calls.push(['requestPaint']);
  }

  dispose(): void {
    this.calls.push(['dispose']);
    this.#snapshot = { ...this.#snapshot, state: 'disposed' };
  }

  #change(config: ExperimentConfig): void {
    const data = makeDataSet(config.data);
    validateExperiment(config, data);
    this.show({ config, data });
  }
}
