/** Time as a control: any moment of a run is a slider's stop away, and whatever is done there leaves the run as it was. */
import { createHash } from 'node:crypto';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { SplineFigure } from '../src/components/spline-figure/spline-figure.js';
import type { Session } from '../src/training/session.js';
import { expectAt, openFigures } from './support/figures.js';
import { openLab, snapshotOf, waitForState, waitForStep, watchErrors } from './support/lab.js';
import { steadyStep } from './support/page.js';

/** A number that stands for all parameters of the networks on the screen. */
const fingerprint = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const session = document.querySelector<HTMLElement & { readonly session: Session }>('spline-lab')?.session;
    return session?.models?.map(({ step, parameters }) => `${step}: ${parameters.join()}`).join(';');
  });

for (const engine of ['webgpu', 'cpu'] as const) {
  test(`scrub and branch, on the ${engine} engine`, async ({ page }) => {
    const errors = watchErrors(page);
    await openLab(page, { engine, preset: 'moons' });
    await waitForStep(page, 30);
    await page.getByRole('button', { name: 'Pause' }).click();
    const last = await steadyStep(page);
    const slider = page.getByRole('slider', { name: 'Step that is shown' });
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(page.locator('.where')).toContainText('In the past');
    await expect(page.getByText('You see the run as it was after step 0')).toBeVisible();
    await page.keyboard.press('End');
    await expect(page.locator('.where')).toContainText('Paused');
    expect((await snapshotOf(page)).step).toBe(last);
    const present = await fingerprint(page);

    await slider.fill('20');
    await expect(page.locator('.where')).toContainText('In the past');
    const { step } = await snapshotOf(page);
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThanOrEqual(20);
    expect(await fingerprint(page)).not.toBe(present);

    await page.getByRole('switch', { name: 'Batch normalization, second network' }).click();
    await expect(page.locator('.time-note')).toContainText(`Branch from step ${step} (second network: BN off`);
    await page.getByRole('button', { name: 'One epoch' }).click();
    await waitForStep(page, step + 1);
    await waitForState(page, 'ready');
    await expect(page.locator('.time-note')).toContainText(/second network [\d.]+ (lower|higher)/);

    await page.getByRole('button', { name: 'Back to the original' }).click();
    await expect(page.locator('.time-note')).toHaveCount(0);
    await expect.poll(() => fingerprint(page)).toBe(present);
    expect(await snapshotOf(page)).toMatchObject({ step: last, marks: [] });
    expect(errors).toEqual([]);
  });
}

/** What a reader sees of a moment of a figure: the pictures, the numbers, the chart with its cursor, and where the run is. */
type Look = Readonly<Record<'first' | 'second' | 'numbers' | 'chart' | 'where', string>>;

async function lookOf(figure: Locator): Promise<Look> {
  const pixels = async (canvas: Locator): Promise<string> => {
    const url = await canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
    return createHash('sha256').update(url).digest('hex');
  };
  const pictures = figure.locator('spline-view .surface canvas');
  return {
    first: await pixels(pictures.nth(0)),
    second: await pixels(pictures.nth(1)),
    numbers: (await figure.locator('.numbers').allInnerTexts()).join('; '),
    chart: await pixels(figure.locator('spline-chart canvas').first()),
    where: await figure.locator('.where').innerText(),
  };
}

test('scrub and branch in a figure with all controls', async ({ page }) => {
  const errors = watchErrors(page);
  await openFigures(
    page,
    '<spline-figure engine="cpu" preset="moons" widths="6" samples="60" compare steps="40" controls="full"></spline-figure>',
  );
  const figure = page.locator('spline-figure');
  /** Once the pictures are as sharp as the screen, and nothing more comes. */
  const lookAt = async (step: number): Promise<Look> => {
    await expectAt(figure, step);
    const isSharp = (element: SplineFigure): boolean =>
      [...element.shadowRoot!.querySelectorAll('spline-view')].every((view, model) => {
        const { gridWidth = 0 } = element.session?.snapshot.models[model]?.cells ?? {};
        return Math.abs(gridWidth - view.clientWidth * devicePixelRatio) <= 1;
      });
    await expect.poll(() => figure.evaluate(isSharp)).toBe(true);
    let look = await lookOf(figure);
    await expect.poll(async () => JSON.stringify(look) === JSON.stringify((look = await lookOf(figure)))).toBe(true);
    return look;
  };
  const weights = () =>
    figure.evaluate(({ session }: SplineFigure) => session?.models?.map(({ parameters }) => [...parameters]));
  const present = await lookAt(40);
  const lastWeights = await weights();
  // The newest moment of at most 20 steps that was kept.
  const slider = figure.getByRole('slider', { name: 'Step that is shown' });
  await slider.fill('20');
  await expect(figure.locator('.where')).toContainText('In the past');
  const step = await figure.evaluate(({ session }: SplineFigure) => session?.snapshot.step ?? -1);
  expect(step).toBeGreaterThan(0);
  const past = await lookAt(step);
  for (const part of Object.keys(present) as (keyof Look)[]) expect(past[part], part).not.toBe(present[part]);
  await slider.fill('40');
  expect(await lookAt(40)).toEqual(present);
  await slider.fill('20');
  expect(await lookAt(step)).toEqual(past);

  const note = figure.locator('.time-note');
  const branches = [
    [
      () => figure.getByRole('switch', { name: 'Batch normalization, second network' }).click(),
      `Branch from step ${step} (second network: BN off at step ${step}).`,
      /first network the same, second network [\d.]+ (lower|higher)/,
    ],
    [
      () => figure.evaluate((element) => element.setAttribute('learning-rate', '0.5')),
      `Branch from step ${step}.`,
      /first network [\d.]+ (lower|higher), second network [\d.]+ (lower|higher)/,
    ],
  ] as const;
  for (const [branch, words, difference] of branches) {
    await branch();
    await expect(note).toContainText(words);
    // The first step's loss is that of the moment itself.
    for (let more = 1; more <= 3; more++) {
      await figure.getByRole('button', { name: 'One step' }).click();
      await expectAt(figure, step + more);
    }
    await expect(note).toContainText(difference);
    await figure.getByRole('button', { name: 'Back to the original' }).click();
    await expect(note).toHaveCount(0);
    await expectAt(figure, 40);
    expect(await weights()).toEqual(lastWeights);
    expect(await lookAt(40)).toEqual(present);
    await slider.fill('20');
    await expectAt(figure, step);
  }
  expect(await lookAt(step)).toEqual(past);
  expect(errors).toEqual([]);
});
