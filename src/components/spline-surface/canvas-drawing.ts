/** Surfaces on a 2-D canvas, for browsers without WebGPU: coarse at once where the page would stutter, fine when at rest. */
import type { SurfaceDrawing, SurfaceScene, SurfaceSize } from '../../create-surface.js';
import { SurfaceRaster } from './surface-raster.js';

/** Pictures that take longer are drawn coarse first. */
const LONGEST_MS = 10;
/** How long the fine picture may hold up the page at a time, and after which rest it begins. */
const SLICE_MS = 8;
const REST_MS = 120;
/** Pixels of a coarse picture. */
const COARSE_PIXELS = 24_000;
/** Pixels of the fine picture per CSS pixel: what is less is drawn larger and shrunk, which makes edges smooth. */
const FINE_RATIO = 2;

export class CanvasDrawing implements SurfaceDrawing {
  readonly #context: CanvasRenderingContext2D;
  readonly #source: CanvasRenderingContext2D;
  #fineMs = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @throws Error where the canvas has a context of another kind */
  constructor(canvas: HTMLCanvasElement) {
    this.#context = contextOf(canvas);
    this.#source = contextOf(document.createElement('canvas'));
  }

  draw(scene: SurfaceScene, size: SurfaceSize): void {
    clearTimeout(this.#timer);
    if (this.#fineMs <= LONGEST_MS) {
      this.#refine(scene, size, Infinity);
      return;
    }
    const share = COARSE_PIXELS / (size.widthPx * size.heightPx);
    const coarse = new SurfaceRaster(scene, scaled(size, Math.min(1, Math.sqrt(share))));
    coarse.advance(Infinity);
    this.#show(coarse, size);
    this.#context.canvas.ariaBusy = 'true';
    this.#timer = setTimeout(() => this.#refine(scene, size, SLICE_MS), REST_MS);
  }

  /** Draws the fine picture, a slice at a time, and shows it when it is whole. */
  #refine(scene: SurfaceScene, size: SurfaceSize, sliceMs: number): void {
    const fine = new SurfaceRaster(scene, scaled(size, Math.max(1, FINE_RATIO / size.pixelRatio)));
    let busyMs = 0;
    const advance = (): void => {
      const start = performance.now();
      const isDone = fine.advance(start + sliceMs);
      busyMs += performance.now() - start;
      if (!isDone) {
        this.#timer = setTimeout(advance);
        return;
      }
      this.#fineMs = busyMs;
      this.#show(fine, size);
      this.#context.canvas.ariaBusy = 'false';
    };
    advance();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#context.clearRect(0, 0, this.#context.canvas.width, this.#context.canvas.height);
  }

  #show(raster: SurfaceRaster, { widthPx, heightPx }: SurfaceSize): void {
    const { canvas } = this.#context;
    if (canvas.width !== widthPx) canvas.width = widthPx;
    if (canvas.height !== heightPx) canvas.height = heightPx;
    const source = this.#source.canvas;
    source.width = raster.size.widthPx;
    source.height = raster.size.heightPx;
    this.#source.putImageData(new ImageData(raster.rgba, source.width, source.height), 0, 0);
    this.#context.clearRect(0, 0, widthPx, heightPx);
    this.#context.imageSmoothingQuality = 'high';
    this.#context.drawImage(source, 0, 0, widthPx, heightPx);
  }
}

const scaled = ({ widthPx, heightPx, pixelRatio }: SurfaceSize, factor: number): SurfaceSize => ({
  widthPx: Math.ceil(widthPx * factor),
  heightPx: Math.ceil(heightPx * factor),
  pixelRatio: pixelRatio * factor,
});

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The canvas gives no 2D context.');
  return context;
}
