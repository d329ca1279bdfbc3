/**
 * `npm run docs:stills [name ...]`: takes the pictures of docs/stills anew, which stand in the tags of figures on the pages of
 * text, each from the first that has it: as the figure is printed, light and without controls, at the moment that the words
 * beside it are about.
 */
import { writeFile } from 'node:fs/promises';
import { withBuiltPage } from '../bench/built-page.mjs';

const folder = new URL('../docs/stills/', import.meta.url);
const pages = ['docs/batch-norm-moves-the-walls.html', 'docs/gallery.html'];
/** In CSS pixels: narrow, so that words within a still can be read on a phone, too. */
const widths = { one: 320, several: 592 };
const DENSITY = 1.5;
/** Between moments, in pixels. */
const GAP = 24;
/** Tried one after the other until a still is small enough: share of the width that was taken, quality of WebP. */
const encodings = [
  [1, 0.8],
  [1, 0.6],
  [0.75, 0.6],
  [2 / 3, 0.5],
  [0.55, 0.4],
];
const MOST_BYTES = 25_000;

/** Moments beside each other, in place of that of the tag. */
const moments = {
  async *mid(figure) {
    await figure.evaluate((element) => (element.steps = 350));
    await settle(figure);
    yield;
    await figure.evaluate((element) => element.switchNormalization(0));
    await settle(figure);
    yield;
  },
};

/** Until a figure rests, with exact cells where there are any, and a demonstration has worked out all of its numbers. */
async function settle(figure) {
  let last = '';
  for (let same = 0; same < 4;) {
    await figure.page().waitForTimeout(500);
    const now = await figure.evaluate((element) => {
      const state = element.session?.snapshot.state;
      const isBusy = element.work?.isWorking || ('session' in element && !['ready', 'finished'].includes(state));
      return isBusy ? 'busy' : JSON.stringify(element.numbers);
    });
    same = now === last && now !== 'busy' ? same + 1 : 0;
    last = now;
  }
  await figure.evaluate((element) => element.paintStills?.(1).catch(() => undefined));
}

/** The picture with its titles and its key. */
async function take(figure) {
  const page = figure.page();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const clip = await figure.evaluate(({ shadowRoot }) => {
    const boxes = [...shadowRoot.querySelectorAll('.networks, .pictures, figure > .key')].map((box) =>
      box.getBoundingClientRect(),
    );
    const [left, top] = ['left', 'top'].map((side) => Math.min(...boxes.map((box) => box[side])));
    const [right, bottom] = ['right', 'bottom'].map((side) => Math.max(...boxes.map((box) => box[side])));
    return { x: left - 1, y: top + scrollY - 1, width: right - left + 2, height: bottom - top + 2 };
  });
  const png = await page.screenshot({ clip, fullPage: true });
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  return `data:image/png;base64,${png.toString('base64')}`;
}

/** Side by side, as WebP. */
const encode = (page, pngs) =>
  page.evaluate(
    async ({ pngs, gap, encodings, most }) => {
      const images = await Promise.all(pngs.map(async (png) => createImageBitmap(await (await fetch(png)).blob())));
      const width = images.reduce((sum, one) => sum + one.width + gap, -gap);
      const { height } = images[0];
      const paper = getComputedStyle(document.body).backgroundColor;
      let blob;
      for (const [scale, quality] of encodings) {
        const canvas = new OffscreenCanvas(Math.round(scale * width), Math.round(scale * height));
        const context = canvas.getContext('2d', { alpha: false });
        context.imageSmoothingQuality = 'high';
        context.scale(canvas.width / width, canvas.height / height);
        context.fillStyle = paper;
        context.fillRect(0, 0, width, height);
        let left = 0;
        for (const image of images) {
          context.drawImage(image, left, 0);
          left += image.width + gap;
        }
        blob = await canvas.convertToBlob({ type: 'image/webp', quality });
        if (blob.size <= most) break;
      }
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    { pngs, gap: GAP, encodings, most: MOST_BYTES },
  );

/** Of the still at an address: as written, or with a hash once it is there. */
const nameOf = (source) =>
  source.startsWith('stills/') ? source.slice(7, -5) : /([^/]+)-[\w-]{8}\.webp$/.exec(source)[1];

const wanted = process.argv.slice(2);
const taken = new Set();
await withBuiltPage(async ({ address, newPage }) => {
  for (const path of pages) {
    // Under reduced motion nothing trains by itself beyond the moment of its tag.
    const page = await newPage({
      viewport: { width: 1280, height: 1000 },
      deviceScaleFactor: DENSITY,
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    await page.goto(`${address}${path}?engine=cpu`);
    await page.addStyleTag({ content: 'spline-figure::part(numbers) { display: none } .beside { display: block }' });
    await page.evaluate(() => {
      for (const question of document.querySelectorAll('spline-predict')) question.open = true;
    });
    for (const figure of await page.locator('main [id]:has(> img)').all()) {
      const name = nameOf(await figure.locator('> img').getAttribute('src'));
      if (taken.has(name) || (wanted.length > 0 && !wanted.includes(name))) continue;
      taken.add(name);
      await figure.evaluate((element, { one, several }) => {
        const isOne = element.matches('spline-figure:not([compare])');
        element.style.maxInlineSize = element.style.inlineSize = `${isOne ? one : several}px`;
      }, widths);
      await figure.scrollIntoViewIfNeeded();
      await settle(figure);
      const pngs = [];
      if (moments[name]) for await (const _ of moments[name](figure)) pngs.push(await take(figure));
      else pngs.push(await take(figure));
      const bytes = Uint8Array.from(await encode(page, pngs));
      await writeFile(new URL(`${name}.webp`, folder), bytes);
      console.log(`${name}: ${bytes.length} bytes`);
    }
    await page.close();
  }
});
