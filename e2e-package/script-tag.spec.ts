/** The script for script tags: from another origin, in a sandboxed frame, under strict policies, and twice on a page. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectPartition, expect, test } from './support/test.js';

const CDN = 'node_modules/splinescope/lib/cdn';

const fromAnyOrigin = { 'Access-Control-Allow-Origin': '*' };

/** What a page has of the application, and of a figure. */
const lab = '<spline-lab preset="moons">Two networks and the lines at which their units switch.</spline-lab>';
const twins = (attributes = ''): string =>
  `<spline-figure preset="moons" compare steps="20" ${attributes}>Two networks on two half moons.</spline-figure>`;

const pageOf = (body: string, script: string, inHead = ''): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A page</title>
    ${inHead}
    <script type="module" src="${script}"></script>
  </head>
  <body>
    ${body}
  </body>
</html>`;

function writePage(folder: string, html: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), html);
  return folder;
}

/** A page of its own folder beside the script, which keeps the reports of its policy. */
function writeWatchedPage(at: (...path: string[]) => string, name: string, body: string): string {
  const folder = writePage(at(name), pageOf(body, 'splinescope/splinescope.js', '<script src="reports.js"></script>'));
  cpSync(at(CDN), join(folder, 'splinescope'), { recursive: true });
  writeFileSync(
    join(folder, 'reports.js'),
    `globalThis.reports = [];
    document.addEventListener('securitypolicyviolation', (event) => reports.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));`,
  );
  return folder;
}

const reportsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { reports: string[] }).reports);

test('a figure whose script comes from another origin', async ({ page, at, serve, complaints }) => {
  const cdn = await serve(at(CDN), fromAnyOrigin);
  await page.goto(await serve(writePage(at('other-origin'), pageOf(twins(), `${cdn}/splinescope.js`))));
  await expectPartition(page, 'spline-figure');
  const parts = await page.evaluate(async (script) => {
    const { loadSessions } = (await import(script)) as { loadSessions: () => Promise<object> };
    return Object.keys(await loadSessions());
  }, `${cdn}/splinescope.js`);
  expect(parts).toEqual(['createSession', 'SplineView']);
  expect(complaints).toEqual([]);
});

test('the page beside the script opens what links of figures say', async ({ page, at, serve, complaints }) => {
  const cdn = await serve(at(CDN), fromAnyOrigin);
  await page.goto(await serve(writePage(at('linking'), pageOf(twins(), `${cdn}/splinescope.js`))));
  await page.getByText('Details, table, links').click();
  await expect(page.getByRole('link', { name: 'Open in the full app' })).toHaveAttribute('href', `${cdn}/index.html`);
  await page.goto(`${cdn}/index.html#v=1&preset=spirals&compare&steps=3`);
  await expect(page.getByText('The link’s experiment').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

/** Waits until a figure rests where its `steps` say. */
const expectStep20 = (page: Page): Promise<void> =>
  expect.poll(() => page.evaluate(() => document.querySelector('spline-figure')?.numbers['step'])).toBe(20);

test('embed code draws the figure where it is pasted', async ({ page, at, serve, complaints, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const cdn = await serve(at(CDN), fromAnyOrigin);
  await page.goto(await serve(writePage(at('copying'), pageOf(twins(), `${cdn}/splinescope.js`))));
  await expectStep20(page);
  await page.getByText('Details, table, links').click();
  await page.getByRole('button', { name: 'Copy embed code' }).click();
  await expect(page.getByRole('paragraph').filter({ hasText: /^The embed code was copied\.$/ })).toBeVisible();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(await serve(writePage(at('pasted'), `<!doctype html><title>A page</title>${code}`)));
  await expectPartition(page, 'spline-figure');
  // The style sheet is there, and the link of what stands in the figure.
  await expect(page.locator('spline-figure')).toHaveCSS('container-name', 'figure');
  const link = page.locator('spline-figure > a');
  await expect(link).toHaveAttribute('href', new RegExp(`^${cdn}/index\\.html#v=1&preset=moons&compare.*steps=20`));
  expect(complaints).toEqual([]);
});

/** Several of its steps are to be seen at once. */
const steps = `<spline-steps for="twins" style="--spline-step-size: 200px">
  <spline-step>One.</spline-step><spline-step>Two.</spline-step><spline-step>Three.</spline-step>
</spline-steps><div style="block-size: 2000px"></div>`;

test('a figure in a frame with sandbox="allow-scripts", and a text that leads it', async ({
  page,
  at,
  serve,
  complaints,
}) => {
  const cdn = await serve(at(CDN), fromAnyOrigin);
  const body = twins('id="twins"') + steps;
  const framed = await serve(writePage(at('framed'), pageOf(body, `${cdn}/splinescope.js`)));
  const frame = `<!doctype html><title>Outside</title><iframe sandbox="allow-scripts" width="900" height="700" src="${framed}/"></iframe>`;
  await page.goto(await serve(writePage(at('framing'), frame)));
  const inFrame = page.frameLocator('iframe');
  await expectPartition(inFrame, 'spline-figure');
  // The line at which steps act is that of the frame.
  for (const index of [1, 0, 2]) {
    const step = inFrame.locator('spline-step').nth(index);
    await step.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top + 100 - 0.85 * innerHeight));
    await expect(step).toHaveAttribute('current', '');
  }
  expect(complaints).toEqual([]);
});

