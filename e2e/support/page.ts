/** Page journeys that look at words and places rather than at numbers. */
import { expect, type Page } from '@playwright/test';
import type { Session } from '../../src/training/session.js';

/**
 * The step on the screen, once the networks have been read back after a pause at that step, and again and again: a read that
 * was under way at the pause may be of the step before the last one, whose report is still to come.
 */
export async function steadyStep(page: Page): Promise<number> {
  let seen: number[] = [];
  const isSteady = async (): Promise<boolean> => {
    const step = await readBackStep(page);
    seen = [...seen, step].slice(-4);
    return seen.length === 4 && seen.every((one) => one === step && one >= 0);
  };
  await expect.poll(isSteady, { intervals: [500] }).toBe(true);
  return Number(await page.locator('.where b').textContent());
}

/** The step that a paused session has reported and read its networks back at; -1 while these differ. */
const readBackStep = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const session = document.querySelector<HTMLElement & { readonly session: Session | null }>('spline-lab')?.session;
    const { state, step = -1 } = session?.snapshot ?? {};
    return state === 'ready' && session?.models?.every((model) => model.step === step) ? step : -1;
  });

/** Opens the page and stops the run soon after its first steps. Returns the step that it stands at. */
export async function openPaused(page: Page): Promise<number> {
  await page.goto('/');
  await expect(page.locator('.where')).toContainText(/step\s+[1-9]/);
  await page.getByRole('button', { name: 'Pause' }).click();
  return steadyStep(page);
}
