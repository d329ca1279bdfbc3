import { describe, expect } from 'vitest';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import type { ViewWindow } from '../../src/training/picture.js';
import { gridCodes } from '../../src/training/reference/activation-code.js';
import { argmax, softmax } from '../../src/training/reference/point.js';
import { runnerUp } from '../../src/training/reference/activation-code.js';
import { boundedPixel, distanceBounds, type BoundedPixel } from '../support/grid-bounds.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { runGrid, type GridResult, type GridRun } from '../support/grid-runner.js';
import { randomFolded } from '../support/random-folded.js';

const view: ViewWindow = { x0: -2, x1: 2, y0: -1.5, y1: 1.75 };
const net = (hiddenWidths: number[], classCount = 2, slope = 0, inputDimension = 2): FoldedNetwork =>
  randomFolded({ inputDimension, hiddenWidths, classCount }, 7 + hiddenWidths.length, slope);

/** Distances are stored in 1/32 pixel, rounded. */
const STEP = 1 / 32;
const FARTHEST = 255;

/** 3 units in the last place of exp and 2.5 of the division (WGSL), far below the half step of 1/255 that is allowed. */
const PROBABILITY_STEPS = 0.51;

function eachPixel(
  run: GridRun,
  visit: (exact: BoundedPixel, pixel: number, column: number, row: number) => void,
): void {
  for (let row = 0; row < run.height; row++) {
    for (let column = 0; column < run.width; column++) {
      const exact = boundedPixel(run.folded, run.view, run.width, run.height, column, row);
      visit(exact, row * run.width + column, column, row);
    }
  }
}

/** Codes equal the oracle's but where a float32 error may turn a sign; at most 0.5 % of the pixels need that. */
function expectCodes(result: GridResult, run: GridRun, exact: readonly BoundedPixel[]): void {
  const expected = gridCodes(run.folded, run.view, run.width, run.height);
  const perPixel = expected.wordsPerPixel;
  let excepted = 0;
  for (let pixel = 0; pixel < run.width * run.height; pixel++) {
    let differs = false;
    let word = pixel * perPixel;
    run.folded.layers.slice(0, -1).forEach(({ width }, l) => {
      for (let unit = 0; unit < 32 * Math.ceil(width / 32); unit++) {
        const at = word + (unit >>> 5);
        const difference = ((result.words[at] ?? 0) ^ (expected.words[at] ?? 0)) >>> (unit & 31);
        if ((difference & 1) === 0) continue;
        differs = true;
        const z = Math.abs(exact[pixel]?.z[l]?.[unit] ?? Infinity);
        expect(z, `|z| of layer ${l}, unit ${unit}, pixel ${pixel}`).toBeLessThanOrEqual(
          exact[pixel]?.error[l]?.[unit] ?? 0,
        );
      }
      word += Math.ceil(width / 32);
    });
    if (differs) excepted++;
  }
  expect(excepted).toBeLessThanOrEqual(0.005 * run.width * run.height);
}

/** Whether all four pixels of a 2 x 2 sub-block have the same signs in all layers before `layer`. */
function isUnbent(run: GridRun, exact: readonly BoundedPixel[], column: number, row: number, layer: number): boolean {
  const signs = (c: number, r: number) =>
    exact[r * run.width + c]?.z.slice(0, layer).map((z) => z.map((v) => (v > 0 ? 1 : 0)));
  const [other, below] = [column ^ 1, row ^ 1];
  if (other >= run.width || below >= run.height) return false;
  const own = JSON.stringify(signs(column, row));
  return [signs(other, row), signs(column, below)].every((neighbour) => JSON.stringify(neighbour) === own);
}

/** Returns how many distances could be compared. */
function expectDistances(result: GridResult, run: GridRun, exact: readonly BoundedPixel[]): number {
  let compared = 0;
  const within = (stored: number, low: number, high: number, what: string): void => {
    compared++;
    const distance = stored * STEP;
    // Half a step of rounding, and the last places of the square root and division.
    expect(distance, what).toBeGreaterThanOrEqual(Math.min(low, FARTHEST * STEP) - 0.51 * STEP);
    if (stored < FARTHEST || high < 7.9) expect(distance, what).toBeLessThanOrEqual(high + 0.51 * STEP);
  };
  exact.forEach((pixel, index) => {
    const [column, row] = [index % run.width, Math.floor(index / run.width)];
    result.distances.forEach((distances, l) => {
      if (!isUnbent(run, exact, column, row, l)) return;
      let [low, high] = [Infinity, Infinity];
      pixel.z[l]?.forEach((z, unit) => {
        const bounds = distanceBounds(
          z,
          pixel.z_right[l]?.[unit] ?? 0,
          pixel.z_down[l]?.[unit] ?? 0,
          pixel.error[l]?.[unit] ?? 0,
        );
        low = Math.min(low, bounds.low);
        high = Math.min(high, bounds.high);
      });
      within(distances[index] ?? 0, low, high, `layer ${l}, column ${column}, row ${row}`);
    });
    const head = run.folded.layers.length - 1;
    if (!isUnbent(run, exact, column, row, head)) return;
    const [logits, right, down, error] = [pixel.z, pixel.z_right, pixel.z_down, pixel.error].map(
      (values) => values[head],
    );
    if (!logits || !right || !down || !error) return;
    const [first, second] = [argmax(logits), runnerUp(logits)];
    const pair = (values: Float64Array) => (values[first] ?? 0) - (values[second] ?? 0);
    const bounds = distanceBounds(pair(logits), pair(right), pair(down), (error[first] ?? 0) + (error[second] ?? 0));
    // Where the second and third logit are as good as equal, float32 may take the other pair.
    const third = Math.max(...logits.filter((_, c) => c !== first && c !== second), -Infinity);
    if ((logits[second] ?? 0) - third <= 2 * Math.max(...error)) return;
    within(result.decision[index] ?? 0, bounds.low, bounds.high, `decision, column ${column}, row ${row}`);
  });
  return compared;
}

function expectClasses(result: GridResult, exact: readonly BoundedPixel[]): void {
  exact.forEach(({ z, error }, pixel) => {
    const logits = z.at(-1) ?? new Float64Array();
    const e = Math.max(...(error.at(-1) ?? []));
    const [first, second] = [argmax(logits), runnerUp(logits)];
    const margin = (logits[first] ?? 0) - (logits[second] ?? 0);
    expect(Math.abs((result.margins[pixel] ?? NaN) - margin)).toBeLessThanOrEqual(2 * e);
    if (margin > 2 * e) expect(result.winner[pixel]).toBe(first);
    const probability = softmax(logits)[first] ?? 0;
    // p changes by at most p (1 - p) times the change of a logit difference, 2 e.
    const slack = PROBABILITY_STEPS + 255 * 2 * e;
    expect(Math.abs((result.probability[pixel] ?? 0) - 255 * probability)).toBeLessThanOrEqual(slack);
    expect(result.isFinite[pixel]).toBe(true);
  });
}

function expectGrid(result: GridResult, run: GridRun): number {
  const exact: BoundedPixel[] = [];
  eachPixel(run, (values) => exact.push(values));
  expectCodes(result, run, exact);
  expectClasses(result, exact);
  return expectDistances(result, run, exact);
}

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
