/** Page journeys that look at words and places rather than at numbers. */
import { expect, type Page } from '@playwright/test';
import type { Session } from '../../src/training/session.js';

/** The step on the screen, once the networks have been read back after a pause: no report comes after that. */
export async function steadyStep(page: Page): Promise<number> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const session = document.querySelector<HTMLElement & { readonly session: Session | null }>(
          'spline-lab',
        )?.session;
        const { state, step } = session?.snapshot ?? {};
        return state === 'ready' && !!session?.models?.every((model) => model.step === step);
      }),
    )
    .toBe(true);
  return Number(await page.locator('.where b').textContent());
}

/** Opens the page and stops the run soon after its first steps. Returns the step that it stands at. */
export async function openPaused(page: Page): Promise<number> {
  await page.goto('/');
  await expect(page.locator('.where')).toContainText(/step\s+[1-9]/);
  await page.getByRole('button', { name: 'Pause' }).click();
  return steadyStep(page);
}
