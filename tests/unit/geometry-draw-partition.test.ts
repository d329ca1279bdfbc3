import { describe, expect, it } from 'vitest';
import { drawPartition, type PartitionStyle } from '../../src/geometry/draw-partition.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import { wallSegments } from '../../src/geometry/wall-segments.js';
import { paintPlan, lineCoverage } from '../../src/training/reference/paint.js';
import { nearestSegment } from '../../src/geometry/distances.js';
import { randomFolded } from '../support/random-folded.js';

const folded = randomFolded({ inputDimension: 2, hiddenWidths: [9, 7], classCount: 3 }, 5);
const partition = partitionOf(folded, { x0: -2, x1: 3, y0: -1, y1: 3 });
const style: PartitionStyle = {
  widthPx: 61,
  heightPx: 47,
  pixelRatio: 1.5,
  theme: 'light',
  fill: null,
  scale: null,
  lines: { walls: [], decisionBoundary: true },
};

/** Ends of segments in pixels. */
function inPixels(segments: Float64Array, { window }: Partition, { widthPx, heightPx }: PartitionStyle): Float64Array {
  return segments.map((value, i) =>
    i % 2 === 0
      ? ((value - window.x0) / (window.x1 - window.x0)) * widthPx
      : ((window.y1 - value) / (window.y1 - window.y0)) * heightPx,
  );
}

/** Every pixel by its distance to every segment, in real numbers: premultiplied red, green, blue and alpha, 0 to 255. */
function plainly(of: Partition, how: PartitionStyle): number[] {
  const layers = { fill: 'plain', ...how.lines } as const;
  const { lines } = paintPlan(
    { layers, theme: how.theme, gridPixelsPerCssPixel: how.pixelRatio },
    of.hiddenWidths.length,
  );
  const ofWalls = inPixels(wallSegments(of), of, how);
  const ofDecision = inPixels(of.decisionBoundary.segments, of, how);
  const pixels: number[] = [];
  for (let row = 0; row < how.heightPx; row++) {
    for (let column = 0; column < how.widthPx; column++) {
      let pixel = [0, 0, 0, 0];
      for (const { source, core, casing, coreHalfWidth, casingHalfWidth, coreOpacity, casingOpacity } of lines) {
        const { distance } =
          source === 'decision'
            ? nearestSegment(ofDecision, column + 0.5, row + 0.5)
            : nearestSegment(ofWalls, column + 0.5, row + 0.5, (segment) => of.walls.layers[segment] === source);
        for (const [colour, amount] of [
          [casing, casingOpacity * lineCoverage(distance, casingHalfWidth)],
          [core, coreOpacity * lineCoverage(distance, coreHalfWidth)],
        ] as const) {
          pixel = pixel.map((value, channel) => (1 - amount) * value + amount * (colour[channel] ?? 255));
        }
      }
      pixels.push(...pixel);
    }
  }
  return pixels;
}

describe('lines of a partition', () => {
  it.each([
    ['all', style],
    ['in the dark', { ...style, theme: 'dark' }],
    ['of the second layer alone', { ...style, lines: { walls: [false], decisionBoundary: false } }],
    ['thin ones', { ...style, pixelRatio: 0.4 }],
  ] as const)('are drawn by the distance of every pixel to the nearest one: %s', (_, how) => {
    const { rgba } = drawPartition(partition, how);
    const expected = plainly(partition, how);
    let worst = 0;
    let drawn = 0;
    for (let i = 0; i < expected.length; i++) {
      const alpha = rgba[4 * Math.floor(i / 4) + 3]! / 255;
      const value = i % 4 === 3 ? rgba[i]! : rgba[i]! * alpha;
      worst = Math.max(worst, Math.abs(value - expected[i]!));
      if (i % 4 === 3 && value > 0) drawn++;
    }
    // Each of at most three lines rounds a channel and its alpha to whole numbers, by half of one each.
    expect(worst).toBeLessThan(2 * 3 * 0.5 + 0.1);
    expect(drawn).toBeGreaterThan(100);
    expect(drawn).toBeLessThan(expected.length / 4);
  });

  it('draws nothing where nothing is wanted', () => {
    const lines = { walls: [false, false], decisionBoundary: false };
    expect(drawPartition(partition, { ...style, lines }).rgba.every((value) => value === 0)).toBe(true);
  });
});
