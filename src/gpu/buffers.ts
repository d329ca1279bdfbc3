import { GpuMemoryError } from './errors.js';

/**
 * Creates labelled buffers and textures and owns them: `destroy` frees all at once. Keeps the sum of their sizes, so
 * that a page can tell what it uses and tests can see that nothing grows.
 */
export class GpuResources {
  readonly #device: GPUDevice;
  readonly #owned = new Map<GPUBuffer | GPUTexture, number>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Bytes of all live buffers and textures of this owner. */
  get byteLength(): number {
    let sum = 0;
    for (const bytes of this.#owned.values()) sum += bytes;
    return sum;
  }

  get count(): number {
    return this.#owned.size;
  }

  /**
   * @param label `owner.role`, quoted by WebGPU in every message about the buffer
   * @param byteLength rounded up to a multiple of 4, at least 16
   */
  buffer(label: string, byteLength: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const size = Math.max(16, Math.ceil(byteLength / 4) * 4);
    const buffer = this.#device.createBuffer({ label, size, usage });
    this.#owned.set(buffer, size);
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
    this.#owned.set(texture, 4 * width * height);
    return texture;
  }

  release(resource: GPUBuffer | GPUTexture): void {
    resource.destroy();
    this.#owned.delete(resource);
  }

  destroy(): void {
    for (const resource of [...this.#owned.keys()]) this.release(resource);
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
  const before = resources.byteLength;
  device.pushErrorScope('out-of-memory');
  const result = allocate();
  const error = await device.popErrorScope();
  if (!error) return result;
  undo(result);
  throw new GpuMemoryError(label, resources.byteLength - before, { cause: error });
}
