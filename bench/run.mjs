/**
 * `npm run bench`: what training, pictures and exact partitions cost on this machine, with the yardsticks beside them. Nothing here
 * passes or fails: machines differ, and the ratios within one run say more than any single figure.
 */
import { loadavg, cpus } from 'node:os';
import { gridSection } from './grid.mjs';
import { openBench } from './measure-cpu.mjs';
import { peakSection } from './peak.mjs';
import { partitionSection } from './partition.mjs';
import { trainingSection } from './training.mjs';

const bench = await openBench();
try {
  const page = await bench.open('/bench/index.html');
  const adapter = await page.evaluate(() => `${globalThis.adapterName}${globalThis.isFallback ? ' (software)' : ''}`);
  console.log(`Chromium ${bench.browserVersion}, adapter ${adapter}`);
  console.log(`${cpus().length} cores, load average ${loadavg()[0].toFixed(1)} at the start`);
  await peakSection(bench, page);
  await trainingSection(bench, page);
  await page.close();
  await gridSection(bench);
  await partitionSection(bench);
} finally {
  await bench.close();
}
