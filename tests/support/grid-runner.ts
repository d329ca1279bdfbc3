/** Runs the grid kernels over a whole picture and reads everything they wrote, with poison before and guards behind. */
import { expect } from 'vitest';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import type { ViewWindow } from '../../src/training/picture.js';
import { isCurved } from '../../src/training/reference/fold.js';
import { foldedLayout, packFolded } from '../../src/gpu/folded-layout.js';
import { PartitionTile } from '../../src/gpu/kernels/partition-grid.js';
import { gridKernels, prepareGridKernels, type GridKernels } from '../../src/gpu/grid-kernels.js';
import type { KernelCompiler } from '../../src/gpu/kernel.js';
import { PartitionGrid } from '../../src/gpu/partition-grid.js';
import { BLOCK_SIZE, tilesOf, tileValues, type TileArea } from '../../src/gpu/partition-tiles.js';
import { readBuffer } from '../../src/gpu/readback.js';
import type { GpuFixture } from './gpu-fixture.js';

/** A quiet NaN that no kernel writes. */
const POISON = 0x7fc0beef;

export interface GridResult {
  readonly words: Uint32Array;
  /** Per hidden layer, in 1/32 pixel, 255 for 8 pixels or more; [height, width]. */
  readonly distances: readonly Uint8Array[];
  readonly margins: Float32Array;
  readonly winner: Uint8Array;
  readonly probability: Uint8Array;
  readonly decision: Uint8Array;
  readonly isFinite: readonly boolean[];
}

export interface GridRun {
  readonly folded: FoldedNetwork;
  readonly view: ViewWindow;
  readonly width: number;
  readonly height: number;
  /** Most pixels of a tile. */
  readonly tilePixels?: number;
  readonly workgroupSize?: number;
}

const compiled = new WeakMap<KernelCompiler, Map<number, GridKernels>>();

/** Pipelines are slow to compile in software: the tests of a file share them. */
function sharedKernels(compiler: KernelCompiler, workgroupSize: number): GridKernels {
  const bySize = compiled.get(compiler) ?? new Map<number, GridKernels>();
  compiled.set(compiler, bySize);
  const kernels = bySize.get(workgroupSize) ?? gridKernels(compiler, workgroupSize);
  bySize.set(workgroupSize, kernels);
  return kernels;
}

export async function runGrid(gpu: GpuFixture, run: GridRun): Promise<GridResult> {
  const { device, compiler, resources } = gpu;
  const { folded, view, width, height, tilePixels = 4096, workgroupSize = 64 } = run;
  const widths = folded.layers.map((layer) => layer.width);
  const layout = foldedLayout({ hiddenWidths: widths.slice(0, -1), classCount: widths.at(-1) ?? 0 });
  const kernels = sharedKernels(compiler, workgroupSize);
  const normalizer = folded.layers[0]?.normalizer;
  await prepareGridKernels(kernels, layout, isCurved(folded));
  const tiles = tilesOf(width, height, tilePixels);
  // One more row of blocks than needed stays untouched behind every buffer's used part.
  const grid = new PartitionGrid(
    device,
    kernels,
    resources,
    layout,
    folded.slopeBelowZero,
    tilePixels + 8 * width + 64,
    isCurved(folded),
  );
  const network = resources.storageFrom('test.network', packFolded(folded));
  const program = normalizer
    ? grid.curvedProgram(resources, 'test', network, normalizer)
    : grid.program('test', network);
  const result = {
    words: new Uint32Array(grid.wordsPerPixel * width * height),
    distances: widths.slice(0, -1).map(() => new Uint8Array(width * height)),
    margins: new Float32Array(width * height),
    winner: new Uint8Array(width * height),
    probability: new Uint8Array(width * height),
    decision: new Uint8Array(width * height),
    isFinite: new Array<boolean>(width * height).fill(false),
  };
  const { tile, ...written } = grid.outputs;
  for (const area of tiles) {
    for (const buffer of Object.values<GPUBuffer>(written)) {
      device.queue.writeBuffer(buffer, 0, new Uint32Array(buffer.size / 4).fill(POISON));
    }
    const values = new DataView(new ArrayBuffer(PartitionTile.byteLength));
    PartitionTile.encode(tileValues(area, view, width, height), values);
    device.queue.writeBuffer(tile, 0, values);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    grid.encode(pass, program, area);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await collect(grid, area, width, result, device);
  }
  return result;
}

async function collect(
  grid: PartitionGrid,
  area: TileArea,
  width: number,
  result: GridResult & { isFinite: boolean[] },
  device: GPUDevice,
): Promise<void> {
  const { codes, distances, margins, classes } = grid.outputs;
  const read = async (buffer: GPUBuffer, used: number): Promise<Uint32Array<ArrayBuffer>> => {
    const words = new Uint32Array(await readBuffer(device, buffer));
    expect(words.length, `${buffer.label} has guard words`).toBeGreaterThan(used);
    expect(
      words.subarray(used).every((word) => word === POISON),
      `${buffer.label} kept its guard words`,
    ).toBe(true);
    return words;
  };
  const pixels = area.width * area.height;
  const columns = BLOCK_SIZE * Math.ceil(area.width / BLOCK_SIZE);
  const rows = BLOCK_SIZE * Math.ceil(area.height / BLOCK_SIZE);
  const codeWords = await read(codes, grid.wordsPerPixel * pixels);
  const distanceBytes = new Uint8Array((await read(distances, (result.distances.length * rows * columns) / 4)).buffer);
  const marginValues = new Float32Array((await read(margins, pixels)).buffer);
  const classWords = await read(classes, pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [column, row] = [pixel % area.width, Math.floor(pixel / area.width)];
    const target = (area.y + row) * width + area.x + column;
    const words = grid.wordsPerPixel;
    result.words.set(codeWords.subarray(pixel * words, (pixel + 1) * words), target * words);
    result.distances.forEach((layer, l) => (layer[target] = distanceBytes[(l * rows + row) * columns + column] ?? 0));
    result.margins[target] = marginValues[pixel] ?? NaN;
    const word = classWords[pixel] ?? POISON;
    result.winner[target] = word & 255;
    result.probability[target] = (word >>> 8) & 255;
    result.decision[target] = (word >>> 16) & 255;
    result.isFinite[target] = word >>> 24 === 0;
  }
}
