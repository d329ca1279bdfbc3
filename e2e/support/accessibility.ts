/** What axe finds on a page. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What another scheme of colours can change: words, roles, names and sizes stay. */
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

/** Buttons half under the application's bar seem too small a target. Which ones are is a matter of scrolling and of the font. */
const placeBars = (page: Page, position: 'static' | ''): Promise<void> =>
  page.locator('spline-lab .bar').evaluateAll((bars: HTMLElement[], to) => {
    for (const bar of bars) bar.style.position = to;
  }, position);

/** Of a page that stands still: axe looks at one moment. */
export async function expectNoFindings(page: Page, rules: 'all' | 'of colours' = 'all'): Promise<void> {
  await placeBars(page, 'static');
  // What is in order is not described, nor put together in another page, as that of frames must be: both took half the time.
  const { violations } = await new AxeBuilder({ page })
    .options({
      runOnly: rules === 'all' ? { type: 'tag', values: tags } : { type: 'rule', values: rulesOfColours },
      resultTypes: ['violations'],
    })
    .setLegacyMode()
    .analyze();
  await placeBars(page, '');
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => JSON.stringify(target)).join(' ')}`),
  ).toEqual([]);
}

/** Colours that are on their way between two themes are of neither; the page may take on the new one in several frames. */
async function endOfTransitions(page: Page): Promise<void> {
  const count = (): Promise<number> =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
      return document.getAnimations().filter((one) => one instanceof CSSTransition).length;
    });
  await expect.poll(count).toBe(0);
}

/**
 * In light all rules, in dark those of colours, one after the other: opening a page twice would take longer than looking at it
 * twice.
 *
 * @param isIn waits until the page has taken on the scheme
 */
export async function expectNoFindingsLightOrDark(
  page: Page,
  isIn: (colorScheme: 'light' | 'dark') => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await isIn(colorScheme);
    await endOfTransitions(page);
    await expectNoFindings(page, colorScheme === 'light' ? 'all' : 'of colours');
  }
}
