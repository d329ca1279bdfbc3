/** Page journeys that look at words and places rather than at numbers. */
import { expect, type Page } from '@playwright/test';
import type { Session } from '../../src/training/session.js';
import { readTwice, waitForState } from './lab.js';

/** The step on the screen of a run that was paused, once its networks have been read back at it. */
export async function steadyStep(page: Page): Promise<number> {
  await waitForState(page, 'ready');
  await readTwice(page);
  const readBack = (): Promise<number> =>
    page.evaluate(() => {
      const session = document.querySelector<HTMLElement & { readonly session: Session | null }>('spline-lab')?.session;
      const { step = -1 } = session?.snapshot ?? {};
      return session?.models?.every((model) => model.step === step) ? step : -1;
    });
  await expect.poll(readBack).toBeGreaterThanOrEqual(0);
  const step = await readBack();
  await expect(page.locator('.where b')).toHaveText(step.toLocaleString('en'));
  return step;
}

/**
 * Opens the page and stops the run soon after its first steps. Returns the step that it stands at.
 *
 * @param preset by default one of small networks: circles take a processor three times as long
 */
export async function openPaused(page: Page, preset = 'moons'): Promise<number> {
  await page.goto(`/?preset=${preset}`);
  await expect(page.locator('.where')).toContainText(/step\s+[1-9]/);
  await page.getByRole('button', { name: 'Pause' }).click();
  return steadyStep(page);
}
