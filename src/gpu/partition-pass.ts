/**
 * Pictures of partitions: what all of them share on a device, and their making.
 *
 * The pictures of one run share a grid (networks of one run have one architecture) and a budget of pixels per
 * submission. Canvases stay configured from run to run, so that a restart does not blank them.
 */
import type { NetworkSpec } from '../training/network-spec.js';
import { slopeBelowZero } from '../training/network-spec.js';
import type { GpuResources } from './buffers.js';
import { foldedLayout } from './folded-layout.js';
import { GridBudget, pictureTimes, type PictureTimes } from './grid-resolution.js';
import type { KernelCompiler } from './kernel.js';
import { cellCount } from './kernels/cell-count.js';
import { partitionPaint } from './kernels/partition-paint.js';
import { gridKernels, prepareGridKernels } from './grid-kernels.js';
import { PartitionGrid } from './partition-grid.js';
import { PartitionPicture, type PictureKernels, type PictureSource, type SharedGrid } from './partition-picture.js';
import { tileCapacity } from './partition-tiles.js';
import { compilePresenter, configuredContext } from './presenter.js';

export type PictureOptions = Omit<PictureSource, 'context'> & { readonly canvas: HTMLCanvasElement };

/** Neither a buffer of the grid nor a tile is larger. */
export const MAXIMUM_BUFFER_BYTES = 8 * 2 ** 20;
export const MAXIMUM_TILE_PIXELS = 2 ** 17;

export class PartitionPass {
  readonly #device: GPUDevice;
  readonly #kernels: PictureKernels;
  readonly #grids = new WeakMap<GpuResources, SharedGrid>();
  readonly #contexts = new Map<HTMLCanvasElement, GPUCanvasContext>();
  readonly #times: PictureTimes;

  private constructor(device: GPUDevice, kernels: PictureKernels, times: PictureTimes) {
    this.#device = device;
    this.#kernels = kernels;
    this.#times = times;
  }

  /**
   * @param format of the canvases
   * @param isFallback on a software adapter
   * @throws ShaderCompileError
   */
  static async create(
    device: GPUDevice,
    compiler: KernelCompiler,
    format: GPUTextureFormat,
    isFallback: boolean,
  ): Promise<PartitionPass> {
    const [paint, count, presenter] = await Promise.all([
      compiler.compile(partitionPaint),
      compiler.compile(cellCount),
      compilePresenter(device, format),
    ]);
    const kernels = { grid: gridKernels(compiler), paint, count, presenter };
    return new PartitionPass(device, kernels, pictureTimes[isFallback ? 'software' : 'hardware']);
  }

  /**
   * Compiles what pictures of such networks need and no earlier ones did.
   *
   * @throws ShaderCompileError
   */
  prepare(spec: NetworkSpec): Promise<void> {
    return prepareGridKernels(this.#kernels.grid, foldedLayout(spec));
  }

  /**
   * After `prepare` for the same kind of networks.
   *
   * @param resources of the run; they own everything that the picture needs
   */
  createPicture(resources: GpuResources, { label, canvas, folded, spec }: PictureOptions): PartitionPicture {
    const shared = this.#sharedGrid(resources, spec);
    let context = this.#contexts.get(canvas);
    if (!context) {
      context = configuredContext(this.#device, this.#kernels.presenter, canvas);
      this.#contexts.set(canvas, context);
    }
    return new PartitionPicture(this.#device, this.#kernels, resources, shared, { label, folded, spec, context });
  }

  #sharedGrid(resources: GpuResources, spec: NetworkSpec): SharedGrid {
    let shared = this.#grids.get(resources);
    if (!shared) {
      const layout = foldedLayout(spec);
      const tilePixels = Math.min(MAXIMUM_TILE_PIXELS, tileCapacity(layout, MAXIMUM_BUFFER_BYTES));
      const slope = slopeBelowZero(spec);
      const grid = new PartitionGrid(this.#device, this.#kernels.grid, resources, layout, slope, tilePixels);
      shared = { grid, budget: new GridBudget(this.#times), pictureCount: 0 };
      this.#grids.set(resources, shared);
    }
    return shared;
  }

  /** Lets go of the canvases. Pictures and grids belong to their run's resources. */
  destroy(): void {
    for (const context of this.#contexts.values()) context.unconfigure();
    this.#contexts.clear();
  }
}
