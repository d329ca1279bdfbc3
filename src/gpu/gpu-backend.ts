/**
 * The WebGPU engine behind the `Backend` interface.
 *
 * A frame is at most two submissions: training steps, then pictures with whatever is read back. Both are timed, and the
 * next frame is refused until both are done, so that never more than two are in flight and the page stays as quick as
 * the GPU is. Besides frames there are only rare and small submissions: a switch of batch normalization, another optimiser,
 * a copy of the networks now and then. Nothing is allocated or compiled while a run goes on.
 */
import type { Backend, CodeGrid, FrameReceipt, FrameRequest, Report, Run } from '../training/backend.js';
import type { DataSet } from '../training/data-set.js';
import type { ModelState, NormalizationSwitch } from '../training/model-state.js';
import type { TrainingSpec } from '../training/training-spec.js';
import { allocating, GpuResources } from './buffers.js';
import { acquireDevice, type AcquiredDevice } from './device.js';
import { GpuUnavailableError } from './errors.js';
import { GpuRun } from './gpu-run.js';
import { KernelCompiler } from './kernel.js';
import { compileNetworkKernels } from './network-kernels.js';
import type { NetworkKernels } from './network-pass.js';
import { PartitionPass } from './partition-pass.js';
import { selfTest } from './self-test.js';
import { StepBudget, stepTimes, type StepTimes } from './step-budget.js';
import { Submissions } from './submissions.js';

export interface GpuBackendOptions {
  /** A canvas without a context for the pictures of a network. */
  readonly canvas: (model: number) => HTMLCanvasElement;
  readonly modelCount: number;
  /** Whether a software adapter will do. */
  readonly acceptsSoftware: boolean;
}

export interface GpuBackend extends Backend {
  /** Bytes of all live buffers and textures. */
  readonly gpuBytes: number;
}

/** A submission that has not come back by then never will. Software adapters compile while the queue waits. */
const STALL_MS = { hardware: 10_000, software: 60_000 } as const;

/** @throws GpuUnavailableError with a sentence for the reader */
export async function createGpuBackend(options: GpuBackendOptions): Promise<GpuBackend> {
  const acquired = await acquireDevice(navigator.gpu);
  try {
    if (acquired.isFallback && !options.acceptsSoftware) {
      throw new GpuUnavailableError('WebGPU has only a software adapter here.');
    }
    const compiler = new KernelCompiler(acquired.device);
    const [kernels, partition] = await Promise.all([
      compileNetworkKernels(compiler, acquired.isFallback),
      PartitionPass.create(acquired.device, compiler, navigator.gpu.getPreferredCanvasFormat(), acquired.isFallback),
    ]);
    await selfTest(acquired.device, kernels);
    return new WebGpuBackend(acquired, kernels, partition, options);
  } catch (error) {
    acquired.device.destroy();
    throw error;
  }
}

class WebGpuBackend implements GpuBackend {
  readonly kind = 'webgpu';
  readonly description: string;
  readonly patienceMs: number;
  onReport: ((report: Report) => void) | null = null;
  onLost: ((reason: string) => void) | null = null;

  readonly #device: GPUDevice;
  readonly #kernels: NetworkKernels;
  readonly #partition: PartitionPass;
  readonly #canvases: readonly HTMLCanvasElement[];
  readonly #submissions: Submissions;
  readonly #stepTimes: StepTimes;
  #stepBudget: StepBudget;
  #resources: GpuResources;
  #run: GpuRun | null = null;
  #isOver = false;

