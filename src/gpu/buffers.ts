import { GpuMemoryError } from './errors.js';
import { GpuLedger } from './gpu-ledger.js';

/**
 * Creates labelled buffers and textures and owns them: `destroy` frees all at once. Keeps the sum of their sizes, and
 * enters them in the ledger of the page, so that a page can tell what it uses and tests can see that nothing grows.
 */
export class GpuResources {
  readonly #device: GPUDevice;
  readonly #ledger: GpuLedger;
  readonly #owned = new Map<GPUBuffer | GPUTexture, number>();
  #toGiveBack: (() => void)[] = [];

  /** @param ledger of the page; without one nobody else counts */
  constructor(device: GPUDevice, ledger = new GpuLedger()) {
    this.#device = device;
    this.#ledger = ledger;
  }

  /** Bytes of all live buffers and textures of the page that this owner belongs to. */
  get pageByteLength(): number {
    return this.#ledger.byteLength;
  }

  /** Bytes of all live buffers and textures of this owner, without what it shares with others. */
  get byteLength(): number {
    let sum = 0;
    for (const bytes of this.#owned.values()) sum += bytes;
    return sum;
  }

  /**
   * @param label `owner.role`, quoted by WebGPU in every message about the buffer
   * @param byteLength rounded up to a multiple of 4, at least 16
   */
  buffer(label: string, byteLength: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const size = Math.max(16, Math.ceil(byteLength / 4) * 4);
    const buffer = this.#device.createBuffer({ label, size, usage });
    this.#own(buffer, size);
    return buffer;
  }

  storage(label: string, byteLength: number, extraUsage: GPUBufferUsageFlags = 0): GPUBuffer {
    return this.buffer(
      label,
      byteLength,
      GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC | extraUsage,
    );
  }

  uniform(label: string, byteLength: number): GPUBuffer {
    return this.buffer(label, byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
  }

  /** A storage buffer that holds `data` from the start. */
  storageFrom(label: string, data: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): GPUBuffer {
    const buffer = this.storage(label, data.byteLength);
    this.#device.queue.writeBuffer(buffer, 0, data);
    return buffer;
  }

  /** An RGBA8 texture that compute passes paint and render passes sample. */
  paintedTexture(label: string, width: number, height: number): GPUTexture {
    const texture = this.#device.createTexture({
      label,
      size: [width, height],
      format: 'rgba8unorm',
      usage: GPUTextureUsage.STORAGE_BINDING | GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_SRC,
    });
    this.#own(texture, 4 * width * height);
    return texture;
  }

  /** A texture that render passes draw into and nothing reads, of 4 bytes a sample. */
  attachment(label: string, width: number, height: number, format: GPUTextureFormat, sampleCount: number): GPUTexture {
    const texture = this.#device.createTexture({
      label,
      size: [width, height],
      format,
      sampleCount,
      usage: GPUTextureUsage.RENDER_ATTACHMENT,
    });
    this.#own(texture, 4 * width * height * sampleCount);
    return texture;
  }

  /** A texture that render passes draw into and that is copied from, of 4 bytes a pixel. */
  copiedAttachment(label: string, width: number, height: number, format: GPUTextureFormat): GPUTexture {
    const usage = GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC;
    const texture = this.#device.createTexture({ label, size: [width, height], format, usage });
    this.#own(texture, 4 * width * height);
    return texture;
  }

  /** Frees one of them; nothing to do for what has been freed before. */
  release(resource: GPUBuffer | GPUTexture): void {
    const bytes = this.#owned.get(resource);
    if (bytes === undefined) return;
    resource.destroy();
    this.#owned.delete(resource);
    this.#ledger.strike(bytes);
  }

  /** What is shared with others is not owned: `giveBack` is called once, when everything is freed. */
  onDestroy(giveBack: () => void): void {
    this.#toGiveBack.push(giveBack);
  }

  destroy(): void {
    for (const resource of [...this.#owned.keys()]) this.release(resource);
    const toGiveBack = this.#toGiveBack;
    this.#toGiveBack = [];
    for (const giveBack of toGiveBack) giveBack();
  }

  #own(resource: GPUBuffer | GPUTexture, byteLength: number): void {
    this.#owned.set(resource, byteLength);
    this.#ledger.enter(byteLength);
  }
}

/**
 * Runs `allocate` in an out-of-memory scope.
 *
 * @param undo lets go of what was made, where the memory does not suffice, save what belongs to `resources`
 * @throws GpuMemoryError naming `label` where the memory does not suffice
 */
export async function allocating<T>(
  device: GPUDevice,
  label: string,
  resources: GpuResources,
  allocate: () => T,
  undo: (result: T) => void,
): Promise<T> {
  const before = resources.pageByteLength;
  device.pushErrorScope('out-of-memory');
  const result = allocate();
  const error = await device.popErrorScope();
  if (!error) return result;
  undo(result);
  throw new GpuMemoryError(label, resources.pageByteLength - before, { cause: error });
}
