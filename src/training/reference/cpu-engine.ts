import type { CodeGrid, Evaluation, FrameRequest, ModelReport, Report, Run, TrainingFailure } from '../backend.js';
import type { DataSet } from '../data-set.js';
import type { FoldedNetwork, ModelState, NormalizationStatistics, NormalizationSwitch } from '../model-state.js';
import type { PictureRequest } from '../picture.js';
import { lastBatch } from '../last-batch.js';
import type { PlacedBatch } from '../last-batch.js';
import { advanceCursor, stepsPerEpoch } from '../training-spec.js';
import type { BatchCursor, TrainingSpec } from '../training-spec.js';
import { countCells } from './count-cells.js';
import { evaluate } from './evaluate.js';
import { blendFolded, foldNetwork } from './fold.js';
import { paintPicture } from './paint.js';
import { PictureDetail } from './picture-detail.js';
import type { Detail } from './picture-detail.js';
import { pictureStatistics } from './statistics.js';
import { sweepGrid } from './sweep-grid.js';
import { switchNormalization } from './switch-normalization.js';
import { batchRows, gatherBatch, restartOptimizer, trainStep } from './training-step.js';

/** Thinner lines than this share of a grid pixel would fade away on a coarse grid. */
const SMALLEST_LINE_SCALE = 0.3;

export interface PaintedImage {
  readonly model: number;
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row from the top. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** False where the same picture can be had finer, given more time. */
  readonly isSharp: boolean;
}

export interface EngineAnswer {
  readonly report: Report;
  readonly images: readonly PaintedImage[];
  /** Milliseconds that one step of all networks took; null without steps. */
  readonly stepMs: number | null;
}

/** What a network looks like with the statistics that pictures are drawn with, kept until something of it changes. */
interface DrawnNetwork {
  readonly state: ModelState;
  readonly data: DataSet;
  readonly statistics: NormalizationStatistics;
  readonly folded: FoldedNetwork;
  readonly evaluation: Evaluation;
}

interface EngineModel {
  state: ModelState;
  losses: number[];
  failure: TrainingFailure | null;
  drawn: DrawnNetwork | null;
  /** What was drawn at the last switch, from which walls travel. */
  beforeSwitch: FoldedNetwork | null;
  /** How far walls had come in the newest picture: 0 since a switch, 1 where none travel. */
  transition: number;
  /** Says what the last picture showed; the same again is drawn sharper. */
  pictureKey: string;
  codes: CodeGrid | null;
}

