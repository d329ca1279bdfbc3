/**
 * The CPU engine behind the `Backend` interface: a `CpuEngine` in a Worker that it may share with others, or on the page's own
 * thread in slices of time.
 *
 * Messages are worked off in the order they were sent, so a change acts on the next frame. Nothing here waits for the
 * Worker; what comes back is reported when it comes.
 */
import type { Backend, CodeGrid, FrameReceipt, FrameRequest, Report, Run } from '../backend.js';
import type { DataSet } from '../data-set.js';
import { FlashGuards, tileLuminances } from '../flash-guard.js';
import type { ModelState, NormalizationSwitch } from '../model-state.js';
import type { PictureRequest } from '../picture.js';
import type { TrainingSpec } from '../training-spec.js';
import type { OpenEngine } from '../workers/engine-workers.js';
import type { WorkerPool } from '../workers/worker-pool.js';
import type { EngineAnswer } from './cpu-engine.js';
import type { CpuEngineCalls } from './cpu-engine-calls.js';
import { cpuEngineKind } from './cpu-engine-kind.js';

const FRAMES_IN_FLIGHT = 2;
/** Time of the engine that the steps of one frame may take, so that pictures keep coming. */
const STEPS_BUDGET_MS = 30;
/** Before anything was measured: one step goes first, which may take seconds. */
const FIRST_STEP_MS = STEPS_BUDGET_MS;
/** A Worker that dies says so; one that is silent is most likely at a step of large networks. */
const PATIENCE_MS = 60_000;
/** How long after the last step the sharp picture is begun: a slow pace is no standstill. */
const STANDSTILL_MS = 150;

export interface CpuImage {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row from the top; to be stretched over the whole picture. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

export interface CpuBackendOptions {
  /** For the badge: why the CPU engine runs. */
  readonly description: string;
  /** Shows an image of a network; called whenever one arrives, never inside `frame`. */
  readonly present: (model: number, image: CpuImage) => void;
  /** Where it computes. */
  readonly workers: WorkerPool;
}

/** @throws (rejects) where the engine's code cannot be loaded */
export async function createCpuBackend({ description, present, workers }: CpuBackendOptions): Promise<Backend> {
  let backend: CpuBackend | null = null;
  const opened = await workers.open(cpuEngineKind, (reason) => backend?.lose(reason));
  backend = new CpuBackend(description, present, opened);
  return backend;
}

class CpuBackend implements Backend {
  readonly kind = 'cpu';
  readonly patienceMs = PATIENCE_MS;
  readonly description: string;
  onReport: ((report: Report) => void) | null = null;
  onLost: ((reason: string) => void) | null = null;

  readonly #present: CpuBackendOptions['present'];
  readonly #engine: CpuEngineCalls;
  readonly #closeEngine: () => void;
  /** Rejects when the engine is lost: a dead Worker never answers. */
  readonly #end: Promise<never>;
  #reject: (reason: Error) => void = () => {};
  #isOver = false;
  /** Counts runs: answers about a former one are dropped. */
  #run = 0;
  /** Counts the moments that were put in: reports of a former one are dropped. */
  #moment = 0;
  #inFlight = 0;
  #stepMs = FIRST_STEP_MS;
  #lastStepsAt = -Infinity;
  #isCoarse = false;
  readonly #guards = new FlashGuards();
  /** Pictures that are out of date are not drawn yet: they would flash. */
  #areHeld = false;
  /** What the newest pictures show; '': networks or data have changed since. */
  #drawnKey = '';

  constructor(description: string, present: CpuBackendOptions['present'], opened: OpenEngine<CpuEngineCalls>) {
    this.description = description;
    this.#present = present;
    this.#engine = opened.engine;
    this.#closeEngine = () => opened.close();
    this.#end = new Promise((_, reject) => (this.#reject = reject));
    this.#end.catch(() => undefined);
  }

  async load(run: Run): Promise<void> {
    this.#run++;
    this.#inFlight = 0;
    this.#stepMs = FIRST_STEP_MS;
    this.#isCoarse = false;
    this.#guards.missAll();
    await this.#answer(this.#engine.load(run));
  }

  restore(run: Run): void {
    this.#moment++;
    this.#drawnKey = '';
    this.#tell(this.#engine.restore(run));
  }

