/** Links: a moment out of one page and into another, and what a hostile one does. */
import { expect, test } from '@playwright/test';
import { modelsOf, openLab, openPanel, snapshotOf, waitForState, watchErrors } from './support/lab.js';
import { steadyStep } from './support/page.js';

test('a copied link opens the same moment, to the last bit, in a fresh page', async ({ page, context }) => {
  const errors = watchErrors(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  await waitForState(page, 'ready');
  await page.getByRole('button', { name: 'One epoch' }).click();
  await waitForState(page, 'ready');
  await page.getByRole('switch').first().click();
  await page.getByRole('button', { name: 'One epoch' }).click();
  await waitForState(page, 'ready');
  const step = await steadyStep(page);
  await openPanel(page, 'Save and open');
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(page.getByText('The link was copied.').first()).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toContain(`#v=1&preset=moons&compare&steps=${step}&edits=`);
  const models = await modelsOf(page, 1);
  const { config } = await snapshotOf(page);

  const fresh = await context.newPage();
  await fresh.goto(address);
  await expect(fresh.getByRole('alert').filter({ hasText: 'is being replayed' })).toBeVisible();
  await waitForState(fresh, 'ready');
  expect(await steadyStep(fresh)).toBe(step);
  expect((await snapshotOf(fresh)).config).toEqual(config);
  expect(await modelsOf(fresh, 1)).toEqual(models);
  expect(errors).toEqual([]);
});

test('a hostile link opens safely, paused, and says what it ignored', async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(
    '/?engine=cpu#v=1&data=moons&widths=9999,8&fill=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&__proto__=1&seed=%E0%A4%A&noise=2000',
  );
  const notice = page.getByRole('alert').filter({ hasText: 'What was not taken' });
  await expect(notice).toContainText('widths 9999 was reduced to 256.');
  await expect(notice).toContainText('<img src=x onerror=alert(1)>');
  await expect(notice).toContainText('“__proto__” is not a setting');
  await expect(notice).toContainText('noise 2000 was reduced to 0.5.');
  await waitForState(page, 'ready');
  const { config, step } = await snapshotOf(page);
  expect(step).toBe(0);
  expect(config.network.hiddenWidths).toEqual([256, 8]);
  await page.evaluate(() => (location.hash = '#v=9'));
  await expect(page.getByRole('alert').filter({ hasText: 'of version “9”' })).toBeVisible();
  expect(errors).toEqual([]);
});
