import type { ViewWindow } from '../training/picture.js';
import type { GpuResources } from './buffers.js';
import type { GridSize } from './grid-resolution.js';
import { PartitionTile } from './kernels/partition-grid.js';
import { tileValues, type TileArea } from './partition-tiles.js';

const RECORD_BYTES = PartitionTile.byteLength;

/**
 * Records tiles one after another. All share one uniform, so their records are staged in a buffer first and each is
 * copied into the uniform just before its pass.
 */
export class TileRecorder {
  readonly #device: GPUDevice;
  readonly #label: string;
  readonly #uniform: GPUBuffer;
  readonly #staged: GPUBuffer;
  readonly #encoded: DataView<ArrayBuffer>;

  /**
   * @param uniform the tile's uniform of the grid
   * @param capacity tiles of one submission
   */
  constructor(device: GPUDevice, resources: GpuResources, label: string, uniform: GPUBuffer, capacity: number) {
    this.#device = device;
    this.#label = label;
    this.#uniform = uniform;
    this.#encoded = new DataView(new ArrayBuffer(capacity * RECORD_BYTES));
    this.#staged = resources.storage(`${label}.tiles`, this.#encoded.byteLength);
  }

  /** @param resources that it was made with */
  release(resources: GpuResources): void {
    resources.release(this.#staged);
  }

  /** @param record gets each tile's pass in turn; once per submission */
  record(
    encoder: GPUCommandEncoder,
    areas: readonly TileArea[],
    view: ViewWindow,
    { width, height }: GridSize,
    record: (pass: GPUComputePassEncoder, area: TileArea) => void,
    afterTile: (area: TileArea) => void = () => undefined,
  ): void {
    areas.forEach((area, index) =>
      PartitionTile.encode(tileValues(area, view, width, height), this.#encoded, index * RECORD_BYTES),
    );
    this.#device.queue.writeBuffer(this.#staged, 0, this.#encoded, 0, areas.length * RECORD_BYTES);
    areas.forEach((area, index) => {
      encoder.copyBufferToBuffer(this.#staged, index * RECORD_BYTES, this.#uniform, 0, RECORD_BYTES);
      const pass = encoder.beginComputePass({ label: `${this.#label}.tile` });
      record(pass, area);
      pass.end();
      afterTile(area);
    });
  }
}