  setTraining(training: TrainingSpec): void {
    this.#tell(this.#engine.setTraining(training));
  }

  setData(data: DataSet): void {
    this.#drawnKey = '';
    this.#tell(this.#engine.setData(data));
  }

  switchNormalization(model: number, change: NormalizationSwitch): void {
    this.#drawnKey = '';
    this.#tell(this.#engine.switchNormalization(model, change));
  }

  frame({ steps, pictures: wanted, isPassing = false }: FrameRequest): FrameReceipt {
    const now = performance.now();
    const pictures = wanted.filter(({ model }) => this.#guards.of(model).mayDraw(now));
    this.#areHeld = pictures.length < wanted.length;
    const key = JSON.stringify(pictures);
    const isRefinement = this.#isCoarse && steps === 0 && key === this.#drawnKey;
    const isTooEarly = isRefinement && (isPassing || now - this.#lastStepsAt < STANDSTILL_MS);
    if (this.#isOver || this.#run === 0 || this.#inFlight >= FRAMES_IN_FLIGHT || isTooEarly) {
      return { stepsTaken: 0, drawn: false };
    }
    if (this.#areHeld && pictures.length === 0 && steps === 0 && key === this.#drawnKey) {
      return { stepsTaken: 0, drawn: true };
    }
    this.#drawnKey = key;
    for (const picture of pictures) this.#guards.of(picture.model).draw(picture, now);
    const stepsTaken = Math.min(steps, Math.max(1, Math.floor(STEPS_BUDGET_MS / this.#stepMs)));
    if (stepsTaken > 0) this.#lastStepsAt = now;
    this.#inFlight++;
    const run = this.#run;
    const moment = this.#moment;
    this.#answer(this.#engine.frame({ steps: stepsTaken, pictures, isPassing })).then(
      (answer) => this.#receive(run, moment, pictures, answer),
      (error: unknown) => this.lose(`The engine failed: ${error instanceof Error ? error.message : String(error)}`),
    );
    return { stepsTaken, drawn: true };
  }

  get wantsFrame(): boolean {
    return (this.#isCoarse || this.#areHeld) && this.#inFlight === 0;
  }

  get isSlowing(): boolean {
    return this.#guards.isSlowing(performance.now());
  }

  readModels(): Promise<ModelState[]> {
    return this.#answer(this.#engine.readModels());
  }

  readCodes(model: number): Promise<CodeGrid> {
    return this.#answer(this.#engine.readCodes(model));
  }

  /** Nothing to do: images stay on their canvases. */
  leavePictures(): void {}

  dispose(): void {
    this.#close('The engine has been disposed of.');
  }

  #receive(
    run: number,
    moment: number,
    pictures: readonly PictureRequest[],
    { report, images, isSharp, stepMs }: EngineAnswer,
  ): void {
    if (this.#isOver || run !== this.#run) return;
    this.#inFlight--;
    // Pictures come in the order in which they were asked for: while moments follow each other quickly, one of the moment before
    // is nearer to what is wanted than any older one. Its numbers are another step's.
    const now = performance.now();
    for (const { model } of pictures) {
      const image = images.find((candidate) => candidate.model === model);
      if (!image) {
        this.#guards.of(model).miss();
        continue;
      }
      const { width, height, rgba } = image;
      this.#guards.of(model).see(tileLuminances(rgba, width, height), now);
      this.#present(model, { width, height, rgba });
    }
    if (moment !== this.#moment) return;
    if (stepMs !== null) this.#stepMs = Math.max(0.01, 0.5 * this.#stepMs + 0.5 * stepMs);
    this.#isCoarse = !isSharp;
    this.onReport?.(report);
  }

  #tell(answer: Promise<void>): void {
    this.#answer(answer).catch((error: unknown) => {
      this.lose(`The engine failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  /** The Worker's answer, or the rejection that there will be none. */
  #answer<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#end]);
  }

  /** The engine is gone. */
  lose(reason: string): void {
    if (this.#isOver) return;
    this.#close(reason);
    this.onLost?.(reason);
  }

  #close(reason: string): void {
    this.#isOver = true;
    this.#reject(new Error(reason));
    this.#closeEngine();
  }
}
