/** What a grid of codes, distances and margins costs, against one written the obvious way. */
import { printTable } from './measure-cpu.mjs';

const cases = [
  [[64, 64], 256],
  [[64, 64], 512],
  [[64, 64, 64, 64], 256],
];
/** Rounds over all cases in turn; the machine's other work disturbs some of them, and the least counts. */
const ROUNDS = 5;
/** The naive kernel is slow: fewer of its rounds would only add waiting. */
const NAIVE_ROUNDS = 2;

const multiplyAdds = (widths) => [2, ...widths].reduce((sum, width, i) => sum + width * (widths[i] ?? 2), 0);

export async function gridSection(bench) {
  const page = await bench.open('/bench/grid/index.html');
  const works = [];
  for (const [widths, size] of cases) {
    const label = `${widths.join('-')}, ${size} x ${size}`;
    for (const kind of ['prepareGrid', 'prepareNaive']) {
      const name = `${label} ${kind}`;
      await page.evaluate(([f, ...rest]) => globalThis[f](...rest), [kind, name, widths, size]);
      await page.evaluate((work) => globalThis.runWork(work), name);
      works.push({ name, label, kind, flops: 2 * multiplyAdds(widths) * size ** 2, cpuMs: Infinity, wallMs: Infinity });
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const work of works) {
      if (work.kind === 'prepareNaive' && round >= NAIVE_ROUNDS) continue;
      const before = await bench.gpuCpuMs();
      work.wallMs = Math.min(work.wallMs, await page.evaluate((name) => globalThis.runWork(name), work.name));
      work.cpuMs = Math.min(work.cpuMs, (await bench.gpuCpuMs()) - before);
    }
  }
  const rows = works.map(({ label, kind, flops, cpuMs, wallMs }) => {
    const own = works.find((other) => other.label === label && other.kind === 'prepareGrid');
    return [
      label,
      kind === 'prepareGrid' ? 'this engine' : 'naive kernel',
      cpuMs.toFixed(0),
      wallMs.toFixed(0),
      (flops / cpuMs / 1e6).toFixed(2),
      (cpuMs / own.cpuMs).toFixed(1),
    ];
  });
  printTable(
    `Grid of a picture, two inputs and two classes: CPU time of the GPU process, least of ${ROUNDS} runs`,
    ['network and grid', 'engine', 'CPU ms', 'wall ms', 'GFLOP/CPU s of the plain sum', 'times this engine'],
    rows,
  );
  await page.close();
}
