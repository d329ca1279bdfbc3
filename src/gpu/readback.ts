import type { GpuResources } from './buffers.js';

/**
 * Ring of staging buffers for reading small results back without stalling the frame.
 *
 * `copy` records copies and returns false when every slot is busy: then this sample is skipped, because a newer one
 * will come. `deliver`, called after the submission, maps the slot and hands the bytes over in order of submission.
 * Not for one-off reads: those use `readBuffer`, which waits.
 */
export class ReadbackRing<Tag> {
  readonly #slots: { readonly buffer: GPUBuffer; busy: boolean }[];
  readonly #byteLength: number;
  #pending: { readonly slot: { readonly buffer: GPUBuffer; busy: boolean }; readonly tag: Tag } | null = null;
  #delivered: Promise<void> = Promise.resolve();

  constructor(resources: GpuResources, label: string, byteLength: number, slotCount = 3) {
    this.#byteLength = byteLength;
    this.#slots = Array.from({ length: slotCount }, (_, index) => ({
      buffer: resources.buffer(
        `${label}.staging${index}`,
        byteLength,
        GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
      ),
      busy: false,
    }));
  }

  get isFree(): boolean {
    return this.#slots.some(({ busy }) => !busy);
  }

  /** Records the copy of `sources`, one after another, into a free slot. */
  copy(encoder: GPUCommandEncoder, tag: Tag, sources: readonly { buffer: GPUBuffer; byteLength: number }[]): boolean {
    const slot = this.#slots.find(({ busy }) => !busy);
    if (!slot) return false;
    slot.busy = true;
    let offset = 0;
    for (const { buffer, byteLength } of sources) {
      encoder.copyBufferToBuffer(buffer, 0, slot.buffer, offset, byteLength);
      offset += byteLength;
    }
    this.#pending = { slot, tag };
    return true;
  }

  /** After the submission that holds the copy. */
  deliver(receive: (bytes: ArrayBuffer, tag: Tag) => void): void {
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = null;
    const { slot, tag } = pending;
    const mapped = slot.buffer.mapAsync(GPUMapMode.READ, 0, this.#byteLength);
    // Mapping fails when the buffer was destroyed or the device lost; whoever owns the device reports that.
    const isMapped = mapped.then(
      () => true,
      () => false,
    );
    this.#delivered = this.#delivered.then(async () => {
      if (!(await isMapped)) return;
      const bytes = slot.buffer.getMappedRange(0, this.#byteLength).slice(0);
      slot.buffer.unmap();
      slot.busy = false;
      try {
        receive(bytes, tag);
      } catch (error) {
        // A fault of whoever listens must be seen, but must not keep later results back.
        reportError(error);
      }
    });
  }
}

/**
 * Reads one buffer whole, again and again, through a staging buffer of its own, so that nothing is allocated while a run
 * goes on. One read at a time: reads wait for each other.
 */
export class BufferReader {
  readonly #device: GPUDevice;
  readonly #source: GPUBuffer;
  readonly #staging: GPUBuffer;
  #last: Promise<unknown> = Promise.resolve();

  constructor(device: GPUDevice, resources: GpuResources, source: GPUBuffer) {
    this.#device = device;
    this.#source = source;
    this.#staging = resources.buffer(
      `${source.label}.reader`,
      source.size,
      GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    );
  }

  /** @param onCopied called in the task that submits the copy: what is noted there belongs to the bytes */
  read<T>(onCopied: () => T): Promise<{ readonly bytes: ArrayBuffer; readonly noted: T }> {
    const reading = this.#last.then(() => this.#read(onCopied));
    this.#last = reading.catch(() => undefined);
    return reading;
  }

  async #read<T>(onCopied: () => T): Promise<{ readonly bytes: ArrayBuffer; readonly noted: T }> {
    const encoder = this.#device.createCommandEncoder({ label: `read ${this.#source.label}` });
    encoder.copyBufferToBuffer(this.#source, 0, this.#staging, 0, this.#source.size);
    this.#device.queue.submit([encoder.finish()]);
    const noted = onCopied();
    await this.#staging.mapAsync(GPUMapMode.READ);
    const bytes = this.#staging.getMappedRange().slice(0);
    this.#staging.unmap();
    return { bytes, noted };
  }
}

/** Copies a whole buffer to the CPU and waits for it. For tests and one-off reads, never while a run goes on. */
export async function readBuffer(device: GPUDevice, source: GPUBuffer, byteLength = source.size): Promise<ArrayBuffer> {
  const staging = device.createBuffer({
    label: `${source.label}.read`,
    size: byteLength,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  try {
    const encoder = device.createCommandEncoder({ label: `read ${source.label}` });
    encoder.copyBufferToBuffer(source, 0, staging, 0, byteLength);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    return staging.getMappedRange().slice(0);
  } finally {
    staging.destroy();
  }
}
