/**
 * A Chromium with the test suite's flags, a server of this repository's modules, and the CPU time of the browser's GPU
 * process. On SwiftShader that process does the GPU's work, and its CPU time depends far less than wall time on what
 * else the machine is doing. Timings are minima over several runs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

export async function openBench() {
  const server = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'error',
    server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 0), hmr: false, watch: null },
  });
  await server.listen();
  const { launchOptions } = await server.ssrLoadModule('/scripts/browser.ts');
  const browser = await chromium.launch(launchOptions());
  const address = server.httpServer.address();
  return {
    /** Opens a page of this repository, e.g. /bench/grid/index.html; its modules put their functions on `globalThis`. */
    async open(path) {
      const page = await browser.newPage();
      page.on('console', (message) => message.type() === 'debug' || console.log(`  ${message.text()}`));
      page.on('pageerror', (error) => console.error(error));
      await page.goto(`http://127.0.0.1:${address.port}${path}`);
      await page.waitForFunction(() => globalThis.isReady === true, undefined, { timeout: 120_000 });
      return page;
    },
    gpuCpuMs: cpuClock(browser, ['GPU']),
    /** Of the GPU process and of all pages, whose own work counts too. */
    cpuMs: cpuClock(browser, ['GPU', 'renderer']),
    browserVersion: browser.version(),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** CPU milliseconds that the processes of these types have used so far, over all their threads. */
function cpuClock(browser, types) {
  const session = browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await (await session).send('SystemInfo.getProcessInfo');
    const processes = processInfo.filter(({ type }) => types.includes(type));
    return processes.reduce((sum, process) => sum + processCpuMs(process), 0);
  };
}

function processCpuMs({ id, cpuTime }) {
  if (process.platform !== 'linux') return 1000 * cpuTime;
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${id}/task`)) {
    try {
      // The kernel's scheduler counts nanoseconds; the browser's own figure is far coarser.
      nanoseconds += Number(readFileSync(`/proc/${id}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // The thread ended between the listing and the reading.
    }
  }
  return nanoseconds / 1e6;
}

/** Smallest CPU milliseconds of one call of `work`, over `runs` calls. */
export async function leastCpuMs(clock, work, runs) {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const before = await clock();
    await work();
    least = Math.min(least, (await clock()) - before);
  }
  return least;
}

/** Milliseconds of one call of `work`: CPU time of page and GPU process, and by the clock. */
export async function measured(bench, work) {
  const cpu = await bench.cpuMs();
  const start = performance.now();
  await work();
  return { wallMs: performance.now() - start, cpuMs: (await bench.cpuMs()) - cpu };
}

/** Prints rows of equal shape as an aligned table. */
export function printTable(title, header, rows) {
  const text = [header, ...rows.map((row) => row.map(String))];
  const widths = header.map((_, column) => Math.max(...text.map((row) => row[column].length)));
  console.log(`\n${title}`);
  for (const row of text)
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
}
