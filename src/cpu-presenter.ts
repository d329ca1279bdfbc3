import type { CpuImage } from './training/reference/cpu-backend.js';

/**
 * Shows images on 2D canvases. Each canvas is asked for when its first image comes, so an engine that never draws leaves
 * the page's canvases as they are, and whatever was on screen stays until there is something newer.
 *
 * A canvas takes the size of its image; the page stretches it, smoothly, over the picture.
 *
 * @param canvas a canvas without a context
 */
export function cpuPresenter(canvas: (model: number) => HTMLCanvasElement): (model: number, image: CpuImage) => void {
  const contexts = new Map<number, CanvasRenderingContext2D>();
  return (model, { width, height, rgba }) => {
    const context = contexts.get(model) ?? canvas(model).getContext('2d', { alpha: false });
    if (!context) return;
    contexts.set(model, context);
    // Setting a size clears the canvas, even to what it was.
    if (context.canvas.width !== width) context.canvas.width = width;
    if (context.canvas.height !== height) context.canvas.height = height;
    context.putImageData(new ImageData(rgba, width, height), 0, 0);
  };
}
