import type {
  CellCount,
  CodeGrid,
  Evaluation,
  FrameRequest,
  ModelReport,
  Report,
  Run,
  TrainingFailure,
} from '../backend.js';
import type { DataSet } from '../data-set.js';
import type { FoldedNetwork, ModelState, NormalizationStatistics, NormalizationSwitch } from '../model-state.js';
import type { PictureRequest } from '../picture.js';
import { lastBatch } from '../last-batch.js';
import type { PlacedBatch } from '../last-batch.js';
import { advanceCursor, stepsPerEpoch } from '../training-spec.js';
import type { BatchCursor, TrainingSpec } from '../training-spec.js';
import { finish, type Pieces } from '../workers/pieces.js';
import { countCells } from './count-cells.js';
import { evaluate } from './evaluate.js';
import { blendFolded } from './fold.js';
import { foldAsDrawn } from './fold-as-drawn.js';
import { fineness, nextFineness, PictureDetail, scaled, type Size } from './picture-detail.js';
import { Refinement } from './refinement.js';
import { RowPicture } from './row-picture.js';
import { switchNormalization } from './switch-normalization.js';
import { batchRows, gatherBatch, restartOptimizer, trainStepInPieces } from './training-step.js';

/** Rows of a picture in one piece. */
const ROWS_PER_PIECE = 8;
/** What finer pictures may take of a frame at rest: whatever else the engine is asked waits no longer. */
const SLICE_MS = 40;

export interface PaintedImage {
  readonly model: number;
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row from the top. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

export interface EngineAnswer {
  readonly report: Report;
  readonly images: readonly PaintedImage[];
  /** False where the same pictures can be had finer, by asking for them again without steps. */
  readonly isSharp: boolean;
  /** Milliseconds that one step of all networks took; null without steps. */
  readonly stepMs: number | null;
}

interface Drawing {
  readonly picture: RowPicture;
  /** Null while walls travel: the picture is of no network that was trained. */
  readonly cells: CellCount | null;
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
  /** One per loss. */
  batchAccuracies: number[];
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

/** Trains and draws the networks of one run in float64. Runs wherever `createCpuBackend` has it; needs no browser. */
export class CpuEngine {
  readonly #now: () => number;
  #data: DataSet | null = null;
  #training: TrainingSpec | null = null;
  #models: EngineModel[] = [];
  /** Of all pictures: cells counted side by side are counted on grids of one fineness. */
  #detail = new PictureDetail();
  /** Of the pictures that are shown, at rest; null while there is none under way. */
  #refinement: Refinement | null = null;
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

