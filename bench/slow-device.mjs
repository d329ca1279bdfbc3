/**
 * `npm run bench:slow [engine]`: five figures in sight, of which three train at a time, on a processor slowed down six times, as on a plain phone, while
 * buttons are pressed. Prints how long a press waits before the page hears it, and the page's longest tasks.
 *
 * Workers are not slowed down, so that this measures what the page's own thread does. Engines: cpu (default), webgpu.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { withBuiltPage } from './built-page.mjs';
import { printTable } from './measure-cpu.mjs';

const SLOW_DOWN = 6;
const FIGURES = 5;
const PRESSES = 60;
const PAUSE_MS = 400;

const engine = process.argv[2] ?? 'cpu';

await withBuiltPage(measure);

async function measure({ address, newPage }) {
  const page = await newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${address}figures.html`);
  await page.evaluate(() => customElements.whenDefined('spline-figure'));
  await page.evaluate(showFigures, { engine, count: FIGURES });
  const drawn = () =>
    [...document.querySelectorAll('spline-figure')].filter(({ numbers }) => numbers.step > 3).length > 2;
  await page.waitForFunction(drawn, null, { timeout: 120_000 });

  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  await page.evaluate(watch);
  const { x, y } = await page.locator('#press').boundingBox();
  for (let press = 0; press < PRESSES; press++) {
    await page.mouse.click(x + 10, y + 10);
    await sleep(PAUSE_MS);
  }
  const { delays, tasks } = await page.evaluate(() => globalThis.watched);
  const row = (name, values) => [name, values.length, ...[0.5, 0.95, 1].map((share) => quantile(values, share))];
  printTable(
    `${FIGURES} figures, ${engine} engine, processor ${SLOW_DOWN} times slower: milliseconds`,
    ['', 'count', 'median', '95 %', 'longest'],
    [row('a press waits', delays), row('tasks over 50 ms', tasks)],
  );
}

function quantile(values, share) {
  const at = Math.min(values.length - 1, Math.floor(share * values.length));
  return values.toSorted((a, b) => a - b)[at]?.toFixed(0) ?? '–';
}

/* Runs in the page. */

function showFigures({ engine, count }) {
  const figures = Array.from({ length: count }, () => {
    const figure = document.createElement('spline-figure');
    Object.entries({ engine, preset: 'moons', epochs: '100000', autoplay: '' }).forEach(([name, value]) =>
      figure.setAttribute(name, value),
    );
    figure.style.inlineSize = '240px';
    return figure;
  });
  const button = Object.assign(document.createElement('button'), { id: 'press', textContent: 'Press' });
  const row = document.createElement('div');
  row.style.cssText = 'display: flex; flex-wrap: wrap; gap: 1rem';
  row.append(...figures);
  document.body.replaceChildren(button, row);
}

function watch() {
  const watched = { delays: [], tasks: [] };
  globalThis.watched = watched;
  new PerformanceObserver((list) => watched.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  document.querySelector('#press').addEventListener('pointerdown', ({ timeStamp }) => {
    watched.delays.push(performance.now() - timeStamp);
  });
}
