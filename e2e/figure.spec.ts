/** Figures in a page: scrolling past them, reading them by ear, printing them, pages without a script, and many of them. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { SplineFigure } from '../src/components/spline-figure/spline-figure.js';
import type { SplineView } from '../src/components/spline-view/spline-view.js';
import { expectNoFindingsLightOrDark } from './support/accessibility.js';
import { expectAt, gpuUse, openFigures, watchGpu } from './support/figures.js';
import { watchErrors } from './support/lab.js';
import { swipe } from './support/swipe.js';

const small = 'engine="cpu" preset="moons" widths="6" samples="60"';
const twins = `<spline-figure id="twins" ${small} compare steps="3" app="index.html"><p>Two networks.</p></spline-figure>`;
const below = '<div class="docs">A long text.</div><p style="block-size: 3000px"></p>';

const frameOf = (page: Page): Locator => page.locator('spline-figure .frame').first();

const windowOf = (page: Page) =>
  page
    .locator('spline-figure spline-view')
    .first()
    .evaluate((view: SplineView) => view.window);

async function middleOf(frame: Locator): Promise<readonly [number, number]> {
  const box = await frame.boundingBox();
  if (!box) throw new Error('the picture is not shown');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** The figure looks at the colour of the page's text once that has changed. */
const expectGood = (page: Page): Promise<void> =>
  expectNoFindingsLightOrDark(page, (scheme) =>
    expect(page.locator('spline-figure .theme').first()).toHaveClass(`theme ${scheme}`),
  );

const scrolled = (page: Page) => expect.poll(() => page.evaluate(() => scrollY));

test('a plain wheel scrolls past a figure; with Ctrl it zooms into it', async ({ page }) => {
  await openFigures(page, twins + below);
  await expectAt(page.locator('#twins'), 3);
  const before = await windowOf(page);
  await page.mouse.move(...(await middleOf(frameOf(page))));
  await page.mouse.wheel(0, 150);
  await scrolled(page).toBeGreaterThan(50);
  expect(await windowOf(page)).toEqual(before);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -150);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await windowOf(page)).x0).toBeGreaterThan(before.x0);
});

test('a first hint goes when it is closed, and does not come back', async ({ page }) => {
  await openFigures(page, twins + below);
  await expectAt(page.locator('#twins'), 3);
  const hint = page.locator('.first-hint');
  await expect(hint).toHaveCount(1);
  const { height } = (await page.locator('#twins').boundingBox())!;
  // What lies under its words is read as elsewhere.
  const { x, y } = (await hint.locator('p').boundingBox())!;
  await page.mouse.move(x + 5, y + 5);
  await expect(page.locator('#twins .readout').first()).toBeVisible();
  await page.getByRole('button', { name: 'Close this hint' }).press('Enter');
  await expect(hint).toHaveCount(0);
  await expect(frameOf(page)).toBeFocused();
  await page.mouse.move(0, 0);
  await page.reload();
  await expectAt(page.locator('#twins'), 3);
  await expect(hint).toHaveCount(0);
  expect((await page.locator('#twins').boundingBox())!.height).toBe(height);
});

const isFull = (page: Page) => expect.poll(() => page.evaluate(() => document.fullscreenElement?.id ?? ''));

test('in full screen a plain wheel zooms, and scrolls the page again afterwards', async ({ page }) => {
  await openFigures(
    page,
    `<div id="slide"><button onclick="this.parentNode.requestFullscreen()">Present</button>${twins}</div>${below}`,
  );
  const figure = page.locator('#twins');
  await expectAt(figure, 3);
  const wheelZooms = async (): Promise<boolean> => {
    const before = await windowOf(page);
    await page.mouse.move(...(await middleOf(frameOf(page))));
    await page.mouse.wheel(0, -150);
    await page.mouse.wheel(0, 20);
    await page.waitForTimeout(300);
    return (await windowOf(page)).x0 > before.x0;
  };
  expect(await wheelZooms()).toBe(false);
  const details = figure.getByText('Details, table, links');
  await details.click();
  await figure.getByRole('button', { name: 'Full screen' }).click();
  await isFull(page).toBe('twins');
  await expect(figure.getByRole('button', { name: 'Copy embed code' })).toBeHidden();
  await expect(figure.locator('details[part=details] > summary')).toBeFocused();
  // All but what is folded is in sight.
  const { height } = page.viewportSize()!;
  for (const part of ['.frame', '.bar', 'details[part=details]'])
    expect((await figure.locator(part).first().boundingBox())!.y, part).toBeLessThan(height);
  expect(await wheelZooms()).toBe(true);
  await expectGood(page);
  await details.click();
  await figure.getByRole('button', { name: 'Leave full screen' }).click();
  await isFull(page).toBe('');
  expect(await wheelZooms()).toBe(false);
  await page.getByRole('button', { name: 'Present' }).click();
  await isFull(page).toBe('slide');
  expect(await wheelZooms()).toBe(true);
  await page.evaluate(() => document.exitFullscreen());
  await isFull(page).toBe('');
  expect(await wheelZooms()).toBe(false);
});

