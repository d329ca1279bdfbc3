/** Every recipe of the page for authors, as it stands there, in a page beside the script of the package. */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectPartition, expect, test } from './support/test.js';

const snippets = fileURLToPath(new URL('../docs/snippets/', import.meta.url));
const names = readdirSync(snippets);

/** What the last number in the sentence shows, without the words that stood there before. */
const shown = (page: Page): Promise<string> =>
  page
    .locator('spline-value')
    .last()
    .evaluate((value) => value.shadowRoot?.textContent?.trim() ?? '');

test('there are recipes', () => {
  expect(names.length).toBeGreaterThan(0);
});

for (const name of names) {
  test(`the recipe ${name}`, async ({ page, at, serve, complaints }) => {
    const folder = at('snippets', name);
    mkdirSync(folder, { recursive: true });
    cpSync(at('node_modules/splinescope/lib/cdn'), join(folder, 'splinescope'), { recursive: true });
    const html = readFileSync(join(snippets, name), 'utf8');
    writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><title>${name}</title>\n${html}`);
    await page.goto(await serve(folder));
    if (name === 'strings.html') await expectPartition(page, 'spline-figure', /^\s*\d[\d.]* Zellen, exakt/);
    else if (html.includes('<spline-figure')) await expectPartition(page, 'spline-figure');
    // What the recipe with buttons of its own promises.
    if (name === 'script.html') {
      await page.getByRole('button', { name: 'Train on' }).click();
      await expect.poll(async () => Number(await page.locator('#step').textContent())).toBeGreaterThan(35);
      await expect(page.locator('#cells')).toHaveText(/^\d/);
    }
    if (name === 'prose.html') {
      await expect.poll(() => shown(page)).toMatch(/^[\d,]+$/);
      const before = await shown(page);
      await page.getByRole('button', { name: 'away from the origin' }).click();
      await expect.poll(() => shown(page)).not.toBe(before);
    }
    if (name === 'steps.html') {
      const steps = () => page.locator('spline-figure').getAttribute('steps');
      await page.getByRole('button', { name: 'Show this in the figure, 2 of 3' }).click();
      await expect.poll(steps).toBe('140');
    }
    if (name === 'elsewhere.html') {
      const transport = page.locator('spline-transport');
      await transport.getByRole('button', { name: 'Train' }).click();
      // The chart says it in words once the run stands still.
      await expect(transport.getByText(/step [1-9]/)).toBeVisible();
      await transport.getByRole('button', { name: 'Pause' }).click();
      await expect(page.locator('spline-chart').getByText('training', { exact: false }).first()).toBeAttached();
      await page.locator('spline-controls').getByText('Training', { exact: true }).click();
      await expect(page.getByLabel('Learning rate', { exact: true })).toBeVisible();
    }
    if (name === 'strings.html') {
      await expect(page.getByRole('button', { name: 'Trainieren' })).toBeVisible();
      await expect(page.getByText('Schritt 35 von')).toBeVisible();
    }
    if (name === 'commands.html') {
      const step = () =>
        page
          .locator('spline-figure')
          .evaluate((figure: HTMLElement & { numbers: { step: number } }) => figure.numbers.step);
      await page.getByRole('button', { name: 'Train or pause' }).click();
      await expect.poll(step).toBeGreaterThan(0);
    }
    if (name === 'group.html') {
      const steps = () =>
        page
          .locator('spline-figure')
          .evaluateAll((figures: (HTMLElement & { numbers: { step: number } })[]) =>
            figures.map(({ numbers }) => numbers.step),
          );
      await expect.poll(steps).toEqual([35, 35, 35]);
      await page.getByRole('button', { name: 'Train' }).last().click();
      await expect.poll(async () => Math.min(...(await steps()))).toBeGreaterThan(35);
    }
    if (name === 'demonstration.html') await expect.poll(() => shown(page)).toMatch(/^[\d.]+$/);
    expect(complaints).toEqual([]);
  });
}
