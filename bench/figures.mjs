/**
 * `npm run bench:figures [cycles] [engine]`: makes and removes figures on the built page, 1,000 by default, and looks whether
 * more than a few things stay.
 *
 * Every hundred cycles, or after each tenth of fewer, garbage is collected and what is left is counted: WebGPU objects, nodes,
 * listeners, Workers and the heap. None of the first four may grow by more than three, which may still wait to
 * be collected; otherwise the exit code is 1. Such come and go, so the least that was left in the first half of the samples is
 * compared with the least in the second: a peak hides nothing. Engines: webgpu (default), cpu.
 */
import { readFileSync } from 'node:fs';
import { liveObjects, withBuiltPage } from './built-page.mjs';
import { printTable } from './measure-cpu.mjs';

const cycles = Number(process.argv[2] ?? 1000);
const engine = process.argv[3] ?? 'webgpu';
const SAMPLE_EVERY = Math.min(100, Math.ceil(cycles / 10));
/** Of each kind, what of the last figure may still wait to be collected. */
const MOST_WAITING = 3;
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
    samples.push({ cycles: done + SAMPLE_EVERY, ...(await left(page, client)) });
  }
  const header = ['cycles', ...counted, 'heap (MB)'];
  printTable(
    `Figures that come and go, ${engine}`,
    header,
    samples.map((sample) => header.map((name) => sample[name])),
  );
  const middle = Math.floor(samples.length / 2);
  const leastOf = (name, part) => Math.min(...part.map((sample) => sample[name]));
  const growth = (name) => leastOf(name, samples.slice(middle)) - leastOf(name, samples.slice(0, middle));
  const grown = counted.filter((name) => growth(name) > MOST_WAITING);
  console.log(grown.length > 0 ? `${grown.join(', ')} stayed.` : `Of nothing more than ${MOST_WAITING} stayed.`);
  return errors.length === 0 && grown.length === 0;
}

async function left(page, client) {
  await client.send('HeapProfiler.collectGarbage');
  const { metrics } = await client.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return {
    'GPU objects': (await liveObjects(client, 'GPUBuffer')) + (await liveObjects(client, 'GPUTexture')),
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
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
