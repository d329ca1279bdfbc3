import type { SurfaceScene, SurfaceSize } from '../../create-surface.js';
import type { OverlayScene } from './surface-overlay.js';
import { SurfaceOverlay } from './surface-overlay.js';
import { SurfaceRaster } from './surface-raster.js';

/** A surface on one canvas, at once, for paper: its floor, itself, and what stands on it. */
export function paintSurface(scene: SurfaceScene, overlay: OverlayScene, size: SurfaceSize): HTMLCanvasElement | null {
  const { widthPx, heightPx, pixelRatio } = size;
  const [under, drawn, over] = [0, 1, 2].map(() => document.createElement('canvas')) as [
    HTMLCanvasElement,
    HTMLCanvasElement,
    HTMLCanvasElement,
  ];
  const raster = new SurfaceRaster(scene, size);
  raster.advance(Infinity);
  drawn.width = widthPx;
  drawn.height = heightPx;
  drawn.getContext('2d')?.putImageData(new ImageData(raster.rgba, widthPx, heightPx), 0, 0);
  new SurfaceOverlay(under, over).paint(overlay, widthPx, heightPx, pixelRatio);
  const context = under.getContext('2d');
  context?.drawImage(drawn, 0, 0);
  context?.drawImage(over, 0, 0);
  return context && under;
}
