import { GpuResources } from './buffers.js';

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
      // Another receiver may have freed the buffers in the meantime.
      if (!(await isMapped) || slot.buffer.mapState !== 'mapped') return;
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

/** Reads that may be under way at once. */
const READER_SLOTS = 3;

/**
 * Reads one buffer whole, again and again, through a few staging buffers of its own, which are made when they are first
 * needed. The copy is submitted at once; with all of them in use, as soon as one is free. Answers come in order.
 */
export class BufferReader {
  readonly #device: GPUDevice;
  readonly #resources: GpuResources;
  readonly #source: GPUBuffer;
  readonly #free: GPUBuffer[] = [];
  #made = 0;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(device: GPUDevice, resources: GpuResources, source: GPUBuffer) {
    this.#device = device;
    this.#resources = resources;
    this.#source = source;
    this.#free.push(this.#make());
  }

  /** @param onCopied called in the task that submits the copy: what is noted there belongs to the bytes */
  read<T>(onCopied: () => T): Promise<{ readonly bytes: ArrayBuffer; readonly noted: T }> {
    if (this.#isClosed) return Promise.reject(this.#closed);
    const former = this.#last;
    const staging = this.#waiting > 0 ? null : this.#takeFree();
    const reading = staging ? this.#read(staging, onCopied) : this.#readAfter(former, onCopied);
    this.#last = reading.catch(() => undefined);
    return former.then(() => reading);
  }

  /** Before the buffers are freed: reads that wait for others, and any that are asked for later, reject. */
  close(): void {
    this.#isClosed = true;
  }

  async #readAfter<T>(former: Promise<unknown>, onCopied: () => T): Promise<{ bytes: ArrayBuffer; noted: T }> {
    this.#waiting++;
    await former;
    this.#waiting--;
    if (this.#isClosed) throw this.#closed;
    return this.#read(this.#takeFree() ?? this.#make(), onCopied);
  }

  get #closed(): Error {
    return new Error(`${this.#source.label} has been freed.`);
  }

  #takeFree(): GPUBuffer | null {
    return this.#free.pop() ?? (this.#made < READER_SLOTS ? this.#make() : null);
  }

  async #read<T>(staging: GPUBuffer, onCopied: () => T): Promise<{ readonly bytes: ArrayBuffer; readonly noted: T }> {
    const encoder = this.#device.createCommandEncoder({ label: `read ${this.#source.label}` });
    encoder.copyBufferToBuffer(this.#source, 0, staging, 0, this.#source.size);
    this.#device.queue.submit([encoder.finish()]);
    const noted = onCopied();
    await staging.mapAsync(GPUMapMode.READ);
    const bytes = staging.getMappedRange().slice(0);
    staging.unmap();
    this.#free.push(staging);
    return { bytes, noted };
  }

  #make(): GPUBuffer {
    const name = `${this.#source.label}.reader${this.#made++}`;
    return this.#resources.buffer(name, this.#source.size, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);
  }
}

/**
 * Copies a buffer to the CPU and waits for it. For tests and one-off reads, never while a run goes on.
 *
 * @param resources own what it takes until it is done; where they are freed before, the read rejects
 */
export async function readBuffer(
  device: GPUDevice,
  source: GPUBuffer,
  byteLength = source.size,
  resources = new GpuResources(device),
): Promise<ArrayBuffer> {
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
  const staging = resources.buffer(`${source.label}.read`, byteLength, usage);
  try {
    const encoder = device.createCommandEncoder({ label: `read ${source.label}` });
    encoder.copyBufferToBuffer(source, 0, staging, 0, byteLength);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    return staging.getMappedRange().slice(0, byteLength);
  } finally {
    resources.release(staging);
  }
}
