import { GpuResources } from '../../src/gpu/buffers.js';

export const GUARD_BYTES = 64;
const GUARD_BITS = 0x7fc0beef;

/** Words of a buffer without its guard. */
export const usedWords = (buffer: GPUBuffer): number => (buffer.size - GUARD_BYTES) / 4;

/** Puts guard words behind every buffer, so that a kernel that writes too far shows. The buffers belong to `owner`. */
export class GuardedResources extends GpuResources {
  readonly #queue: GPUQueue;
  readonly #owner: GpuResources;

  constructor(device: GPUDevice, owner: GpuResources) {
    super(device);
    this.#queue = device.queue;
    this.#owner = owner;
  }

  override buffer(label: string, byteLength: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const buffer = this.#owner.buffer(label, byteLength + GUARD_BYTES, usage);
    this.#queue.writeBuffer(buffer, 4 * usedWords(buffer), new Uint32Array(GUARD_BYTES / 4).fill(GUARD_BITS));
    return buffer;
  }
}
