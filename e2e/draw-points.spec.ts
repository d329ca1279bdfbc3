/** Points that are added, moved and deleted in the picture, undone, and taken over. */
import { expect, test, type Page } from '@playwright/test';
import type { CustomPoint } from '../src/training/data-set.js';
import type { ViewWindow } from '../src/training/picture.js';
import { expectNoFindings } from './support/accessibility.js';
import { openLab, snapshotOf, waitForState, waitForStep, watchErrors } from './support/lab.js';

/** The page with its run paused at the start, and the first picture's points being edited. */
async function openEditing(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  await waitForState(page, 'ready');
  await edit(page);
}

async function edit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit points' }).first().click();
  await frameOf(page).evaluate((frame) => frame.scrollIntoView({ block: 'center' }));
}

const frameOf = (page: Page) => page.locator('spline-view .frame').first();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();

const draftOf = (page: Page): Promise<readonly CustomPoint[] | null> =>
  page.evaluate(() => document.querySelector('spline-lab')?.picture.state.draft?.points ?? null);

/** A click or a tap at a share of the picture's width and height. */
async function press(page: Page, isMobile: boolean, x: number, y: number): Promise<void> {
  const box = (await frameOf(page).boundingBox())!;
  const position = { x: box.width * x, y: box.height * y };
  if (isMobile) await frameOf(page).tap({ position });
  else await frameOf(page).click({ position });
}

/** Drags from one place of the page to another, by mouse or with one finger. */
async function drag(page: Page, isMobile: boolean, from: readonly [number, number], by: readonly [number, number]) {
  if (!isMobile) {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(from[0] + by[0], from[1] + by[1], { steps: 5 });
    await page.mouse.up();
    return;
  }
  const client = await page.context().newCDPSession(page);
  for (let part = 0; part <= 5; part++) {
    const touchPoints = [{ x: from[0] + (by[0] * part) / 5, y: from[1] + (by[1] * part) / 5 }];
    await client.send('Input.dispatchTouchEvent', { type: part === 0 ? 'touchStart' : 'touchMove', touchPoints });
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** Where a point of the input plane is on the page. */
async function placeOf(page: Page, { x, y }: { x: number; y: number }): Promise<[number, number]> {
  const box = (await frameOf(page).boundingBox())!;
  const { x0, x1, y0, y1 } = await page
    .locator('spline-view')
    .first()
    .evaluate((view) => (view as unknown as { window: ViewWindow }).window);
  return [box.x + ((x - x0) / (x1 - x0)) * box.width, box.y + ((y1 - y) / (y1 - y0)) * box.height];
}

test('a third class is drawn, a stray point undone, and the run restarts with the points', async ({
  page,
  isMobile,
}) => {
  const errors = watchErrors(page);
  await openEditing(page);
  const before = (await draftOf(page))!;
  expect(before.length).toBe((await snapshotOf(page)).config.data.sampleCount);
  await button(page, 'new class 2').click();
  for (const [x, y] of [
    [0.15, 0.85],
    [0.25, 0.9],
    [0.2, 0.75],
    [0.9, 0.1],
  ] as const) {
    await press(page, isMobile, x, y);
  }
  await expect.poll(async () => (await draftOf(page))?.length).toBe(before.length + 4);
  await button(page, 'Undo').click();
  await expect(
    page.getByText(`${before.length + 3} points of 3 classes: “Done” restarts the run`).first(),
  ).toBeVisible();
  expect((await snapshotOf(page)).config.data.set, 'nothing happens before Done').toBe('moons');
  await expectNoFindings(page);

  const draft = await draftOf(page);
  await button(page, 'Done').click();
  await expect.poll(async () => (await snapshotOf(page)).config.data.customPoints).toEqual(draft);
  await waitForState(page, 'ready');
  const { config, step } = await snapshotOf(page);
  expect(config.data).toMatchObject({ set: 'custom', classCount: 3, testFraction: 0 });
  expect(step).toBe(0);
  await expect(page.locator('.legend').first()).toContainText('class 2');
  await button(page, 'One step').click();
  await waitForStep(page, 1);
  expect(errors).toEqual([]);
});

test(
  'a point is dragged up during a run, which goes on, and the page does not scroll',
  { tag: '@phone' },
  async ({ page, isMobile }) => {
    await openEditing(page);
    await press(page, isMobile, 0.2, 0.9);
    await button(page, 'Done').click();
    await expect.poll(async () => (await snapshotOf(page)).config.data.set).toBe('custom');
    await waitForState(page, 'ready');
    await button(page, 'One epoch').click();
    await waitForStep(page, 3);
    await waitForState(page, 'ready');
    const { step } = await snapshotOf(page);
    expect(step).toBeGreaterThan(0);

    await edit(page);
    const points = (await draftOf(page))!;
    const scrolled = await page.evaluate(() => scrollY);
    await drag(page, isMobile, await placeOf(page, points.at(-1)!), [10, -70]);
    await expect.poll(async () => (await draftOf(page))?.at(-1)?.y).toBeGreaterThan(points.at(-1)!.y);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    await expect(page.getByText('the run goes on with them').first()).toBeVisible();
    const moved = await draftOf(page);
    await button(page, 'Done').click();
    await expect.poll(async () => (await snapshotOf(page)).config.data.customPoints).toEqual(moved);
    expect(await snapshotOf(page)).toMatchObject({ step, state: 'ready' });
  },
);

test('by keyboard: a point is added, deleted and brought back; Cancel leaves all as it was', async ({ page }) => {
  await openEditing(page);
  await expect(frameOf(page)).toBeFocused();
  const before = (await draftOf(page))!;
  const { config } = await snapshotOf(page);
  for (const key of ['1', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Enter'])
    await page.keyboard.press(key);
  const [added] = (await draftOf(page))!.slice(before.length);
  expect(added?.label).toBe(1);
  await page.keyboard.press('Delete');
  expect(await draftOf(page)).toEqual(before);
  await page.keyboard.press('ControlOrMeta+z');
  expect(await draftOf(page)).toEqual([...before, added]);
  await expect(page.getByRole('status')).toContainText(`Undone. ${before.length + 1} points.`);
  await page.keyboard.press('Escape');
  expect(await draftOf(page), 'Escape throws nothing away').toHaveLength(before.length + 1);
  await button(page, 'Cancel').click();
  expect(await draftOf(page)).toBeNull();
  await expect(frameOf(page)).toBeFocused();
  expect((await snapshotOf(page)).config).toEqual(config);
});
