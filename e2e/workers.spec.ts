/** The application in pages of other sites: from another origin, in a sandbox, under policies with and without Workers. */
import { readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { expect, test, type Frame, type Page } from '@playwright/test';
import { servePages } from './support/served-pages.js';

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

let servers: Server[] = [];
let site = '';

test.beforeAll(async () => {
  const entry = readdirSync('dist/assets').find((name) => /^index-.*\.js$/.test(name));
  const lab = (source = '', attributes = '') => `<!doctype html>
    <script type="module" crossorigin src="${source}/assets/${entry}"></script>
    <spline-lab engine="cpu" preset="moons" ${attributes}></spline-lab>`;
  const elsewhere = await servePages({});
  const here = await servePages({
    '/other-origin': { html: lab(elsewhere.url) },
    '/sandboxed': {
      html: '<!doctype html><iframe sandbox="allow-scripts" width="900" height="900" src="/framed"></iframe>',
    },
    '/framed': { html: lab() },
    '/trusted-types': { html: lab(), policy: `${strict} splinescope` },
    '/forbidden': { html: lab(), policy: "worker-src 'none'" },
    '/in-the-page': { html: `<meta http-equiv="Content-Security-Policy" content="${strict}">${lab()}` },
    '/none': { html: lab('', 'workers="none"'), policy: strict },
  });
  servers = [elsewhere.server, here.server];
  site = here.url;
});

test.afterAll(() => servers.forEach((server) => server.close()));

/** Opens a page and waits until both networks train and have exact cells; gives what was reported of Workers, and how many work. */
async function opened(page: Page, path: string): Promise<{ reports: string[]; workers: number }> {
  let workers = 0;
  page.on('worker', (worker) => {
    workers++;
    // Those that fail are ended.
    worker.on('close', () => workers--);
  });
  const reports: string[] = [];
  await page.exposeFunction('report', (report: string) => reports.push(report));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) =>
      (globalThis as unknown as { report(text: string): void }).report(`${effectiveDirective} ${sample}`),
    );
  });
  await page.goto(site + path);
  const [main, framed] = page.frames();
  const frame: Frame = framed ?? main!;
  await expect(frame.locator('spline-lab .where b')).not.toHaveText('0');
  await expect(frame.getByText(/exact/).first()).toBeVisible({ timeout: 60_000 });
  return { reports: reports.filter((report) => /worker|trusted/.test(report)), workers };
}

for (const path of ['/other-origin', '/sandboxed', '/trusted-types']) {
  test(`Workers start: ${path}`, async ({ page }) => {
    expect(await opened(page, path)).toEqual({ reports: [], workers: 2 });
  });
}

test('where a policy forbids Workers the page does their work; nothing is tried where that can be known', async ({
  page,
  context,
}) => {
  const forbidden = await opened(page, '/forbidden');
  expect(forbidden.reports.length).toBeGreaterThan(0);
  for (const path of ['/in-the-page', '/none']) {
    expect(await opened(await context.newPage(), path)).toEqual({ reports: [], workers: 0 });
  }
});
