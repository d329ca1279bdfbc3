/** The gallery holds still while figures come and train. */
import { expect, test } from '@playwright/test';

/** Figures come, train and wait for each other while the page is scrolled through. */
const STAY_MS = 200;

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  /** `node` is null within a shadow tree. */
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

test('the gallery: nothing shifts from the top to the end while figures come and train @phone', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: { value: number; text: string }[] = [];
    Object.assign(globalThis, { shifts });
    const rectText = ({ x, y, width, height }: DOMRectReadOnly): string => `${x},${y} ${width}x${height}`;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
        if (hadRecentInput) continue;
        const names = sources.map(
          ({ node, previousRect, currentRect }) =>
            `${node?.nodeName ?? 'within a figure'} from ${rectText(previousRect)} to ${rectText(currentRect)}`,
        );
        shifts.push({ value, text: `${value} at ${scrollY}: ${names.join('; ')}` });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/docs/gallery.html?engine=cpu');
  await page.waitForFunction(() => customElements.get('spline-figure'));
  await page.evaluate(async (stayMs) => {
    for (let before = -1; before < scrollY;) {
      before = scrollY;
      scrollBy({ top: 0.6 * innerHeight, behavior: 'instant' });
      await new Promise((resolve) => setTimeout(resolve, stayMs));
    }
  }, STAY_MS);
  expect(await page.locator('spline-figure .where .steps').count()).toBeGreaterThan(0);
  const shifts = await page.evaluate(
    () => (globalThis as unknown as { shifts: readonly { value: number; text: string }[] }).shifts,
  );
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  // As of the application: numbers that grow a digit may move their own box. One line more in one figure has 0.005 and more.
  expect(total, shifts.map(({ text }) => text).join('\n')).toBeLessThan(0.005);
});
