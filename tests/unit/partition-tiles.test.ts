import { describe, expect, it } from 'vitest';
import { foldedLayout } from '../../src/gpu/folded-layout.js';
import {
  isHeadFused,
  tileBytes,
  tileCapacity,
  tilesOf,
  tileValues,
  wordsPerPixel,
} from '../../src/gpu/partition-tiles.js';

const layout = (hiddenWidths: number[], classCount = 2) => foldedLayout({ hiddenWidths, classCount });
const padded = ({ width, height }: { width: number; height: number }) =>
  64 * Math.ceil(width / 8) * Math.ceil(height / 8);

describe('tilesOf', () => {
  it.each([
    [1, 1, 64],
    [3, 5, 64],
    [17, 33, 200],
    [640, 480, 4096],
    [1920, 1080, 131_072],
    [8000, 3, 4096],
    [5, 4000, 1024],
  ])('covers %i x %i once with tiles of at most %i pixels that begin at blocks', (width, height, most) => {
    const covered = new Uint8Array(width * height);
    for (const tile of tilesOf(width, height, most)) {
      expect(padded(tile)).toBeLessThanOrEqual(most);
      expect([tile.x % 8, tile.y % 8]).toEqual([0, 0]);
      for (let y = tile.y; y < tile.y + tile.height; y++) {
        for (let x = tile.x; x < tile.x + tile.width; x++) covered[y * width + x]!++;
      }
    }
    expect(covered.every((count) => count === 1)).toBe(true);
  });

  it('does not cut what fits', () => {
    expect(tilesOf(256, 256, 65_536)).toEqual([{ x: 0, y: 0, width: 256, height: 256 }]);
  });

  it('needs few more tiles than the area asks for', () => {
    expect(tilesOf(1920, 1080, 131_072).length).toBeLessThanOrEqual(20);
  });
});

describe('tileValues', () => {
  it('places pixels about the middle of the window', () => {
    const view = { x0: -1, x1: 3, y0: 10, y1: 12 };
    expect(tileValues({ x: 8, y: 0, width: 9, height: 5 }, view, 20, 5)).toEqual({
      centre: [1, 11],
      pixel_size: [0.2, 0.4],
      first_pixel: [-2, -2.5],
      picture_size: [20, 5],
      origin: [8, 0],
      size: [9, 5],
      blocks: [2, 1],
    });
  });
});

describe('buffers of a tile', () => {
  it('hold a code word per 32 units of every layer', () => {
    expect(wordsPerPixel(layout([31, 32, 33]))).toBe(4);
  });

  it('hold the activations of layers that another one reads', () => {
    // 2-64-64-2: only logits, because the head is computed along with the second layer.
    expect(isHeadFused(layout([64, 64]))).toBe(true);
    expect(tileBytes(layout([64, 64]), 64).activations).toBe(64 * 16);
    expect(isHeadFused(layout([64, 64], 5))).toBe(false);
    expect(tileBytes(layout([64, 64], 5), 64).activations).toBe(64 * 4 * 64);
    // Curved networks store every layer, the first too.
    expect(tileBytes(layout([64, 32]), 64, true).activations).toBe(64 * 4 * 64);
    expect(isHeadFused(layout([64]))).toBe(false);
    expect(tileBytes(layout([64]), 64).activations).toBe(64 * 16);
  });

  it.each([[[64, 64]], [Array<number>(8).fill(256)], [[1]], [[256]]])('stay within the limit for %o', (widths) => {
    const limit = 8 * 2 ** 20;
    const pixels = tileCapacity(layout(widths), limit);
    expect(Math.max(...Object.values<number>({ ...tileBytes(layout(widths), pixels) }))).toBeLessThanOrEqual(limit);
    expect(pixels % 64).toBe(0);
    expect(pixels).toBeGreaterThanOrEqual(8192);
  });
});
