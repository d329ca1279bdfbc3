import type { GpuResources } from './buffers.js';
import type { PartitionGrid } from './partition-grid.js';
import { ScratchPool, SharedParts } from './shared-parts.js';

/** Networks' scratch buffers come in multiples of this, so that runs of nearly the same size share one. */
const SCRATCH_STEP_BYTES = 2 ** 18;

/** What the engines of a device share besides kernels. Without it every figure would take some 15 MiB. */
export class DeviceParts {
  /** By architecture. */
  readonly grids: SharedParts<PartitionGrid>;
  /** Tables in which the cells of a picture are told apart while it is made. */
  readonly cellSlots: ScratchPool<GPUBuffer>;
  /** Textures that pictures are painted into before they go onto their canvases. */
  readonly textures: ScratchPool<GPUTexture>;
  readonly #scratch: SharedParts<GPUBuffer>;

  constructor(newResources: () => GpuResources) {
    this.grids = new SharedParts(newResources);
    this.#scratch = new SharedParts(newResources);
    this.cellSlots = new ScratchPool(newResources());
    this.textures = new ScratchPool(newResources());
  }

  /** Scratch of at least so many bytes for dispatches of networks, none of which finds anything of another in it. */
  networkScratch(user: GpuResources, byteLength: number): GPUBuffer {
    const size = Math.ceil(byteLength / SCRATCH_STEP_BYTES) * SCRATCH_STEP_BYTES;
    return this.#scratch.borrow(user, `${size}`, (own) => own.storage('network.scratch', size));
  }
}
