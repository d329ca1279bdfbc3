import { expect, test, type Locator, type Page } from '@playwright/test';
import { affineFormula } from '../src/components/reading/affine-formula.js';
import { makeDataSet } from '../src/training/datasets/make-data-set.js';
import { pictureWindow } from '../src/training/datasets/data-window.js';
import type { FoldedNetwork } from '../src/training/model-state.js';
import { foldAsDrawn } from '../src/training/reference/fold-as-drawn.js';
import { codeAt, valuesAndDerivativesAt } from '../src/training/reference/point.js';
import { expectNoFindings } from './support/accessibility.js';
import { modelsOf, openLab, openPanel, snapshotOf, waitForStep } from './support/lab.js';
import { steadyStep } from './support/page.js';

/** Opens the page and stops after some steps, once exact cells are there. */
async function openReadable(page: Page): Promise<void> {
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  await waitForStep(page, 3);
  await page.getByRole('button', { name: 'Pause' }).click();
  await steadyStep(page);
  await expect(page.locator('.number.cells').nth(1)).toContainText('(exact)');
}

/** The networks as they are drawn, folded here. */
async function foldedNetworks(page: Page): Promise<FoldedNetwork[]> {
  const { config } = await snapshotOf(page);
  const data = makeDataSet(config.data);
  return (await modelsOf(page, 0)).map((model) => foldAsDrawn(model, data, config.statistics, new Uint32Array()));
}

/** That numbers and switches of both networks are where they are seen, none of them under the reading. */
async function expectAllBelow(page: Page, reading: Locator): Promise<void> {
  const card = (await reading.boundingBox())!;
  for (const below of [page.locator('.numbers').first(), page.getByRole('switch').nth(1)]) {
    expect((await below.boundingBox())!.y).toBeGreaterThanOrEqual(card.y + card.height);
  }
}

const readout = (page: Page, model: number): Locator => page.locator('.readout').nth(model);
const picture = (page: Page, model: number): Locator => page.locator('spline-view .frame').nth(model);

/** Points at a place of a picture, with the finger where there is no mouse; both are shares of its edge. */
async function pointAt(page: Page, isMobile: boolean, x: number, y: number): Promise<{ x: number; y: number }> {
  await picture(page, 0).scrollIntoViewIfNeeded();
  const box = (await picture(page, 0).boundingBox())!;
  const [px, py] = [Math.round(box.x + x * box.width), Math.round(box.y + y * box.height)];
  if (isMobile) await page.touchscreen.tap(px, py);
  else await page.mouse.move(px, py);
  const window = pictureWindow(makeDataSet((await snapshotOf(page)).config.data));
  return {
    x: window.x0 + ((px - box.x) / box.width) * (window.x1 - window.x0),
    y: window.y1 - ((py - box.y) / box.height) * (window.y1 - window.y0),
  };
}

/** Every logit about a point, by a forward pass. */
function mapsAt(folded: FoldedNetwork, { x, y }: { x: number; y: number }): { a: number; b: number; c: number }[] {
  const { values: z, derivatives } = valuesAndDerivativesAt(
    folded,
    [x, y],
    [
      [1, 0],
      [0, 1],
    ],
  );
  const slopes = derivatives.map((layers) => layers.at(-1)!);
  return [...z.at(-1)!].map((value, k) => {
    const [a, b] = [slopes[0]![k]!, slopes[1]![k]!];
    return { a, b, c: value - a * x - b * y };
  });
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test(
  'a cell is read by pointing or tapping, and says what a forward pass says',
  { tag: '@phone' },
  async ({ page, isMobile }) => {
    await openReadable(page);
    const top = (): Promise<number | undefined> =>
      page
        .locator('spline-chart')
        .boundingBox()
        .then((box) => box?.y);
    const point = await pointAt(page, isMobile, 0.31, 0.42);
    const before = await top();
    const folded = await foldedNetworks(page);
    const models = isMobile ? [0] : [0, 1];
    for (const model of models) {
      const text = readout(page, model);
      await expect(text).toContainText(`Exact cell at step ${(await snapshotOf(page)).step}`);
      const maps = mapsAt(folded[model]!, point);
      for (const [k, map] of maps.entries()) await expect(text).toContainText(`logit ${k} = ${affineFormula(map)}`);
      for (const [layer, bits] of codeAt(folded[model]!, [point.x, point.y]).entries()) {
        await expect(text).toContainText(`${layer + 1}: ${bits.reduce((sum, bit) => sum + bit, 0)}/${bits.length}`);
      }
      await expect(text).toContainText(/\d walls.*nearest.*away \(exact\)/s);
    }
    if (isMobile) await expectAllBelow(page, readout(page, 0));
    else expect(await top(), 'nothing has moved').toBe(before);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const frame = (await picture(page, 0).boundingBox())!;
    const card = (await readout(page, 0).boundingBox())!;
    const px = frame.x + 0.31 * frame.width;
    const py = frame.y + 0.42 * frame.height;
    const covers = px >= card.x && px <= card.x + card.width && py >= card.y && py <= card.y + card.height;
    expect(covers, 'it lies beside the point').toBe(false);
    const isOver = card.y + card.height <= frame.y + frame.height;
    expect(isOver, 'it lies over the picture where there is room').toBe(!isMobile);
    await expectNoFindings(page);
    if (isMobile) {
      await pointAt(page, isMobile, 0.6, 0.5);
      await expect(readout(page, 0)).not.toContainText(affineFormula(mapsAt(folded[0]!, point)[0]!));
      await page.getByRole('button', { name: 'End the reading' }).first().tap();
    } else {
      await page.mouse.move(2, 2);
    }
    await expect(readout(page, 0)).toBeHidden();
  },
);

test('cells are walked by keys, and the live region says each', async ({ page }) => {
  await openReadable(page);
  await picture(page, 1).focus();
  await page.keyboard.press('Enter');
  const live = page.getByRole('status');
  const heard = new Set<string>();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) {
    const last = await live.textContent();
    await page.keyboard.press(key);
    await expect(live).not.toHaveText(last ?? '');
    await expect(live).toHaveText(/^class [01] .*%, area .*, \d+ of 32 units on, \d+ walls?\.$/);
    heard.add((await live.textContent()) ?? '');
  }
  expect(heard.size).toBe(4);
  await page.keyboard.press('Enter');
  await expect(live).toHaveText(/logit 1 = .*Nearest wall: layer \d, unit \d+, .* Exact cell at step \d+\.$/);
  await expectNoFindings(page);
  await page.keyboard.press('Escape');
  await expect(readout(page, 1)).toBeHidden();
  await expect(picture(page, 1)).toBeFocused();
});

