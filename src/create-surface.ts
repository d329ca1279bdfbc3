import { GpuSurfaces, type DeviceProvider, type GpuSurface } from './gpu/index.js';
import { pageDevices } from './page-devices.js';

export type { SurfaceScene, SurfaceSize } from './gpu/index.js';
/** Draws pictures of one surface on a canvas. */
export type SurfaceDrawing = GpuSurface;

/** Where surfaces of a page get their drawings from. */
export interface SurfaceDrawings {
  /**
   * @param canvas one without a context, or of a drawing before
   * @param onLost called once, when the drawing is of no use any more and is to be disposed of
   * @throws GpuUnavailableError (rejects) with a sentence for the reader, where WebGPU cannot be had
   */
  open(canvas: HTMLCanvasElement, onLost: (reason: string) => void): Promise<SurfaceDrawing>;
}

/**
 * Drawings by WebGPU, on the device of the page's sessions.
 *
 * @param acceptsSoftware whether a software adapter will do
 * @param devices where the device is had from
 */
export const createSurfaceDrawings = (
  acceptsSoftware: boolean,
  devices: DeviceProvider = pageDevices,
): SurfaceDrawings => new GpuSurfaces(devices, acceptsSoftware);
