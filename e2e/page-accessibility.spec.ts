import { expect, test } from '@playwright/test';
import { expectNoFindings, expectNoFindingsLightOrDark } from './support/accessibility.js';
import { openPaused } from './support/page.js';

test.describe('no findings', () => {
  test('paused in mid-run, then the list of keys and an explanation', async ({ page }) => {
    await openPaused(page);
    await expectNoFindingsLightOrDark(page);
    await page.getByRole('button', { name: 'Keyboard keys' }).click();
    await expectNoFindingsLightOrDark(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Batch normalization', exact: true }).click();
    await expectNoFindingsLightOrDark(page);
  });

  test('both networks with BN, then moving the data and reading a point', async ({ page }) => {
    await openPaused(page);
    await page.getByRole('switch').first().click();
    await expect(page.getByRole('heading', { name: 'with BN' })).toHaveCount(2);
    await expectNoFindingsLightOrDark(page);
    await page.getByRole('button', { name: 'Move data' }).first().click();
    await page.locator('spline-view .frame').first().focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.readout').first()).toContainText(/class [01]/);
    await expectNoFindingsLightOrDark(page);
  });

  test('everything open', { tag: '@phone' }, async ({ page }) => {
    await openPaused(page);
    for (const panel of await page.locator('spline-controls summary, spline-files summary, spline-chart summary').all())
      await panel.click();
    await page.getByLabel('Optimizer').selectOption('adam');
    await page.getByRole('spinbutton', { name: 'Momentum' }).waitFor({ state: 'detached' });
    await page.getByLabel('Learning rate', { exact: true }).fill('-1');
    await page.getByLabel('Learning rate', { exact: true }).press('Tab');
    await expect(page.getByText('learningRate is -1')).toBeVisible();
    await expectNoFindingsLightOrDark(page);
  });

  test('diverged', { tag: '@phone' }, async ({ page }) => {
    await openPaused(page);
    await page.locator('spline-controls summary').nth(2).click();
    await page.getByLabel('Learning rate', { exact: true }).fill('1000000');
    await page.getByLabel('Learning rate', { exact: true }).press('Tab');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByText(/^Diverged at step/)).toBeVisible();
    await expectNoFindingsLightOrDark(page);
  });

  test('in forced colours every control has an edge or a word', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await openPaused(page);
    await expectNoFindings(page);
    const track = page.locator('.track').first();
    expect(await track.evaluate((element) => getComputedStyle(element).borderTopWidth)).not.toBe('0px');
  });
});

test.describe('at 200 % zoom', () => {
  // A window of 1280 by 800 pixels, where each CSS pixel takes two.
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });

  test('nothing is cut off', async ({ page }) => {
    await openPaused(page);
    for (const panel of await page.locator('spline-controls summary').all()) await panel.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const cut = await page.evaluate(() => {
      const all = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
      return all(document)
        .filter((one) => {
          const { overflowX, clipPath } = getComputedStyle(one);
          // What is clipped to nothing is for ears only.
          return overflowX === 'hidden' && clipPath === 'none' && one.scrollWidth > one.clientWidth + 1;
        })
        .map((one) => `${one.tagName} ${one.className}: ${one.textContent?.trim() ?? ''}`);
    });
    expect(cut).toEqual([]);
  });
});
