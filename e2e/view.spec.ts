/** Looking closer: pan, zoom, resize; sharp at every size and scale. */
import { expect, test, type Page } from '@playwright/test';
import {
  cellsOf,
  openLab,
  pictureOf,
  setSpeed,
  snapshotOf,
  waitForState,
  waitForStep,
  watchErrors,
} from './support/lab.js';

async function trained(page: Page): Promise<void> {
  await openLab(page);
  await waitForStep(page, 1);
  await setSpeed(page, 'max');
  await waitForState(page, 'finished');
  await cellsOf(page, 0);
}

test('zooming and panning draw new pictures, both at once, and 0 brings all of the data back', async ({ page }) => {
  const errors = watchErrors(page);
  await trained(page);
  const whole = await pictureOf(page, 0);
  const wholeTwin = await pictureOf(page, 1);
  const view = page.locator('spline-view').first();
  await view.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(async () => (await pictureOf(page, 0)).equals(whole)).toBe(false);
  await expect.poll(async () => (await pictureOf(page, 1)).equals(wholeTwin)).toBe(false);
  await cellsOf(page, 0);
  const zoomed = await pictureOf(page, 0);
  await view.locator('[tabindex="0"]').first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await pictureOf(page, 0)).equals(zoomed)).toBe(false);
  await view.getByRole('button', { name: 'Show all of the data' }).click();
  await expect.poll(async () => (await pictureOf(page, 0)).equals(whole), { timeout: 60_000 }).toBe(true);
  expect(errors).toEqual([]);
});

test('the canvas has exactly the device pixels of its place, whatever the size', async ({ page }) => {
  const errors = watchErrors(page);
  await trained(page);
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 700, height: 900 },
    { width: 333, height: 701 },
    { width: 1700, height: 1000 },
  ]) {
    await page.setViewportSize(viewport);
    await expect
      .poll(
        () =>
          page.evaluate(() => {
            const canvases = [...document.querySelector('spline-lab')!.shadowRoot!.querySelectorAll('spline-view')].map(
              (view) => view.shadowRoot!.querySelector('canvas')!,
            );
            return canvases.map((canvas) => {
              const ratio = Math.min(2, devicePixelRatio);
              const { width, height } = canvas.getBoundingClientRect();
              return Math.max(Math.abs(canvas.width - width * ratio), Math.abs(canvas.height - height * ratio));
            });
          }),
        { timeout: 30_000 },
      )
      .toEqual([expect.closeTo(0, -1), expect.closeTo(0, -1)]);
  }
  expect(errors).toEqual([]);
});

test('moving the data by keys moves it in both pictures; the twin with BN follows it', async ({ page }) => {
  await openLab(page);
  await waitForStep(page, 20);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForState(page, 'ready');
  const before = (await snapshotOf(page)).config.data.placement;
  await page.getByRole('button', { name: 'Move data' }).first().click();
  const handle = page.getByLabel(/Move the data/).first();
  await handle.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await snapshotOf(page)).config.data.placement.dx).toBeGreaterThan(before.dx);
});
