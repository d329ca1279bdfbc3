/** Lifted surfaces on canvases of a page, drawn by the page's device in turns with its engines. */
import type { GpuResources } from './buffers.js';
import type { DeviceLease, DeviceProvider } from './device-provider.js';
import { GpuUnavailableError } from './errors.js';
import type { QueueUser } from './submission-queue.js';
import { SurfacePass, type SurfaceKernel } from './surface-pass.js';
import type { SurfaceScene, SurfaceSize } from './surface-scene.js';

export interface GpuSurface {
  /** Draws, or where the GPU is still at work, draws the newest scene in a later frame. */
  draw(scene: SurfaceScene, size: SurfaceSize): void;
  dispose(): void;
}

export class GpuSurfaces {
  readonly #devices: DeviceProvider;
  readonly #acceptsSoftware: boolean;

  constructor(devices: DeviceProvider, acceptsSoftware: boolean) {
    this.#devices = devices;
    this.#acceptsSoftware = acceptsSoftware;
  }

  /**
   * A surface on a canvas, which has no context yet or is one of a surface before it.
   *
   * @param onLost called once, when the device is lost; the surface is of no use then and is to be disposed of
   * @throws GpuUnavailableError with a sentence for the reader
   */
  async open(canvas: HTMLCanvasElement, onLost: (reason: string) => void): Promise<GpuSurface> {
    const lease = await this.#devices.lease(this.#acceptsSoftware);
    try {
      const kernel = await lease.shared.surfaceKernel();
      const { device, lostReason } = lease.shared;
      if (lostReason !== null) throw new GpuUnavailableError(lostReason);
      const context = canvas.getContext('webgpu');
      if (!context) throw new GpuUnavailableError('The canvas gives no WebGPU context.');
      context.configure({ device, format: kernel.format, alphaMode: 'premultiplied' });
      return new CanvasSurface(lease, kernel, context, onLost);
    } catch (error) {
      lease.release();
      throw error;
    }
  }
}

class CanvasSurface implements GpuSurface {
  readonly #lease: DeviceLease;
  readonly #device: GPUDevice;
  readonly #queue: QueueUser;
  readonly #context: GPUCanvasContext;
  readonly #resources: GpuResources;
  readonly #pass: SurfacePass;
  #isClosed = false;
  #next: readonly [SurfaceScene, SurfaceSize] | null = null;
  #frame: number | null = null;

  constructor(lease: DeviceLease, kernel: SurfaceKernel, context: GPUCanvasContext, onLost: (reason: string) => void) {
    const { shared } = lease;
    this.#lease = lease;
    this.#device = shared.device;
    this.#queue = shared.queue.join();
    this.#context = context;
    this.#resources = shared.resources();
    this.#pass = new SurfacePass(shared.device, kernel, this.#resources, 'surface');
    lease.onLost = (reason) => {
      this.#close();
      onLost(reason);
    };
  }

  draw(scene: SurfaceScene, size: SurfaceSize): void {
    if (this.#isClosed) return;
    this.#next = [scene, size];
    // A frame that is asked for already asks for the turn, once in each frame as everybody does.
    if (this.#frame === null) this.#drawInTurn();
  }

  dispose(): void {
    if (this.#isClosed) return;
    this.#close();
    this.#context.unconfigure();
  }

  #drawInTurn(): void {
    const next = this.#next;
    if (!next) return;
    if (this.#queue.mayBegin({ submissions: 1, trains: false })) {
      this.#next = null;
      this.#submit(...next);
    } else {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = null;
        this.#drawInTurn();
      });
    }
  }

  #submit(scene: SurfaceScene, size: SurfaceSize): void {
    const { canvas } = this.#context;
    // Setting a size clears the canvas; it is drawn in the same task.
    if (canvas.width !== size.widthPx) canvas.width = size.widthPx;
    if (canvas.height !== size.heightPx) canvas.height = size.heightPx;
    const encoder = this.#device.createCommandEncoder({ label: 'surface' });
    this.#pass.encode(encoder, this.#context.getCurrentTexture().createView(), scene, size);
    this.#queue.submit(encoder, null, () => undefined);
  }

  /** Frees everything; the canvas keeps what it shows. */
  #close(): void {
    this.#isClosed = true;
    this.#next = null;
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    this.#queue.leave();
    this.#resources.destroy();
    this.#lease.release();
  }
}
