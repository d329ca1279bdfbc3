/**
 * The WebGPU engine behind the `Backend` interface, one of any number on the page's device.
 *
 * A frame is at most two submissions: training steps, then pictures with whatever is read back. Both are timed, and the
 * next frame is refused until both are done and others have had their turns, so that never more than two are in flight on
 * the page and it stays as quick as the GPU is. Besides frames there are only rare and small submissions: a switch of batch
 * normalization, another optimiser, a copy of the networks now and then. Nothing is allocated or compiled while a run goes
 * on, save scratch that pictures share. Disposing frees everything and leaves the device to the others.
 */
import type { Backend, CodeGrid, FrameReceipt, FrameRequest, Report, Run } from '../training/backend.js';
import type { DataSet } from '../training/data-set.js';
import { FlashGuards } from '../training/flash-guard.js';
import type { ModelState, NormalizationSwitch } from '../training/model-state.js';
import type { TrainingSpec } from '../training/training-spec.js';
import { allocating, type GpuResources } from './buffers.js';
import type { DeviceLease, DeviceProvider } from './device-provider.js';
import { GpuUnavailableError } from './errors.js';
import { curvedNormalizations, GpuRun } from './gpu-run.js';
import { PartitionPass } from './partition-pass.js';
import type { EngineKernels, SharedDevice } from './shared-device.js';
import { StepBudget } from './step-budget.js';
import type { QueueUser } from './submission-queue.js';

export interface GpuBackendOptions {
  /** A canvas without a context for the pictures of a network; asked for once, when the first of them is there. */
  readonly canvas: (model: number) => HTMLCanvasElement;
  /** Another one for the still that is left when the engine rests. Without it none is left. */
  readonly stillCanvas?: (model: number) => HTMLCanvasElement;
  /** Whether a software adapter will do. */
  readonly acceptsSoftware: boolean;
}

export interface GpuBackend extends Backend {
  /** Bytes of all live buffers and textures of its own. What engines share is in the ledger of the provider besides. */
  readonly gpuBytes: number;
}

/**
 * An engine on the device that `devices` has for the page.
 *
 * @throws GpuUnavailableError with a sentence for the reader
 */
export async function createGpuBackend(devices: DeviceProvider, options: GpuBackendOptions): Promise<GpuBackend> {
  const lease = await devices.lease(options.acceptsSoftware);
  try {
    const kernels = await lease.shared.engineKernels();
    if (lease.shared.lostReason !== null) throw new GpuUnavailableError(lease.shared.lostReason);
    return new WebGpuBackend(lease, kernels, options);
  } catch (error) {
    lease.release();
    throw error;
  }
}

class WebGpuBackend implements GpuBackend {
  readonly kind = 'webgpu';
  readonly description: string;
  readonly patienceMs: number;
  onReport: ((report: Report) => void) | null = null;
  onLost: ((reason: string) => void) | null = null;

  readonly #lease: DeviceLease;
  readonly #shared: SharedDevice;
  readonly #kernels: EngineKernels;
  readonly #partition: PartitionPass;
  readonly #queue: QueueUser;
  readonly #options: GpuBackendOptions;
  readonly #canvases = new Map<number, HTMLCanvasElement>();
  readonly #guards = new FlashGuards();
  #stepBudget: StepBudget;
  #resources: GpuResources;
  #run: GpuRun | null = null;
  #isOver = false;

  constructor(lease: DeviceLease, kernels: EngineKernels, options: GpuBackendOptions) {
    const { shared } = lease;
    const { device, adapterName, isFallback, parts, pictureTimes, stepTimes, stallMs } = shared;
    this.#lease = lease;
    this.#shared = shared;
    this.#kernels = kernels;
    this.#options = options;
    this.#partition = new PartitionPass(device, kernels.pictures, parts, pictureTimes);
    this.#queue = shared.queue.join();
    this.#resources = shared.resources();
    this.#stepBudget = new StepBudget(stepTimes);
    this.description = isFallback ? `${adapterName} (software rendering)` : adapterName;
    this.patienceMs = stallMs;
    lease.onLost = (reason) => {
      // The device is gone: canvases keep what they show until there is something newer.
      this.#close();
      this.onLost?.(reason);
    };
  }

  get gpuBytes(): number {
    return this.#resources.byteLength;
  }

  get wantsFrame(): boolean {
    return this.#run?.wantsFrame ?? false;
  }

