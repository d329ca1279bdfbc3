/** Pictures, numbers, experiments and weights as files: out of the page and into it. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { readFile } from '../src/io/read-file.js';
import { readXml, type XmlElement } from '../tests/support/xml.js';
import { modelsOf, openLab, openPanel, snapshotOf, waitForState, watchErrors } from './support/lab.js';

const nets = 'tests/fixtures/nets';
const panel = 'Save and open';

/** The page with its run paused at the start, and the panel open. */
async function openFiles(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  await waitForState(page, 'ready');
  await openPanel(page, panel);
}

/** Presses a button and reads the file that comes of it. */
async function save(page: Page, button: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const choose = (page: Page, ...files: Parameters<ReturnType<Page['locator']>['setInputFiles']>): Promise<void> =>
  page.locator('spline-files input[type=file]').setInputFiles(...files);

/** What is said, not the empty places beside fields that wait for a refusal. */
const noticeOf = (page: Page) => page.getByRole('alert').filter({ hasText: /\S/ });

const inside = (element: XmlElement, tag: string): XmlElement[] =>
  element.children.flatMap((child) => [...(child.tag === tag ? [child] : []), ...inside(child, tag)]);

function areaOf(points: string): number {
  const corners = points.split(' ').map((pair) => pair.split(',').map(Number));
  return corners.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = corners[(index + 1) % corners.length] ?? [];
    return sum + (y * nextX - x * nextY) / 2;
  }, 0);
}

test('a saved picture holds every exact cell, and they fill the window', async ({ page }) => {
  const errors = watchErrors(page);
  await openFiles(page);
  const { name, bytes } = await save(page, 'Save picture');
  expect(name).toBe('splinescope-moons-step0-picture.svg');
  const root = readXml(bytes.toString());
  for (const network of [1, 2]) {
    const [cells] = inside(root, 'g').filter(({ attributes }) => attributes['id'] === `network-${network}-cells`);
    const areas = inside(cells!, 'polygon').map(({ attributes }) => areaOf(attributes['points']!));
    // Both pictures show a square window, 1,000 units wide.
    expect(Math.abs(areas.reduce((sum, area) => sum + area, 0) / 1e6 - 1)).toBeLessThan(1e-6);
    expect(inside(root, 'desc')[0]!.text).toContain(`${areas.length.toLocaleString('en')} cells`);
  }
  expect(inside(root, 'text').at(-2)!.text).toContain('Step 0');
  const [link] = inside(root, 'a');
  expect(link!.attributes['href']).toContain('#v=1&preset=moons&compare');
  expect(inside(link!, 'text')[0]!.text).toBe(link!.attributes['href']);

  await page.getByLabel('Format').selectOption({ label: 'PNG, 2,000 pixels a picture' });
  await page.getByLabel('Networks', { exact: true }).selectOption({ label: 'with BN' });
  const png = await save(page, 'Save picture');
  expect(png.name).toBe('splinescope-moons-network2-step0-picture.png');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.readUInt32BE(16)).toBe(2000);
  expect(errors).toEqual([]);
});

test('the curves that are saved hold the measures that were taken', async ({ page }) => {
  await openFiles(page);
  await openPanel(page, 'Measures');
  await expect(page.locator('spline-measures .basis')).toContainText('at step 0,');
  const { name, bytes } = await save(page, 'Curves (CSV)');
  expect(name).toBe('splinescope-moons-step0-curves.csv');
  const [header, first] = bytes.toString().split('\n');
  for (const network of ['network 1 without BN', 'network 2 with BN']) {
    expect(header).toContain(`"mean distance to the nearest line (input units), ${network}"`);
  }
  expect(first).toMatch(/^0,/);
});

test('weights and an experiment come back as they were saved', async ({ page }) => {
  await openFiles(page);
  await page.getByRole('button', { name: /^(Train|Go on)$/ }).click();
  await expect.poll(async () => (await snapshotOf(page)).step).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Pause' }).click();
  const trained = await modelsOf(page, 0);
  const weights = await save(page, 'Weights with BN (safetensors)');
  const experiment = await save(page, 'Save experiment (JSON)');
  const saved = readFile(weights.name, weights.bytes);
  expect(saved.kind === 'network' && saved.model.parameters).toEqual(trained[1]?.parameters);

  await page.getByRole('button', { name: 'New weights' }).click();
  await choose(page, { name: experiment.name, mimeType: 'application/json', buffer: experiment.bytes });
  await expect(noticeOf(page)).toContainText('goes on with the weights of step');
  await expect.poll(async () => (await snapshotOf(page)).state).toBe('ready');
  const opened = await modelsOf(page, 0);
  expect(opened.map(({ parameters }) => parameters)).toEqual(trained.map(({ parameters }) => parameters));
  expect((await snapshotOf(page)).step).toBe(0);
});

