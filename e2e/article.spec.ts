/** The pages of text: article, gallery, page for authors. On the CPU engine, which every browser has. */
import { existsSync, readdirSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { demonstrationTags } from '../src/components/demonstrations/reserved-heights.js';
import { demonstrationEntries, presetEntries, tagsOf, variations } from '../scripts/gallery.js';
import { expectNoFindings } from './support/accessibility.js';
import { watchErrors } from './support/lab.js';
import { servePages } from './support/served-pages.js';

const article = 'docs/batch-norm-moves-the-walls.html';

const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

const numbersOf = (figure: Locator): Promise<Readonly<Record<string, number>>> =>
  figure.evaluate(
    (element: HTMLElement & { readonly numbers?: Readonly<Record<string, number>> }) => element.numbers ?? {},
  );

/** Scripts wait until what is returned is called. */
async function holdScripts(page: Page): Promise<() => void> {
  let letCome = (): void => undefined;
  const held = new Promise<void>((resolve) => (letCome = resolve));
  await page.route(/\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  return letCome;
}

/** In pixels, of what is asked: an answer that is folded has no height. */
const heightsOfQuestions = (page: Page): Promise<number[]> =>
  page.locator('spline-predict').evaluateAll((all) => all.map((question) => question.getBoundingClientRect().height));

test('the article: numbers of figures in sentences, buttons that set them, questions before answers', async ({
  page,
}) => {
  const errors = watchErrors(page);
  const letScriptsCome = await holdScripts(page);
  await page.goto(`/${article}?engine=cpu`, { waitUntil: 'commit' });
  await page.waitForFunction(
    () => document.querySelector('footer') && getComputedStyle(document.body).margin === '0px',
  );
  // However long this takes here.
  await page.addStyleTag({ content: 'spline-predict > [slot=reveal] { animation-duration: 1h !important }' });
  const heights = await heightsOfQuestions(page);
  expect(heights).toHaveLength(6);
  letScriptsCome();
  await page.waitForFunction(() => customElements.get('spline-predict'));
  // A pixel cannot be seen.
  const moves = async (): Promise<number[]> =>
    (await heightsOfQuestions(page)).map((height, index) => Math.abs(height - heights[index]!));
  await expect.poll(async () => Math.max(...(await moves()))).toBeLessThanOrEqual(1);

  const start = page.locator('spline-figure#start');
  await expect.poll(async () => (await numbersOf(start)).cells2).toBeGreaterThan(0);
  const { cells1, cells2 } = await numbersOf(start);
  expect(cells2).toBeGreaterThan(cells1!);
  await expect(page.locator('spline-value[for=start]').last()).toContainText(cells2!.toLocaleString('en'));

  const twelve = page.getByRole('button', { name: 'twelve' });
  await twelve.scrollIntoViewIfNeeded();
  const few = page.locator('spline-figure#few');
  // Its words stay beside it, unseen.
  const cellsOfFew = page.locator('spline-value[for=few]');
  await expect(cellsOfFew).toHaveText('a handful of2');
  await twelve.focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await numbersOf(few)).cells1).toBeGreaterThan(10);
  await expect(cellsOfFew).toContainText(String((await numbersOf(few)).cells1));
  await page
    .locator('spline-set', { hasText: 'twelve' })
    .getByRole('button', { name: 'Back to how it was' })
    .press('Enter');
  await expect(cellsOfFew).toHaveText('a handful of2');

  const unit = page.locator('spline-one-unit');
  await expect(unit).toBeHidden();
  const question = page.getByRole('group', { name: /move the whole cloud/ });
  await question.getByLabel('Both stay: nobody has trained anything').check();
  await question.getByRole('button', { name: 'See what happens' }).press('Enter');
  await expect(unit).toBeVisible();
  await expect(page.getByText('You expected: “Both stay')).toBeVisible();
  const before = await numbersOf(unit);
  await page.getByRole('button', { name: 'to the upper right' }).click();
  await expect.poll(async () => (await numbersOf(unit)).cost).toBeGreaterThan(before.cost!);
  await expect(page.locator('spline-value[for=unit][name=least]')).toContainText(before.least!.toPrecision(3));

  // What its caption names.
  const moved = page.locator('#moved');
  await moved.scrollIntoViewIfNeeded();
  await expect(moved.getByRole('button', { name: 'Move data' }).first()).toBeVisible();

  await page.locator('#lab').scrollIntoViewIfNeeded();
  await expect(page.locator('spline-lab').getByRole('heading', { name: 'Splinescope' })).toBeVisible();
  expect(errors).toEqual([]);
});

