import { expect, test, type Page } from '@playwright/test';
import { openPaused, steadyStep } from './support/page.js';
import { swipe } from './support/swipe.js';

/** Where the first picture is, in a run that stands still. */
async function pictureBox(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  await openPaused(page);
  const frame = page.locator('spline-view .frame').first();
  await frame.scrollIntoViewIfNeeded();
  const box = await frame.boundingBox();
  if (!box) throw new Error('the picture is not shown');
  return box;
}

/** The window of the first picture. */
const windowOf = (page: Page) =>
  page
    .locator('spline-view')
    .first()
    .evaluate((view) => (view as unknown as { window: Record<string, number> }).window);

test.describe('with a mouse', () => {
  test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false });

  test('a plain wheel scrolls the page; with Ctrl it zooms the picture', async ({ page }) => {
    const box = await pictureBox(page);
    const before = await windowOf(page);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, 200);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
    expect(await windowOf(page)).toEqual(before);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await expect
      .poll(async () => (await windowOf(page)).x1! - (await windowOf(page)).x0!)
      .toBeLessThan(before.x1! - before.x0!);
  });
});

test.describe('with fingers', () => {
  test.use({ viewport: { width: 412, height: 839 }, isMobile: true, hasTouch: true });

  test('a vertical swipe over a picture scrolls the page, a horizontal one pans it', async ({ page }) => {
    const box = await pictureBox(page);
    const before = await windowOf(page);
    const top = await page.evaluate(() => scrollY);
    const [x, y] = [box.x + box.width / 2, box.y + box.height * 0.6];
    await swipe(page, [x, y], [x, y - 150]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(top + 50);
    expect(await windowOf(page)).toEqual(before);

    await page.evaluate((to) => scrollTo(0, to), top);
    await swipe(page, [x - 80, y], [x + 80, y]);
    await expect.poll(async () => (await windowOf(page)).x0).toBeLessThan(before.x0!);
  });
});

test(
  'dragging the handle moves the data in both pictures, without a restart',
  { tag: '@phone' },
  async ({ page, isMobile }) => {
    const step = await openPaused(page);
    await page.getByRole('button', { name: 'Move data' }).first().click();
    const handle = page.getByRole('button', { name: 'Move the data: drag' }).first();
    const grip = await handle.boundingBox();
    if (!grip) throw new Error('no handle');
    const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
    if (isMobile) {
      await swipe(page, [x, y], [x + 40, y - 60]);
    } else {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 20, y - 30);
      await page.mouse.move(x + 40, y - 60);
      await page.mouse.up();
    }
    const placement = () =>
      page.locator('spline-lab').evaluate((lab) => {
        const { session } = lab as unknown as {
          session: { snapshot: { config: { data: { placement: { dx: number; dy: number } } } } };
        };
        return session.snapshot.config.data.placement;
      });
    await expect.poll(async () => (await placement()).dx).toBeGreaterThan(0);
    expect((await placement()).dy).toBeGreaterThan(0);
    expect(await steadyStep(page)).toBe(step);
  },
);
