/** The folded surface: opened, turned, read together with the flat picture, lifted by something else. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectNoFindingsLightOrDark } from './support/accessibility.js';
import { openLab, snapshotOf, waitForState, watchErrors } from './support/lab.js';

const panel = (page: Page): Locator => page.locator('spline-surface-panel');
const frame = (page: Page, model: number): Locator => page.locator('spline-surface').nth(model).locator('.frame');
const note = (page: Page, model: number): Locator => page.locator('spline-surface').nth(model).locator('.note');

/** The picture of a surface as bytes, once it is fine and two in a row are alike: it is drawn when the GPU gets to it. */
async function steadyPicture(page: Page, model: number): Promise<string> {
  // Always in the same place: a phone's pixels are parts of the page's.
  await frame(page, model).evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  let last = '';
  const isSteady = async (): Promise<boolean> => {
    const before = last;
    await expect(frame(page, model).locator('[aria-busy=true]')).toHaveCount(0);
    last = (
      await frame(page, model).screenshot({
        style: '.tools { visibility: hidden !important; } .frame { outline: none !important; }',
      })
    ).toString('base64');
    return last === before;
  };
  await expect.poll(isSteady, { intervals: [300] }).toBe(true);
  return last;
}

async function openSurface(page: Page, engine: 'cpu' | 'webgpu'): Promise<void> {
  await openLab(page, { engine, preset: 'moons' });
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForState(page, 'ready');
  expect(await page.locator('spline-surface').count()).toBe(0);
  await panel(page).locator('summary').click();
  // Nothing is lifted before it is seen; on a phone one is below the other.
  for (const model of [1, 0]) {
    await frame(page, model).scrollIntoViewIfNeeded();
    await expect(note(page, model)).toContainText('logit of class 1 minus logit of class 0');
  }
}

for (const engine of ['cpu', 'webgpu'] as const) {
  test(`${engine}: both surfaces turn together, and show what is chosen`, async ({ page }) => {
    const errors = watchErrors(page);
    await openSurface(page, engine);
    await expect(note(page, 0).getByText('Drawn without WebGPU')).toHaveCount(engine === 'cpu' ? 1 : 0);
    const first = [await steadyPicture(page, 0), await steadyPicture(page, 1)];
    expect(first[0]).not.toBe(first[1]);
    await frame(page, 0).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    for (const model of [0, 1]) expect(await steadyPicture(page, model)).not.toBe(first[model]);
    await page.keyboard.press('0');
    for (const model of [0, 1]) expect(await steadyPicture(page, model)).toBe(first[model]);

    await panel(page).getByRole('combobox', { name: 'Height' }).selectOption({ label: 'Activation of a unit' });
    await panel(page).getByRole('combobox', { name: 'Layer' }).selectOption({ label: '2' });
    await panel(page).getByRole('combobox', { name: 'Unit' }).selectOption({ label: '3' });
    await expect(note(page, 1)).toContainText('activation of unit 3 in layer 2: ');
    expect(await steadyPicture(page, 1)).not.toBe(first[1]);
    expect(errors).toEqual([]);
  });
}

test('a point that is read on the surface is read in the flat pictures, and the other way round', async ({ page }) => {
  await openSurface(page, 'cpu');
  await frame(page, 1).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowLeft');
  await expect(note(page, 1)).toContainText(/height −?[\d.]+/);
  const at = await page.locator('spline-view').first().locator('.readout .coordinates').textContent();
  await expect(page.locator('spline-view').nth(1).locator('.readout .coordinates')).toHaveText(at ?? '');
  await page.keyboard.press('Escape');
  await expect(note(page, 1)).not.toContainText('height');
  await page.locator('spline-view').first().locator('.frame').focus();
  await page.keyboard.press('Enter');
  await expect(note(page, 0)).toContainText(/height −?[\d.]+/);
});

test('the surface follows training', async ({ page }) => {
  await openSurface(page, 'cpu');
  const before = await note(page, 1).locator('span').first().textContent();
  const { step } = await snapshotOf(page);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(async () => (await snapshotOf(page)).step).toBeGreaterThan(step + 20);
  // Out of sight nothing is lifted.
  await frame(page, 1).scrollIntoViewIfNeeded();
  await expect(note(page, 1).locator('span').first()).not.toHaveText(before ?? '');
});

test('no accessibility findings', { tag: '@phone' }, async ({ page }) => {
  await openSurface(page, 'cpu');
  await panel(page).getByRole('combobox', { name: 'Height' }).selectOption({ label: 'Activation of a unit' });
  await expectNoFindingsLightOrDark(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
