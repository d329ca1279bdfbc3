/** What goes wrong is said, and there is a way on: no WebGPU, numbers that explode, a lost device, refused settings. */
import { expect, test } from '@playwright/test';
import { openLab, openPanel, setSpeed, snapshotOf, waitForState, waitForStep, watchErrors } from './support/lab.js';

for (const [what, remove] of [
  ['the browser has no WebGPU', () => Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined })],
  [
    'no adapter is found',
    () => Object.defineProperty(GPU.prototype, 'requestAdapter', { value: () => Promise.resolve(null) }),
  ],
] as const) {
  test(`the same page works when ${what}`, async ({ page }) => {
    const errors = watchErrors(page);
    await page.addInitScript(remove);
    await page.goto('/');
    await waitForStep(page, 5);
    await expect(page.getByText(/CPU engine: .*(WebGPU|adapter)/)).toBeVisible();
    // On a phone the second picture is out of sight, and cells are seen in pictures.
    await expect.poll(async () => (await snapshotOf(page)).models[0]?.cells?.distinct ?? 0).toBeGreaterThan(100);
    await page.getByRole('switch', { name: 'Batch normalization, second network' }).click();
    await expect.poll(async () => (await snapshotOf(page)).models[1]?.normalization).toBe('none');
    expect(errors).toEqual([]);
  });
}

for (const engine of ['webgpu', 'cpu'] as const) {
  test(`a learning rate of 1e6 stops the run and shows two ways on (${engine})`, async ({ page }) => {
    await openLab(page, { engine });
    await setSpeed(page, 'max');
    await waitForStep(page, 120);
    await openPanel(page, 'Training');
    const rate = page.getByLabel('Learning rate', { exact: true });
    await rate.fill('1000000');
    await rate.press('Enter');
    await waitForState(page, 'diverged');
    const { divergence, step } = await snapshotOf(page);
    expect(divergence?.message).toContain('The learning rate 1,000,000 is likely too high.');
    expect(divergence?.message).toContain(`step ${divergence?.step}`);
    await expect(page.getByText('The learning rate 1,000,000 is likely too high.')).toBeVisible();
    await page.getByRole('button', { name: /halve/i }).click();
    await expect.poll(async () => (await snapshotOf(page)).step).toBeLessThanOrEqual(step - 100);
    await expect.poll(async () => (await snapshotOf(page)).config.training.learningRate).toBe(500_000);
    await waitForState(page, 'diverged');
    await page
      .getByRole('button', { name: /^Restart/ })
      .first()
      .click();
    await expect.poll(async () => (await snapshotOf(page)).divergence).toBeNull();
  });
}

test('a lost device is replaced and the run goes on from where it was', async ({ page }) => {
  await openLab(page, { preset: 'moons' });
  await waitForStep(page, 20);
  const before = await snapshotOf(page);
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  const cdp = await browser.newBrowserCDPSession();
  // The call itself fails: what would answer it has crashed.
  await cdp.send('Browser.crashGpuProcess').catch(() => undefined);
  await expect(page.getByRole('alert')).toContainText(/graphics/i);
  await waitForStep(page, before.step + 10);
  await setSpeed(page, 'max');
  await waitForState(page, 'finished');
  // What the unit test of the presets asks of the plain one.
  for (const { trainAccuracy } of (await snapshotOf(page)).models) expect(trainAccuracy).toBeGreaterThan(0.9);
});

test('a refused setting says what is allowed and loses nothing', async ({ page }) => {
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  await waitForStep(page, 5);
  await openPanel(page, 'Training');
  const batchSize = page.getByLabel('Batch size', { exact: true });
  await batchSize.fill('1');
  await batchSize.press('Enter');
  await expect(page.getByText(/whole numbers from 2 to 512/)).toBeVisible();
  const { config, step } = await snapshotOf(page);
  expect(config.training.batchSize).toBe(64);
  await waitForStep(page, step + 1);
});
