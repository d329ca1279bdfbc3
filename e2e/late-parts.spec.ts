/** Chart and panels are loaded after the first picture: what is on the screen stays where it is, also if they do not come. */
import { expect, test } from '@playwright/test';
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
  await openLab(page, { engine: 'cpu' });
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
