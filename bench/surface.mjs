/** What it costs to lift cells and to draw them without WebGPU, against cutting the window into them. */
import { printTable } from './measure-cpu.mjs';

/** Rounds over all networks in turn: the first ones warm the code up, and the least counts. */
const ROUNDS = 20;

export async function surfaceSection(bench) {
  const page = await bench.open('/bench/surface/index.html');
  const names = await page.evaluate(() => globalThis.names);
  const best = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const times = await page.evaluate((one) => globalThis.runWork(one), name);
      const before = best.get(name) ?? times;
      best.set(
        name,
        Object.fromEntries(Object.entries(times).map(([key, value]) => [key, Math.min(value, before[key])])),
      );
    }
  }
  printTable(
    `Surfaces in one thread, milliseconds by the clock, least of ${ROUNDS} runs`,
    ['network', 'cells', 'lift, mesh and picker', 'times its partition', 'sending the cells', '600 by 480 picture'],
    names.map((name) => {
      const { cells, partition, lift, send, picture } = best.get(name);
      const ms = [lift.toFixed(1), (lift / partition).toFixed(1), send.toFixed(1), picture.toFixed(1)];
      return [name, cells.toLocaleString('en'), ...ms];
    }),
  );
  await page.close();
}
