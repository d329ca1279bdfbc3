/** Parts that are loaded later: what is on the screen stays where it is, also if they do not come. */
import { expect, test } from '@playwright/test';
import type { SplineFigure } from '../src/components/spline-figure/spline-figure.js';
import { expectAt, openFigures } from './support/figures.js';
import { openLab, waitForStep } from './support/lab.js';

const PARTS = '**/later-parts-*.js';

test('parts that cannot be loaded are said to be missing, and come when asked again', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(globalThis, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        (globalThis as unknown as { shift: number }).shift += (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.route(PARTS, (route) => route.abort());
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  await expect(page.getByText('The chart and the panels could not be loaded.')).toBeVisible();
  await waitForStep(page, 2);

  const pause = page.getByRole('button', { name: 'Pause' });
  await pause.focus();
  await page.unroute(PARTS);
  await page.getByRole('button', { name: 'Try again' }).dispatchEvent('click');
  await expect(page.locator('spline-controls summary').first()).toBeVisible();
  await expect(page.locator('spline-chart canvas')).toBeVisible();
  await expect(page.getByText('could not be loaded')).toHaveCount(0);
  await expect(pause).toBeFocused();
  expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBeLessThan(0.001);
});

test('a figure whose running part cannot be loaded keeps its fallback, says so, and runs when asked again', async ({
  page,
}) => {
  const part = '**/live-figure-*.js';
  await page.route(part, (route) => route.abort());
  await openFigures(
    page,
    '<spline-figure engine="cpu" preset="moons" widths="6" samples="60" steps="3"><p>Two half moons.</p></spline-figure>',
  );
  const figure = page.locator('spline-figure');
  await expect(figure.getByText('What runs the figure could not be loaded.')).toBeVisible();
  await expect(figure.getByText('Two half moons.')).toBeVisible();
  const whyNot = () =>
    figure.evaluate((element: SplineFigure) => element.whenReady().catch((error: Error) => error.message));
  expect(await whyNot()).toBe('What runs the figure could not be loaded.');
  await page.unroute(part);
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expectAt(figure, 3);
  expect(await whyNot()).toBeUndefined();
  await expect(figure.getByText('could not be loaded')).toHaveCount(0);
  await expect(figure.getByText('Two half moons.')).toBeHidden();
});
