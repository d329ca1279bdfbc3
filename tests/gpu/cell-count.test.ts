import { describe, expect } from 'vitest';
import { CellCounter } from '../../src/gpu/cell-counter.js';
import { cellCount, decodeCellCount } from '../../src/gpu/kernels/cell-count.js';
import { PartitionTile } from '../../src/gpu/kernels/partition-grid.js';
import { tilesOf, tileValues } from '../../src/gpu/partition-tiles.js';
import { readBuffer } from '../../src/gpu/readback.js';
import { ScratchPool } from '../../src/gpu/shared-parts.js';
import { gridCodes } from '../../src/training/reference/activation-code.js';
import type { CodeGrid } from '../../src/training/backend.js';
import { gpuTest, type GpuFixture } from '../support/gpu-fixture.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';

async function countOnGpu(
  { device, compiler, resources }: GpuFixture,
  grid: CodeGrid,
  tilePixels: number,
  slots?: number,
) {
  const { width, height, wordsPerPixel, words } = grid;
  const tile = resources.uniform('test.tile', PartitionTile.byteLength);
  const codes = resources.storage('test.codes', words.byteLength);
  const kernel = await compiler.compile(cellCount);
  const pool = new ScratchPool<GPUBuffer>(resources);
  const counter = new CellCounter(device, kernel, resources, 'test', { tile, codes }, wordsPerPixel, pool, slots);
  const view = { x0: 0, x1: 1, y0: 0, y1: 1 };
  const start = device.createCommandEncoder();
  counter.begin(start);
  device.queue.submit([start.finish()]);
  for (const area of tilesOf(width, height, tilePixels)) {
    const encoded = new DataView(new ArrayBuffer(PartitionTile.byteLength));
    PartitionTile.encode(tileValues(area, view, width, height), encoded);
    device.queue.writeBuffer(tile, 0, encoded);
    const tileWords = new Uint32Array(wordsPerPixel * area.width * area.height);
    for (let row = 0; row < area.height; row++) {
      const from = ((area.y + row) * width + area.x) * wordsPerPixel;
      const count = area.width * wordsPerPixel;
      tileWords.set(words.subarray(from, from + count), row * count);
    }
    device.queue.writeBuffer(codes, 0, tileWords);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    counter.encode(pass, area);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
  const table = counter.slots;
  if (!table) throw new Error('The counter has no table.');
  const areas = new Uint32Array(await readBuffer(device, table)).filter((_, index) => index % 2 === 1);
  return {
    ...decodeCellCount(await readBuffer(device, counter.counters)),
    areas: [...areas].filter((area) => area > 0),
  };
}

/** Pixels per code. */
function areasOf({ width, height, wordsPerPixel, words }: CodeGrid): number[] {
  const areas = new Map<string, number>();
  for (let pixel = 0; pixel < width * height; pixel++) {
    const code = words.subarray(pixel * wordsPerPixel, (pixel + 1) * wordsPerPixel).join();
    areas.set(code, (areas.get(code) ?? 0) + 1);
  }
  return [...areas.values()];
}

const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b);

async function expectCount(gpu: GpuFixture, grid: CodeGrid, tilePixels: number) {
  const areas = areasOf(grid);
  const count = await countOnGpu(gpu, grid, tilePixels);
  expect(count).toMatchObject({
    distinct: areas.length,
    gridWidth: grid.width,
    gridHeight: grid.height,
    overflow: false,
    largestShare: Math.max(...areas) / (grid.width * grid.height),
  });
  expect(ascending(count.areas)).toEqual(ascending(areas));
}

function noise(width: number, height: number, wordsPerPixel: number, values: number): CodeGrid {
  const random = randomNumbers(3);
  const words = Uint32Array.from({ length: width * height * wordsPerPixel }, () => Math.floor(values * random()));
  return { width, height, wordsPerPixel, words };
}

describe('cell_count', () => {
  const view = { x0: -2, x1: 2, y0: -2, y1: 2 };
  for (const [widths, size] of [
    [[8], 33],
    [[64, 64], 64],
    [[20, 20, 20], 48],
  ] as const) {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: widths, classCount: 2 }, 3);
    gpuTest(`counts the cells of ${widths.join('-')} as a Set does`, async ({ gpu }) => {
      await expectCount(gpu, gridCodes(folded, view, size, size), 4096);
    });
  }

  gpuTest('adds tiles up', ({ gpu }) => expectCount(gpu, noise(45, 37, 2, 9), 300));
  gpuTest('counts one cell', ({ gpu }) => expectCount(gpu, noise(64, 64, 1, 1), 4096));
  gpuTest('counts one pixel', ({ gpu }) => expectCount(gpu, noise(1, 1, 1, 1), 64));
  gpuTest('counts pixels that all differ', ({ gpu }) => expectCount(gpu, noise(64, 64, 2, 2 ** 32), 4096));

  gpuTest('says so when the table is full, and never waits', async ({ gpu }) => {
    const count = await countOnGpu(gpu, noise(64, 64, 2, 2 ** 32), 4096, 1024);
    expect(count.overflow).toBe(true);
    expect(count.distinct).toBeGreaterThan(900);
    expect(count.distinct).toBeLessThanOrEqual(1024);
  });
});
