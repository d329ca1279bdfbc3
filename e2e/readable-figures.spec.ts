/** Figures that readers set in their own way: with room between letters, words and lines, and in colours of their own. */
import { expect, test, type Page } from '@playwright/test';
import type { SplineFigure } from '../src/components/spline-figure/spline-figure.js';
import { expectNoFindings } from './support/accessibility.js';
import { expectAt, openFigures } from './support/figures.js';

const small = 'engine="cpu" preset="moons" widths="6" samples="60" steps="3" compare app="index.html"';
/** WCAG 1.4.12. */
const spacing = 'body { line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em } p { margin-block-end: 2em }';

async function openWithDetails(page: Page, controls: 'full' | 'minimal', head = ''): Promise<void> {
  await openFigures(page, `${head}<spline-figure ${small} controls="${controls}">Two networks.</spline-figure>`);
  const figure = page.locator('spline-figure');
  await expectAt(figure, 3);
  await figure.evaluate((one: SplineFigure) => one.shadowRoot!.querySelector('summary')!.click());
  await expect(figure.locator('spline-share')).toBeVisible();
  await expect(figure.locator('details table').first()).toBeVisible();
}

for (const controls of ['full', 'minimal'] as const) {
  test.describe(`with ${controls} controls and details open`, () => {
    test('in forced colours every control has an edge or a word', async ({ page }) => {
      await page.emulateMedia({ forcedColors: 'active' });
      await openWithDetails(page, controls);
      await expectNoFindings(page);
      const without = await page.evaluate(() => {
        const all = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
        return all(document.querySelector('spline-figure')!.shadowRoot!)
          .filter(
            (one) => one.matches('button, select, input, a, summary, [role=switch], .track') && one.checkVisibility(),
          )
          .filter((one) => {
            const { borderTopStyle, borderTopWidth, appearance, outlineStyle } = getComputedStyle(one);
            const hasEdge = borderTopStyle !== 'none' && borderTopWidth !== '0px';
            // What the browser draws itself it draws in the reader's colours.
            const isNative = one.matches('select, input') && appearance !== 'none';
            return !hasEdge && !isNative && outlineStyle === 'none' && (one as HTMLElement).innerText.trim() === '';
          })
          .map((one) => one.outerHTML.slice(0, 120));
      });
      expect(without).toEqual([]);
    });

    test('at 320 px with more room in its text no control is cut off, on top of another or wider than the page', async ({
      page,
    }) => {
      await page.setViewportSize({ width: 320, height: 700 });
      await openWithDetails(page, controls, `<style>${spacing}</style>`);
      const spaced = await page
        .locator('spline-figure .where')
        .evaluate((one) => parseFloat(getComputedStyle(one).letterSpacing));
      expect(spaced).toBeGreaterThan(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      const { cut, covered } = await page.evaluate(() => {
        const all = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
        const seen = all(document.querySelector('spline-figure')!.shadowRoot!).filter((one) => one.checkVisibility());
        const nameOf = (one: Element): string =>
          `${one.tagName} ${one.className}: ${one.textContent?.trim().slice(0, 60)}`;
        const cut = seen.filter((one) => {
          const { overflowX, overflowY, clipPath, visibility } = getComputedStyle(one);
          // What is clipped to nothing is for ears only.
          if (clipPath !== 'none' || visibility === 'hidden') return false;
          return (
            (overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1) ||
            (overflowY === 'hidden' && one.clientHeight > 0 && one.scrollHeight > one.clientHeight + 1)
          );
        });
        const controls = seen.filter(
          (one) => one.matches('button, select, input, summary') && one.getBoundingClientRect().width > 1,
        );
        const covered = controls.flatMap((one, index) =>
          controls
            .slice(index + 1)
            .filter((other) => {
              const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
              const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              return width > 1 && height > 1 && !one.contains(other);
            })
            .map((other) => `${nameOf(one)} and ${nameOf(other)}`),
        );
        return { cut: cut.map(nameOf), covered };
      });
      expect(cut).toEqual([]);
      expect(covered).toEqual([]);
    });
  });
}