test('networks of PyTorch come with their data, and have their recorded numbers of cells here', async ({ page }) => {
  await openFiles(page);
  const names = ['circles42-64x64-none-relu-sgdm.step350', 'circles42-64x64-bn-relu-sgdm.step350'];
  const notice = noticeOf(page);
  for (const [index, name] of names.entries()) {
    await choose(page, `${nets}/${name}.safetensors`);
    await expect(notice).toContainText(`${name}.safetensors is network ${index + 1} now`);
    await expect(notice).toContainText('The data are those that it was trained on: Circles, 500 points.');
  }
  await expect(notice).toContainText('Network 1 keeps the weights that it was given.');
  expect((await snapshotOf(page)).config.statistics).toBe('running');
  const measures = page.locator('spline-measures');
  await measures.getByText('The notebook’s numbers, and what they stand for').click();
  const cells = measures
    .locator('#regions tr.exact')
    .filter({ hasText: /^\s*cells\s/ })
    .locator('td');
  await expect(cells).toHaveText(
    names.map((name) => {
      const text = readFileSync(`tests/fixtures/partitions/${name}.json`, 'utf8');
      return (JSON.parse(text) as { cells: number }).cells.toLocaleString('en');
    }),
  );
});

test('a bad file is refused by name, and what was there stays', async ({ page }) => {
  await openFiles(page);
  const before = await snapshotOf(page);
  const refused: readonly (readonly [string, string | Buffer, string])[] = [
    ['points.csv', 'x,y,class\n1,2,0\n1,two,1\n', 'points.csv: in line 3, y is "two". Accepted: numbers from'],
    ['photo.safetensors', Buffer.from([137, 80, 78, 71, 0, 0]), 'photo.safetensors: it is neither text nor'],
    ['old.json', '{"format": "splinescope-experiment", "version": 7}', 'old.json: version is 7. Accepted: 1.'],
  ];
  for (const [name, content, message] of refused) {
    await choose(page, { name, mimeType: 'text/plain', buffer: Buffer.from(content) });
    await expect(noticeOf(page)).toContainText(message);
  }
  const after = await snapshotOf(page);
  expect(after.config).toEqual(before.config);
});

test('points are dropped on the page, over a target that can be seen', async ({ page }) => {
  await openFiles(page);
  const drag = (type: string) =>
    page.locator('spline-lab').evaluate((lab, kind) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['0;0;a\n1,5;1;b\n1;0;a\n0;1;b\n'], 'mine.csv', { type: 'text/csv' }));
      lab.dispatchEvent(new DragEvent(kind, { bubbles: true, composed: true, cancelable: true, dataTransfer }));
    }, type);
  await drag('dragenter');
  await expect(page.getByText('Drop to open')).toBeVisible();
  await drag('drop');
  await expect(page.getByText('Drop to open')).toBeHidden();
  await expect(noticeOf(page)).toContainText('mine.csv: 4 points of 2 classes.');
  const { config } = await snapshotOf(page);
  expect(config.data.customPoints).toEqual([
    { x: 0, y: 0, label: 0 },
    { x: 1.5, y: 1, label: 1 },
    { x: 1, y: 0, label: 0 },
    { x: 0, y: 1, label: 1 },
  ]);
});

test('why a dropped file is refused is seen wherever the page is scrolled, with the panel closed', async ({ page }) => {
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  await page.locator('spline-lab').evaluate((lab) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['a,b'], 'mine.csv', { type: 'text/csv' }));
    lab.dispatchEvent(new DragEvent('drop', { bubbles: true, composed: true, cancelable: true, dataTransfer }));
  });
  const message = page.getByRole('alert').filter({ hasText: 'mine.csv: ' });
  for (const share of [0, 0.5, 1]) {
    await page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight), share);
    await expect(message).toBeInViewport({ ratio: 1 });
  }
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(message).toBeHidden();
  expect(await page.evaluate(() => scrollY), 'the page stays where it is').toBeGreaterThan(0);
});