test('a unit of the diagram lights up its boundary in both pictures', { tag: '@phone' }, async ({ page, isMobile }) => {
  await openReadable(page);
  await page.locator('spline-diagram summary').first().click();
  const diagrams = page.getByRole('listbox');
  await expect(diagrams).toHaveCount(2);
  const overlays = page.locator('spline-view .overlay');
  const shots = async (): Promise<number[]> =>
    Promise.all(
      [0, 1].map((model) => overlays.nth(model).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL().length)),
    );
  const before = await shots();
  const unit = page.getByRole('option', { name: 'layer 2, unit 7' }).first();
  if (isMobile) await unit.tap();
  else await unit.hover();
  const about = page.locator('spline-diagram .about');
  for (const model of [0, 1]) {
    await expect(about.nth(model)).toContainText('layer 2, unit 7');
    await expect(about.nth(model)).toContainText(/boundary .*training points?\./);
  }
  await expect(about.nth(1)).toContainText(/BN: γ .*, β .*, mean .*, σ /);
  await expect.poll(async () => (await shots()).every((length, model) => length !== before[model])).toBe(true);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await expectNoFindings(page);

  await page.getByRole('option', { name: 'layer 1, unit 1' }).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: 'layer 1, unit 2' }).first()).toBeFocused();
  await expect(page.getByRole('status')).toHaveText(/training points?\./);
  await page.keyboard.press('Escape');
  await expect(about.first()).toContainText('Point at a unit');
});

test('the disc can be switched off', async ({ page, isMobile }) => {
  await openReadable(page);
  await openPanel(page, 'Picture');
  const disc = page.getByRole('checkbox', { name: 'Nearest-wall disc' });
  await expect(disc).toBeChecked();
  // Far enough from all walls for a disc that can be seen: where that is depends on the step at which it was paused.
  const places = [0.3, 0.1, 0.2, 0.5, 0.7].flatMap((y) => [0.1, 0.4, 0.7].map((x) => [x, y] as const));
  let distance = 0;
  for (const [x, y] of places) {
    const { x: there } = await pointAt(page, isMobile, x, y);
    // Of this point, not of the one before.
    const shownX = async (): Promise<number> =>
      Number(/x ([−\d.]+),/.exec(await readout(page, 0).innerText())?.[1]?.replace('−', '-'));
    await expect.poll(async () => Math.abs((await shownX()) - there)).toBeLessThan(0.02);
    await expect(readout(page, 0)).toContainText('away (exact)');
    distance = Number(/([\d.]+) away \(exact\)/.exec(await readout(page, 0).innerText())?.[1]);
    if (distance > 0.08) break;
  }
  expect(distance).toBeGreaterThan(0.08);
  const overlay = page.locator('spline-view .overlay').first();
  const drawn = (): Promise<string> => overlay.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  if (!isMobile) await picture(page, 0).focus();
  const withDisc = await drawn();
  await disc.evaluate((box) => (box as HTMLInputElement).click());
  await expect(disc).not.toBeChecked();
  await expect.poll(async () => (await drawn()) !== withDisc).toBe(true);
});
