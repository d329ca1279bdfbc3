/**
 * `npm run bench:figures [cycles] [engine]`: makes and removes figures on the built page, 1,000 by default, and looks whether
 * anything stays.
 *
 * Every hundred cycles, or after each tenth of fewer, garbage is collected until nothing more goes, which takes a browser several
 * rounds, and what is left is counted: WebGPU objects, nodes, listeners, Workers and the heap. If one of the first four is another
 * number than after the first cycles, which bring what figures share, the exit code is 1. Engines: webgpu (default), cpu.
 */
import { readFileSync } from 'node:fs';
import { liveObjects, withBuiltPage } from './built-page.mjs';
import { printTable } from './measure-cpu.mjs';

const cycles = Number(process.argv[2] ?? 1000);
const engine = process.argv[3] ?? 'webgpu';
const SAMPLE_EVERY = Math.min(100, Math.ceil(cycles / 10));
/** As often in a row, and so long apart, the same was left. */
const SETTLED = { times: 10, apartMs: 200 };
const builtFile = new URL('../dist/figures.html', import.meta.url);
const counted = ['GPU objects', 'nodes', 'listeners', 'Workers'];

process.exitCode = (await withBuiltPage(comeAndGo)) ? 0 : 1;

/** @returns whether nothing stayed */
async function comeAndGo({ address, errors, newPage }) {
  const page = await newPage();
  const html = readFileSync(builtFile, 'utf8').replace(/<main>.*<\/main>/s, '<main></main>');
  await page.route('**/figures.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(`${address}figures.html`);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const samples = [];
  for (let done = 0; done < cycles; done += SAMPLE_EVERY) {
    await page.evaluate(cycle, { count: Math.min(SAMPLE_EVERY, cycles - done), engine });
    samples.push({ cycles: done + SAMPLE_EVERY, ...(await settled(page, client)) });
  }
  const header = ['cycles', ...counted, 'heap (MB)'];
  printTable(
    `Figures that come and go, ${engine}`,
    header,
    samples.map((sample) => header.map((name) => sample[name])),
  );
  const grown = counted.filter((name) => samples.some((sample) => sample[name] !== samples[0][name]));
  console.log(grown.length > 0 ? `${grown.join(', ')} stayed.` : 'Nothing stayed.');
  return errors.length === 0 && grown.length === 0;
}

/** What is left once no more of it goes. */
async function settled(page, client) {
  let now = await left(page, client);
  for (let times = 0; times < SETTLED.times;) {
    await page.waitForTimeout(SETTLED.apartMs);
    const before = now;
    now = await left(page, client);
    times = counted.every((name) => now[name] === before[name]) ? times + 1 : 0;
  }
  return now;
}

async function left(page, client) {
  await client.send('HeapProfiler.collectGarbage');
  // The page keeps its device for ten seconds after the last figure, and one listener with it.
  const devices = await liveObjects(client, 'GPUDevice');
  const { metrics } = await client.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return {
    'GPU objects': (await liveObjects(client, 'GPUBuffer')) + (await liveObjects(client, 'GPUTexture')),
    nodes: of('Nodes'),
    listeners: of('JSEventListeners') - devices,
    Workers: page.workers().length,
    'heap (MB)': (of('JSHeapUsedSize') / 1e6).toFixed(1),
  };
}

/** In the page. */
async function cycle({ count, engine }) {
  for (let made = 0; made < count; made++) {
    const figure = document.createElement('spline-figure');
    for (const [name, value] of Object.entries({ engine, widths: '8', samples: '60', compare: '' }))
      figure.setAttribute(name, value);
    document.querySelector('main').append(figure);
    await figure.whenReady();
    const { session } = figure;
    figure.remove();
    while (session.snapshot.state !== 'disposed') await new Promise(requestAnimationFrame);
  }
}
