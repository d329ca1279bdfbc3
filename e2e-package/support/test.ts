/** What every test of the package has: the folder where it is installed, sites, and a page whose complaints are kept. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test as base, type FrameLocator, type Page } from '@playwright/test';
import { Site } from './site.js';

export { expect };

const run = promisify(execFile);

interface Fixtures {
  /** Path of something in the folder where the package is installed. */
  readonly at: (...path: string[]) => string;
  /** Serves a folder until the test ends; returns its origin. */
  readonly serve: (folder: string, headers?: Readonly<Record<string, string>>) => Promise<string>;
  /** Console errors and warnings, uncaught exceptions: what a test ends with none of. */
  readonly complaints: string[];
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern
  at: async ({}, use) => {
    const { PACKAGE_WORKSPACE: folder } = process.env;
    if (!folder) throw new Error('The package is not installed anywhere.');
    await use((...path) => join(folder, ...path));
  },
  // eslint-disable-next-line no-empty-pattern
  serve: async ({}, use) => {
    const sites: Site[] = [];
    await use(async (folder, headers) => {
      const site = await Site.open(folder, headers);
      sites.push(site);
      return site.origin;
    });
    await Promise.all(sites.map((site) => site.close()));
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await use(complaints);
  },
});

/** Runs a script and returns what it prints, without white space around; where it fails, the error says what it said. */
export async function runNode(folder: string, args: readonly string[]): Promise<string> {
  // Playwright asks for colours.
  const env = { ...process.env, FORCE_COLOR: '0' };
  try {
    return (await run(process.execPath, args, { cwd: folder, env })).stdout.trim();
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`node ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

const exactWords = {
  'spline-lab': /^\s*\d[\d,]*\s+cells in view/,
  'spline-figure': /^\s*\d[\d,]* cells(, exact| at step)/,
} as const;

/** Waits until both networks of an element are cut exactly and drawn. @param exact how it says so, where not in English */
export async function expectPartition(
  place: Page | FrameLocator,
  tag: keyof typeof exactWords = 'spline-lab',
  exact: RegExp = exactWords[tag],
): Promise<void> {
  const element = place.locator(tag);
  for (const model of [0, 1]) {
    await expect(element.locator('.cells').nth(model)).toHaveText(exact);
    await expect.poll(() => element.locator('spline-view').nth(model).evaluate(colorCount)).toBeGreaterThan(20);
  }
}

/** How many colours the picture in a view has: a blank one has one. */
function colorCount(view: Element): number {
  const drawn = [...(view.shadowRoot?.querySelectorAll('canvas') ?? [])].map((canvas) => {
    const copy = new OffscreenCanvas(64, 64).getContext('2d')!;
    copy.drawImage(canvas, 0, 0, 64, 64);
    return new Set(new Uint32Array(copy.getImageData(0, 0, 64, 64).data.buffer)).size;
  });
  return Math.max(0, ...drawn);
}
