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
import type { Session } from '../src/training/session.js';

/** Small networks: a software adapter takes seconds for each sharp picture of the large ones. */
const preset = 'moons';

async function trained(page: Page): Promise<void> {
  await openLab(page, { preset });
  await waitForStep(page, 1);
  await setSpeed(page, 'max');
  await waitForState(page, 'finished');
  await cellsOf(page, 0);
}

/** A canvas, its place on the page in device pixels, and the grid that its picture was last counted on. */
interface CanvasPixels {
  readonly width: number;
  readonly height: number;
  readonly placeWidth: number;
  readonly placeHeight: number;
  readonly gridWidth: number;
  readonly gridHeight: number;
}

const canvasesOf = (page: Page): Promise<CanvasPixels[]> =>
  page.evaluate(() => {
    const lab = document.querySelector<HTMLElement & { readonly session: Session | null }>('spline-lab');
    const views = [...(lab?.shadowRoot?.querySelectorAll('spline-view') ?? [])];
    return views.map((view, model) => {
      const canvas = view.shadowRoot?.querySelector('canvas');
      if (!canvas) throw new Error('The picture has no canvas.');
      const place = canvas.getBoundingClientRect();
      const cells = lab?.session?.snapshot.models[model]?.cells;
      return {
        width: canvas.width,
        height: canvas.height,
        placeWidth: place.width * devicePixelRatio,
        placeHeight: place.height * devicePixelRatio,
        gridWidth: cells?.gridWidth ?? NaN,
        gridHeight: cells?.gridHeight ?? NaN,
      };
    });
  });

/** Waits until both pictures have been computed at every pixel of their canvas, and stand still. */
async function waitUntilSharp(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const canvases = await canvasesOf(page);
      return canvases.map((one) => one.gridWidth === one.width && one.gridHeight === one.height);
    })
    .toEqual([true, true]);
  await cellsOf(page, 0);
  await cellsOf(page, 1);
}

test.describe('in a small window', () => {
  test.use({ viewport: { width: 900, height: 800 } });

  test('zooming and panning draw new sharp pictures, both at once, and 0 brings all of the data back', async ({
    page,
  }) => {
    const errors = watchErrors(page);
    await trained(page);
    await waitUntilSharp(page);
    const whole = await pictureOf(page, 0);
    const wholeTwin = await pictureOf(page, 1);
    const view = page.locator('spline-view').first();
    await view.getByRole('button', { name: 'Zoom in' }).click();
    // The pointer's reading would lie on the picture, and on the button its highlight.
    await page.mouse.move(0, 0);
    await view.locator('.frame').focus();
    await expect.poll(async () => (await pictureOf(page, 0)).equals(whole)).toBe(false);
    await expect.poll(async () => (await pictureOf(page, 1)).equals(wholeTwin)).toBe(false);
    await waitUntilSharp(page);
    const zoomed = await pictureOf(page, 0);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await pictureOf(page, 0)).equals(zoomed)).toBe(false);
    await waitUntilSharp(page);
    await page.keyboard.press('0');
    await expect.poll(async () => (await pictureOf(page, 0)).equals(whole), { timeout: 90_000 }).toBe(true);
    await expect.poll(async () => (await pictureOf(page, 1)).equals(wholeTwin), { timeout: 90_000 }).toBe(true);
    expect(errors).toEqual([]);
  });
});

/**
 * All device pixels of the place, at most 2 for each CSS pixel and 2 megapixels in all. A place may begin and end within
 * a pixel; which whole ones it covers is the browser's choice, so 1 is allowed.
 */
async function expectDevicePixels(page: Page, viewports: readonly (readonly [number, number])[]): Promise<void> {
  const ratio = await page.evaluate(() => devicePixelRatio);
  for (const [width, height] of viewports) {
    await page.setViewportSize({ width, height });
    for (const model of [0, 1]) {
      // A picture out of sight is not drawn, and its canvas keeps its size.
      await page.locator('spline-view .frame').nth(model).scrollIntoViewIfNeeded();
      await expect(async () => {
        const canvas = (await canvasesOf(page))[model];
        if (!canvas) throw new Error('The picture has no canvas.');
        const byRatio = Math.min(1, 2 / ratio);
        const area = canvas.placeWidth * canvas.placeHeight * byRatio ** 2;
        const scale = byRatio * Math.min(1, Math.sqrt(2e6 / area));
        expect(Math.abs(canvas.width - canvas.placeWidth * scale)).toBeLessThanOrEqual(1);
        expect(Math.abs(canvas.height - canvas.placeHeight * scale)).toBeLessThanOrEqual(1);
        expect(canvas.width * canvas.height).toBeLessThanOrEqual(2e6);
      }).toPass({ timeout: 30_000 });
    }
  }
}

async function openStill(page: Page): Promise<void> {
  await openLab(page, { preset });
  await waitForStep(page, 1);
  await page.getByRole('button', { name: 'Pause' }).click();
}

test(
  'the canvas has the device pixels of its place, whatever the size',
  { tag: '@phone' },
  async ({ page, isMobile }) => {
    const errors = watchErrors(page);
    await openStill(page);
    // With the pixels of a phone the last one has more than a picture may have.
    const viewports = isMobile
      ? ([
          [333, 701],
          [800, 900],
        ] as const)
      : ([
          [1280, 900],
          [700, 900],
          [333, 701],
        ] as const);
    await expectDevicePixels(page, viewports);
    expect(errors).toEqual([]);
  },
);

test.describe('at 1.5 device pixels per CSS pixel', () => {
  test.use({ deviceScaleFactor: 1.5, viewport: { width: 900, height: 800 } });

  test('the canvas has the device pixels of its place, too', async ({ page }) => {
    await openStill(page);
    await expectDevicePixels(page, [
      [900, 800],
      [333, 701],
    ]);
  });
});

test('moving the data by keys moves it in both pictures; the twin with BN follows it', async ({ page }) => {
  await openLab(page, { engine: 'cpu', preset });
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
