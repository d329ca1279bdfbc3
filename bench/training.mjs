/** Training steps per CPU second of three engines. */
import { measured, printTable } from './measure-cpu.mjs';

const networks = [
  [16, 16],
  [64, 64],
  [64, 64, 64, 64],
];
/** Rounds over all engines in turn; the machine's other work disturbs some of them, and the least counts. */
const ROUNDS = 5;
/** CPU time that one run should take: long against the clock's and the browser's own stirrings. */
const RUN_MS = 400;
const MOST_STEPS = 3000;
const FEWEST_STEPS = 4;

const engineNames = {
  kernel: 'this engine',
  float64: 'float64 in the page',
  manyDispatch: 'one dispatch per operation',
};
const engines = Object.keys(engineNames);

/** @param page /bench/index.html */
export async function trainingSection(bench, page) {
  const rows = [];
  for (const hiddenWidths of networks) {
    await page.evaluate((widths) => globalThis.prepareTraining(widths), hiddenWidths);
    const train = (engine, steps) => page.evaluate(([name, count]) => globalThis.train(name, count), [engine, steps]);
    const least = await leastPerStep(bench, train);
    for (const engine of engines) {
      const { cpuMs, wallMs, steps } = least[engine];
      rows.push([
        hiddenWidths.join('-'),
        engineNames[engine],
        rounded(1000 / cpuMs),
        cpuMs.toFixed(3),
        wallMs.toFixed(3),
        (cpuMs / least.kernel.cpuMs).toFixed(2),
        steps,
      ]);
    }
  }
  printTable(
    `Training with batch normalization, batch 64: CPU time of page and GPU process, least of ${ROUNDS} runs`,
    ['network', 'engine', 'steps per CPU s', 'CPU ms per step', 'wall ms', 'times this engine', 'steps per run'],
    rows,
  );
}

/** CPU and wall milliseconds per step of every engine. The engines take turns, so that a slow minute meets them all. */
async function leastPerStep(bench, train) {
  const least = {};
  for (const engine of engines) {
    // The first steps compile pipelines and optimise the page's code.
    await train(engine, FEWEST_STEPS);
    const { cpuMs } = await measured(bench, () => train(engine, 2 * FEWEST_STEPS));
    const steps = Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, Math.round((2 * FEWEST_STEPS * RUN_MS) / cpuMs)));
    least[engine] = { steps, cpuMs: Infinity, wallMs: Infinity };
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const engine of engines) {
      const best = least[engine];
      const { cpuMs, wallMs } = await measured(bench, () => train(engine, best.steps));
      best.cpuMs = Math.min(best.cpuMs, cpuMs / best.steps);
      best.wallMs = Math.min(best.wallMs, wallMs / best.steps);
    }
  }
  return least;
}

const rounded = (value) => (value < 100 ? value.toFixed(1) : value.toFixed(0));
