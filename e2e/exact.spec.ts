/** The exact partition beside the sampled picture: its counts, its lines and its fills. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { partitionOf } from '../src/geometry/partition.js';
import { pictureWindow } from '../src/training/datasets/data-window.js';
import { makeDataSet } from '../src/training/datasets/make-data-set.js';
import { foldAsDrawn } from '../src/training/reference/fold-as-drawn.js';
import { modelsOf, openLab, openPanel, snapshotOf, waitForStep, watchErrors } from './support/lab.js';
import { steadyStep } from './support/page.js';

const countText = (page: Page, model: number): Promise<string> =>
  page.locator('.twin').nth(model).locator('.cells').innerText();

/** Cells of both networks as they stand, cut here from what the page has read back. */
async function cutHere(page: Page, changes: number): Promise<number[]> {
  const models = await modelsOf(page, changes);
  const { config } = await snapshotOf(page);
  const data = makeDataSet(config.data);
  return models.map(
    (model) =>
      partitionOf(foldAsDrawn(model, data, config.statistics, new Uint32Array()), pictureWindow(data)).cellCount,
  );
}

/** Waits until the page shows these counts as exact ones, of the step on the screen. */
async function expectCounts(page: Page, counts: readonly number[]): Promise<void> {
  for (const [model, count] of counts.entries()) {
    const start = new RegExp(`^${count.toLocaleString('en')}\\s+cells in view \\(exact\\)`);
    await expect.poll(() => countText(page, model)).toMatch(start);
  }
}

test('exact counts, lines and fills follow two networks', async ({ page }) => {
  const errors = watchErrors(page);
  await openLab(page, { preset: 'moons' });
  await waitForStep(page, 5);
  // While training the exact count follows, and says which step it is of where that is not the one shown.
  await expect.poll(() => countText(page, 1)).toMatch(/^[\d,]+\s+cells in view(, step [\d,]+)? \(exact\)/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await steadyStep(page);
  const before = await cutHere(page, 0);
  await expectCounts(page, before);

  // A grid sees no cell that is not there.
  for (const model of [0, 1]) {
    await expect.poll(() => countText(page, model)).toMatch(/[\d,]+ seen \(sampled\)/);
    const seen = /([\d,]+) seen/.exec(await countText(page, model))?.[1]?.replaceAll(',', '');
    expect(Number(seen)).toBeLessThanOrEqual(before[model] ?? 0);
  }

  await page.getByRole('switch', { name: 'Batch normalization, first network' }).click();
  await steadyStep(page);
  const after = await cutHere(page, 1);
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(before[1]);
  await expectCounts(page, after);

  const layers = page.locator('spline-view .exact');
  /** The exact picture of a network, brought into sight: none is drawn that nobody sees. */
  const layerInSight = async (model: number): Promise<Locator> => {
    await page.locator('spline-view').nth(model).scrollIntoViewIfNeeded();
    return layers.nth(model);
  };
  await expect(layers.first()).toBeHidden();
  await openPanel(page, 'Picture');
  await page.getByRole('checkbox', { name: 'Exact lines' }).check();
  for (const model of [0, 1]) await expect(await layerInSight(model)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Exact lines' }).uncheck();
  await expect(layers.first()).toBeHidden();

  await page.getByRole('radio', { name: 'Slope (exact)' }).check();
  await expect(await layerInSight(1)).toBeVisible();
  const legend = page.locator('.scale [role=img]');
  await expect(legend).toHaveCount(1);
  await expect(legend).toHaveAccessibleName(/slope, outputs per input unit: from \S+ to \S+, .*both pictures/);
  expect(errors).toEqual([]);
});

test('on the CPU engine the exact picture takes the place of the grid, also while training', async ({ page }) => {
  const errors = watchErrors(page);
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  const layer = page.locator('spline-view .exact').nth(1);
  // On a phone the second picture lies below what is seen, where nothing is drawn.
  await layer.locator('..').scrollIntoViewIfNeeded();
  await expect(layer).toBeVisible();
  // It stays: looked at in every frame of some training, it is never gone.
  const wasGone = await layer.evaluate(async (canvas) => {
    for (let frame = 0; frame < 60; frame++) {
      await new Promise(requestAnimationFrame);
      if ((canvas as HTMLCanvasElement).hidden) return true;
    }
    return false;
  });
  expect(wasGone).toBe(false);
  await page.getByRole('button', { name: 'Pause' }).click();
  await steadyStep(page);
  await expectCounts(page, await cutHere(page, 0));
  expect(errors).toEqual([]);
});