test.describe('with fingers', () => {
  test.use({ viewport: { width: 320, height: 700 }, isMobile: true, hasTouch: true });

  test('a vertical swipe scrolls past a figure, a horizontal one pans it; nothing is wider than 320 px', async ({
    page,
  }) => {
    await openFigures(page, twins.replace('compare', 'compare controls="full"') + below);
    await expectAt(page.locator('#twins'), 3);
    await expect(page.locator('#twins spline-chart .chart-box, #twins spline-chart canvas').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const before = await windowOf(page);
    const [x, y] = await middleOf(frameOf(page));
    await swipe(page, [x, y], [x, y - 120]);
    await scrolled(page).toBeGreaterThan(50);
    expect(await windowOf(page)).toEqual(before);
    await page.evaluate(() => scrollTo(0, 0));
    await swipe(page, [x - 70, y], [x + 70, y]);
    await expect.poll(async () => (await windowOf(page)).x0).toBeLessThan(before.x0);
    await page.locator('#twins').getByText('Details, table, links').click();
    await expect(page.locator('#twins').getByRole('button', { name: 'Copy embed code' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectGood(page);
    await page.locator('#twins').getByRole('button', { name: 'Full screen' }).click();
    await isFull(page).toBe('twins');
    const still = await windowOf(page);
    const [left, top] = await middleOf(frameOf(page));
    await swipe(page, [left, top], [left, top - 100]);
    await expect.poll(async () => (await windowOf(page)).y0).toBeLessThan(still.y0);
  });
});

test('in every state: no findings, and all of it by ear', async ({ page }) => {
  await openFigures(page, twins);
  const figure = page.locator('#twins');
  await expectAt(figure, 3);
  await expect(figure).toMatchAriaSnapshot(`
    - figure "The input plane of a neural network, cut into cells by the lines where its units switch":
      - group "First network, without BN":
        - group "Picture without BN":
          - img /units switch, first network$/
          - group "View":
            - button "Zoom in"
            - button "Zoom out"
            - button "Show all of the data"
        - paragraph: /^The network without BN at step 3.* cells in view .exact., train accuracy/
        - paragraph: /^Arrow keys pan/
        - text: without BN
        - switch "Batch normalization, first network"
        - paragraph: /^loss [\\d.]+ [\\d.]+% right \\d+ cells, exact$/
      - group "Second network, with BN":
        - group "Picture with BN":
          - img /units switch, second network$/
        - switch "Batch normalization, second network" [checked]
      - group "Run":
        - button "Train"
        - paragraph: /^Paused step 3 of \\d+$/
      - group: /^Moons, 60 points.*Details, table, links$/
      - status
  `);
  await figure.getByText('Details, table, links').click();
  await expect(figure.getByRole('link', { name: 'Open in the full app' })).toBeVisible();
  await expectGood(page);
  await frameOf(page).focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectGood(page);
  await page.keyboard.press('Escape');
  // What cannot be opened is listed; what cannot run leaves the fallback.
  await figure.evaluate((element: SplineFigure) => (element.state = 'v=1&compare&preset=moons&learning-rate=fast'));
  await expect(figure.getByText('learning-rate')).toBeVisible();
  await expectGood(page);
  await figure.evaluate((element: SplineFigure) => element.destroy());
  await expect(page.getByText('Two networks.')).toBeVisible();
  await expectGood(page);
});

test('a link that is copied from a figure opens its moment in another one and in the full app', async ({
  page,
  context,
}) => {
  const errors = watchErrors(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openFigures(page, twins);
  const figure = page.locator('#twins');
  await expectAt(figure, 3);
  await figure.getByRole('switch').first().click();
  await figure.getByText('Details, table, links').click();
  await figure.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(figure.getByText('The link was copied.').first()).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/\/index\.html#v=1&preset=moons.*&compare&.*steps=3&edits=3\+switch/);
  const weightsOf = (element: SplineFigure) => element.session?.models?.map(({ parameters }) => [...parameters]);
  const weights = await figure.evaluate(weightsOf);
  await page.locator('main').evaluate((main, state) => {
    const other = document.createElement('spline-figure');
    Object.assign(other, { id: 'other', engine: 'cpu', state });
    main.replaceChildren(other);
  }, address);
  const other = page.locator('#other');
  await expectAt(other, 3);
  await expect(other.locator('.name')).toHaveText(['with BN', 'with BN']);
  expect(await other.evaluate(weightsOf)).toEqual(weights);
  await other.getByText('Details, table, links').click();
  await other.evaluate((element: SplineFigure) => (element.app = 'index.html'));
  const popup = context.waitForEvent('page');
  await other.getByRole('link', { name: 'Open in the full app' }).click();
  await expect((await popup).getByText('The link’s experiment').first()).toBeVisible();
  expect(errors).toEqual([]);
});

test('on paper: stills and settings, no buttons', async ({ page }) => {
  await openFigures(page, twins);
  const figure = page.locator('#twins');
  await expectAt(figure, 3);
  const width = await frameOf(page).evaluate((frame) => frame.clientWidth);
  const pictures = (pdf: Buffer): number =>
    [...pdf.toString('latin1').matchAll(/\/Subtype \/Image\s+\/Width (\d+)/g)].filter(
      ([, size]) => Number(size) === 2 * width,
    ).length;
  await expect.poll(async () => pictures(await page.pdf({ tagged: false }))).toBe(2);
  await page.emulateMedia({ media: 'print' });
  await expect(figure.getByRole('button')).toHaveCount(0);
  await expect(figure.getByText(/^Moons, 60 points.*; step 3$/)).toBeVisible();
  // Printing leaves nothing behind.
  await page.emulateMedia({ media: 'screen' });
  await expect(figure.locator('.still')).toHaveCount(0);
  await expect(figure.getByRole('button', { name: 'Train' })).toBeVisible();
});

test('without a script the fallback is seen in the place of the figure, which nothing moves when it comes', async ({
  page,
  browser,
}) => {
  const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const address = new URL('/figures.html', test.info().project.use.baseURL).href;
  const heights = async (of: Page): Promise<number[]> => {
    const boxes = await Promise.all((await of.locator('main > spline-figure').all()).map((one) => one.boundingBox()));
    return boxes.map((box) => Math.round(box?.height ?? NaN));
  };
  await still.goto(address);
  await expect(still.getByText('Two networks train here where scripts run')).toBeVisible();
  const reserved = await heights(still);
  await still.context().close();

  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(globalThis, { shifts });
    interface Source {
      /** Null within a shadow tree. */
      readonly node: Node | null;
      readonly previousRect: DOMRectReadOnly;
      readonly currentRect: DOMRectReadOnly;
    }
    /** What is there now, through all shadow trees. */
    const nameAt = ({ x, y, width, height }: DOMRectReadOnly): string => {
      const names: string[] = [];
      let root: DocumentOrShadowRoot | null = document;
      while (root) {
        const found: Element | null = root.elementFromPoint(x + width / 2, y + height / 2);
        if (found) names.push(`${found.localName}.${found.getAttribute('class')}`);
        root = found?.shadowRoot === root ? null : (found?.shadowRoot ?? null);
      }
      return names.join(' ');
    };
    const rectText = ({ x, y, width, height }: DOMRectReadOnly): string => `${x},${y} ${width}x${height}`;
    const sourceText = ({ node, previousRect, currentRect }: Source): string =>
      `${node?.nodeName ?? nameAt(currentRect)} from ${rectText(previousRect)} to ${rectText(currentRect)}`;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & { value: number; sources: readonly Source[] };
        shifts.push(`${value}: ${sources.map(sourceText).join('; ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address);
  await expect(page.locator('#twins .where')).toContainText(/step [1-9]/);
  await page.locator('#moons').scrollIntoViewIfNeeded();
  await expect(page.locator('#moons .where')).toContainText(/step [1-9]/);
  expect(await heights(page)).toEqual(reserved);
  expect(await page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts)).toEqual([]);
});

test('a hundred figures on one page: one device, little of the GPU, and nothing of what is out of sight', async ({
  page,
}) => {
  const errors = watchErrors(page);
  await watchGpu(page);
  const figures = Array.from(
    { length: 100 },
    () => '<spline-figure engine="webgpu" preset="moons" widths="8" compare autoplay></spline-figure>',
  );
  await openFigures(
    page,
    `<div style="max-inline-size: 200px">${figures.join('')}</div><details><summary>More</summary>${figures[0]}</details>${below}`,
  );
  const all = page.locator('main > div > spline-figure');
  for (const index of [0, 50, 99]) {
    const figure = all.nth(index);
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.locator('.where')).toContainText(/step [1-9]/);
  }
  expect((await gpuUse(page)).devices).toBe(1);
  expect((await gpuUse(page)).mostBytes).toBeLessThan(128 * 2 ** 20);
  // Far from all of them, everything is given back.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect
    .poll(() =>
      page.evaluate(() =>
        [...document.querySelectorAll<SplineFigure>('spline-figure')].every(
          ({ session }) => !session || session.isResting,
        ),
      ),
    )
    .toBe(true);
  const { submits } = await gpuUse(page);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame);
  });
  const rested = await gpuUse(page);
  expect(rested.submits).toBe(submits);
  expect(rested.bytes).toBeLessThan(16 * 2 ** 20);
  // Back in sight, the last picture is there at once, and it trains on.
  const last = all.nth(99);
  await last.scrollIntoViewIfNeeded();
  await expect(last.locator('.surface canvas').first()).toBeVisible();
  const step = await last.evaluate((figure: SplineFigure) => figure.session?.snapshot.step ?? 0);
  await expect
    .poll(() => last.evaluate((figure: SplineFigure) => figure.session?.snapshot.step ?? 0))
    .toBeGreaterThan(step);
  expect(errors).toEqual([]);
});

test('of a thousand figures that come and go nothing stays', async ({ page }) => {
  const errors = watchErrors(page);
  await watchGpu(page);
  await openFigures(page, '<div id="place"></div>');
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  /** Figures one after the other; of every 40, one is shown until it has a picture. The others go at several early moments. */
  const comeAndGo = (count: number) =>
    page.locator('#place').evaluate(async (place, cycles) => {
      const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);
      for (let cycle = 0; cycle < cycles; cycle++) {
        const figure = document.createElement('spline-figure');
        const controls = cycle % 80 === 0 ? 'full' : 'minimal';
        for (const [name, value] of Object.entries({
          engine: 'webgpu',
          widths: '4',
          samples: '40',
          compare: '',
          controls,
        }))
          figure.setAttribute(name, value);
        place.append(figure);
        if (cycle % 40 === 0) await figure.whenReady();
        else if (cycle % 40 < 3) await nextFrame();
        else if (cycle % 2 === 0) await figure.updateComplete;
        const { session } = figure;
        figure.remove();
        while (session && session.snapshot.state !== 'disposed') await nextFrame();
      }
    }, count);
  const left = async () => {
    await client.send('HeapProfiler.collectGarbage');
    const { metrics } = await client.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    const { live, bytes, liveDevices } = await gpuUse(page);
    // The page keeps its device for ten seconds after the last figure, and one listener with it.
    const listeners = of('JSEventListeners') - liveDevices;
    return { live, bytes, workers: page.workers().length, nodes: of('Nodes'), listeners };
  };
  // The first ones bring what figures share. What they leave is collected bit by bit.
  await comeAndGo(80);
  let before = await left();
  let same = 0;
  await expect
    .poll(
      async () => {
        const now = await left();
        same = JSON.stringify(now) === JSON.stringify(before) ? same + 1 : 0;
        before = now;
        return same;
      },
      { intervals: [200] },
    )
    .toBe(5);
  await comeAndGo(1000);
  await expect.poll(left, { intervals: [200] }).toEqual(before);
  expect(errors).toEqual([]);
});