  load(run: Run): void {
    this.#goTo(run);
    this.#statistics = null;
    this.#models = run.models.map((state) => ({
      state,
      losses: [],
      batchAccuracies: [],
      failure: null,
      drawn: null,
      beforeSwitch: null,
      transition: 1,
      pictureKey: '',
      codes: null,
    }));
    this.#detail = new PictureDetail();
  }

  /** Another moment of the run; pictures stay as fine as they were. */
  restore(run: Run): void {
    this.#goTo(run);
    run.models.forEach((state, index) => {
      const model = this.#modelAt(index);
      Object.assign(model, {
        state,
        losses: [],
        batchAccuracies: [],
        failure: null,
        beforeSwitch: null,
        transition: 1,
      });
    });
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
    this.#refinement = null;
  }

  switchNormalization(index: number, change: NormalizationSwitch): void {
    const model = this.#modelAt(index);
    const statistics = change.to === 'none' ? change.statistics : (model.drawn?.statistics ?? 'data');
    // Walls travel from where they are drawn now: half-way, if those of an earlier switch still travel.
    model.beforeSwitch = this.#blend(model, statistics);
    model.transition = 0;
    this.#refinement = null;
    model.state = switchNormalization(model.state, change, this.#loaded.data, this.#batchRows());
  }

  frame(request: FrameRequest): EngineAnswer {
    return finish(this.frameInPieces(request));
  }

  /** The same; nothing else may be called before its end. */
  *frameInPieces({ steps, pictures, isPassing = false }: FrameRequest): Pieces<EngineAnswer> {
    const start = this.#now();
    for (let i = 0; i < steps; i++) yield* this.#takeStep();
    const stepMs = steps > 0 ? (this.#now() - start) / steps : null;
    const areAgain = pictures.length > 0 && this.#areAgain(pictures);
    const drawings = yield* steps === 0 && areAgain ? this.#refine(pictures) : this.#drawQuickly(pictures, isPassing);
    yield;
    this.#statistics = pictures.at(-1)?.statistics ?? this.#statistics;
    return {
      report: this.#report(new Map(drawings.map(({ picture, cells }) => [picture.model, cells]))),
      images: drawings.map(({ picture: { model, codes, rgba } }) => ({
        model,
        width: codes.width,
        height: codes.height,
        rgba,
      })),
      isSharp: pictures.every((request) => this.#fineness(request) === 1),
      stepMs,
    };
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

  *#takeStep(): Pieces<void> {
    const { data, training } = this.#loaded;
    const rows = batchRows(data.train.count, training, this.#cursor);
    const batch = gatherBatch(data.train, rows);
    for (const model of this.#models) {
      if (model.failure) continue;
      const { model: state, loss, batchAccuracy, failure } = yield* trainStepInPieces(model.state, batch, training);
      if (failure !== 'loss') {
        model.losses.push(loss);
        model.batchAccuracies.push(batchAccuracy);
      }
      if (failure) model.failure = { step: this.#step, quantity: failure };
      model.state = state;
    }
    this.#step++;
    this.#cursor = advanceCursor(this.#cursor, 1, stepsPerEpoch(training, data.train.count));
    this.#lastBatch = lastBatch(training, this.#cursor, data.train.count);
  }

  /** Where training goes on from, but for the networks. */
  #goTo({ data, models, training, cursor, lastBatch: batch }: Run): void {
    this.#data = data;
    this.#training = training;
    this.#cursor = cursor;
    this.#step = models[0]?.step ?? 0;
    this.#firstStep = this.#step;
    this.#lastBatch = batch === undefined ? lastBatch(training, cursor, data.train.count) : batch;
    this.#refinement = null;
  }

  /** Whether the last pictures of all these networks showed the same; the next are compared with these. */
  #areAgain(pictures: readonly PictureRequest[]): boolean {
    return pictures.map((request) => this.#isAgain(request)).every(Boolean);
  }

  #isAgain(request: PictureRequest): boolean {
    const model = this.#modelAt(request.model);
    const isSettled = model.drawn?.state === model.state && model.drawn.data === this.#data;
    const key = JSON.stringify(request);
    const isAgain = isSettled && request.transition === 1 && key === model.pictureKey;
    model.pictureKey = key;
    return isAgain;
  }

  /** Pictures of one frame are as fine as one another. */
  *#drawQuickly(pictures: readonly PictureRequest[], isPassing: boolean): Pieces<Drawing[]> {
    this.#refinement = null;
    if (pictures.length === 0) return [];
    // Statistics and evaluation cost the same whatever the grid: they are no part of what a pixel takes.
    for (const { model, statistics } of pictures) {
      this.#draw(this.#modelAt(model), statistics);
      yield;
    }
    const start = this.#now();
    const drawn: RowPicture[] = [];
    for (const request of pictures) {
      const picture = this.#begin(request, this.#detail.gridSize(canvasOf(request), isPassing));
      for (; !picture.isDone; picture.advance(ROWS_PER_PIECE)) yield;
      this.#modelAt(request.model).codes = picture.codes;
      drawn.push(picture);
    }
    // Of small pictures most is what any picture takes: of finer ones it says nothing.
    const pixels = drawn.reduce((sum, { codes }) => sum + codes.width * codes.height, 0);
    if (!isPassing) this.#detail.observe(this.#now() - start, pixels);
    const drawings: Drawing[] = [];
    for (const [i, picture] of drawn.entries()) {
      yield;
      drawings.push({ picture, cells: pictures[i]?.transition === 1 ? countCells(picture.codes) : null });
    }
    return drawings;
  }

  /** Works on for a slice of time. Returns the next finer pictures once all of them are there. */
  *#refine(pictures: readonly PictureRequest[]): Pieces<Drawing[]> {
    const end = this.#now() + SLICE_MS;
    this.#refinement ??= this.#nextRefinement(pictures);
    const refinement = this.#refinement;
    while (!refinement.isDone && this.#now() < end) {
      refinement.advance();
      yield;
    }
    if (!refinement.isDone) return [];
    this.#refinement = null;
    return refinement.pictures.map((picture, i) => {
      this.#modelAt(picture.model).codes = picture.codes;
      return { picture, cells: refinement.cells[i] ?? null };
    });
  }

  /** Of all pictures that are not finer yet: those side by side end up alike. */
  #nextRefinement(pictures: readonly PictureRequest[]): Refinement {
    const next = nextFineness(Math.min(...pictures.map((request) => this.#fineness(request))));
    const coarser = pictures.filter((request) => this.#fineness(request) < next);
    return new Refinement(coarser.map((request) => this.#begin(request, scaled(canvasOf(request), next))));
  }

  /** Of the newest picture of a network; 0 before the first. */
  #fineness(request: PictureRequest): number {
    const { codes } = this.#modelAt(request.model);
    return codes ? fineness(codes, canvasOf(request)) : 0;
  }

  #begin(request: PictureRequest, size: Size): RowPicture {
    const model = this.#modelAt(request.model);
    model.transition = request.transition;
    return new RowPicture(this.#blend(model, request.statistics), request, size);
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
    const folded = foldAsDrawn(state, data, statistics, this.#batchRows());
    model.drawn = { state, data, statistics, folded, evaluation: evaluate(folded, data) };
    return model.drawn;
  }

  #report(cells: ReadonlyMap<number, ModelReport['cells']>): Report {
    const firstStep = this.#firstStep;
    this.#firstStep = this.#step;
    const models = this.#models.map((model, index): ModelReport => {
      const values = Float32Array.from(model.losses);
      const batchAccuracies = Float32Array.from(model.batchAccuracies);
      model.losses = [];
      model.batchAccuracies = [];
      return {
        losses: { firstStep, values },
        batchAccuracies,
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

const canvasOf = ({ widthPx, heightPx }: PictureRequest): Size => ({ width: widthPx, height: heightPx });
