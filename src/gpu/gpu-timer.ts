import type { GpuResources } from './buffers.js';

const TIMESTAMP_BYTES = 8;
const PAIR_BYTES = 2 * TIMESTAMP_BYTES;

/**
 * Times what an encoder holds on the GPU's own clock where the adapter has `timestamp-query`. Queue completion, the
 * fallback, also counts how long the page was too busy to notice.
 *
 * Two empty passes stamp the time before and after. One measurement at a time: while the last one is still being read
 * back, submissions go untimed.
 */
export class GpuTimer {
  readonly #queries: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #staging: GPUBuffer;
  #isReading = false;

  /** Null where the device has no `timestamp-query`. */
  static create(device: GPUDevice, resources: GpuResources, label: string): GpuTimer | null {
    return device.features.has('timestamp-query') ? new GpuTimer(device, resources, label) : null;
  }

  private constructor(device: GPUDevice, resources: GpuResources, label: string) {
    this.#queries = device.createQuerySet({ label: `${label}.queries`, type: 'timestamp', count: 2 });
    this.#resolved = resources.buffer(
      `${label}.resolved`,
      PAIR_BYTES,
      GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    );
    this.#staging = resources.buffer(`${label}.staging`, PAIR_BYTES, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);
  }

  /** Before everything that is to be timed. False while busy: then nothing is timed. */
  begin(encoder: GPUCommandEncoder): boolean {
    if (this.#isReading) return false;
    this.#stamp(encoder, { querySet: this.#queries, beginningOfPassWriteIndex: 0 });
    return true;
  }

  /** After everything that is to be timed, if `begin` returned true. */
  end(encoder: GPUCommandEncoder): void {
    this.#stamp(encoder, { querySet: this.#queries, endOfPassWriteIndex: 1 });
    encoder.resolveQuerySet(this.#queries, 0, 2, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, this.#staging, 0, PAIR_BYTES);
    this.#isReading = true;
  }

  /** After the submission: its milliseconds, or null where the clock stood still or the device is gone. */
  async read(): Promise<number | null> {
    try {
      await this.#staging.mapAsync(GPUMapMode.READ);
    } catch {
      // The buffer was destroyed or the device lost; whoever owns the device reports that.
      return null;
    }
    if (this.#staging.mapState !== 'mapped') return null;
    const [begin = 0n, end = 0n] = new BigUint64Array(this.#staging.getMappedRange());
    this.#staging.unmap();
    this.#isReading = false;
    // Drivers may reset the clock or leave it at zero; such a pair says nothing.
    return end > begin ? Number(end - begin) / 1e6 : null;
  }

  #stamp(encoder: GPUCommandEncoder, timestampWrites: GPUComputePassTimestampWrites): void {
    encoder.beginComputePass({ label: 'gpu_timer', timestampWrites }).end();
  }

  destroy(): void {
    this.#queries.destroy();
  }
}
