import type {
  Backend,
  CodeGrid,
  EngineKind,
  Evaluation,
  FrameReceipt,
  FrameRequest,
  ModelReport,
  Report,
  Run,
} from '../../src/training/backend.js';
import type { DataSet } from '../../src/training/data-set.js';
import type { EngineRequest, Timers } from '../../src/training/engine-keeper.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import type { ModelState, NormalizationSwitch } from '../../src/training/model-state.js';
import { TrainingSession } from '../../src/training/session.js';
import type { FrameClock, ViewRequest } from '../../src/training/session.js';
import { advanceCursor, stepsPerEpoch } from '../../src/training/training-spec.js';
import type { BatchCursor, TrainingSpec } from '../../src/training/training-spec.js';

/** Counts steps, trains nothing, and does only what a test tells it to. */
export class FakeBackend implements Backend {
  readonly description: string;
  patienceMs = 10_000;
  wantsFrame = false;
  owesReport = false;
  isSlowing = false;
  readMs = 0;
  onReport: ((report: Report) => void) | null = null;
  onLost: ((reason: string) => void) | null = null;

  readonly runs: Run[] = [];
  readonly restores: Run[] = [];
  readonly frames: FrameRequest[] = [];
  readonly trainings: TrainingSpec[] = [];
  readonly data: DataSet[] = [];
  readonly switches: { model: number; change: NormalizationSwitch; step: number }[] = [];
  hasLeftPictures = false;
  isDisposed = false;

  /** Refuses frames while true, as an engine with two submissions in flight does. */
  isBusy = false;
  mostStepsPerFrame = Infinity;
  /** Set to make `load` fail or wait; by default it resolves at once. */
  loading: () => Promise<void> = () => Promise.resolve();
  /** Unanswered read-backs, oldest first. */
  readonly reads: { answer: (change?: Partial<ModelState>) => void; fail: () => void }[] = [];

  step = 0;
  #reported = 0;
  #cursor: BatchCursor = { epoch: 0, batch: 0 };
  #models: ModelState[] = [];
  #training: TrainingSpec | null = null;
  #trainCount = 0;

  constructor(readonly kind: EngineKind = 'webgpu') {
    this.description = `fake ${kind}`;
  }

  async load(run: Run): Promise<void> {
    this.runs.push(run);
    await this.loading();
    this.step = run.models[0]?.step ?? 0;
    this.#reported = this.step;
    this.#cursor = run.cursor;
    this.#models = [...run.models];
    this.#training = run.training;
    this.#trainCount = run.data.train.count;
  }

  restore(run: Run): void {
    this.restores.push(run);
    this.step = run.models[0]?.step ?? 0;
    this.#reported = this.step;
    this.#cursor = run.cursor;
    this.#models = [...run.models];
    this.#training = run.training;
  }

  setTraining(training: TrainingSpec): void {
    this.trainings.push(training);
    if (training.batchSize !== this.#training?.batchSize && this.#cursor.batch > 0) {
      this.#cursor = { epoch: this.#cursor.epoch + 1, batch: 0 };
    }
    this.#training = training;
  }

  setData(data: DataSet): void {
    this.data.push(data);
  }

