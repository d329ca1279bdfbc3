/** The one device of a page: had with the first engine or surface that needs it, given back some time after the last. */
import { acquireDevice } from './device.js';
import { GpuUnavailableError } from './errors.js';
import { GpuLedger } from './gpu-ledger.js';
import { SharedDevice } from './shared-device.js';

/** What somebody who uses the device holds. */
export interface DeviceLease {
  readonly shared: SharedDevice;
  /** Called once, when the device is lost; the lease is to be released then, and another may be asked for. */
  onLost: ((reason: string) => void) | null;
  /** Once only: everything that was made on the device has to be freed before. */
  release(): void;
}

export interface DeviceProviderOptions {
  /** Milliseconds that a device without users is kept with its compiled kernels, for the next one. Default 10,000. */
  readonly graceMs?: number;
}

/** A browser may refuse the GPU for minutes after a second loss within this time: no third device is asked for. */
const LOSS_MEMORY_MS = 120_000;
const MOST_LOSSES = 1;

export class DeviceProvider {
  /** Of everything that is alive on this page's devices. */
  readonly ledger = new GpuLedger();
  readonly #gpu: () => GPU | undefined;
  readonly #graceMs: number;
  readonly #leases = new Set<Lease>();
  /** Times of losses, oldest first. */
  #losses: number[] = [];
  #current: Promise<SharedDevice> | null = null;
  #graceTimer: ReturnType<typeof setTimeout> | null = null;

  /** @param gpu asked for when a device is needed: where it is undefined, none can be had */
  constructor(gpu: () => GPU | undefined, { graceMs = 10_000 }: DeviceProviderOptions = {}) {
    this.#gpu = gpu;
    this.#graceMs = graceMs;
  }

  /** Engines and surfaces that have the device, or wait for it. */
  get userCount(): number {
    return this.#leases.size;
  }

  /**
   * All who ask get the same device. After a loss all ask again and get one common new device; after a second one within two
   * minutes none.
   *
   * @param acceptsSoftware whether a software adapter will do
   * @throws GpuUnavailableError with a sentence for the reader
   */
  async lease(acceptsSoftware: boolean): Promise<DeviceLease> {
    const lease = new Lease((ended) => this.#end(ended));
    this.#leases.add(lease);
    this.#stopGrace();
    try {
      const shared = await (this.#current ??= this.#start());
      if (shared.lostReason !== null) throw new GpuUnavailableError(shared.lostReason);
      if (shared.isFallback && !acceptsSoftware) {
        throw new GpuUnavailableError('WebGPU has only a software adapter here.');
      }
      lease.shared = shared;
      return lease;
    } catch (error) {
      lease.release();
      throw error;
    }
  }

  #start(): Promise<SharedDevice> {
    const starting = this.#acquire();
    starting.catch(() => {
      // The next one who asks tries again.
      if (this.#current === starting) this.#current = null;
    });
    return starting;
  }

  async #acquire(): Promise<SharedDevice> {
    const since = performance.now() - LOSS_MEMORY_MS;
    this.#losses = this.#losses.filter((time) => time > since);
    if (this.#losses.length > MOST_LOSSES) {
      throw new GpuUnavailableError('The graphics device was lost twice within two minutes.');
    }
    const gpu = this.#gpu();
    const acquired = await acquireDevice(gpu);
    const format = gpu?.getPreferredCanvasFormat() ?? 'rgba8unorm';
    const shared: SharedDevice = new SharedDevice(acquired, this.ledger, format, (reason) =>
      this.#lose(shared, reason),
    );
    return shared;
  }

  #lose(shared: SharedDevice, reason: string): void {
    this.#losses.push(performance.now());
    this.#current = null;
    for (const lease of [...this.#leases]) {
      if (lease.isOf(shared)) lease.lose(reason);
    }
  }

  #end(lease: Lease): void {
    this.#leases.delete(lease);
    if (this.#leases.size > 0 || !this.#current) return;
    if (this.#graceMs === 0) this.#giveBack();
    else this.#graceTimer = setTimeout(() => this.#giveBack(), this.#graceMs);
  }

  #giveBack(): void {
    const current = this.#current;
    this.#current = null;
    current?.then(
      (shared) => shared.giveBack(),
      () => undefined,
    );
  }

  #stopGrace(): void {
    if (this.#graceTimer !== null) clearTimeout(this.#graceTimer);
    this.#graceTimer = null;
  }
}

class Lease implements DeviceLease {
  onLost: ((reason: string) => void) | null = null;
  readonly #onEnd: (lease: Lease) => void;
  #shared: SharedDevice | null = null;
  #isOver = false;

  constructor(onEnd: (lease: Lease) => void) {
    this.#onEnd = onEnd;
  }

  get shared(): SharedDevice {
    if (!this.#shared) throw new Error('There is no device yet.');
    return this.#shared;
  }

  set shared(shared: SharedDevice) {
    this.#shared = shared;
  }

  isOf(shared: SharedDevice): boolean {
    return this.#shared === shared;
  }

  lose(reason: string): void {
    const tell = this.onLost;
    this.onLost = null;
    try {
      tell?.(reason);
    } catch (error) {
      // A fault of one user must be seen, but must not keep the others from going on.
      reportError(error);
    }
  }

  release(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.onLost = null;
    this.#onEnd(this);
  }
}