/**
 * Scrolls until a step is where steps act, as far as one can tell from outside: most of it past, so that the figure is pinned
 * at the first step, too.
 */
const scrollToStep = (step: Locator): Promise<void> =>
  step.evaluate((element) => {
    const { top, height } = element.getBoundingClientRect();
    const line = matchMedia('(min-width: 60rem)').matches ? 0.5 : 0.85;
    scrollBy({ top: top + 0.9 * height - line * innerHeight, behavior: 'instant' });
  });

test('the steps of a text lead a figure that stays in sight, and leave a reader what the reader has done @phone', async ({
  page,
}) => {
  const errors = watchErrors(page);
  await page.goto(`/${article}?engine=cpu`);
  const question = page.getByRole('group', { name: /A plain network has trained for a while/ });
  await question.getByRole('button', { name: 'Skip the question' }).click();
  const text = page.locator('spline-steps');
  const steps = text.locator('spline-step');
  const figure = text.locator('#mid');
  const stepOf = async (): Promise<number | undefined> => (await numbersOf(figure)).step;
  await scrollToStep(steps.nth(1));
  await expect.poll(stepOf).toBe(70);
  await expect(figure.locator('.frame')).toBeInViewport({ ratio: 1 });
  await expect(steps.nth(1).locator('p')).toBeInViewport({ ratio: 1 });

  const change = figure.getByRole('switch');
  await change.click();
  const inHand = text.getByText('You have changed the figure');
  await expect(inHand).toBeVisible();
  await scrollToStep(steps.nth(0));
  await expect(steps.nth(0)).toHaveAttribute('current', '');
  await expect(change).toBeChecked();
  await text.getByRole('button', { name: 'Follow the text again' }).click();
  await expect.poll(stepOf).toBe(0);
  await expect(change).not.toBeChecked();
  await expect(inHand).toBeHidden();
  await text.getByRole('button', { name: 'Back to how it was' }).click();
  await expect.poll(stepOf).toBe(70);
  await expect(change).toBeChecked();
  await expect(inHand).toBeVisible();
  expect(errors).toEqual([]);
});

// Axe takes long on these pages: each scheme has a test of its own.
for (const [path, colorScheme] of [
  [article, 'light'],
  [article, 'dark'],
  ['docs/gallery.html', 'light'],
  ['docs/gallery.html', 'dark'],
  ['docs/authors.html', 'light'],
  ['docs/authors.html', 'dark'],
] as const) {
  test(`${path}, ${colorScheme}: no findings, no dead links, and no sideways scroll at 320 px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`/${path}?engine=cpu`);
    await page.evaluate(() => document.querySelector<HTMLButtonElement>('#open-all')?.click());
    const figure = page.locator('spline-figure').first();
    // The page for authors has none.
    if ((await figure.count()) > 0) {
      await expect.poll(async () => (await numbersOf(figure)).cells1).toBeGreaterThan(0);
      await expect(figure.locator('.theme')).toHaveClass(`theme ${colorScheme}`);
    }
    await expectNoFindings(page);
    const pages = await page
      .locator('a')
      .evaluateAll((all: HTMLAnchorElement[]) =>
        all.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname),
      );
    expect([...new Set(pages)].filter((one) => !existsSync(`dist${one}`))).toEqual([]);
    const missing = await page
      .locator('a[href^="#"]')
      .evaluateAll((all: HTMLAnchorElement[]) =>
        all.map(({ hash }) => hash).filter((hash) => !document.querySelector(hash)),
      );
    expect(missing).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  });
}

test('from a folder of any site, offline once it is there, and nothing is asked of another origin', async ({
  page,
  context,
}) => {
  const errors = watchErrors(page);
  const { url, server } = await servePages({}, '/some/where');
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(blob|data):/.test(request.url())) foreign.push(request.url());
  });
  await page.goto(`${url}/some/where/${article}?engine=cpu`);
  await expect.poll(async () => (await numbersOf(page.locator('#start'))).cells2).toBeGreaterThan(0);
  await page.waitForFunction(() => customElements.get('spline-lab'));
  await context.setOffline(true);
  for (const id of ['deep', 'moved']) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await expect.poll(async () => (await numbersOf(page.locator(`#${id}`))).cells1).toBeGreaterThan(0);
  }
  const { cells1 } = await numbersOf(page.locator('#deep'));
  await page.getByRole('button', { name: 'sixteen' }).first().press('Enter');
  await expect.poll(async () => (await numbersOf(page.locator('#deep'))).cells1).toBeGreaterThan(cells1!);
  expect(foreign).toEqual([]);
  expect(errors).toEqual([]);
  server.close();
});

