/** Page of the grid's benchmark: makes each piece of work ready to be run by name from bench/grid.mjs. */
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { GpuResources } from '../../src/gpu/buffers.js';
import { acquireDevice } from '../../src/gpu/device.js';
import { foldedLayout, packFolded } from '../../src/gpu/folded-layout.js';
import { KernelCompiler } from '../../src/gpu/kernel.js';
import { PartitionTile } from '../../src/gpu/kernels/partition-grid.js';
import { gridKernels, prepareGridKernels } from '../../src/gpu/grid-kernels.js';
import { PartitionGrid } from '../../src/gpu/partition-grid.js';
import { MAXIMUM_BUFFER_BYTES, MAXIMUM_TILE_PIXELS } from '../../src/gpu/partition-pass.js';
import { tileCapacity, tilesOf, tileValues, wordsPerPixel } from '../../src/gpu/partition-tiles.js';
import { randomFolded } from '../../tests/support/random-folded.js';
import naiveText from './naive_grid.wgsl?raw';

const view = { x0: -2, x1: 2, y0: -2, y1: 2 };
const { device } = await acquireDevice(navigator.gpu);
const compiler = new KernelCompiler(device);

async function submit(record: (encoder: GPUCommandEncoder) => void): Promise<number> {
  const start = performance.now();
  const encoder = device.createCommandEncoder();
  record(encoder);
  device.queue.submit([encoder.finish()]);
  await device.queue.onSubmittedWorkDone();
  return performance.now() - start;
}

/** Work by name; each call does it once and gives the milliseconds until it is done. */
const work = new Map<string, () => Promise<number>>();

const networkOf = (widths: readonly number[]): FoldedNetwork =>
  randomFolded({ inputDimension: 2, hiddenWidths: widths, classCount: 2 }, 7);

async function prepareGrid(name: string, widths: readonly number[], size: number) {
  const resources = new GpuResources(device);
  const folded = networkOf(widths);
  const layout = foldedLayout({ hiddenWidths: widths, classCount: 2 });
  const tilePixels = Math.min(MAXIMUM_TILE_PIXELS, tileCapacity(layout, MAXIMUM_BUFFER_BYTES));
  const kernels = gridKernels(compiler);
  await prepareGridKernels(kernels, layout);
  const tiles = tilesOf(size, size, tilePixels);
  const grid = new PartitionGrid(device, kernels, resources, layout, folded.slopeBelowZero, tilePixels);
  const program = grid.program('bench', resources.storageFrom('bench.network', packFolded(folded)));
  const values = new DataView(new ArrayBuffer(tiles.length * PartitionTile.byteLength));
  tiles.forEach((area, i) =>
    PartitionTile.encode(tileValues(area, view, size, size), values, i * PartitionTile.byteLength),
  );
  const staged = resources.storage('bench.tiles', values.byteLength);
  device.queue.writeBuffer(staged, 0, values);
  work.set(name, () =>
    submit((encoder) =>
      tiles.forEach((area, i) => {
        const { tile } = grid.outputs;
        encoder.copyBufferToBuffer(staged, i * PartitionTile.byteLength, tile, 0, PartitionTile.byteLength);
        const pass = encoder.beginComputePass();
        grid.encode(pass, program, area);
        pass.end();
      }),
    ),
  );
}

async function prepareNaive(name: string, widths: readonly number[], size: number) {
  const resources = new GpuResources(device);
  const folded = networkOf(widths);
  const layout = foldedLayout({ hiddenWidths: widths, classCount: 2 });
  const words = wordsPerPixel(layout);
  const uniform = new DataView(new ArrayBuffer(32));
  const pixel = (view.x1 - view.x0) / size;
  [view.x0, view.y1, pixel, pixel].forEach((value, i) => uniform.setFloat32(4 * i, value, true));
  [size, layout.layers.length, words].forEach((value, i) => uniform.setUint32(16 + 4 * i, value, true));
  uniform.setFloat32(28, folded.slopeBelowZero, true);
  const grid = resources.uniform('naive.grid', 32);
  device.queue.writeBuffer(grid, 0, uniform);
  const layers = layout.layers.flatMap(({ inputs, width, groups, weight, bias }) => [
    inputs,
    width,
    groups,
    weight,
    bias,
  ]);
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: naiveText }), entryPoint: 'naive_grid' },
  });
  const buffers = [
    grid,
    resources.storageFrom('naive.layers', Uint32Array.from(layers)),
    resources.storageFrom('naive.network', packFolded(folded)),
    resources.storage('naive.codes', 4 * words * size * size),
    resources.storage('naive.margins', 4 * size * size),
  ];
  const bindGroup = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  work.set(name, () =>
    submit((encoder) => {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(Math.ceil((size * size) / 64));
      pass.end();
    }),
  );
}

Object.assign(globalThis, {
  isReady: true,
  prepareGrid,
  prepareNaive,
  runWork: (name: string) => work.get(name)?.(),
});
