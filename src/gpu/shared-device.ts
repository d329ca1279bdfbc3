/**
 * One device of a page and what all engines and surfaces on it share: compiled kernels, the queue, the ledger, and
 * buffers that hold nothing for long.
 *
 * Kernels are compiled when somebody first needs them, then kept: a software adapter compiles for 6 to 12 seconds.
 */
import { GpuResources } from './buffers.js';
import type { AcquiredDevice } from './device.js';
import { DeviceParts } from './device-parts.js';
import type { GpuLedger } from './gpu-ledger.js';
import { pictureTimes, type PictureTimes } from './grid-resolution.js';
import { KernelCompiler } from './kernel.js';
import { compileNetworkKernels, withSampleNorms } from './network-kernels.js';
import type { NetworkKernels } from './network-pass.js';
import { compilePictureKernels } from './partition-pass.js';
import type { PictureKernels } from './partition-picture.js';
import { selfTest } from './self-test.js';
import { stepTimes, type StepTimes } from './step-budget.js';
import { SubmissionQueue } from './submission-queue.js';
import { compileSurface, type SurfaceKernel } from './surface-pass.js';

export interface EngineKernels {
  readonly network: NetworkKernels;
  readonly pictures: PictureKernels;
}

/** A submission that has not come back by then never will. Software adapters compile while the queue waits. */
const STALL_MS = { hardware: 10_000, software: 60_000 } as const;

export class SharedDevice {
  readonly device: GPUDevice;
  readonly adapterName: string;
  readonly isFallback: boolean;
  readonly ledger: GpuLedger;
  readonly queue: SubmissionQueue;
  readonly parts: DeviceParts;
  readonly #compiler: KernelCompiler;
  readonly #onLost: (reason: string) => void;
  readonly #engineKernels: () => Promise<EngineKernels>;
  readonly #sampleNormKernels: () => Promise<NetworkKernels>;
  readonly #surfaceKernel: () => Promise<SurfaceKernel>;
  #lostReason: string | null = null;
  #isGivenBack = false;

  /**
   * @param format of the canvases
   * @param onLost called once, after `lostReason` is set; not after `giveBack`
   */
  constructor(
    { device, adapterName, isFallback }: AcquiredDevice,
    ledger: GpuLedger,
    format: GPUTextureFormat,
    onLost: (reason: string) => void,
  ) {
    this.device = device;
    this.adapterName = adapterName;
    this.isFallback = isFallback;
    this.ledger = ledger;
    this.#onLost = onLost;
    this.queue = new SubmissionQueue(device, this.stallMs, () => this.#lose('The GPU stopped responding.'));
    this.parts = new DeviceParts(() => this.resources());
    this.#compiler = new KernelCompiler(device);
    this.#engineKernels = kept(() => this.#compileEngine(format));
    this.#sampleNormKernels = kept(async () =>
      withSampleNorms(this.#compiler, isFallback, (await this.#engineKernels()).network),
    );
    this.#surfaceKernel = kept(() => compileSurface(device, format));
    void device.lost.then(() => this.#lose('The browser took the graphics device away.'));
    // An error that nobody awaited does not name whose it is: it is a fault of the device, and all go on with another.
    // What can be told apart never comes here: buffers of a run are made in a scope of their own, and so are shaders.
    device.addEventListener('uncapturederror', ({ error }) => {
      const isMemory = error instanceof GPUOutOfMemoryError;
      // Textures of pictures are all that is made while a run goes on.
      this.#lose(
        isMemory ? 'The graphics memory does not suffice for the pictures.' : `The GPU reported: ${error.message}`,
      );
    });
  }

  /** Why the device is of no use any more; null while it is. */
  get lostReason(): string | null {
    return this.#lostReason;
  }

  get stallMs(): number {
    return STALL_MS[this.#kind];
  }

  get stepTimes(): StepTimes {
    return stepTimes[this.#kind];
  }

  get pictureTimes(): PictureTimes {
    return pictureTimes[this.#kind];
  }

  /**
   * Kernels of an engine, on a device that has been seen to compute what it should.
   *
   * @throws ShaderCompileError, or GpuUnavailableError where the device computes nonsense
   */
  engineKernels(): Promise<EngineKernels> {
    return this.#engineKernels();
  }

  /** The same of networks that may normalise single samples. @throws ShaderCompileError */
  sampleNormKernels(): Promise<NetworkKernels> {
    return this.#sampleNormKernels();
  }

  /** @throws ShaderCompileError */
  surfaceKernel(): Promise<SurfaceKernel> {
    return this.#surfaceKernel();
  }

  /** Buffers and textures of one owner, entered in the page's ledger. */
  resources(): GpuResources {
    return new GpuResources(this.device, this.ledger);
  }

  /** Nobody needs it any more. */
  giveBack(): void {
    this.#isGivenBack = true;
    this.queue.dispose();
    this.device.destroy();
  }

  get #kind(): 'hardware' | 'software' {
    return this.isFallback ? 'software' : 'hardware';
  }

  async #compileEngine(format: GPUTextureFormat): Promise<EngineKernels> {
    const [network, pictures] = await Promise.all([
      compileNetworkKernels(this.#compiler, this.isFallback),
      compilePictureKernels(this.device, this.#compiler, format),
    ]);
    await selfTest(this.device, network, this.resources());
    return { network, pictures };
  }

  #lose(reason: string): void {
    if (this.#isGivenBack || this.#lostReason !== null) return;
    this.#lostReason = reason;
    this.queue.dispose();
    this.device.destroy();
    this.#onLost(reason);
  }
}

/** Makes something once, for all who ask; a failure is forgotten, so that the next one who asks tries again. */
function kept<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    }));
}
