/** Time as a control: any moment of a run is a slider's stop away, and whatever is done there leaves the run as it was. */
import { expect, test, type Page } from '@playwright/test';
import type { Session } from '../src/training/session.js';
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
