import { describe, expect } from 'vitest';
import { palettes } from '../../src/training/palette.js';
import type { Fill, PictureLayers, PictureTheme } from '../../src/training/picture.js';
import { paintPicture, paintPlan, type PaintedGrid } from '../../src/training/reference/paint.js';
import { PartitionTile } from '../../src/gpu/kernels/partition-grid.js';
import { PartitionPaint, partitionPaint, paintValues } from '../../src/gpu/kernels/partition-paint.js';
import { tilesOf, tileValues } from '../../src/gpu/partition-tiles.js';
import { gpuTest, type GpuFixture } from '../support/gpu-fixture.js';
import { randomNumbers } from '../support/random-folded.js';
import { readTexture } from '../support/read-texture.js';

const DEPTH = 3;
const WORDS = 3;
const CLASSES = 3;

/** A grid with values that the GPU stores exactly: distances in 1/32 pixel, probabilities in 1/255. */
function storableGrid(width: number, height: number, seed: number): PaintedGrid {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(count * random());
  const pixels = width * height;
  const distances = () => Float64Array.from({ length: pixels }, () => below(256) / 32);
  return {
    width,
    height,
    codes: {
      width,
      height,
      wordsPerPixel: WORDS,
      words: Uint32Array.from({ length: WORDS * pixels }, () => below(2 ** 32)),
    },
    winner: Uint8Array.from({ length: pixels }, () => below(CLASSES)),
    probability: Float64Array.from({ length: pixels }, () => (below(20) === 0 ? NaN : (85 + below(171)) / 255)),
    wallDistance: Array.from({ length: DEPTH }, distances),
    decisionDistance: distances(),
  };
}

/** What the grid kernels would have written for one tile. */
function tileBuffers(grid: PaintedGrid, x: number, y: number, width: number, height: number) {
  const [columns, rows] = [8 * Math.ceil(width / 8), 8 * Math.ceil(height / 8)];
  const codes = new Uint32Array(WORDS * width * height);
  const classes = new Uint32Array(width * height);
  const distances = new Uint8Array(DEPTH * rows * columns);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = (y + row) * grid.width + x + column;
      const at = row * width + column;
      codes.set(grid.codes.words.subarray(WORDS * pixel, WORDS * (pixel + 1)), WORDS * at);
      const p = grid.probability[pixel] ?? NaN;
      const known =
        (grid.winner[pixel] ?? 0) | (Math.round(255 * p) << 8) | ((32 * (grid.decisionDistance[pixel] ?? 0)) << 16);
      classes[at] = Number.isFinite(p) ? known : 1 << 24;
      grid.wallDistance.forEach(
        (layer, l) => (distances[(l * rows + row) * columns + column] = 32 * (layer[pixel] ?? 0)),
      );
    }
  }
  return { codes, classes, distances: new Uint32Array(distances.buffer) };
}

async function paintOnGpu(
  { device, compiler, resources }: GpuFixture,
  grid: PaintedGrid,
  layers: PictureLayers,
  theme: PictureTheme,
  scale: number,
): Promise<Uint8Array> {
  const kernel = await compiler.compile(partitionPaint);
  const texture = resources.paintedTexture('test.painted', grid.width + 3, grid.height + 2);
  const plan = paintPlan({ layers, theme, gridPixelsPerCssPixel: scale }, DEPTH);
  const encodedPaint = new DataView(new ArrayBuffer(PartitionPaint.byteLength));
  PartitionPaint.encode(paintValues(plan, CLASSES, WORDS), encodedPaint);
  const paint = resources.uniform('test.paint', encodedPaint.byteLength);
  device.queue.writeBuffer(paint, 0, encodedPaint);
  const view = { x0: 0, x1: 1, y0: 0, y1: 1 };
  for (const area of tilesOf(grid.width, grid.height, 256)) {
    const encodedTile = new DataView(new ArrayBuffer(PartitionTile.byteLength));
    PartitionTile.encode(tileValues(area, view, grid.width, grid.height), encodedTile);
    const tile = resources.uniform('test.tile', encodedTile.byteLength);
    device.queue.writeBuffer(tile, 0, encodedTile);
    const data = tileBuffers(grid, area.x, area.y, area.width, area.height);
    const bindGroup = kernel.bind(device, 'test', {
      tile,
      paint,
      codes: resources.storageFrom('test.codes', data.codes),
      distances: resources.storageFrom('test.distances', data.distances),
      classes: resources.storageFrom('test.classes', data.classes),
      painted: texture.createView(),
    });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(kernel.pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(Math.ceil((2 * Math.ceil(area.width / 8) * area.height) / 64));
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
  return readTexture(device, texture, grid.width, grid.height);
}

describe('partition_paint', () => {
  const styles: [fill: Fill, theme: PictureTheme, scale: number, walls: boolean[], decisionBoundary: boolean][] = [
    ['confidence', 'light', 1, [], true],
    ['confidence', 'dark', 2, [true, false], true],
    ['region', 'light', 0.25, [], false],
    ['region', 'dark', 3, [false, true, true], true],
    ['plain', 'light', 1.5, [false, false, false], true],
  ];
  gpuTest.for(styles)(
    'paints as the oracle does: %o',
    async ([fill, theme, scale, walls, decisionBoundary], { gpu }) => {
      const layers = { fill, walls, decisionBoundary };
      for (const [width, height] of [
        [1, 1],
        [37, 21],
      ] as const) {
        const grid = storableGrid(width, height, 5);
        const painted = await paintOnGpu(gpu, grid, layers, theme, scale);
        const expected = paintPicture(grid, CLASSES, { layers, theme, gridPixelsPerCssPixel: scale });
        // Both round to the nearest of 255 steps, from values that differ in float32's last places only.
        const worst = painted.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? NaN))), 0);
        expect(worst).toBeLessThanOrEqual(1);
      }
    },
  );

  gpuTest('paints pixels without finite numbers neutral', async ({ gpu }) => {
    const grid = storableGrid(15, 9, 9);
    const layers = { fill: 'plain' as const, walls: [false, false, false], decisionBoundary: false };
    const painted = await paintOnGpu(gpu, grid, layers, 'light', 1);
    const unknown = [...grid.probability].map((p) => !Number.isFinite(p));
    expect(unknown).toContain(true);
    unknown.forEach((isUnknown, pixel) =>
      expect([...painted.subarray(4 * pixel, 4 * pixel + 3)]).toEqual(
        isUnknown ? palettes.light.neutral : palettes.light.paper,
      ),
    );
  });
});
