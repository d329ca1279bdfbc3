/** Before and after, findings and measures of a run on the page. */
import { expect, test } from '@playwright/test';
import { expectNoFindings } from './support/accessibility.js';
import { openPanel } from './support/lab.js';
import { openPaused, steadyStep } from './support/page.js';

test('four pictures, findings and measures follow the run', async ({ page }) => {
  const step = await openPaused(page, 'circles');
  await openPanel(page, 'Before and after');
  const captions = page.locator('spline-board figcaption');
  await expect(captions.filter({ hasText: 'cells in this square (exact)' })).toHaveCount(4);
  await expect(page.locator('spline-board h3').nth(3)).toContainText(`after ${step.toLocaleString('en')} steps`);
  const untrained = await captions.nth(1).textContent();
  await page.getByLabel('As the notebook drew them').check();
  await expect(page.locator('spline-board')).toContainText('a plain random network');
  await page.getByLabel('As the notebook drew them').uncheck();
  await expect(captions.nth(1)).toHaveText(untrained ?? '');

  await openPanel(page, 'Findings');
  const found = page.locator('spline-measures .found').first();
  await expect(found.getByRole('listitem')).not.toHaveCount(0);
  const before = await found.textContent();
  await page.getByRole('button', { name: 'One epoch' }).click();
  await expect(page.locator('.where b')).not.toHaveText(step.toLocaleString('en'));
  const later = await steadyStep(page);
  // Nothing is measured out of sight.
  await found.scrollIntoViewIfNeeded();
  await expect(page.locator('spline-measures .basis').first()).toContainText(`at step ${later.toLocaleString('en')},`);
  expect(await found.textContent()).not.toBe(before);
  await expect(page.locator('spline-board h3').nth(3)).toContainText(`after ${later.toLocaleString('en')} steps`);

  await openPanel(page, 'Measures');
  await expect(page.locator('#regions tr.exact td')).toHaveCount(4);
  for (const number of await page.locator('#regions tr.exact td').allTextContents()) {
    expect(Number(number.replaceAll(',', ''))).toBeGreaterThan(100);
  }
  await expect(page.getByText('Notes on this experiment')).toHaveCount(0);
  await page.locator('.preset', { hasText: 'Notebook' }).click();
  await openPanel(page, 'Notes on this experiment');
  await expectNoFindings(page);
});
