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
import type { PoolMember, ScratchPool } from './shared-parts.js';

/** Slots of a table: up to about a hundred thousand codes are told apart; more are reported as an overflow. */
export const CELL_SLOTS = 2 ** 17;

/**
 * Counts the codes of one picture, tile by tile, and keeps the result until the next picture starts. The table in which
 * codes are told apart is had from a pool for as long as that takes.
 */
export class CellCounter {
  /** What `decodeCellCount` reads. */
  readonly counters: GPUBuffer;
  readonly #kernel: CompiledKernel<typeof cellCount.bindings>;
  readonly #slots: PoolMember<GPUBuffer>;
  readonly #bind: (slots: GPUBuffer) => GPUBindGroup;
  readonly #bindGroups = new WeakMap<GPUBuffer, GPUBindGroup>();
  #bindGroup: GPUBindGroup | null = null;

  /**
   * @param pool of tables
   * @param slotCount a power of two
   */
  constructor(
    device: GPUDevice,
    kernel: CompiledKernel<typeof cellCount.bindings>,
    resources: GpuResources,
    label: string,
    { tile, codes }: Pick<GridOutputs, 'tile' | 'codes'>,
    wordsPerPixel: number,
    pool: ScratchPool<GPUBuffer>,
    slotCount = CELL_SLOTS,
  ) {
    this.#kernel = kernel;
    const slotBytes = CELL_SLOT_BYTES * slotCount;
    this.#slots = pool.join(`${slotBytes}`, (own) => own.storage('cell_count.slots', slotBytes));
    this.counters = resources.storage(`${label}.cell_counters`, CELL_COUNTER_BYTES);
    const encoded = new DataView(new ArrayBuffer(CellCountTable.byteLength));
    CellCountTable.encode({ words_per_pixel: wordsPerPixel, slot_count: slotCount }, encoded);
    const count = resources.uniform(`${label}.cell_table`, encoded.byteLength);
    device.queue.writeBuffer(count, 0, encoded);
    const { counters } = this;
    this.#bind = (slots) => kernel.bind(device, `${label}.cell_count`, { tile, count, codes, slots, counters });
  }

  /** The table of the picture that is being counted, [slot] of (fingerprint, pixels); null between two pictures. */
  get slots(): GPUBuffer | null {
    return this.#slots.held;
  }

  /** Before the first tile of a picture. */
  begin(encoder: GPUCommandEncoder): void {
    const slots = this.#slots.take();
    let bindGroup = this.#bindGroups.get(slots);
    if (!bindGroup) this.#bindGroups.set(slots, (bindGroup = this.#bind(slots)));
    this.#bindGroup = bindGroup;
    encoder.clearBuffer(slots);
    encoder.clearBuffer(this.counters);
  }

  /** After the last tile of a picture, or where the picture is given up. */
  end(): void {
    this.#slots.giveBack();
    this.#bindGroup = null;
  }

  /** Buffers of its own belong to the run's resources and go with them. */
  destroy(): void {
    this.#slots.leave();
  }

  encode(pass: GPUComputePassEncoder, area: TileArea): void {
    if (!this.#bindGroup) throw new Error('Cells are counted between begin and end.');
    pass.setPipeline(this.#kernel.pipeline);
    pass.setBindGroup(0, this.#bindGroup);
    pass.dispatchWorkgroups(Math.ceil((area.width * area.height) / CELL_COUNT_RUN / PARTITION_WORKGROUP_SIZE));
  }
}
