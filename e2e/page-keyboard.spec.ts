import { expect, test, type Page } from '@playwright/test';
import { steadyStep } from './support/page.js';

/** What has the focus, through all shadow roots: its words, and whether it can be seen. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return {
      // The words of a slotted button are those of its host.
      words:
        element.getAttribute('aria-label') ??
        (element.textContent.trim() || (element.getRootNode() as ShadowRoot).host.textContent.trim()),
      isInSight: box.top >= -1 && box.bottom <= innerHeight + 1 && box.width > 0,
      hasRing: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    };
  });

test('Tab walks through everything in order, always in sight, with a ring, and out again', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('.where')).toContainText(/step\s+[1-9]/);
  const seen: string[] = [];
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (!now) break;
    seen.push(now.words);
    expect(now.isInSight, now.words).toBe(true);
    expect(now.hasRing, now.words).toBe(true);
  }
  const order = [
    'Batch normalization',
    'Dark',
    'Circles',
    'Batch normalization, first network',
    'Picture without BN',
    'Pause',
    'Data',
  ];
  const positions = order.map((words) => seen.findIndex((one) => one.startsWith(words)));
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  expect(positions).not.toContain(-1);
  expect(await focused(page), 'the walk ends outside: no trap').toBeNull();
});

test('the whole first minute by keys alone', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('.where')).toContainText(/step\s+[1-9]/);
  const picture = page.getByRole('group', { name: 'Picture without BN' });
  await picture.focus();
  await page.keyboard.press('Space');
  await expect(page.locator('.where')).toContainText('Paused');
  const before = await steadyStep(page);
  await page.keyboard.press('.');
  await expect(page.locator('.where b')).toHaveText(String(before + 1));

  await page.keyboard.press('b');
  await expect(page.getByRole('switch').first()).toBeChecked();
  await expect(page.locator('.since').first()).toHaveText(`since step ${before + 1}`);

  const frame = page.locator('spline-view .frame').first();
  await frame.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.readout').first()).toContainText('class 0');
  await page.keyboard.press('Escape');
  await expect(page.locator('.readout').first()).not.toContainText('class 0');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