  get isSlowing(): boolean {
    return this.#guards.isSlowing(performance.now());
  }

  get owesReport(): boolean {
    return this.#run?.owesReport ?? false;
  }

  async load(run: Run): Promise<void> {
    this.#run?.close();
    this.#run = null;
    this.#resources.destroy();
    const resources = this.#shared.resources();
    this.#resources = resources;
    this.#stepBudget = new StepBudget(this.#shared.stepTimes);
    const spec = run.models[0]?.spec;
    const mayBeCurved = curvedNormalizations(run.models).length > 0;
    const [kernels] = await Promise.all([
      mayBeCurved ? this.#shared.sampleNormKernels() : this.#kernels.network,
      spec && this.#partition.prepare(spec, mayBeCurved),
    ]);
    if (this.#isOver || this.#resources !== resources) return;
    const created = await allocating(
      this.#shared.device,
      'the networks and their pictures',
      resources,
      () =>
        new GpuRun({
          device: this.#shared.device,
          resources,
          kernels,
          partition: this.#partition,
          parts: this.#shared.parts,
          canvas: (model) => this.#canvas(model),
          queue: this.#queue,
          guards: this.#guards,
          run,
          onReport: (report) => this.onReport?.(report),
        }),
      (run) => run.close(),
    );
    if (!this.#isOver && this.#resources === resources) this.#run = created;
    else created.close();
  }

  restore(run: Run): void {
    this.#budgetFor(run.training);
    this.#run?.restore(run);
  }

  setTraining(training: TrainingSpec): void {
    this.#budgetFor(training);
    this.#run?.setTraining(training);
  }

  /** What smaller steps took says nothing of larger ones: a submission that was quick could hold the GPU for seconds. */
  #budgetFor({ batchSize }: TrainingSpec): void {
    if (this.#run && batchSize > this.#run.batchSize) this.#stepBudget = new StepBudget(this.#shared.stepTimes);
  }

  setData(data: DataSet): void {
    this.#run?.setData(data);
  }

  switchNormalization(model: number, change: NormalizationSwitch): void {
    this.#run?.switchNormalization(model, change);
  }

  frame({ steps, pictures, isPassing = false }: FrameRequest): FrameReceipt {
    const run = this.#run;
    const budget = this.#stepBudget;
    const stepsTaken = Math.min(steps, budget.steps, run?.mostSteps ?? 0);
    const trains = stepsTaken > 0;
    if (!run || !this.#queue.mayBegin({ submissions: trains ? 2 : 1, trains })) {
      return { stepsTaken: 0, drawn: false };
    }
    if (stepsTaken > 0) run.train(stepsTaken, (durationMs) => budget.completed(stepsTaken, durationMs));
    const isBehind = stepsTaken < steps && stepsTaken > 0;
    if (isBehind && run.isPictureFresh) return { stepsTaken, drawn: false };
    run.draw(pictures, stepsTaken > 0, isPassing);
    return { stepsTaken, drawn: true };
  }

  readModels(): Promise<ModelState[]> {
    return this.#loaded().readModels();
  }

  get readMs(): number {
    return this.#run?.readMs ?? 0;
  }

  readCodes(model: number): Promise<CodeGrid> {
    return this.#loaded().readCodes(model);
  }

  leavePictures(): void {
    const { stillCanvas } = this.#options;
    if (!stillCanvas) return;
    this.#run?.drawAgain((model) => {
      const { width, height } = this.#canvas(model);
      const still = stillCanvas(model);
      still.width = width;
      still.height = height;
      // Kept in the memory of the page: a still is seldom seen, and the GPU is to be others'.
      still.getContext('2d', { alpha: false, willReadFrequently: true })?.drawImage(this.#canvas(model), 0, 0);
    });
  }

  dispose(): void {
    if (this.#isOver) return;
    this.#close();
    this.#partition.destroy();
  }

  /** Frees everything and leaves the device to the others; nothing is reported, read or told any more. */
  #close(): void {
    this.#isOver = true;
    this.#run?.close();
    this.#run = null;
    this.#queue.leave();
    this.#resources.destroy();
    this.#lease.release();
  }

  #canvas(model: number): HTMLCanvasElement {
    let canvas = this.#canvases.get(model);
    if (!canvas) this.#canvases.set(model, (canvas = this.#options.canvas(model)));
    return canvas;
  }

  #loaded(): GpuRun {
    if (!this.#run) throw new Error('Nothing is loaded.');
    return this.#run;
  }
}
