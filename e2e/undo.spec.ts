/** Undoing: whatever was changed about a run comes back, with the run that it was changed in. */
import { expect, test, type Page } from '@playwright/test';
import type { Session } from '../src/training/session.js';
import { openLab, openPanel, snapshotOf, waitForState, waitForStep, watchErrors } from './support/lab.js';
import { steadyStep } from './support/page.js';

/** Stands for all parameters of the networks of a run that stands still; null until they have been read. */
const fingerprint = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const session = document.querySelector<HTMLElement & { readonly session: Session }>('spline-lab')?.session;
    const { models, snapshot } = session ?? {};
    if (!models?.every(({ step }) => step === snapshot?.step)) return null;
    return models.map(({ normalization, parameters }) => `${normalization}: ${parameters.join()}`).join(';');
  });

async function restingAt(page: Page): Promise<string | null> {
  await waitForState(page, 'ready');
  await expect.poll(() => fingerprint(page)).not.toBeNull();
  return fingerprint(page);
}

const undo = (page: Page) => page.getByRole('button', { name: /^(Undo|Nothing to undo|The run)/ }).first();
const redo = (page: Page) => page.getByRole('button', { name: /^(Do again|Nothing to do again|The run)/ }).last();

test('settings, the data, a switch and other weights are undone and done again', async ({ page }) => {
  const errors = watchErrors(page);
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  // Small networks: nothing here is about their size.
  await page.evaluate(() => {
    const session = document.querySelector<HTMLElement & { readonly session: Session }>('spline-lab')?.session;
    session?.setExperiment({ network: { ...session.snapshot.config.network, hiddenWidths: [6] } });
  });
  await expect(undo(page)).toHaveAccessibleName(/^Undo: hidden units .* to 6$/);
  await waitForStep(page, 8);
  await page.getByRole('button', { name: 'Pause' }).click();
  const step = await steadyStep(page);
  await expect(redo(page)).toBeDisabled();
  const { config } = await snapshotOf(page);

  await openPanel(page, 'Training');
  const rate = page.getByLabel('Learning rate', { exact: true });
  await rate.fill('0.5');
  await rate.press('Enter');
  await expect(undo(page)).toHaveAccessibleName(`Undo: learning rate ${config.training.learningRate} to 0.5`);
  // In the field the key is the field's.
  await rate.press('Control+z');
  expect((await snapshotOf(page)).config.training.learningRate).toBe(0.5);
  await expect(undo(page)).toHaveAccessibleName(`Undo: learning rate ${config.training.learningRate} to 0.5`);
  await expect(redo(page)).toBeDisabled();
  await rate.fill('0.5');
  await rate.press('Enter');
  await page.getByRole('button', { name: 'One step' }).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await snapshotOf(page)).config.training).toEqual(config.training);
  await expect(page.locator('[role=status]').first()).toContainText('Undone: learning rate');
  await expect(redo(page)).toHaveAccessibleName(/^Do again: learning rate/);

  await page.getByRole('button', { name: 'Move data' }).first().click();
  await page.getByRole('button', { name: 'Move the data: drag, or use the arrow keys' }).first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(undo(page)).toHaveAccessibleName('Undo: data moved');
  await undo(page).click();
  await expect.poll(async () => (await snapshotOf(page)).config).toEqual(config);
  await expect(undo(page)).toHaveAccessibleName(/^Undo: hidden units/);

  const before = await restingAt(page);
  await page.getByRole('switch', { name: 'Batch normalization, second network' }).click();
  await expect.poll(async () => (await snapshotOf(page)).marks.length).toBe(1);
  await page.getByRole('button', { name: 'One epoch' }).click();
  await waitForStep(page, step + 1);
  const trained = await restingAt(page);
  await page.getByRole('button', { name: 'New weights' }).click();
  await expect(undo(page)).toHaveAccessibleName(/^Undo: seed of the weights/);
  expect((await snapshotOf(page)).marks).toEqual([]);

  await undo(page).click();
  await waitForState(page, 'ready');
  await expect.poll(() => fingerprint(page)).toBe(trained);
  await expect(undo(page)).toHaveAccessibleName('Undo: BN off, second network');
  await undo(page).click();
  await expect.poll(() => fingerprint(page)).toBe(before);
  expect(await snapshotOf(page)).toMatchObject({ step, marks: [], config });
  await redo(page).click();
  await expect.poll(() => fingerprint(page)).toBe(trained);
  expect(errors).toEqual([]);
});