/** As the page for authors prints it. */
const [, policy = ''] = readFileSync(fileURLToPath(new URL('fixtures/policy.txt', import.meta.url)), 'utf8')
  .trim()
  .split(': ');

for (const [what, attributes, allowed] of [
  ['with Workers', '', policy],
  ['without', 'workers="none"', policy.replace(/ splinescope$/, '')],
] as const) {
  test(`a figure under a strict policy and Trusted Types, ${what}`, async ({ page, at, serve, complaints }) => {
    const figure = twins(`id="twins" controls="full" ${attributes}`);
    // Such a policy keeps out the style of a tag.
    const led = steps.replaceAll(/ style="[^"]*"/g, '');
    const body = `${figure}<spline-fold-angle></spline-fold-angle>${led}${'<p>Text.</p>'.repeat(50)}`;
    const folder = writeWatchedPage(at, `trusted-${what.replaceAll(' ', '-')}`, body);
    await page.goto(await serve(folder, { 'Content-Security-Policy': allowed }));
    await expectPartition(page, 'spline-figure');
    await expectStep20(page);
    await expect(page.getByRole('slider', { name: 'Step that is shown' })).toBeVisible();
    await page.locator('#twins').getByText('Details, table, links').click();
    await expect(page.locator('#twins').getByRole('table').first()).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save picture as PNG' }).click();
    expect((await download).suggestedFilename()).toBe('splinescope-moons-step20-picture.png');
    await page.locator('spline-fold-angle').scrollIntoViewIfNeeded();
    await expect(page.locator('spline-fold-angle').getByRole('figure')).toBeVisible();
    // Of 60 % of the window's height it covers the line at which steps act, wherever the figure stands.
    const step = page.locator('spline-step').nth(1);
    await step.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 0.4 * innerHeight));
    await expect(step).toHaveAttribute('current', '');
    expect(await reportsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

test('a page with a strict Content Security Policy', async ({ page, at, serve, complaints }) => {
  const folder = writeWatchedPage(at, 'strict', lab);
  await page.goto(await serve(folder, { 'Content-Security-Policy': policy }));
  await expectPartition(page);
  // What is read of a cell, the legend of a fill and the diagram have colours of their own.
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.locator('spline-view').first().hover();
  await expect(page.locator('.readout').first()).toBeVisible();
  await expect(page.locator('spline-controls summary').first()).toBeVisible();
  await page
    .locator('details')
    .evaluateAll((panels: HTMLDetailsElement[]) => panels.forEach((one) => (one.open = true)));
  await expect(page.locator('.swatch').first()).toBeVisible();
  expect(await reportsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Puts another version into a copy of the script, in whichever of its files holds it. */
function setVersion(copy: string, version: string, other: string): void {
  const quoted = new RegExp(`(["'\`])${version.replaceAll('.', '\\.')}\\1`, 'g');
  const scripts = readdirSync(copy, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(copy, name))
    .filter((file) => readFileSync(file, 'utf8').search(quoted) >= 0);
  expect(scripts).toHaveLength(1);
  for (const file of scripts) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(quoted, `"${other}"`));
}

for (const other of ['9.9.9', null]) {
  test(`a page with two copies of ${other ? 'two versions' : 'one version'}: the first one wins, and one warning names both`, async ({
    page,
    at,
    serve,
    complaints,
  }) => {
    const later = '<script type="module" src="second/splinescope.js"></script>';
    const html = pageOf(lab + twins(), 'first/splinescope.js').replace('</body>', `${later}</body>`);
    const folder = writePage(at(`two-copies-${other ?? 'alike'}`), html);
    cpSync(at(CDN), join(folder, 'first'), { recursive: true });
    cpSync(at(CDN), join(folder, 'second'), { recursive: true });
    const { version } = JSON.parse(readFileSync(at('node_modules/splinescope/package.json'), 'utf8')) as {
      version: string;
    };
    if (other) setVersion(join(folder, 'second'), version, other);
    const origin = await serve(folder);
    await page.goto(origin);
    await expectPartition(page);
    await page.locator('spline-figure').scrollIntoViewIfNeeded();
    await expectPartition(page, 'spline-figure');
    const winner = await page.evaluate(async (script) => {
      const { SplineFigure } = (await import(script)) as { SplineFigure: object };
      return document.querySelector('spline-figure')?.constructor === SplineFigure;
    }, `${origin}/first/splinescope.js`);
    expect(winner).toBe(true);
    expect(complaints).toEqual([
      `Splinescope ${version} is already on this page; this copy (${other ?? version}) is left unused.`,
    ]);
  });
}
