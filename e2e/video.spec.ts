/** Films of a run: every frame at its step, as a video and as a GIF, and none where it is cancelled. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { framePictureInPieces } from '../src/io/video/frame-picture.js';
import { pictureWindow } from '../src/training/datasets/data-window.js';
import { makeDataSet } from '../src/training/datasets/make-data-set.js';
import type { Session } from '../src/training/session.js';
import { finish } from '../src/training/workers/pieces.js';
import type { PictureStore } from '../src/components/picture-store.js';
import { decodeGif, decodeVideo, type DecodedFilm } from './support/decoded-film.js';
import { modelsOf, openLab, openPanel, snapshotOf, waitForState, waitForStep, watchErrors } from './support/lab.js';

type Lab = HTMLElement & { readonly session: Session; readonly picture: PictureStore };

const EDGE = 320;
/** Where the pictures of a film of two networks lie, in pixels. */
const TOP = 36;
const lefts = [12, 24 + EDGE] as const;

type Pictures = readonly ArrayLike<number>[];

/** A run of 24 steps with a switch at 12, paused, without points; and the panel. Returns the pictures of step 8. */
async function openFilms(page: Page): Promise<Pictures> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, { engine: 'cpu', preset: 'moons' });
  await waitForState(page, 'ready');
  await take(page, 8);
  const atEight = await pictures(page, 0);
  await take(page, 4);
  await page.getByRole('switch', { name: 'Batch normalization, first network' }).click();
  await take(page, 12);
  await page.evaluate(() => document.querySelector<Lab>('spline-lab')?.picture.update({ points: 'none' }));
  await openPanel(page, 'Save and open');
  await page.getByRole('button', { name: 'Make a video or GIF' }).click();
  // The keyboard goes on where the button was.
  await expect(page.locator('#format:focus')).toHaveCount(1);
  await page.getByLabel('Size of a picture').selectOption('320');
  await page.getByLabel('Frames per second').selectOption('10');
  await page.getByLabel('Pace').selectOption('steps');
  await page.getByLabel('Steps per frame').fill('4');
  await page.getByLabel('Steps per frame').blur();
  return atEight;
}

async function take(page: Page, steps: number): Promise<void> {
  const { step } = await snapshotOf(page);
  await page.evaluate((count) => document.querySelector<Lab>('spline-lab')?.session.step(count), steps);
  await waitForStep(page, step + steps);
  await waitForState(page, 'ready');
}

async function make(page: Page): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Make it' }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Mean difference of two pictures of one edge, 0 to 255, where the second is part of a frame. */
function difference(picture: ArrayLike<number>, frame: Uint8Array, width: number, left: number): number {
  let sum = 0;
  for (let y = 0; y < EDGE; y++) {
    for (let x = 0; x < EDGE; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const place = 4 * ((TOP + y) * width + left + x) + channel;
        sum += Math.abs(picture[4 * (y * EDGE + x) + channel]! - frame[place]!);
      }
    }
  }
  return sum / (3 * EDGE * EDGE);
}

/** The pictures of the networks on the screen, at the size of the film's, after so many switches. */
async function pictures(page: Page, switches: number): Promise<Pictures> {
  const models = await modelsOf(page, switches);
  const { config } = await snapshotOf(page);
  const data = makeDataSet(config.data);
  return models.map((model) => {
    const { training } = config;
    const request = { model, data, batch: { training, cursor: { epoch: 0, batch: 0 } }, statistics: config.statistics };
    const layers = { fill: 'confidence', walls: [], decisionBoundary: true } as const;
    const look = { view: pictureWindow(data), edge: EDGE, pixelRatio: 1, layers, theme: 'light' } as const;
    return finish(framePictureInPieces({ ...request, ...look })).rgba;
  });
}

/** The last frame shows the networks of the screen, the one that was asked for those of then, and the first shows others. */
async function expectFilmOf(page: Page, film: DecodedFilm, then: Pictures, tolerance: number): Promise<void> {
  const { width, height, first, asked, last } = film;
  expect({ width, height }).toEqual({ width: 2 * EDGE + 36, height: 424 });
  const shown = await pictures(page, 1);
  lefts.forEach((left, model) => {
    expect(difference(shown[model]!, last, width, left)).toBeLessThan(tolerance);
    expect(difference(then[model]!, asked, width, left)).toBeLessThan(tolerance);
    expect(difference(shown[model]!, first, width, left)).toBeGreaterThan(3 * tolerance);
    expect(difference(shown[model]!, asked, width, left)).toBeGreaterThan(tolerance);
  });
}

test('a video and a GIF have a frame of every step that was asked for, and end with the picture on the screen', async ({
  page,
}) => {
  const errors = watchErrors(page);
  const atEight = await openFilms(page);
  await expect(page.locator('spline-video .plan')).toHaveText('7 frames, 2.5 seconds, steps 0 to 24, 676 × 424 pixels');

  const formats = await page.getByLabel('Format').nth(1).locator('option').allInnerTexts();
  expect(formats).toContain('WebM');
  await page.getByLabel('Format').nth(1).selectOption('webm');
  const video = await make(page);
  expect(video.name).toBe('splinescope-moons-steps0-24.webm');
  const film = await decodeVideo(page, video.bytes, 11);
  // A second before and after five frames that are shown once.
  expect(film.frames.map(({ startMs }) => startMs)).toEqual(Array.from({ length: 25 }, (_, index) => 100 * index));
  // Colour has half the resolution there, and lines are a pixel wide.
  await expectFilmOf(page, film, atEight, 8);

  await page.getByLabel('Format').nth(1).selectOption('gif');
  const gif = await make(page);
  expect(gif.name).toBe('splinescope-moons-steps0-24.gif');
  const stills = await decodeGif(page, gif.bytes, 2);
  expect(stills.frames.map(({ lastsMs }) => lastsMs)).toEqual([1000, 100, 100, 100, 100, 100, 1000]);
  // Of 256 colours none is far from one of the picture.
  await expectFilmOf(page, stills, atEight, 3);
  expect(await snapshotOf(page)).toMatchObject({ step: 24, state: 'ready' });
  expect(errors).toEqual([]);
});

test('a film that is cancelled leaves nothing', async ({ page }) => {
  const errors = watchErrors(page);
  await openFilms(page);
  await page.getByLabel('Steps', { exact: true }).selectOption('planned');
  await page.getByLabel('Steps per frame').fill('1');
  await page.getByLabel('Steps per frame').blur();
  const workers = page.workers().length;
  const files: string[] = [];
  page.on('download', (file) => files.push(file.suggestedFilename()));
  await page.getByRole('button', { name: 'Make it' }).click();
  await expect(page.locator('spline-video .work')).toContainText(/Frame [3-9]\d* of/);
  await expect(page.locator('spline-video .work')).toContainText('left');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('spline-video .result')).toHaveText('Cancelled. No file was made.');
  await expect(page.getByRole('button', { name: 'Make it' })).toBeFocused();
  await expect.poll(() => page.workers().length).toBe(workers);
  expect(files).toEqual([]);
  expect(errors).toEqual([]);
});
