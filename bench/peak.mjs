/** The adapter's measured peak of multiply-adds. */
import { measured } from './measure-cpu.mjs';

const RUNS = 5;
const RUN_MS = 300;

/** @param page /bench/index.html */
export async function peakSection(bench, page) {
  await page.evaluate(() => globalThis.preparePeak());
  const run = (turns) => page.evaluate((count) => globalThis.runPeak(count), turns);
  let turns = 1;
  // Long against the cost of a submission, on an adapter of any speed.
  while ((await measured(bench, () => run(turns))).wallMs < RUN_MS) turns *= 2;
  let [cpuMs, wallMs, flops] = [Infinity, Infinity, 0];
  for (let round = 0; round < RUNS; round++) {
    const time = await measured(bench, async () => (flops = await run(turns)));
    cpuMs = Math.min(cpuMs, time.cpuMs);
    wallMs = Math.min(wallMs, time.wallMs);
  }
  console.log('\nPeak rate of multiply-adds');
  console.log(`${gigaflops(flops, wallMs)} GFLOP/s by the clock, ${gigaflops(flops, cpuMs)} GFLOP per CPU second`);
}

const gigaflops = (flops, milliseconds) => (flops / milliseconds / 1e6).toFixed(1);
