import { expect, test, type Page } from '@playwright/test';
import { openLab, openPanel } from './support/lab.js';

const boxOf = async (page: Page, index: number) => {
  const box = await page.locator('spline-view .frame').nth(index).boundingBox();
  if (!box) throw new Error(`picture ${index} is not shown`);
  return box;
};

const openPanels = (page: Page) =>
  page.locator('spline-controls details').evaluateAll((panels: HTMLDetailsElement[]) => {
    for (const panel of panels) panel.open = true;
  });

const nextFrames = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

test('nothing scrolls sideways from 320 to 3840 px, closed or open', async ({ page }) => {
  // From wide to narrow: what has kept the width of before is too wide.
  const widths = [3840, 1920, 1280, 768, 412, 320];
  const expectFits = async (): Promise<void> => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: Math.round(width * 0.6) + 300 });
      await nextFrames(page);
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await expect.poll(overflow, `${width} px`).toBeLessThanOrEqual(0);
      const tooLong = await page.locator('.preset').evaluateAll((buttons) =>
        buttons
          .filter((button) => {
            const [outer, inner] = [button, button.querySelector('b')!].map((one) => one.getBoundingClientRect());
            return inner!.left < outer!.left || inner!.right > outer!.right;
          })
          .map(({ textContent }) => textContent.trim()),
      );
      expect(tooLong, `${width} px: names that leave their buttons`).toEqual([]);
    }
  };
  await page.setViewportSize({ width: 3840, height: 2604 });
  await page.goto('/');
  await expect(page.locator('spline-view canvas').first()).toBeVisible();
  await expectFits();
  await openPanels(page);
  await page.locator('spline-chart summary').click();
  await expectFits();
});

test('the twins are equal squares, side by side where there is room and stacked where not', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/');
  const [left, right] = [await boxOf(page, 0), await boxOf(page, 1)];
  expect(left.width).toBeCloseTo(left.height, 0);
  expect(right.width).toBeCloseTo(left.width, 0);
  expect(right.y).toBeCloseTo(left.y, 0);
  expect(left.width, 'they fill the width').toBeGreaterThan(540);

  await page.setViewportSize({ width: 412, height: 839 });
  const [upper, lower] = [await boxOf(page, 0), await boxOf(page, 1)];
  expect(lower.x).toBeCloseTo(upper.x, 0);
  expect(lower.y).toBeGreaterThan(upper.y + upper.height);
  expect(upper.width, 'it fills the width').toBeGreaterThan(370);
});

test('at 1280 x 900 pictures, numbers, legend and transport are all in sight', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/');
  // The line about the engine is there once there is one.
  await expect(page.locator('.engine')).toContainText(/(CPU engine|WebGPU): /);
  const legend = await page.locator('.notes').boundingBox();
  const transport = await page.locator('.transport').boundingBox();
  expect((legend?.y ?? 0) + (legend?.height ?? 0)).toBeLessThanOrEqual(transport?.y ?? 0);
  // The thumb of the scrubber, 16 pixels in the middle of its 24, keeps clear of the legend.
  const scrubber = await page.locator('.scrubber input').boundingBox();
  expect((scrubber?.y ?? 0) + 4 - (legend?.y ?? 0) - (legend?.height ?? 0)).toBeGreaterThanOrEqual(6);
  expect((transport?.y ?? 0) + (transport?.height ?? 0)).toBeLessThanOrEqual(901);
});

test('at 1280 x 900 the scale of a fill and the note on curved cells are in sight, and messages cover no number', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openLab(page, { engine: 'cpu' });
  const bottomOf = async (selector: string): Promise<number> => {
    const box = (await page.locator(selector).first().boundingBox())!;
    return box.y + box.height;
  };
  const transport = (await page.locator('.transport').boundingBox())!.y;
  await openPanel(page, 'Picture');
  await page.getByRole('radio', { name: 'Slope (exact)' }).check();
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.locator('.scale')).toBeVisible();
  expect(await bottomOf('.legend')).toBeLessThanOrEqual(transport);
  expect(await bottomOf('.scale')).toBeLessThanOrEqual(transport);

  await openPanel(page, 'Network');
  await page.getByLabel('Normalization of the second network').selectOption('Layer normalization');
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.locator('.curved')).toBeVisible();
  await expect(page.locator('.scale')).toBeVisible();
  expect(await bottomOf('.curved')).toBeLessThanOrEqual(transport);
  expect(await bottomOf('.scale')).toBeLessThanOrEqual(transport);

  await page
    .getByRole('switch')
    .first()
    .evaluate((one) => {
      const detail = 'A file was opened.';
      one.dispatchEvent(new CustomEvent('spline-opened', { detail, bubbles: true, composed: true }));
    });
  const notice = (await page.locator('.notice').boundingBox())!;
  expect(notice.y).toBeGreaterThanOrEqual(0);
  expect(notice.y + notice.height).toBeLessThan((await boxOf(page, 0)).y);
});

test('on a phone the transport stays within thumb reach from the first picture to the last panel', async ({ page }) => {
  await page.setViewportSize({ width: 412, height: 839 });
  await page.goto('/');
  for (const share of [0, 0.5, 1]) {
    await page.evaluate((to) => scrollTo(0, to * document.documentElement.scrollHeight), share);
    const box = await page.locator('.transport').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(839, -1);
  }
});

test('nothing shifts while the page opens, trains and is switched', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/');
  await expect(page.locator('.where')).toContainText(/step\s+[1-9]/);
  await page.getByRole('switch').first().press('Enter');
  await page.waitForTimeout(3_000);
  const total = await page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
  );
  // Numbers that grow a digit may move their own box; 0.1 is what the Web Vitals call good.
  expect(total).toBeLessThan(0.005);
});

test('pictures have as many pixels as the screen shows, at most two per CSS pixel', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await page.goto('/');
  const overlay = page.locator('spline-view .overlay').first();
  await expect
    .poll(() =>
      overlay.evaluate((canvas: HTMLCanvasElement) => {
        const { width } = canvas.getBoundingClientRect();
        return Math.abs(canvas.width - width * devicePixelRatio);
      }),
    )
    .toBeLessThanOrEqual(1);
});
