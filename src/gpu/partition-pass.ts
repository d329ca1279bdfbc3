/**
 * Pictures of the partitions of one engine, and the kernels that those of all engines share.
 *
 * The pictures of one run share a grid (networks of one run have one architecture), which runs of other engines may have
 * too, and a budget of pixels per submission, which is their own. Canvases stay configured from run to run, so that a
 * restart does not blank them.
 */
import { slopeBelowZero } from '../training/network-spec.js';
import type { NetworkSpec } from '../training/network-spec.js';
import type { GpuResources } from './buffers.js';
import type { DeviceParts } from './device-parts.js';
import { foldedLayout } from './folded-layout.js';
import { GridBudget, type PictureTimes } from './grid-resolution.js';
import type { KernelCompiler } from './kernel.js';
import { cellCount } from './kernels/cell-count.js';
import { partitionPaint } from './kernels/partition-paint.js';
import { gridKernels, prepareGridKernels } from './grid-kernels.js';
import { PartitionGrid } from './partition-grid.js';
import { PartitionPicture, type PictureKernels, type PictureSource, type SharedGrid } from './partition-picture.js';
import { tileCapacity } from './partition-tiles.js';
import { compilePresenter, configuredContext } from './presenter.js';

export interface PictureOptions extends Omit<PictureSource, 'context'> {
  /** Asked for whenever a picture is there to be shown: always the same canvas, without a context at first. */
  readonly canvas: () => HTMLCanvasElement;
}

/** Neither a buffer of the grid nor a tile is larger. */
export const MAXIMUM_BUFFER_BYTES = 8 * 2 ** 20;
export const MAXIMUM_TILE_PIXELS = 2 ** 17;

/**
 * @param format of the canvases
 * @throws ShaderCompileError
 */
export async function compilePictureKernels(
  device: GPUDevice,
  compiler: KernelCompiler,
  format: GPUTextureFormat,
): Promise<PictureKernels> {
  const [paint, count, presenter] = await Promise.all([
    compiler.compile(partitionPaint),
    compiler.compile(cellCount),
    compilePresenter(device, format),
  ]);
  return { grid: gridKernels(compiler), paint, count, presenter };
}

export class PartitionPass {
  readonly #device: GPUDevice;
  readonly #kernels: PictureKernels;
  readonly #parts: DeviceParts;
  readonly #grids = new WeakMap<GpuResources, SharedGrid>();
  readonly #contexts = new Map<HTMLCanvasElement, GPUCanvasContext>();
  readonly #times: PictureTimes;

  constructor(device: GPUDevice, kernels: PictureKernels, parts: DeviceParts, times: PictureTimes) {
    this.#device = device;
    this.#kernels = kernels;
    this.#parts = parts;
    this.#times = times;
  }

  /**
   * Compiles what pictures of such networks need and no earlier ones did.
   *
   * @param mayBeCurved whether some of them may normalise single samples
   * @throws ShaderCompileError
   */
  prepare(spec: NetworkSpec, mayBeCurved = false): Promise<void> {
    return prepareGridKernels(this.#kernels.grid, foldedLayout(spec), mayBeCurved);
  }

  /**
   * After `prepare` for the same kind of networks.
   *
   * @param resources of the run; they own everything that the picture needs and does not share
   */
  createPicture(resources: GpuResources, { canvas, ...source }: PictureOptions): PartitionPicture {
    const shared = this.#sharedGrid(resources, source);
    const context = (): GPUCanvasContext => this.#context(canvas());
    return new PartitionPicture(this.#device, this.#kernels, resources, shared, { ...source, context });
  }

  #context(canvas: HTMLCanvasElement): GPUCanvasContext {
    let context = this.#contexts.get(canvas);
    if (!context) {
      context = configuredContext(this.#device, this.#kernels.presenter, canvas);
      this.#contexts.set(canvas, context);
    }
    return context;
  }

  #sharedGrid(resources: GpuResources, { spec, curved = [] }: Pick<PictureSource, 'spec' | 'curved'>): SharedGrid {
    let shared = this.#grids.get(resources);
    if (!shared) {
      const layout = foldedLayout(spec);
      const mayBeCurved = curved.length > 0;
      const tilePixels = Math.min(MAXIMUM_TILE_PIXELS, tileCapacity(layout, MAXIMUM_BUFFER_BYTES, mayBeCurved));
      const slope = slopeBelowZero(spec);
      const key = JSON.stringify([layout, slope, mayBeCurved]);
      const grid = this.#parts.grids.borrow(
        resources,
        key,
        (own) => new PartitionGrid(this.#device, this.#kernels.grid, own, layout, slope, tilePixels, mayBeCurved),
      );
      const { cellSlots, textures } = this.#parts;
      shared = { grid, budget: new GridBudget(this.#times), cellSlots, textures, pictureCount: 0 };
      this.#grids.set(resources, shared);
    }
    return shared;
  }

  /** Lets go of the canvases, which blanks them. Pictures and grids belong to their run's resources. */
  destroy(): void {
    for (const context of this.#contexts.values()) context.unconfigure();
    this.#contexts.clear();
  }
}
