/**
 * `npm run bench:memory [minutes] [engine]`: trains on the built page without a pause and looks whether memory grows.
 *
 * Every half minute training is held, garbage is collected and what is left is counted: the JavaScript heap with the
 * arrays outside it, and the WebGPU objects that are still alive. From one minute on the heap may grow by 5 MB and the
 * number of WebGPU objects must stay; otherwise the exit code is 1. Engines: webgpu (default), cpu.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { liveObjects, withBuiltPage } from './built-page.mjs';
import { printTable } from './measure-cpu.mjs';

const SAMPLE_MS = 30_000;
const WARM_UP_MS = 60_000;
const MOST_GROWTH_BYTES = 5e6;
/** Time for the last frames and read-backs of a run that has been held. */
const SETTLE_MS = 3_000;
const gpuClasses = ['GPUBuffer', 'GPUTexture'];

const minutes = Number(process.argv[2] ?? 10);
const engine = process.argv[3] ?? 'webgpu';

process.exitCode = (await withBuiltPage(soak)) ? 0 : 1;

/** @returns whether memory stayed flat */
async function soak({ address, browserVersion, errors, newPage }) {
  const page = await newPage();
  await page.goto(`${address}?engine=${engine}`);
  await page.locator('.play').filter({ hasText: 'Pause' }).waitFor({ timeout: 120_000 });
  await page.locator('.speed select').selectOption({ label: 'max' });
  const description = (await page.locator('.engine').textContent()).trim();
  console.log(`Chromium ${browserVersion}. ${description}`);
  if (!description.toLowerCase().startsWith(engine)) throw new Error(`The page does not run on ${engine}.`);
  await page.evaluate(trainWithoutEnd);

  const session = await page.context().newCDPSession(page);
  const samples = [];
  const start = performance.now();
  while (performance.now() - start < minutes * 60_000) {
    await sleep(SAMPLE_MS - SETTLE_MS);
    const runs = await page.evaluate(() => globalThis.soak.hold());
    await sleep(SETTLE_MS);
    samples.push({ ms: performance.now() - start, runs, ...(await memory(session)) });
    await page.evaluate(() => globalThis.soak.release());
  }
  printTable(
    `Memory after collection, ${engine}, training at full speed`,
    ['minutes', 'heap MB', 'arrays MB', ...gpuClasses, 'runs finished'],
    samples.map(({ ms, heap, arrays, counts, runs }) => [
      (ms / 60_000).toFixed(1),
      (heap / 1e6).toFixed(2),
      (arrays / 1e6).toFixed(2),
      ...counts,
      runs,
    ]),
  );
  return verdict(samples.filter(({ ms }) => ms >= WARM_UP_MS)) && errors.length === 0;
}

function verdict(samples) {
  const [first] = samples;
  if (!first || samples.at(-1).runs === 0) {
    console.error('Nothing to judge: it takes two minutes and a finished run.');
    return false;
  }
  const growth = Math.max(...samples.map(({ heap, arrays }) => heap + arrays)) - first.heap - first.arrays;
  const counts = new Set(samples.map(({ counts }) => counts.join(' and ')));
  console.log(
    `\nGrowth since minute 1: ${(growth / 1e6).toFixed(2)} MB of heap; ${gpuClasses.join(' and ')} alive: ${[...counts].join(', then ')}`,
  );
  return growth <= MOST_GROWTH_BYTES && counts.size === 1;
}

/** In the page: restarts every run that has come to its end, and can be held while memory is looked at. */
function trainWithoutEnd() {
  const root = document.querySelector('spline-lab').shadowRoot;
  const playButton = root.querySelector('.play');
  const says = (text) => playButton.textContent.includes(text);
  const restartButton = [...root.querySelectorAll('.transport button')].find(({ textContent }) =>
    textContent.includes('Restart'),
  );
  let runs = 0;
  let isHeld = false;
  setInterval(() => {
    if (isHeld || !says('Go on')) return;
    runs++;
    restartButton.click();
  }, 100);
  globalThis.soak = {
    hold() {
      isHeld = true;
      if (says('Pause')) playButton.click();
      return runs;
    },
    release() {
      isHeld = false;
      if (says('Train')) playButton.click();
    },
  };
}

/** Bytes and counts after garbage collection. */
async function memory(session) {
  // Twice: what the first collection finalises may hold on to more.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  const counts = [];
  for (const name of gpuClasses) counts.push(await liveObjects(session, name));
  return { heap: usedSize, arrays: backingStorageSize, counts };
}
