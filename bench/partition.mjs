/** What the exact partition costs, against one written the obvious way. */
import { leastCpuMs, printTable } from './measure-cpu.mjs';

/** Rounds over all networks in turn: the first ones warm the code up, and the least counts. */
const ROUNDS = 30;
/** The plain one is slow: fewer of its rounds would only add waiting. */
const PLAIN_ROUNDS = 3;
const DRAWINGS = 15;

export async function partitionSection(bench) {
  const page = await bench.open('/bench/partition/index.html');
  const names = await page.evaluate(() => globalThis.names);
  const works = names.flatMap((name) =>
    ['partition', 'plain'].map((how) => ({ name, how, cells: 0, ms: Infinity, bytesPerCell: 0, wallBytesPerCell: 0 })),
  );
  for (let round = 0; round < ROUNDS; round++) {
    for (const work of works) {
      if (work.how === 'plain' && round >= PLAIN_ROUNDS) continue;
      const run = await page.evaluate(([name, how]) => globalThis.runWork(name, how), [work.name, work.how]);
      Object.assign(work, run, { ms: Math.min(work.ms, run.ms) });
    }
  }
  const rows = works.map(({ name, how, cells, ms, bytesPerCell, wallBytesPerCell }) => {
    const own = works.find((other) => other.name === name && other.how === 'partition');
    return [
      name,
      how === 'partition' ? 'src/geometry' : 'plain recursion',
      cells.toLocaleString('en'),
      ms.toFixed(1),
      ((1000 * ms) / cells).toFixed(2),
      (ms / own.ms).toFixed(1),
      how === 'partition' ? bytesPerCell.toFixed(0) : '',
      how === 'partition' ? wallBytesPerCell.toFixed(0) : '',
    ];
  });
  printTable(
    `Exact partition in one thread, milliseconds by the clock, least of ${ROUNDS} runs`,
    ['network', 'program', 'cells', 'ms', 'ms per 1,000 cells', 'times src/geometry', 'bytes per cell', 'and of walls'],
    rows,
  );
  await printDrawing(bench, page);
  await page.close();
}

/** What a picture of exact cells costs, fill and lines. */
async function printDrawing(bench, page) {
  const fills = await page.evaluate(() => globalThis.fills);
  const cells = await page.evaluate(() => globalThis.drawnCells);
  const rows = [];
  for (const fill of fills) {
    const ms = await leastCpuMs(bench.cpuMs, () => page.evaluate((one) => globalThis.draw(one), fill), DRAWINGS);
    rows.push([fill, ms.toFixed(1)]);
  }
  printTable(
    `Drawing ${cells.toLocaleString('en')} exact cells at 700 by 700 pixels, CPU milliseconds, least of ${DRAWINGS} runs`,
    ['fill', 'ms'],
    rows,
  );
}