test('application, gallery and page for authors from a folder of any site', async ({ page }) => {
  const errors = watchErrors(page);
  const { url, server } = await servePages({}, '/some/where');
  const missing: string[] = [];
  page.on('response', (response) => {
    if (!response.ok()) missing.push(response.url());
  });
  await page.goto(`${url}/some/where/docs/gallery.html?engine=cpu`);
  const figure = page.locator('spline-figure').first();
  await expect.poll(async () => (await numbersOf(figure)).cells1).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'For authors' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Splinescope' }).first().click();
  await expect(page.locator('spline-lab')).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => document.querySelector('spline-lab')?.session?.snapshot.models[0]?.cells))
    .toBeTruthy();
  expect(missing).toEqual([]);
  expect(errors).toEqual([]);
  server.close();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the article reads from one end to the other', async ({ page }) => {
    await page.goto(`/${article}`);
    await expect(page.getByText('their walls meet far away from the rings')).toBeVisible();
    await expect(page.getByText('has a few hundred pieces')).toBeVisible();
    await expect(page.getByText('Both stay: nobody has trained anything')).toBeVisible();
    await expect(page.getByText('the sum of squared distances to the points as small as it can be')).toBeVisible();
    await expect(page.getByRole('link', { name: 'twelve' })).toHaveAttribute('href', '#few');
    await expect(page.getByRole('button')).toHaveCount(0);
  });

  test('every figure of the article and of the gallery is a still, words and a link, from any path', async ({
    page,
  }) => {
    const { url, server } = await servePages({}, '/some/where');
    const parts = (img: HTMLImageElement): readonly unknown[] => {
      const { previousElementSibling, nextElementSibling: words, naturalWidth, width, parentElement } = img;
      const link = words?.nextElementSibling;
      const isWhole = naturalWidth > 0 && width > 100 && words?.checkVisibility() && link?.checkVisibility();
      return [parentElement?.id, previousElementSibling, isWhole && words?.localName, link?.localName];
    };
    for (const [path, count] of [
      [article, 13],
      [
        'docs/gallery.html',
        [...presetEntries, ...variations, ...demonstrationEntries].flatMap(({ figures }) => figures).length,
      ],
    ] as const) {
      await page.goto(`${url}/some/where/${path}`);
      const stills = page.locator('main [id]:not(:defined) > img');
      await expect(stills).toHaveCount(count);
      for (const still of await stills.all()) {
        const id = await still.evaluate(({ parentElement }) => parentElement?.id);
        expect(await still.evaluate(parts)).toEqual([id, null, 'p', 'a']);
      }
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    }
    server.close();
  });
});

