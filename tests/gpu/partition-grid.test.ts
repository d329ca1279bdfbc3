import { describe, expect } from 'vitest';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import type { ViewWindow } from '../../src/training/picture.js';
import { expectGrid } from '../support/grid-expectations.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { runGrid } from '../support/grid-runner.js';
import { randomFolded } from '../support/random-folded.js';
import { trainedNet } from '../support/trained-nets.js';

const view: ViewWindow = { x0: -2, x1: 2, y0: -1.5, y1: 1.75 };
const net = (hiddenWidths: number[], classCount = 2, slope = 0, inputDimension = 2): FoldedNetwork =>
  randomFolded({ inputDimension, hiddenWidths, classCount }, 7 + hiddenWidths.length, slope);

/** Of a distance of 8 pixels or more. */
const FARTHEST = 255;
const STEP = 1 / 32;

describe('grid kernels', () => {
  const shapes: [name: string, folded: FoldedNetwork, width: number, height: number][] = [
    ['one unit', net([1]), 17, 33],
    ['one pixel', net([4, 3]), 1, 1],
    ['3 x 5 pixels', net([3, 4]), 3, 5],
    ['64 x 64 pixels', net([16, 16]), 64, 64],
    ['a wide strip', net([31, 33], 3), 61, 9],
    ['one hidden layer', net([64], 3), 33, 17],
    ['one hidden layer of 256, ten classes', net([256], 10), 24, 16],
    ['width 1 in the middle', net([33, 1, 31]), 25, 17],
    ['three layers, ten classes', net([32, 31, 16], 10), 24, 17],
    ['width 64', net([64, 64]), 48, 33],
    ['width 256', net([256, 256], 3), 16, 9],
    ['eight layers', net([12, 4, 31, 8, 16, 3, 5, 33], 3), 17, 16],
    ['eight layers of 256', net(Array<number>(8).fill(256)), 9, 8],
    ['leaky', net([32, 16, 8], 2, 0.1), 33, 17],
    ['abs', net([32, 16, 8], 2, -1), 33, 17],
    ['leaky, one hidden layer', net([20], 4, 0.3), 17, 17],
    ['one input', net([8, 8], 2, 0, 1), 33, 9],
    ['three inputs', net([8, 8], 2, 0, 3), 17, 9],
  ];
  gpuTest.for(shapes)('match the oracle: %s', async ([, folded, width, height], { gpu }) => {
    const run = { folded, view, width, height };
    const compared = expectGrid(await runGrid(gpu, run), run);
    if (width > 3 && folded.layers.length < 4) expect(compared).toBeGreaterThan(0.3 * width * height);
  });

  gpuTest('match the oracle in a small window far from the origin', async ({ gpu }) => {
    const far = { x0: 3.999, x1: 4.001, y0: -3.001, y1: -2.999 };
    const run = { folded: net([16, 16]), view: far, width: 24, height: 24 };
    expectGrid(await runGrid(gpu, run), run);
  });

  const trained: [name: string, view: ViewWindow][] = [
    ['circles42-64x64-bn-relu-sgdm.step0', { x0: -1.5, x1: 1.5, y0: -1.5, y1: 1.5 }],
    ['circles42-64x64-bn-relu-sgdm.step350', { x0: -1.5, x1: 1.5, y0: -1.5, y1: 1.5 }],
    ['circles42-64x64-none-relu-sgdm.step350', { x0: -1.5, x1: 1.5, y0: -1.5, y1: 1.5 }],
    ['circles42-32x32x32-bn-relu-sgdm.step350', { x0: 0.6, x1: 1, y0: -0.2, y1: 0.2 }],
    ['circles42-64x64-bn-leaky-sgdm.step350', { x0: -1.5, x1: 1.5, y0: -1.5, y1: 1.5 }],
    ['blobs42-16x16-bn-relu-sgdm.step351', { x0: -12, x1: 10, y0: -11, y1: 11 }],
  ];
  gpuTest.for(trained)('match the oracle: trained %s', async ([name, window], { gpu }) => {
    const run = { folded: await trainedNet(name), view: window, width: 48, height: 40 };
    expect(expectGrid(await runGrid(gpu, run), run)).toBeGreaterThan(48 * 40);
  });

  gpuTest('give the same for other tiles and workgroups', async ({ gpu }) => {
    const run = { folded: net([33, 20, 9], 3), view, width: 45, height: 37 };
    const whole = await runGrid(gpu, run);
    for (const tilePixels of [64, 300, 1024]) expect(await runGrid(gpu, { ...run, tilePixels })).toEqual(whole);
    for (const workgroupSize of [1, 32, 128]) expect(await runGrid(gpu, { ...run, workgroupSize })).toEqual(whole);
  });

  gpuTest('draw no wall where a unit is constant', async ({ gpu }) => {
    const folded = net([4, 4]);
    for (const layer of folded.layers.slice(0, 2)) {
      layer.weight.fill(0);
      layer.bias.fill(0);
    }
    const { distances, words } = await runGrid(gpu, { folded, view, width: 9, height: 9 });
    expect(distances.flatMap((layer) => [...layer]).every((distance) => distance === FARTHEST)).toBe(true);
    expect(words.every((word) => word === 0)).toBe(true);
  });

  gpuTest('take the boundary between the two best classes where three meet', async ({ gpu }) => {
    // Logits x, y, 0: the three boundaries are the half lines x = y > 0, y = 0 > x and x = 0 > y.
    const folded: FoldedNetwork = {
      slopeBelowZero: -1,
      layers: [
        { inputWidth: 2, width: 2, weight: Float64Array.of(1, 0, 0, 1), bias: Float64Array.of(8, 8) },
        { inputWidth: 2, width: 3, weight: Float64Array.of(1, 0, 0, 1, 0, 0), bias: Float64Array.of(-8, -8, 0) },
      ],
    };
    const square = { x0: -4, x1: 4, y0: -4, y1: 4 };
    const run = { folded, view: square, width: 16, height: 16 };
    const { decision } = await runGrid(gpu, run);
    const at = (x: number, y: number) => STEP * (decision[(7.5 - y) * 16 + x + 7.5] ?? NaN);
    // In pixels from the middle. Far below x = y and y = 0 is the half line x = 0.
    expect(at(2.5, -6.5)).toBeCloseTo(2.5, 5);
    expect(at(-6.5, 1.5)).toBeCloseTo(1.5, 5);
    expect(Math.abs(at(4.5, 2.5) - Math.SQRT2)).toBeLessThanOrEqual(0.51 * STEP);
    expect(Math.abs(at(2.5, 4.5) - Math.SQRT2)).toBeLessThanOrEqual(0.51 * STEP);
  });

  for (const value of [NaN, Infinity, 3e38]) {
    gpuTest(`mark pixels without finite logits: a weight of ${value}`, async ({ gpu }) => {
      const folded = net([8, 8]);
      folded.layers[2]?.weight.fill(value);
      const { isFinite } = await runGrid(gpu, { folded, view, width: 9, height: 9 });
      expect(isFinite.filter((known) => !known).length).toBeGreaterThan(40);
    });
  }
});
