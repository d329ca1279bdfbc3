import type { CodeGrid } from '../training/backend.js';
import type { ViewWindow } from '../training/picture.js';
import type { GpuResources } from './buffers.js';
import type { GridSize } from './grid-resolution.js';
import type { GridProgram, PartitionGrid } from './partition-grid.js';
import { tilesOf } from './partition-tiles.js';
import { readBuffer } from './readback.js';
import { TileRecorder } from './tile-recorder.js';

/** Codes are read on a grid that is small enough for this. */
const MOST_CODE_BYTES = 64 * 2 ** 20;

/**
 * Computes and reads the activation codes of a whole grid, in one submission, because frames use the same buffers.
 *
 * @param resources own what it takes until it is done; where they are freed before, the read rejects
 * @param size a grid with more codes than 64 MiB is replaced by a smaller one of the same shape
 */
export async function readGridCodes(
  device: GPUDevice,
  resources: GpuResources,
  grid: PartitionGrid,
  program: GridProgram,
  view: ViewWindow,
  size: GridSize,
): Promise<CodeGrid> {
  const { wordsPerPixel } = grid;
  const { width, height } = withinPixels(size, Math.floor(MOST_CODE_BYTES / (4 * wordsPerPixel)));
  const tiles = tilesOf(width, height, grid.tilePixels);
  const recorder = new TileRecorder(device, resources, 'code_reader', grid.outputs.tile, tiles.length);
  const codes = resources.storage('code_reader.codes', 4 * wordsPerPixel * width * height);
  try {
    const encoder = device.createCommandEncoder({ label: 'code_reader' });
    let offset = 0;
    recorder.record(
      encoder,
      tiles,
      view,
      { width, height },
      (pass, area) => grid.encode(pass, program, area),
      (area) => {
        const byteLength = 4 * wordsPerPixel * area.width * area.height;
        encoder.copyBufferToBuffer(grid.outputs.codes, 0, codes, offset, byteLength);
        offset += byteLength;
      },
    );
    device.queue.submit([encoder.finish()]);
    const tileWords = new Uint32Array(await readBuffer(device, codes, codes.size, resources));
    const words = new Uint32Array(wordsPerPixel * width * height);
    let from = 0;
    for (const area of tiles) {
      for (let row = area.y; row < area.y + area.height; row++) {
        const count = area.width * wordsPerPixel;
        words.set(tileWords.subarray(from, from + count), (row * width + area.x) * wordsPerPixel);
        from += count;
      }
    }
    return { width, height, wordsPerPixel, words };
  } finally {
    recorder.release(resources);
    resources.release(codes);
  }
}

/** A grid of the same shape with at most `pixels`. */
function withinPixels({ width, height }: GridSize, pixels: number): GridSize {
  const shrink = Math.min(1, Math.sqrt(pixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * shrink)), height: Math.max(1, Math.floor(height * shrink)) };
}
