/** The grid of networks that normalise single samples: curved walls, every pixel by itself. */
import { describe, expect } from 'vitest';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import type { SampleNorm } from '../../src/training/network-spec.js';
import type { ViewWindow } from '../../src/training/picture.js';
import { expectGrid } from '../support/grid-expectations.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { runGrid } from '../support/grid-runner.js';
import { randomCurved, randomFolded } from '../support/random-folded.js';

const view: ViewWindow = { x0: -2, x1: 2, y0: -1.5, y1: 1.75 };
const layer: SampleNorm = { groups: 1, isCentred: true };
const rms: SampleNorm = { groups: 1, isCentred: false };
const groups = (count: number): SampleNorm => ({ groups: count, isCentred: true });

const net = (hiddenWidths: number[], norm: SampleNorm, classCount = 2, slope = 0, inputDimension = 2): FoldedNetwork =>
  randomCurved(randomFolded({ inputDimension, hiddenWidths, classCount }, 7 + hiddenWidths.length, slope), norm, 3);

/** First layer a thousandth as large: the mean square of what is normalised is of the order of epsilon. */
function faint(folded: FoldedNetwork): FoldedNetwork {
  const [first, ...others] = folded.layers;
  const shrink = (values: Float64Array) => values.map((value) => Math.fround(value / 1000));
  return { ...folded, layers: [{ ...first!, weight: shrink(first!.weight), bias: shrink(first!.bias) }, ...others] };
}

describe('the grid of curved networks', () => {
  const shapes: [name: string, folded: FoldedNetwork, width: number, height: number][] = [
    ['one pixel', net([4, 3], layer), 1, 1],
    ['one hidden layer', net([33], layer, 3), 33, 17],
    ['LayerNorm', net([16, 17], layer), 32, 24],
    ['LayerNorm of little spread', faint(net([16, 17], layer)), 32, 24],
    ['LayerNorm of 64', net([64, 64], layer), 24, 17],
    ['GroupNorm, groups of 8 and 3', net([32, 12], groups(4), 3), 25, 17],
    ['GroupNorm across words', net([66, 9], groups(3)), 17, 16],
    ['RMSNorm', net([16, 31, 8], rms, 10), 24, 17],
    ['RMSNorm of one unit', net([1, 4], rms), 17, 9],
    ['leaky, three layers', net([12, 20, 9], layer, 2, 0.1), 24, 17],
    ['abs', net([12, 6], groups(3), 2, -1), 17, 17],
    ['one input', net([8, 8], layer, 2, 0, 1), 17, 9],
  ];
  gpuTest.for(shapes)('match the oracle: %s', async ([, folded, width, height], { gpu }) => {
    const run = { folded, view, width, height };
    expect(expectGrid(await runGrid(gpu, run), run)).toBeGreaterThan(folded.layers.length * width * height * 0.7);
  });

  gpuTest('give the same for other tiles and workgroups', async ({ gpu }) => {
    const run = { folded: net([12, 18, 9], groups(3), 3), view, width: 45, height: 37 };
    const whole = await runGrid(gpu, run);
    expect(await runGrid(gpu, { ...run, tilePixels: 300 })).toEqual(whole);
    expect(await runGrid(gpu, { ...run, workgroupSize: 1 })).toEqual(whole);
  });
});
