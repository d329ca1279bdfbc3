/** LayerNorm in the second network: it trains, its walls are curved, and the page says what such a picture cannot have. */
import { expect, test } from '@playwright/test';
import { isPiecewiseAffine } from '../src/training/network-spec.js';
import { foldNetwork } from '../src/training/reference/fold.js';
import { preactivationsAt } from '../src/training/reference/point.js';
import { expectNoFindings } from './support/accessibility.js';
import { modelsOf, openLab, openPanel, snapshotOf, waitForStep, watchErrors } from './support/lab.js';
import { steadyStep } from './support/page.js';

const NOTE = 'Activation cells, boundaries curved, function not affine inside; sampled';

for (const engine of ['webgpu', 'cpu'] as const) {
  test(`LayerNorm is chosen, trains and is drawn with curved walls on the ${engine} engine`, async ({ page }) => {
    const errors = watchErrors(page);
    await openLab(page, { engine, preset: 'moons' });
    await openPanel(page, 'Network');
    await page.getByLabel('Normalization of the second network').selectOption('Layer normalization');
    await expect(page.getByRole('heading', { name: 'with LayerNorm' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'without LayerNorm' })).toBeVisible();
    await waitForStep(page, 1);
    const first = (await snapshotOf(page)).models[1]!.loss;
    await waitForStep(page, 60);
    await page.getByRole('button', { name: 'Pause' }).click();
    await steadyStep(page);
    const { models } = await snapshotOf(page);
    expect(models.map(({ normalization }) => normalization)).toEqual(['none', 'layer']);
    expect(models[1]!.loss).toBeLessThan(first);

    // One sentence, under the picture that it is about, and the counts there are sampled ones.
    const [plain, normalized] = await page.locator('section.twin').all();
    await expect(normalized!.getByText(NOTE)).toBeVisible();
    const numbers = normalized!.locator('.numbers');
    await expect(numbers.getByText('cells seen (sampled)')).toBeVisible();
    await expect(numbers.getByText('cells in view (exact)')).toHaveCount(0);
    await expect(plain!.getByText(NOTE)).toHaveCount(0);
    await expect(plain!.locator('.numbers').getByText('cells in view (exact)')).toBeVisible();

    // Between two points of one cell a unit of a network without normalization is affine; here it is not.
    const [, network] = await modelsOf(page, 0);
    expect(isPiecewiseAffine(network!.normalization)).toBe(false);
    const folded = foldNetwork(network!, network!.runningStatistics);
    const z = (x: number): number => preactivationsAt(folded, [x, 0.5])[0]![0]!;
    expect(Math.abs(z(0) - (z(-0.2) + z(0.2)) / 2)).toBeGreaterThan(1e-3);

    await page.getByRole('switch', { name: 'LayerNorm, first network' }).click();
    await expect(page.getByRole('heading', { name: 'with LayerNorm' })).toHaveCount(2);
    await expect(page.getByText(NOTE)).toHaveCount(2);
    // A pending switch is shown at once; the mark is there once an engine has made it.
    const marks = async () => (await snapshotOf(page)).marks.map(({ model, to, how }) => ({ model, to, how }));
    await expect.poll(marks).toEqual([{ model: 0, to: 'layer', how: 'insert' }]);
    await expectNoFindings(page);
    expect(errors).toEqual([]);
  });
}
