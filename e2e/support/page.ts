/** Page journeys that look at words and places rather than at numbers. */
import { expect, type Page } from '@playwright/test';

/** The step on the screen, once the last report before a pause has come. */
export async function steadyStep(page: Page): Promise<number> {
  let last = -1;
  await expect
    .poll(
      async () => {
        const step = Number(await page.locator('.where b').textContent());
        const isSteady = step === last;
        last = step;
        return isSteady;
      },
      { intervals: [600] },
    )
    .toBe(true);
  return last;
}

/** Opens the page and stops the run soon after its first steps. Returns the step that it stands at. */
export async function openPaused(page: Page): Promise<number> {
  await page.goto('/');
  await expect(page.locator('.where')).toContainText(/step\s+[1-9]/);
  await page.getByRole('button', { name: 'Pause' }).click();
  return steadyStep(page);
}
