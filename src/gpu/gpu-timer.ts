import type { GpuResources } from './buffers.js';

const TIMESTAMP_BYTES = 8;
const PAIR_BYTES = 2 * TIMESTAMP_BYTES;

/**
 * Times compute passes on the GPU's own clock where the adapter has `timestamp-query`. Queue completion, the fallback,
 * also counts how long the page was too busy to notice.
 *
 * One measurement at a time: while the last one is still being read back, passes go untimed.
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

  /** For the descriptor of the pass to be timed; undefined while busy. */
  get timestampWrites(): GPUComputePassTimestampWrites | undefined {
    if (this.#isReading) return undefined;
    return { querySet: this.#queries, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 };
  }

  /** After a pass with `timestampWrites`, before the encoder is finished. */
  resolve(encoder: GPUCommandEncoder): void {
    encoder.resolveQuerySet(this.#queries, 0, 2, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, this.#staging, 0, PAIR_BYTES);
    this.#isReading = true;
  }

  /** After the submission. @param onMeasured milliseconds, or null where the clock stood still */
  read(onMeasured: (durationMs: number | null) => void): void {
    this.#staging.mapAsync(GPUMapMode.READ).then(
      () => {
        const [begin = 0n, end = 0n] = new BigUint64Array(this.#staging.getMappedRange());
        this.#staging.unmap();
        this.#isReading = false;
        // Drivers may reset the clock or leave it at zero; such a pair says nothing.
        onMeasured(end > begin ? Number(end - begin) / 1e6 : null);
      },
      () => {
        // The buffer was destroyed or the device lost; whoever owns the device reports that.
      },
    );
  }

  destroy(): void {
    this.#queries.destroy();
  }
}
