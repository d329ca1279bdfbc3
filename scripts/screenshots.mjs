/**
 * `node scripts/screenshots.mjs [name ...]`: takes the pictures of docs/screenshots anew, from the page as it is now.
 * Each waits until nothing trains and the lines are as sharp as they get.
 */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 412, height: 839 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const play = (page) => page.getByRole('button', { name: /^(Train|Go on)$/ }).click();
const step = (page) => page.evaluate(() => document.querySelector('spline-lab').session.snapshot.step);
const switchFirst = (page) => page.getByRole('switch').first().click();

async function pauseAt(page, wanted) {
  while ((await step(page)) < wanted) await page.waitForTimeout(100);
  await page.getByRole('button', { name: 'Pause' }).click();
}

const openPanel = (page, name) =>
  page
    .locator('summary')
    .filter({ has: page.getByRole('heading', { name, exact: true }) })
    .click();

async function finish(page) {
  await page.getByLabel('Speed, steps').selectOption('max');
  await page.waitForFunction(() => document.querySelector('spline-lab').session.snapshot.state === 'finished', null, {
    timeout: 300_000,
  });
  await page.getByLabel('Speed, steps').selectOption('25/s');
}

/** By name: where the page is opened, what is done before the picture is taken, and of which part of it. */
const shots = {
  // Under reduced motion nothing trains by itself: the networks as they are before the first step.
  start: { options: { reducedMotion: 'reduce' }, prepare: () => {} },
  trained: { prepare: finish },
  switched: {
    preset: 'moved-circles',
    async prepare(page) {
      await pauseAt(page, 60);
      await switchFirst(page);
      await play(page);
      await pauseAt(page, 90);
    },
    fullPage: true,
  },
  'moved-data': {
    preset: 'moons',
    async prepare(page) {
      await finish(page);
      await page.getByRole('button', { name: 'Zoom out' }).first().click();
      await page.getByRole('button', { name: 'Move data' }).first().click();
      const handle = await page
        .getByRole('button', { name: /^Move the data/ })
        .first()
        .boundingBox();
      const [x, y] = [handle.x + 22, handle.y + 22];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 90, y - 70, { steps: 5 });
      await page.mouse.up();
      await page.mouse.move(640, 20);
    },
  },
  dark: { preset: 'spirals', options: { colorScheme: 'dark' }, prepare: finish },
  phone: { preset: 'moons', options: phone, prepare: (page) => finish(page) },
  // One cell of each network read, its nearest wall, and the unit of a wall lit in the picture.
  reading: {
    preset: 'moons',
    async prepare(page) {
      await finish(page);
      const frame = page.locator('spline-view .frame').first();
      const { x, y, width, height } = await frame.boundingBox();
      await page.mouse.move(x + 0.62 * width, y + 0.45 * height);
      await page.locator('.readout').first().waitFor();
    },
  },
  surface: {
    preset: 'moons',
    part: 'spline-surface-panel',
    async prepare(page) {
      await finish(page);
      await page.locator('spline-surface-panel summary').click();
    },
  },
  board: {
    part: 'spline-board',
    async prepare(page) {
      await finish(page);
      await openPanel(page, 'Before and after');
    },
  },
  'no-webgpu': {
    preset: 'moons',
    script: () => Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined }),
    prepare: finish,
  },
};

/** Until the picture on the screen is of the newest step and its grid no longer grows. */
async function settle(page) {
  let last = '';
  let same = 0;
  for (let waited = 0; waited < 120 && same < 4; waited++) {
    await page.waitForTimeout(1_000);
    const { now, isSharp } = await page.evaluate(() => {
      const lab = document.querySelector('spline-lab');
      const { state, step: at, engine, models } = lab.session.snapshot;
      const canvas = lab.shadowRoot.querySelector('spline-view').shadowRoot.querySelector('canvas');
      return {
        now: JSON.stringify([state, at, models.map(({ cells }) => cells)]),
        // On a busy machine a sharp picture takes longer than any pause between two counts.
        isSharp: engine.kind === 'cpu' || models[0].cells?.gridWidth === canvas.width,
      };
    });
    same = now === last && isSharp && !now.includes('running') ? same + 1 : 0;
    last = now;
  }
}

const server = await createServer({
  root,
  logLevel: 'error',
  server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 0), hmr: false, watch: null },
});
await server.listen();
const { launchOptions } = await server.ssrLoadModule('/scripts/browser.ts');
const browser = await chromium.launch(launchOptions());
const wanted = process.argv.slice(2);
try {
  for (const [name, { preset = 'circles', options = {}, script, prepare, part, fullPage = false }] of Object.entries(
    shots,
  )) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const context = await browser.newContext({ ...desktop, ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(name, error));
    // The line for who comes for the first time.
    await page.addInitScript(() => localStorage.setItem('splinescope-hint', 'seen'));
    if (script) await page.addInitScript(script);
    // A software adapter is slower than the CPU engine, but it draws every line sharp in the end.
    const query = new URLSearchParams({ preset, engine: 'webgpu' });
    await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/?${query.toString()}`);
    await page.waitForFunction(() => document.querySelector('spline-lab')?.session?.snapshot.models[0]?.cells, null, {
      timeout: 120_000,
    });
    await prepare(page);
    // What is off screen is not drawn.
    if (!part) await page.evaluate(() => scrollTo(0, 0));
    // As high as the page (the pictures grow with it), rather than a full-page picture: in that the transport bar, which
    // sticks to the window, hides what is behind it.
    for (let round = 0; fullPage && round < 3; round++) {
      const { width } = page.viewportSize();
      await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
      await page.waitForTimeout(500);
    }
    await settle(page);
    const path = `${root}docs/screenshots/${name}.png`;
    if (part) {
      await page.locator(part).first().scrollIntoViewIfNeeded();
      await page.waitForTimeout(5_000);
      await page.locator(part).first().screenshot({ path });
    } else await page.screenshot({ path });
    const { engine } = await page.evaluate(() => document.querySelector('spline-lab').session.snapshot);
    console.log(`${name}: ${engine.kind}`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
