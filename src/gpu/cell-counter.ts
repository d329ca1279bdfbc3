import type { GpuResources } from './buffers.js';
import type { CompiledKernel } from './kernel.js';
import {
  CELL_COUNT_RUN,
  CELL_COUNTER_BYTES,
  CELL_SLOT_BYTES,
  type cellCount,
  CellCountTable,
} from './kernels/cell-count.js';
import { PARTITION_WORKGROUP_SIZE } from './kernels/partition-grid.js';
import type { GridOutputs } from './partition-grid.js';
import type { TileArea } from './partition-tiles.js';

/** Slots of a table: up to about a hundred thousand codes are told apart; more are reported as an overflow. */
export const CELL_SLOTS = 2 ** 17;

/** Counts the codes of one picture, tile by tile, and keeps the result until the next picture starts. */
export class CellCounter {
  /** What `decodeCellCount` reads. */
  readonly counters: GPUBuffer;
  readonly #kernel: CompiledKernel<typeof cellCount.bindings>;
  /** [slot] of (fingerprint, pixels). */
  readonly slots: GPUBuffer;
  readonly #bindGroup: GPUBindGroup;

  /** @param slotCount a power of two */
  constructor(
    device: GPUDevice,
    kernel: CompiledKernel<typeof cellCount.bindings>,
    resources: GpuResources,
    label: string,
    { tile, codes }: Pick<GridOutputs, 'tile' | 'codes'>,
    wordsPerPixel: number,
    slotCount = CELL_SLOTS,
  ) {
    this.#kernel = kernel;
    this.slots = resources.storage(`${label}.cell_slots`, CELL_SLOT_BYTES * slotCount);
    this.counters = resources.storage(`${label}.cell_counters`, CELL_COUNTER_BYTES);
    const encoded = new DataView(new ArrayBuffer(CellCountTable.byteLength));
    CellCountTable.encode({ words_per_pixel: wordsPerPixel, slot_count: slotCount }, encoded);
    const count = resources.uniform(`${label}.cell_table`, encoded.byteLength);
    device.queue.writeBuffer(count, 0, encoded);
    this.#bindGroup = kernel.bind(device, `${label}.cell_count`, {
      tile,
      count,
      codes,
      slots: this.slots,
      counters: this.counters,
    });
  }

  /** Before the first tile of a picture. */
  clear(encoder: GPUCommandEncoder): void {
    encoder.clearBuffer(this.slots);
    encoder.clearBuffer(this.counters);
  }

  encode(pass: GPUComputePassEncoder, area: TileArea): void {
    pass.setPipeline(this.#kernel.pipeline);
    pass.setBindGroup(0, this.#bindGroup);
    pass.dispatchWorkgroups(Math.ceil((area.width * area.height) / CELL_COUNT_RUN / PARTITION_WORKGROUP_SIZE));
  }
}
