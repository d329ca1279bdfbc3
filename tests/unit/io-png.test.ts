/** PNG against Node's own zlib, whose checks of lengths and sums are strict. */
import { crc32, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { encodePng } from '../../src/io/png.js';

/** Chunks of a PNG by their names, each with its checksum checked. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const named = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named));
    chunks.set(named.toString('latin1', 0, 4), named.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

// The second takes several stored blocks.
it.each([
  [3, 2],
  [170, 130],
])('%i by %i pixels come back', (width, height) => {
  const rgba = Uint8ClampedArray.from({ length: 4 * width * height }, (_, index) => (index * 97) % 251);
  const png = Buffer.from(encodePng(width, height, rgba));
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const chunks = chunksOf(png);
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const header = chunks.get('IHDR')!;
  expect([header.readUInt32BE(0), header.readUInt32BE(4), ...header.subarray(8)]).toEqual([
    width,
    height,
    8,
    6,
    0,
    0,
    0,
  ]);
  const rows = inflateSync(chunks.get('IDAT')!);
  const read = Array.from({ length: height }, (_, row) => {
    const start = row * (1 + 4 * width);
    expect(rows[start]).toBe(0);
    return [...rows.subarray(start + 1, start + 1 + 4 * width)];
  });
  expect(read.flat()).toEqual([...rgba]);
  expect(rows).toHaveLength(height * (1 + 4 * width));
});
