/** What all measures of one network cost, against cutting its window into cells alone. */
import { printTable } from './measure-cpu.mjs';

/** Rounds over all networks in turn: the first ones warm the code up, and the least counts. */
const ROUNDS = 10;

export async function measuresSection(bench) {
  const page = await bench.open('/bench/measures/index.html');
  const names = await page.evaluate(() => globalThis.names);
  const works = names.map((name) => ({ name, cells: 0, measures: Infinity, partition: Infinity }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const work of works) {
      for (const how of ['measures', 'partition']) {
        const { cells, ms } = await page.evaluate(([name, how]) => globalThis.runWork(name, how), [work.name, how]);
        work.cells = cells;
        work[how] = Math.min(work[how], ms);
      }
    }
  }
  printTable(
    `All measures of a network on 500 points in one thread, milliseconds by the clock, least of ${ROUNDS} runs`,
    ['network', 'cells', 'ms', 'times its partition'],
    works.map(({ name, cells, measures, partition }) => [
      name,
      cells.toLocaleString('en'),
      measures.toFixed(0),
      (measures / partition).toFixed(1),
    ]),
  );
  await page.close();
}