/** Trains and draws the networks of one run in float64. Runs in the Worker of `createCpuBackend`; needs no browser. */
export class CpuEngine {
  readonly #now: () => number;
  #data: DataSet | null = null;
  #training: TrainingSpec | null = null;
  #models: EngineModel[] = [];
  /** Of all pictures: cells counted side by side are counted on grids of one fineness. */
  #detail = new PictureDetail();
  #cursor: BatchCursor = { epoch: 0, batch: 0 };
  #step = 0;
  /** First step whose losses have not been reported. */
  #firstStep = 0;
  #lastBatch: PlacedBatch | null = null;
  /** Of the newest picture; null before the first. */
  #statistics: NormalizationStatistics | null = null;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  load({ data, models, training, cursor }: Run): void {
    this.#data = data;
    this.#training = training;
    this.#cursor = cursor;
    this.#step = models[0]?.step ?? 0;
    this.#firstStep = this.#step;
    this.#lastBatch = lastBatch(training, cursor, data.train.count);
    this.#statistics = null;
    this.#models = models.map((state) => ({
      state,
      losses: [],
      failure: null,
      drawn: null,
      beforeSwitch: null,
      transition: 1,
      pictureKey: '',
      codes: null,
    }));
    this.#detail = new PictureDetail();
  }

  setTraining(training: TrainingSpec): void {
    const before = this.#training;
    this.#training = training;
    if (!before) return;
    if (training.batchSize !== before.batchSize && this.#cursor.batch > 0) {
      this.#cursor = { epoch: this.#cursor.epoch + 1, batch: 0 };
    }
    if (training.optimizer !== before.optimizer) {
      for (const model of this.#models) model.state = restartOptimizer(model.state);
    }
  }

  setData(data: DataSet): void {
    this.#data = data;
  }

  switchNormalization(index: number, change: NormalizationSwitch): void {
    const model = this.#modelAt(index);
    const statistics = change.to === 'none' ? change.statistics : (model.drawn?.statistics ?? 'data');
    // Walls travel from where they are drawn now: half-way, if those of an earlier switch still travel.
    model.beforeSwitch = this.#blend(model, statistics);
    model.transition = 0;
    model.state = switchNormalization(model.state, change, this.#loaded.data, this.#batchRows());
  }

  frame({ steps, pictures }: FrameRequest): EngineAnswer {
    const start = this.#now();
    for (let i = 0; i < steps; i++) this.#takeStep();
    const stepMs = steps > 0 ? (this.#now() - start) / steps : null;
    const cells = new Map<number, ModelReport['cells']>();
    const images = this.#paintAll(pictures, steps === 0);
    for (const { model, transition } of pictures) {
      const { codes } = this.#modelAt(model);
      // While walls travel the picture is of no network that was trained.
      if (codes && transition === 1) cells.set(model, countCells(codes));
    }
    this.#statistics = pictures.at(-1)?.statistics ?? this.#statistics;
    return { report: this.#report(cells), images, stepMs };
  }

  readModels(): ModelState[] {
    return this.#models.map(({ state }) => state);
  }

  /** @throws Error before the first picture of the model */
  readCodes(index: number): CodeGrid {
    const { codes } = this.#modelAt(index);
    if (!codes) throw new Error('No picture of this network has been drawn yet.');
    return codes;
  }

  #takeStep(): void {
    const { data, training } = this.#loaded;
    const rows = batchRows(data.train.count, training, this.#cursor);
    const batch = gatherBatch(data.train, rows);
    for (const model of this.#models) {
      if (model.failure) continue;
      const { model: state, loss, failure } = trainStep(model.state, batch, training);
      if (failure !== 'loss') model.losses.push(loss);
      if (failure) model.failure = { step: this.#step, quantity: failure };
      model.state = state;
    }
    this.#step++;
    this.#cursor = advanceCursor(this.#cursor, 1, stepsPerEpoch(training, data.train.count));
    this.#lastBatch = lastBatch(training, this.#cursor, data.train.count);
  }

  /** Pictures of one frame are all quick or all sharp, so that those of one size get one grid. */
  #paintAll(pictures: readonly PictureRequest[], isStanding: boolean): PaintedImage[] {
    if (pictures.length === 0) return [];
    const areAgain = pictures.map((request) => this.#isAgain(request));
    const isSharp = isStanding && areAgain.every(Boolean);
    const detail = isSharp ? 'sharp' : 'quick';
    // Statistics and evaluation cost the same whatever the grid: they are no part of what a pixel takes.
    for (const { model, statistics } of pictures) this.#draw(this.#modelAt(model), statistics);
    const start = this.#now();
    const images = pictures.map((request) => this.#paint(request, detail));
    const pixels = images.reduce((sum, { width, height }) => sum + width * height, 0);
    this.#detail.observe(this.#now() - start, pixels);
    // Code that is new to the machine is slow at first: what took too long then may be had now.
    const canBeFiner = pictures.some(({ widthPx, heightPx }, index) => {
      const finest = this.#detail.gridSize('sharp', widthPx, heightPx);
      return finest.width > (images[index]?.width ?? 0);
    });
    return images.map((image) => ({ ...image, isSharp: isSharp && !canBeFiner }));
  }

  /** Whether the last picture of the network showed the same; the next is compared with this one. */
  #isAgain(request: PictureRequest): boolean {
    const model = this.#modelAt(request.model);
    const isSettled = model.drawn?.state === model.state && model.drawn.data === this.#data;
    const key = JSON.stringify(request);
    const isAgain = isSettled && key === model.pictureKey;
    model.pictureKey = key;
    return isAgain;
  }

  #paint(request: PictureRequest, detail: Detail): Omit<PaintedImage, 'isSharp'> {
    const model = this.#modelAt(request.model);
    const { view, widthPx, heightPx, pixelRatio, statistics, layers, theme, transition } = request;
    model.transition = transition;
    const folded = this.#blend(model, statistics);
    const { width, height } = this.#detail.gridSize(detail, widthPx, heightPx);
    const grid = sweepGrid(folded, view, width, height);
    const rgba = paintPicture(grid, model.state.spec.classCount, {
      layers,
      theme,
      gridPixelsPerCssPixel: Math.max(SMALLEST_LINE_SCALE, (pixelRatio * width) / widthPx),
    });
    model.codes = grid.codes;
    return { model: request.model, width, height, rgba };
  }

  /** The network that is drawn while walls travel. */
  #blend(model: EngineModel, statistics: NormalizationStatistics): FoldedNetwork {
    const { beforeSwitch, transition } = model;
    const now = this.#draw(model, statistics).folded;
    return transition < 1 && beforeSwitch ? blendFolded(beforeSwitch, now, transition) : now;
  }

  /** The network folded with named statistics and its evaluation, from memory if nothing changed. */
  #draw(model: EngineModel, statistics: NormalizationStatistics): DrawnNetwork {
    const { data } = this.#loaded;
    const { state, drawn } = model;
    if (drawn?.state === state && drawn.data === data && drawn.statistics === statistics) return drawn;
    const isBatch = state.normalization === 'batch';
    const values = isBatch ? pictureStatistics(state, data, statistics, this.#batchRows()) : state.runningStatistics;
    const folded = foldNetwork(state, values);
    model.drawn = { state, data, statistics, folded, evaluation: evaluate(folded, data) };
    return model.drawn;
  }

  #report(cells: ReadonlyMap<number, ModelReport['cells']>): Report {
    const firstStep = this.#firstStep;
    this.#firstStep = this.#step;
    const models = this.#models.map((model, index): ModelReport => {
      const values = Float32Array.from(model.losses);
      model.losses = [];
      return {
        losses: { firstStep, values },
        // Of a network that is off screen too: an evaluation of an earlier step would pass for one of this step.
        evaluation: this.#statistics && this.#draw(model, this.#statistics).evaluation,
        cells: cells.get(index) ?? null,
        failure: model.failure,
      };
    });
    return { step: this.#step, cursor: this.#cursor, models };
  }

  /** Rows for the statistics `batch`: those of the last step, before the first step of the first. */
  #batchRows(): Uint32Array {
    const { data, training } = this.#loaded;
    const batch = this.#lastBatch ?? { cursor: this.#cursor, training };
    return batchRows(data.train.count, batch.training, batch.cursor);
  }

  get #loaded(): { data: DataSet; training: TrainingSpec } {
    if (!this.#data || !this.#training) throw new Error('No run has been loaded.');
    return { data: this.#data, training: this.#training };
  }

  #modelAt(index: number): EngineModel {
    const model = this.#models[index];
    if (!model) throw new RangeError(`There is no network ${index}; the run has ${this.#models.length}.`);
    return model;
  }
}
