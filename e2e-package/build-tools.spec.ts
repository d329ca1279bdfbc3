/** The package in the projects that people put it in, each built by its own tool. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectPartition, expect, runNode, test } from './support/test.js';

const VITE = 'node_modules/vite/bin/vite.js';
const TSC = 'node_modules/typescript/bin/tsc';
const VUE_TSC = 'node_modules/vue-tsc/bin/vue-tsc.js';

test('Vite with TypeScript: what is typed is checked', async ({ page, at, serve, complaints }) => {
  const folder = at('vite-typescript');
  await runNode(folder, [at(TSC)]);
  await runNode(folder, [at(VITE), 'build']);
  await page.goto(await serve(at('vite-typescript/dist')));
  await expectPartition(page);
  await expect(page.locator('spline-lab')).toHaveJSProperty('preset', 'moons');
  await expect(page.locator('spline-one-unit').getByRole('figure')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('React 19: properties, events and types', async ({ page, at, serve, complaints }) => {
  const folder = at('react');
  await runNode(folder, [at(TSC)]);
  await runNode(folder, [at(VITE), 'build']);
  await page.goto(await serve(at('react/dist')));
  await expectPartition(page);
  await expect(page.locator('spline-lab')).toHaveJSProperty('preset', 'moons');
  await page.locator('spline-figure').scrollIntoViewIfNeeded();
  await expectPartition(page, 'spline-figure');
  await expect(page.getByText('Step 20', { exact: true })).toBeVisible();
  await refuse(page);
  await expect(page.locator('output')).toHaveText('TOO WIDE');
  expect(complaints).toEqual([]);
});

test('Vue 3: bound properties, events and types', async ({ page, at, serve, complaints }) => {
  await runNode(at('vue'), [at(VUE_TSC)]);
  await runNode(at('vue'), [at(VITE), 'build']);
  await page.goto(await serve(at('vue/dist')));
  await expectPartition(page);
  await expect(page.locator('spline-lab')).toHaveJSProperty('preset', 'moons');
  await page.locator('spline-figure').scrollIntoViewIfNeeded();
  await expectPartition(page, 'spline-figure');
  await expect(page.getByText('Step 20', { exact: true })).toBeVisible();
  await refuse(page);
  await expect(page.locator('output')).toHaveText('too wide');
  expect(complaints).toEqual([]);
});

test('Eleventy: a tag in Markdown', async ({ page, at, serve, complaints }) => {
  await runNode(at('eleventy'), [at('node_modules/@11ty/eleventy/cmd.cjs'), '--quiet']);
  const origin = await serve(at('eleventy/dist'));
  await page.goto(origin);
  await expectPartition(page);
  await expect(page.getByText('And the text goes on.')).toBeVisible();
  await page.goto(`${origin}/two-moons/`);
  await expectPartition(page, 'spline-figure');
  expect(complaints).toEqual([]);
});

test('plain Node: modules of all entries, and the command line', async ({ at }) => {
  writeFileSync(
    at('node.mjs'),
    `const entries = ['splinescope', 'splinescope/auto', 'splinescope/demonstrations'];
     const [index, auto, demonstrations] = await Promise.all(entries.map((entry) => import(entry)));
     console.log(index.version, Object.keys(index.presets).includes('moons'), index.SplineLab === auto.SplineLab);
     console.log(Object.keys(demonstrations).includes('SplineLimits'));`,
  );
  const { version } = JSON.parse(readFileSync(at('node_modules/splinescope/package.json'), 'utf8')) as {
    version: string;
  };
  expect(await runNode(at(), [at('node.mjs')])).toBe(`${version} true true\ntrue`);
  expect(await runNode(at(), [at('node_modules/.bin/splinescope'), '--version'])).toBe(version);
  const json = await runNode(at(), [at('node_modules/.bin/splinescope'), 'train', 'moons', '--steps', '1']);
  expect(JSON.parse(json)).toBeInstanceOf(Object);
});

/** As where a setting is refused: the element says why. */
const refuse = (page: Page): Promise<void> =>
  page.locator('spline-lab').evaluate((lab) => {
    lab.dispatchEvent(new CustomEvent('spline-refused', { detail: 'too wide', bubbles: true, composed: true }));
  });