  constructor(
    { device, adapterName, isFallback }: AcquiredDevice,
    kernels: NetworkKernels,
    partition: PartitionPass,
    options: GpuBackendOptions,
  ) {
    this.#device = device;
    this.#kernels = kernels;
    this.#partition = partition;
    this.description = isFallback ? `${adapterName} (software rendering)` : adapterName;
    this.#canvases = Array.from({ length: options.modelCount }, (_, model) => options.canvas(model));
    this.#resources = new GpuResources(device);
    this.#stepTimes = stepTimes[isFallback ? 'software' : 'hardware'];
    this.#stepBudget = new StepBudget(this.#stepTimes);
    this.patienceMs = STALL_MS[isFallback ? 'software' : 'hardware'];
    this.#submissions = new Submissions(device, this.patienceMs, () => this.#lose('The GPU stopped responding.'));
    void device.lost.then(({ reason }) => {
      if (reason !== 'destroyed') this.#lose('The browser took the graphics device away.');
    });
    device.addEventListener('uncapturederror', ({ error }) => {
      // Textures of pictures are all that is made while a run goes on; everything else is made in a scope of its own.
      const isMemory = error instanceof GPUOutOfMemoryError;
      this.#lose(
        isMemory ? 'The graphics memory does not suffice for the pictures.' : `The GPU reported: ${error.message}`,
      );
    });
  }

  get gpuBytes(): number {
    return this.#resources.byteLength;
  }

  get wantsFrame(): boolean {
    return this.#run?.wantsFrame ?? false;
  }

  async load(run: Run): Promise<void> {
    this.#run?.close();
    this.#run = null;
    this.#resources.destroy();
    const resources = new GpuResources(this.#device);
    this.#resources = resources;
    this.#stepBudget = new StepBudget(this.#stepTimes);
    const spec = run.models[0]?.spec;
    if (spec) await this.#partition.prepare(spec);
    if (this.#resources !== resources) return;
    const created = await allocating(
      this.#device,
      'the networks and their pictures',
      resources,
      () =>
        new GpuRun({
          device: this.#device,
          resources,
          kernels: this.#kernels,
          partition: this.#partition,
          canvases: this.#canvases,
          submissions: this.#submissions,
          run,
          onReport: (report) => this.onReport?.(report),
        }),
      (run) => run.close(),
    );
    if (this.#resources === resources) this.#run = created;
    else created.close();
  }

  setTraining(training: TrainingSpec): void {
    // What smaller steps took says nothing of larger ones: a submission that was quick could hold the GPU for seconds.
    if (this.#run && training.batchSize > this.#run.batchSize) this.#stepBudget = new StepBudget(this.#stepTimes);
    this.#run?.setTraining(training);
  }

  setData(data: DataSet): void {
    this.#run?.setData(data);
  }

  switchNormalization(model: number, change: NormalizationSwitch): void {
    this.#run?.switchNormalization(model, change);
  }

  frame({ steps, pictures }: FrameRequest): FrameReceipt {
    const run = this.#run;
    if (!run || this.#isOver || this.#submissions.inFlight > 0) return { stepsTaken: 0, drawn: false };
    const budget = this.#stepBudget;
    const stepsTaken = Math.min(steps, budget.steps, run.mostSteps);
    if (stepsTaken > 0) run.train(stepsTaken, (durationMs) => budget.completed(stepsTaken, durationMs));
    const isBehind = stepsTaken < steps && stepsTaken > 0;
    if (isBehind && run.isPictureFresh) return { stepsTaken, drawn: false };
    run.draw(pictures, stepsTaken > 0);
    return { stepsTaken, drawn: true };
  }

  readModels(): Promise<ModelState[]> {
    return this.#loaded().readModels();
  }

  readCodes(model: number): Promise<CodeGrid> {
    return this.#loaded().readCodes(model);
  }

  dispose(): void {
    this.#isOver = true;
    this.#run?.close();
    this.#submissions.dispose();
    this.#resources.destroy();
    this.#partition.destroy();
    this.#device.destroy();
  }

  #loaded(): GpuRun {
    if (!this.#run) throw new Error('Nothing is loaded.');
    return this.#run;
  }

  #lose(reason: string): void {
    if (this.#isOver) return;
    this.dispose();
    this.onLost?.(reason);
  }
}