  switchNormalization(model: number, change: NormalizationSwitch): void {
    this.switches.push({ model, change, step: this.step });
    this.#models = this.#models.map((state, index) =>
      index === model ? { ...state, normalization: change.to } : state,
    );
  }

  frame(request: FrameRequest): FrameReceipt {
    if (this.isBusy) return { stepsTaken: 0, drawn: false };
    this.frames.push(request);
    const stepsTaken = Math.min(request.steps, this.mostStepsPerFrame);
    this.step += stepsTaken;
    if (this.#training) {
      this.#cursor = advanceCursor(this.#cursor, stepsTaken, stepsPerEpoch(this.#training, this.#trainCount));
    }
    return { stepsTaken, drawn: true };
  }

  /** Reports everything up to now; the loss of step s is 1 / (1 + s), its accuracy s / (1 + s). */
  report(change: (model: number) => Partial<ModelReport> = () => ({})): void {
    const firstStep = this.#reported;
    const values = Float32Array.from({ length: this.step - firstStep }, (_, index) => 1 / (1 + firstStep + index));
    this.#reported = this.step;
    this.onReport?.({
      step: this.step,
      cursor: this.#cursor,
      models: this.#models.map((_, model) => ({
        losses: { firstStep, values },
        batchAccuracies: values.map((loss) => 1 - loss),
        evaluation: null,
        cells: null,
        failure: null,
        ...change(model),
      })),
    });
  }

  readModels(): Promise<ModelState[]> {
    const models = this.#models.map((model) => ({ ...model, step: this.step }));
    return new Promise((resolve, reject) => {
      this.reads.push({
        answer: (change = {}) => resolve(models.map((model) => ({ ...model, ...change }))),
        fail: () => reject(new Error('lost')),
      });
    });
  }

  readCodes(): Promise<CodeGrid> {
    return Promise.reject(new Error('The fake engine draws nothing.'));
  }

  leavePictures(): void {
    this.hasLeftPictures = true;
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

/** Frames that come when the test says so. */
export class HandClock implements FrameClock {
  nowMs = 0;
  #callback: ((nowMs: number) => void) | null = null;

  get isRequested(): boolean {
    return this.#callback !== null;
  }

  request(tick: (nowMs: number) => void): number {
    if (this.#callback) throw new Error('A frame is requested twice.');
    this.#callback = tick;
    return 1;
  }

  cancel(): void {
    this.#callback = null;
  }

  now(): number {
    return this.nowMs;
  }

  /** Lets `elapsedMs` pass, then runs the frame that was requested, if any. */
  frame(elapsedMs = 16): void {
    this.nowMs += elapsedMs;
    const callback = this.#callback;
    this.#callback = null;
    callback?.(this.nowMs);
  }

  frames(count: number, elapsedMs = 16): void {
    for (let index = 0; index < count; index++) this.frame(elapsedMs);
  }
}

/** Timers that ring when the test says so. */
export class HandTimers implements Timers {
  readonly #waiting = new Set<{ delayMs: number; callback: () => void }>();

  get delays(): number[] {
    return [...this.#waiting].map(({ delayMs }) => delayMs);
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { delayMs, callback };
    this.#waiting.add(timer);
    return () => this.#waiting.delete(timer);
  }

  ring(): void {
    const timers = [...this.#waiting];
    this.#waiting.clear();
    for (const { callback } of timers) callback();
  }
}

export const plainTraining: TrainingSpec = {
  optimizer: 'sgd',
  learningRate: 0.01,
  momentum: 0.9,
  nesterov: false,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  batchSize: 10,
  batchOrder: 'sequential',
  accuracyInTrainingMode: false,
  epochs: 30,
  seed: 0,
};

/** 100 points, batches of 10, 30 epochs: 300 steps. */
export const plainConfig: ExperimentConfig = {
  data: {
    set: 'circles',
    sampleCount: 100,
    noise: 0.1,
    seed: 42,
    classCount: 2,
    split: 'fresh',
    testFraction: 0,
    placement: { dx: 0, dy: 0, scale: 1, rotation: 0 },
    customPoints: [],
    order: 'shuffled',
  },
  network: {
    hiddenWidths: [3],
    activation: 'relu',
    negativeSlope: 0.1,
    groups: 1,
    initializer: 'lecun-normal',
    biasInitializer: 'zero',
    seed: 1,
  },
  normalizations: ['none', 'batch'],
  training: plainTraining,
  statistics: 'data',
};

export const plainView: ViewRequest = {
  view: { x0: -1, x1: 1, y0: -1, y1: 1 },
  widthPx: 64,
  heightPx: 64,
  pixelRatio: 1,
  layers: { fill: 'confidence', walls: [], decisionBoundary: true },
  theme: 'light',
};

export function plainEvaluation(trainAccuracy = 0.5): Evaluation {
  return { trainLoss: 1, trainAccuracy, testLoss: 1, testAccuracy: 0.5, predictions: new Uint8Array(100) };
}

/** A session on fake engines; `engines` grows as the session asks for them. */
export class Bench {
  readonly clock = new HandClock();
  readonly timers = new HandTimers();
  readonly engines: FakeBackend[] = [];
  readonly requests: EngineRequest[] = [];
  readonly session: TrainingSession;
  /** Makes the next engine; throw to have none. */
  makeEngine: (request: EngineRequest) => FakeBackend = () => new FakeBackend();

  constructor(config: ExperimentConfig = plainConfig) {
    this.session = new TrainingSession({
      config,
      clock: this.clock,
      timers: this.timers,
      createBackend: async (request) => {
        this.requests.push(request);
        await Promise.resolve();
        const engine = this.makeEngine(request);
        this.engines.push(engine);
        return engine;
      },
    });
  }

  /** A session that is ready at step 0, its first frames drawn. */
  static async ready(config?: ExperimentConfig): Promise<Bench> {
    const bench = new Bench(config);
    bench.session.restart();
    await bench.settle();
    bench.clock.frames(10);
    return bench;
  }

  get engine(): FakeBackend {
    const engine = this.engines.at(-1);
    if (!engine) throw new Error('No engine has been made.');
    return engine;
  }

  /** Lets everything asynchronous that is due happen. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Runs frames with a report after each until `step` steps are taken. */
  trainTo(step: number): void {
    this.session.stepsPerSecond = Infinity;
    this.engine.mostStepsPerFrame = 10;
    for (let frame = 0; frame < 10_000 && this.engine.step < step; frame++) {
      this.clock.frame();
      this.engine.report();
    }
  }

  show(model: number): void {
    this.session.setView(model, () => plainView);
  }
}
