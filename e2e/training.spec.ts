/** The main journey: twins train at once, BN is switched in mid-run, and the walls follow. */
import { expect, test } from '@playwright/test';
import { makeDataSet } from '../src/training/datasets/make-data-set.js';
import { foldNetwork } from '../src/training/reference/fold.js';
import { logitsAt } from '../src/training/reference/point.js';
import { pictureStatistics } from '../src/training/reference/statistics.js';
import type { ModelState } from '../src/training/model-state.js';
import type { DataSet } from '../src/training/data-set.js';
import {
  afterRecount,
  cellsOf,
  modelsOf,
  openLab,
  openPanel,
  pictureOf,
  setSpeed,
  snapshotOf,
  waitForState,
  waitForStep,
  watchErrors,
} from './support/lab.js';
import { steadyStep } from './support/page.js';

// A software adapter draws every pixel of a sharp picture: in a small window there are fewer.
test.use({ viewport: { width: 900, height: 800 } });

for (const { engine, preset, accuracy } of [
  // Small networks: a software adapter takes a while for the circles. Of the plain one the unit test of the presets asks as much.
  { engine: 'webgpu', preset: 'moons', accuracy: 0.9 },
  { engine: 'cpu', preset: 'circles', accuracy: 0.95 },
] as const) {
  test.describe(`on the ${engine} engine`, () => {
    test(`opens, trains by itself, ends by itself, over ${accuracy} in both networks`, async ({ page }) => {
      const errors = watchErrors(page);
      await openLab(page, { engine, preset });
      await waitForStep(page, 1);
      await setSpeed(page, 'max');
      await waitForState(page, 'finished');
      const { step, endStep, models, config } = await snapshotOf(page);
      expect(config.data.set).toBe(preset);
      expect(step).toBe(350);
      expect(endStep).toBe(350);
      for (const { trainAccuracy, testAccuracy } of models) {
        expect(trainAccuracy).toBeGreaterThan(accuracy);
        expect(testAccuracy).toBeGreaterThan(accuracy);
      }
      await expect(page.getByText('Finished', { exact: true })).toBeVisible();
      expect(errors).toEqual([]);
    });

    test('BN switched on in mid-run pulls the walls onto moved data; switched off it changes nothing', async ({
      page,
    }) => {
      const errors = watchErrors(page);
      await openLab(page, { engine, preset: 'moved-circles' });
      await waitForStep(page, 20);
      await page.getByRole('button', { name: 'Pause' }).click();
      const step = await steadyStep(page);
      const before = await cellsOf(page, 0);
      expect(before).toBeLessThan(100);
      const pictureBefore = await pictureOf(page, 0);

      const switchFirst = () => page.getByRole('switch', { name: 'Batch normalization, first network' }).click();
      expect(await afterRecount(page, 0, switchFirst)).toBeGreaterThan(1000);
      expect((await snapshotOf(page)).marks).toEqual([{ step, model: 0, to: 'batch', how: 'align' }]);
      expect((await pictureOf(page, 0)).equals(pictureBefore)).toBe(false);
      await expect(page.getByRole('heading', { name: 'with BN' })).toHaveCount(2);

      const withNorm = (await modelsOf(page, 1))[0];
      expect(await afterRecount(page, 0, switchFirst)).toBeGreaterThan(1000);
      expect((await snapshotOf(page)).marks).toHaveLength(2);
      const folded = (await modelsOf(page, 2))[0];
      const data = makeDataSet((await snapshotOf(page)).config.data);
      expect(withNorm?.normalization).toBe('batch');
      expect(folded?.normalization).toBe('none');
      expect(largestLogitChange(withNorm, folded, data)).toBeLessThan(1e-4);
      expect(errors).toEqual([]);
    });
  });
}

/** Largest change of any logit over all points of training and test, absolute. */
function largestLogitChange(before: ModelState | undefined, after: ModelState | undefined, data: DataSet): number {
  if (!before || !after) throw new Error('A network is missing.');
  const [a, b] = [before, after].map((model) =>
    foldNetwork(model, pictureStatistics(model, data, 'data', new Uint32Array(0))),
  );
  if (!a || !b) throw new Error('A network is missing.');
  let change = 0;
  let largest = 0;
  for (const { positions, count } of [data.train, data.test]) {
    for (let row = 0; row < count; row++) {
      const point = Float64Array.from(positions.subarray(2 * row, 2 * row + 2));
      const [first, second] = [logitsAt(a, point), logitsAt(b, point)];
      first.forEach((logit, c) => {
        change = Math.max(change, Math.abs(logit - (second[c] ?? NaN)));
        largest = Math.max(largest, Math.abs(logit));
      });
    }
  }
  test.info().annotations.push({ type: 'logits', description: `change ${change}, largest ${largest}` });
  return change;
}

test('keep-function inserts BN without moving a wall', async ({ page }) => {
  await openLab(page, { preset: 'moved-circles' });
  await waitForStep(page, 20);
  await page.getByRole('button', { name: 'Pause' }).click();
  await steadyStep(page);
  const before = await cellsOf(page, 0);
  const plain = (await modelsOf(page, 0))[0];
  await openPanel(page, 'Training');
  await page.getByLabel(/keep/i).first().check();
  const after = await afterRecount(page, 0, () =>
    page.getByRole('switch', { name: 'Batch normalization, first network' }).click(),
  );
  expect((await snapshotOf(page)).marks[0]?.how).toBe('keep-function');
  const inserted = (await modelsOf(page, 1))[0];
  const data = makeDataSet((await snapshotOf(page)).config.data);
  expect(inserted?.normalization).toBe('batch');
  expect(largestLogitChange(plain, inserted, data)).toBeLessThan(1e-4);
  // 64 walls meet in one point: which pixel-sized cells are seen there is settled by rounding, all others stay.
  expect(Math.abs(after - before)).toBeLessThan(0.1 * before);
});