test('no still is loaded where figures come; on paper those that never came are stills', async ({ page }) => {
  const stills: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.webp')) stills.push(request.url());
  });
  await page.goto(`/${article}?engine=cpu`, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('footer') && document.styleSheets.length > 0);
  // However long scripts take here.
  await page.addStyleTag({ content: 'spline-figure > *, [id] > :is(img, a) { animation-duration: 1h !important }' });
  await expect.poll(async () => (await numbersOf(page.locator('#start'))).cells2).toBeGreaterThan(0);
  for (const id of ['few', 'deep']) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await expect.poll(async () => (await numbersOf(page.locator(`#${id}`))).cells1).toBeGreaterThan(0);
  }
  expect(stills).toEqual([]);
  const moved = page.locator('#moved');
  const still = moved.locator('> img');
  await expect(still).toBeHidden();
  // The first print may begin before they are there.
  const images = async (): Promise<number> =>
    [...(await page.pdf({ tagged: false })).toString('latin1').matchAll(/\/Subtype \/Image/g)].length;
  const widthOf = (element: HTMLImageElement): number => element.naturalWidth;
  await page.pdf();
  expect(await still.evaluate(widthOf)).toBeGreaterThan(0);
  expect(await images()).toBeGreaterThan(0);
  await expect(still).toBeHidden();
});

test('the gallery draws a preset and a group, and copies the tags of every card', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const errors = watchErrors(page);
  await page.goto('/docs/gallery.html?engine=cpu');
  const moons = page.getByRole('region', { name: 'Moons' });
  await moons.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await numbersOf(moons.locator('spline-figure'))).step).toBe(140);
  await moons.getByRole('button', { name: 'Copy' }).click();
  await expect(moons.getByRole('button', { name: 'Copied' })).toBeVisible();
  const tag = '<spline-figure preset="moons" compare steps="140">Moons</spline-figure>';
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(tag);
  for (const entry of [...presetEntries, ...variations, ...demonstrationEntries]) {
    const card = page.getByRole('region', { name: entry.title, exact: true });
    // Figures that are not scrolled to are not drawn.
    await card.getByRole('button', { name: /^Cop/ }).evaluate((button: HTMLButtonElement) => button.click());
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText()), entry.id).toBe(tagsOf(entry));
  }
  const group = page.getByRole('region', { name: 'Three figures as one' });
  await group.scrollIntoViewIfNeeded();
  const figures = group.locator('spline-figure');
  const tops = await figures.evaluateAll((all) => all.map((figure) => Math.round(figure.getBoundingClientRect().top)));
  expect(new Set(tops).size, 'side by side').toBe(1);
  for (const figure of await figures.all()) {
    await figure.scrollIntoViewIfNeeded();
    await expect.poll(async () => (await numbersOf(figure)).step).toBe(70);
  }
  expect(errors).toEqual([]);
});

for (const width of [320, 390, 700, 1280]) {
  test(`at ${width} px nothing moves when demonstrations come late, and while they work`, async ({ page }) => {
    const body = demonstrationTags.map((tag) => `<${tag}><span>In words</span></${tag}><p>Below</p>`).join('');
    const head = `<link rel="stylesheet" href="/figure.css" /><style>body { margin: 20px; font: 16px/1.5 sans-serif }</style>`;
    const { url, server } = await servePages({
      '/page.html': { html: `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>` },
    });
    await page.route('**/figure.css', (route) => route.fulfill({ path: 'src/figure.css', contentType: 'text/css' }));
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries() as (PerformanceEntry & { value: number })[]) shifts.push(value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${url}/page.html`);
    await expect(page.getByText('In words').first()).toBeVisible();
    const heights = (): Promise<number[]> =>
      page.locator(demonstrationTags.join()).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    const kept = await heights();
    expect(kept).toHaveLength(7);
    const script = readdirSync('dist/assets').find((file) => /^demonstrations-.*\.js$/.test(file));
    await page.evaluate((address) => import(address), `${url}/assets/${script}`);
    for (const tag of demonstrationTags) {
      const one = page.locator(tag);
      await one.evaluate((element) => element.scrollIntoView());
      await expect(one.getByText('In words')).toBeHidden();
      await expect(one.getByRole('button', { name: 'Pause' })).toHaveCount(0);
    }
    expect(await heights()).toEqual(kept);
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    // A number at the end of an axis that grows a digit moves its own box; one line of text that moves has 0.001 and more.
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.0001);
    server.close();
  });
}
