/**
 * The CPU engine behind the `Backend` interface: a `CpuEngine` in a module Worker, reached through comlink.
 *
 * Messages are worked off in the order they were sent, so a change acts on the next frame. Nothing here waits for the
 * Worker; what comes back is reported when it comes.
 */
import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { Backend, CodeGrid, FrameReceipt, FrameRequest, Report, Run } from '../backend.js';
import type { DataSet } from '../data-set.js';
import type { ModelState, NormalizationSwitch } from '../model-state.js';
import type { TrainingSpec } from '../training-spec.js';
import type { CpuEngine, EngineAnswer } from './cpu-engine.js';

const FRAMES_IN_FLIGHT = 2;
/** Worker time that the steps of one frame may take, so that pictures keep coming. */
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
  readonly createWorker?: () => Worker;
}

export function createCpuBackend(options: CpuBackendOptions): Backend {
  return new CpuBackend(options);
}

class CpuBackend implements Backend {
  readonly kind = 'cpu';
  readonly patienceMs = PATIENCE_MS;
  readonly description: string;
  onReport: ((report: Report) => void) | null = null;
  onLost: ((reason: string) => void) | null = null;

  readonly #present: CpuBackendOptions['present'];
  readonly #worker: Worker;
  readonly #engine: Remote<CpuEngine>;
  /** Rejects when the Worker is lost: a dead one never answers. */
  readonly #end: Promise<never>;
  #reject: (reason: Error) => void = () => {};
  #isOver = false;
  /** Counts runs: answers about a former one are dropped. */
  #run = 0;
  #inFlight = 0;
  #stepMs = FIRST_STEP_MS;
  #lastStepsAt = -Infinity;
  #isCoarse = false;

  constructor({ description, present, createWorker = createCpuWorker }: CpuBackendOptions) {
    this.description = description;
    this.#present = present;
    this.#worker = createWorker();
    this.#engine = wrap<CpuEngine>(this.#worker);
    this.#end = new Promise((_, reject) => (this.#reject = reject));
    this.#end.catch(() => undefined);
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#lose(event.message ? `The Worker failed: ${event.message}` : 'The Worker could not be started.');
    });
    this.#worker.addEventListener('messageerror', () => this.#lose('The Worker sent what could not be read.'));
  }

  async load(run: Run): Promise<void> {
    this.#run++;
    this.#inFlight = 0;
    this.#stepMs = FIRST_STEP_MS;
    this.#isCoarse = false;
    await this.#answer(this.#engine.load(run));
  }

  setTraining(training: TrainingSpec): void {
    this.#tell(this.#engine.setTraining(training));
  }

  setData(data: DataSet): void {
    this.#tell(this.#engine.setData(data));
  }

  switchNormalization(model: number, change: NormalizationSwitch): void {
    this.#tell(this.#engine.switchNormalization(model, change));
  }

  frame({ steps, pictures }: FrameRequest): FrameReceipt {
    const now = performance.now();
    const isTooEarly = this.#isCoarse && steps === 0 && now - this.#lastStepsAt < STANDSTILL_MS;
    if (this.#isOver || this.#run === 0 || this.#inFlight >= FRAMES_IN_FLIGHT || isTooEarly) {
      return { stepsTaken: 0, drawn: false };
    }
    const stepsTaken = Math.min(steps, Math.max(1, Math.floor(STEPS_BUDGET_MS / this.#stepMs)));
    if (stepsTaken > 0) this.#lastStepsAt = now;
    this.#inFlight++;
    const run = this.#run;
    this.#answer(this.#engine.frame({ steps: stepsTaken, pictures })).then(
      (answer) => this.#receive(run, answer),
      (error: unknown) => this.#lose(`The engine failed: ${error instanceof Error ? error.message : String(error)}`),
    );
    return { stepsTaken, drawn: true };
  }

  get wantsFrame(): boolean {
    return this.#isCoarse && this.#inFlight === 0;
  }

  readModels(): Promise<ModelState[]> {
    return this.#answer(this.#engine.readModels());
  }

  readCodes(model: number): Promise<CodeGrid> {
    return this.#answer(this.#engine.readCodes(model));
  }

  dispose(): void {
    this.#close('The engine has been disposed of.');
  }

  #receive(run: number, { report, images, stepMs }: EngineAnswer): void {
    if (this.#isOver || run !== this.#run) return;
    this.#inFlight--;
    if (stepMs !== null) this.#stepMs = Math.max(0.01, 0.5 * this.#stepMs + 0.5 * stepMs);
    if (images.length > 0) this.#isCoarse = images.some(({ isSharp }) => !isSharp);
    for (const { model, width, height, rgba } of images) this.#present(model, { width, height, rgba });
    this.onReport?.(report);
  }

  #tell(answer: Promise<void>): void {
    this.#answer(answer).catch((error: unknown) => {
      this.#lose(`The engine failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  /** The Worker's answer, or the rejection that there will be none. */
  #answer<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#end]);
  }

  #lose(reason: string): void {
    if (this.#isOver) return;
    this.#close(reason);
    this.onLost?.(reason);
  }

  #close(reason: string): void {
    this.#isOver = true;
    this.#reject(new Error(reason));
    this.#worker.terminate();
  }
}

function createCpuWorker(): Worker {
  return new Worker(new URL('./cpu-worker.ts', import.meta.url), { type: 'module', name: 'splinescope-cpu-engine' });
}
