import type { Rgb } from '../../training/palette.js';
import type { WorkClient } from '../../training/workers/work-queue.js';
import { filmTypes, type FilmSize, type FilmWriter } from './film-writer.js';
import { GIF_TRAILER, type GifFrame, type GifFrameRequest } from './gif-frame.js';

/** A GIF that is shown again and again. */
export class GifWriter implements FilmWriter {
  readonly #size: FilmSize;
  readonly #palette: readonly Rgb[];
  readonly #packer: WorkClient<GifFrameRequest, GifFrame>;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #former: GifFrame['indices'] | null = null;

  /** @param packer of its own: it is disposed of with the film */
  constructor(size: FilmSize, palette: readonly Rgb[], packer: WorkClient<GifFrameRequest, GifFrame>) {
    this.#size = size;
    this.#palette = palette;
    this.#packer = packer;
  }

  async add(rgba: Uint8ClampedArray<ArrayBuffer>, ticks: number): Promise<void> {
    const { width, height, framesPerSecond } = this.#size;
    const frame = await this.#packer.compute(0, {
      width,
      height,
      rgba,
      palette: this.#palette,
      former: this.#former,
      hundredths: (100 / framesPerSecond) * ticks,
    });
    // Cancelled.
    if (!frame) return;
    this.#former = frame.indices;
    this.#parts.push(frame.bytes);
  }

  finish(): Promise<Blob> {
    this.#packer.dispose();
    return Promise.resolve(new Blob([...this.#parts, Uint8Array.of(GIF_TRAILER)], { type: filmTypes.gif }));
  }

  cancel(): Promise<void> {
    this.#packer.dispose();
    this.#parts = [];
    return Promise.resolve();
  }
}
