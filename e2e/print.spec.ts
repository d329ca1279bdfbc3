/** On paper: the application with its panels open, and pictures by themselves. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { openPaused } from './support/page.js';

/** Widths of the images of a print of the page, in pixels. */
async function printedWidths(page: Page): Promise<number[]> {
  const pdf = (await page.pdf({ tagged: false })).toString('latin1');
  return [...pdf.matchAll(/\/Subtype \/Image\s+\/Width (\d+)/g)].map(([, width]) => Number(width));
}

const widthOf = (frame: Locator): Promise<number> => frame.evaluate(({ clientWidth }) => clientWidth);

const countOf = (widths: readonly number[], width: number): number => widths.filter((one) => one === width).length;

/** Mean of all channels of what is printed in place of a canvas, 0 to 1. */
const lightnessOf = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    let [sum, weight] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      sum += (data[i + 3]! * (data[i]! + data[i + 1]! + data[i + 2]!)) / (3 * 255);
      weight += data[i + 3]!;
    }
    return sum / weight;
  });

test.use({ colorScheme: 'dark' });

test('the application: stills of pictures, surfaces and the board, in light colours, the settings, and no controls', async ({
  page,
}) => {
  const step = await openPaused(page);
  const lab = page.locator('spline-lab');
  const open = (name: string): Promise<void> =>
    lab
      .locator('summary')
      .filter({ has: page.getByRole('heading', { name, exact: true }) })
      .click();
  await open('Surface');
  const surface = lab.locator('spline-surface').first();
  await surface.scrollIntoViewIfNeeded();
  await expect(surface.locator('.note').first()).not.toHaveText(/computed|wait/i);
  await open('Before and after');
  const tile = lab.locator('spline-board .frame').first();
  await tile.scrollIntoViewIfNeeded();
  await expect(lab.locator('spline-board canvas:visible')).toHaveCount(4);

  const view = lab.locator('spline-view .frame').first();
  const [ofView, ofSurface, ofTile] = [
    await widthOf(view),
    await widthOf(surface.locator('.frame')),
    await widthOf(tile),
  ];
  // What is transparent is two images there.
  await expect.poll(async () => countOf(await printedWidths(page), 2 * ofView)).toBeGreaterThanOrEqual(2);
  const widths = await printedWidths(page);
  expect(countOf(widths, 2 * ofSurface)).toBeGreaterThanOrEqual(2);
  expect(countOf(widths, 2 * ofTile)).toBeGreaterThanOrEqual(4);

  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const stillWidths = (selector: string): Promise<number[]> =>
    lab.locator(selector).evaluateAll((all: HTMLCanvasElement[]) => all.map(({ width }) => width));
  expect(await stillWidths('spline-view .still canvas')).toEqual([2 * ofView, 2 * ofView]);
  expect(await stillWidths('spline-surface .still canvas')).toEqual([2 * ofSurface, 2 * ofSurface]);
  for (const canvas of await lab.locator('.still canvas, spline-board canvas').all())
    expect(await lightnessOf(canvas)).toBeGreaterThan(0.6);
  await page.emulateMedia({ media: 'print' });
  for (const control of ['button', 'slider', 'combobox', 'checkbox', 'radio', 'switch'] as const)
    await expect(lab.getByRole(control).filter({ hasNot: page.locator('slot') })).toHaveCount(0);
  await expect(lab.getByText(new RegExp(`^Moons, 500 points.*; step ${step}$`))).toHaveCount(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  // Printing leaves nothing behind.
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect(lab.locator('.still')).toHaveCount(0);
  for (const canvas of await lab.locator('spline-board canvas').all())
    await expect.poll(() => lightnessOf(canvas)).toBeLessThan(0.4);
});
