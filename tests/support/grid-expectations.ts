/** What a run of the grid kernels must agree with the oracle in, and how well. */
import { expect } from 'vitest';
import { gridCodes, runnerUp } from '../../src/training/reference/activation-code.js';
import { isCurved } from '../../src/training/reference/fold.js';
import { argmax, softmax } from '../../src/training/reference/point.js';
import { boundedPixel, distanceBounds, type BoundedPixel } from './grid-bounds.js';
import type { GridResult, GridRun } from './grid-runner.js';

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

/** Whether all four pixels of a 2 x 2 sub-block have the same signs in all layers before `layer`, so that differences are derivatives. */
function isUnbent(run: GridRun, exact: readonly BoundedPixel[], column: number, row: number, layer: number): boolean {
  // Their gradients are differences of the oracle too.
  if (isCurved(run.folded)) return true;
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

/**
 * Codes, classes and distances of a run against the oracle, with the bounds of grid-bounds.ts.
 *
 * @returns how many distances could be compared: those at pixels where no wall of an earlier layer bends the values
 */
export function expectGrid(result: GridResult, run: GridRun): number {
  const exact: BoundedPixel[] = [];
  eachPixel(run, (values) => exact.push(values));
  expectCodes(result, run, exact);
  expectClasses(result, exact);
  return expectDistances(result, run, exact);
}
