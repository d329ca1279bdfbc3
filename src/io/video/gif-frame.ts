import { GIFEncoder } from 'gifenc';
import { squareDistance } from './gif-palette.js';
import type { Rgb } from '../../training/palette.js';
import { inRanges, type Pieces } from '../../training/workers/pieces.js';

/** Pixels in one piece. */
const PIXELS_PER_PIECE = 65_536;

export interface GifFrameRequest {
  readonly width: number;
  readonly height: number;
  /** Of every pixel, row by row from the top, opaque. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** At most 255 colours, the same for all frames. */
  readonly palette: readonly Rgb[];
  /** `indices` of the frame before; null for the first, which begins the file. */
  readonly former: Uint8Array<ArrayBuffer> | null;
  /** How long the frame is shown, in hundredths of a second. */
  readonly hundredths: number;
}

export interface GifFrame {
  /** What follows the frame before in the file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Colour of every pixel as an index of the palette. */
  readonly indices: Uint8Array<ArrayBuffer>;
}

/** The end of the file, after the last frame. */
export const GIF_TRAILER = 0x3b;

/**
 * A pixel whose colour is no farther from what is shown already stays as it is: 4 levels in each of red, green and blue,
 * which nobody sees, where a film of smooth fills would be a third larger.
 */
const STAYS_WITHIN = 3 * 4 ** 2;

/** One frame of a GIF: every pixel in the nearest colour of the palette; those that stay as they are take next to no room. */
export function* gifFrameInPieces(request: GifFrameRequest): Pieces<GifFrame> {
  const { width, height, rgba, palette, former, hundredths } = request;
  const indices = yield* nearestIndices(rgba, palette, former);
  const encoder = GIFEncoder({ auto: false, initialCapacity: width * height });
  const delay = 10 * hundredths;
  if (former) {
    const stays = palette.length;
    const changed = indices.map((index, pixel) => (index === former[pixel] ? stays : index));
    encoder.writeFrame(changed, width, height, { delay, transparent: true, transparentIndex: stays, dispose: 1 });
  } else {
    encoder.writeHeader();
    const unused: Rgb = [0, 0, 0];
    const colors = [...palette, unused].map(([red, green, blue]): [number, number, number] => [red, green, blue]);
    encoder.writeFrame(indices, width, height, { delay, first: true, palette: colors, repeat: 0, dispose: 1 });
  }
  return { bytes: encoder.bytes(), indices };
}

function* nearestIndices(
  rgba: Uint8ClampedArray,
  palette: readonly Rgb[],
  former: Uint8Array | null,
): Pieces<Uint8Array<ArrayBuffer>> {
  const indices = new Uint8Array(rgba.length / 4);
  const known = new Map<number, number>();
  yield* inRanges(indices.length, PIXELS_PER_PIECE, (first, end) => {
    for (let pixel = first; pixel < end; pixel++) {
      const color: Rgb = [rgba[4 * pixel]!, rgba[4 * pixel + 1]!, rgba[4 * pixel + 2]!];
      const shown = former && palette[former[pixel]!];
      if (shown && squareDistance(shown, color) <= STAYS_WITHIN) {
        indices[pixel] = former[pixel]!;
        continue;
      }
      const key = 65_536 * color[0] + 256 * color[1] + color[2];
      let index = known.get(key);
      if (index === undefined) {
        index = nearest(palette, color);
        known.set(key, index);
      }
      indices[pixel] = index;
    }
  });
  return indices;
}

/** Of equally near ones the first. */
function nearest(palette: readonly Rgb[], color: Rgb): number {
  let best = 0;
  let least = Infinity;
  palette.forEach((one, index) => {
    const distance = squareDistance(one, color);
    if (distance >= least) return;
    least = distance;
    best = index;
  });
  return best;
}
