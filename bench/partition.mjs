/** What the exact partition costs, against one written the obvious way. */
import { printTable } from './measure-cpu.mjs';

/** Rounds over all networks in turn: the first ones warm the code up, and the least counts. */
const ROUNDS = 30;
/** The plain one is slow: fewer of its rounds would only add waiting. */
const PLAIN_ROUNDS = 3;

export async function partitionSection(bench) {
  const page = await bench.open('/bench/partition/index.html');
  const names = await page.evaluate(() => globalThis.names);
  const works = names.flatMap((name) => ['partition', 'plain'].map((how) => ({ name, how, cells: 0, ms: Infinity })));
  for (let round = 0; round < ROUNDS; round++) {
    for (const work of works) {
      if (work.how === 'plain' && round >= PLAIN_ROUNDS) continue;
      const { cells, ms } = await page.evaluate(([name, how]) => globalThis.runWork(name, how), [work.name, work.how]);
      work.cells = cells;
      work.ms = Math.min(work.ms, ms);
    }
  }
  const rows = works.map(({ name, how, cells, ms }) => {
    const own = works.find((other) => other.name === name && other.how === 'partition');
    return [
      name,
      how === 'partition' ? 'src/geometry' : 'plain recursion',
      cells.toLocaleString('en'),
      ms.toFixed(1),
      ((1000 * ms) / cells).toFixed(2),
      (ms / own.ms).toFixed(1),
    ];
  });
  printTable(
    `Exact partition in one thread, milliseconds by the clock, least of ${ROUNDS} runs`,
    ['network', 'program', 'cells', 'ms', 'ms per 1,000 cells', 'times src/geometry'],
    rows,
  );
  await page.close();
}
