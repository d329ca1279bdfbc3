/**
 * `npm run bench [-- name ...]`: what training, pictures, exact partitions, measures and surfaces cost on this machine, with the
 * yardsticks beside them. Nothing here passes or fails: machines differ, and the ratios within one run say more than any
 * single figure.
 */
import { loadavg, cpus } from 'node:os';
import { gridSection } from './grid.mjs';
import { openBench } from './measure-cpu.mjs';
import { measuresSection } from './measures.mjs';
import { peakSection } from './peak.mjs';
import { partitionSection } from './partition.mjs';
import { surfaceSection } from './surface.mjs';
import { trainingSection } from './training.mjs';

const sections = {
  peak: peakSection,
  training: trainingSection,
  grid: gridSection,
  partition: partitionSection,
  measures: measuresSection,
  surface: surfaceSection,
};
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in sections));
if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: choose from ${Object.keys(sections).join(', ')}`);

const bench = await openBench();
try {
  const page = await bench.open('/bench/index.html');
  const adapter = await page.evaluate(() => `${globalThis.adapterName}${globalThis.isFallback ? ' (software)' : ''}`);
  console.log(`Chromium ${bench.browserVersion}, adapter ${adapter}`);
  console.log(`${cpus().length} cores, load average ${loadavg()[0].toFixed(1)} at the start`);
  for (const [name, run] of Object.entries(sections)) {
    if (names.length === 0 || names.includes(name)) await run(bench, page);
  }
} finally {
  await bench.close();
}
