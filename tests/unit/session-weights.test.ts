/** Weights that a run starts from instead of drawn ones. */
import { expect, it } from 'vitest';
import { networkSpecs, type ExperimentConfig } from '../../src/training/experiment-config.js';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';
import { Bench, plainConfig } from '../support/fake-backend.js';
import { randomModel } from '../support/random-model.js';

const weights = networkSpecs(plainConfig, { dimension: 2, classCount: 2 }).map((spec, index) =>
  randomModel(spec, index),
);

async function loaded(): Promise<Bench> {
  const bench = await Bench.ready();
  bench.session.loadExperiment(plainConfig, weights);
  await bench.settle();
  return bench;
}

const startOf = (bench: Bench) => bench.engine.runs.at(-1)?.models.map(({ parameters }) => parameters);
const given = weights.map(({ parameters }) => parameters);

it('are what the engine gets and what a restart goes back to', async () => {
  const bench = await loaded();
  expect(bench.session.snapshot).toMatchObject({ state: 'ready', step: 0, areWeightsGiven: true });
  expect(startOf(bench)).toEqual(given);
  bench.session.step(5);
  bench.clock.frame();
  bench.engine.report();
  bench.session.restart();
  await bench.settle();
  expect(startOf(bench)).toEqual(given);
  expect(bench.engine.runs).toHaveLength(3);
});

it('stay through changes of training, statistics and data', async () => {
  const bench = await loaded();
  bench.session.setTraining({ learningRate: 0.5 });
  bench.session.setStatistics('running');
  bench.session.placeData({ ...plainConfig.data.placement, dx: 2 });
  bench.session.setExperiment({ data: { ...plainConfig.data, seed: 7 } });
  const data = { ...plainConfig.data, seed: 8 };
  bench.session.loadExperiment({ ...plainConfig, data, training: { ...plainConfig.training, batchSize: 8 } }, 'given');
  await bench.settle();
  expect(startOf(bench)).toEqual(given);
});

it('are drawn again once other networks, other seeds or a whole experiment are asked for', async () => {
  for (const change of [
    (bench: Bench) => bench.session.newWeights(),
    (bench: Bench) => bench.session.setExperiment({ network: { ...plainConfig.network, seed: 8 } }),
    (bench: Bench) => bench.session.loadExperiment(plainConfig),
  ]) {
    const bench = await loaded();
    change(bench);
    await bench.settle();
    expect(startOf(bench)).not.toEqual(given);
    expect(bench.session.snapshot.areWeightsGiven).toBe(false);
  }
});

it('come back where an engine refuses what came after them', async () => {
  const bench = await loaded();
  bench.engine.loading = () => Promise.reject(new Error('There is not enough memory'));
  bench.session.setExperiment({ network: { ...plainConfig.network, hiddenWidths: [256] } });
  bench.session.subscribe(() => (bench.engine.loading = () => Promise.resolve()));
  await bench.settle();
  expect(bench.session.snapshot.notice?.kind).toBe('refused');
  expect(startOf(bench)).toEqual(given);
});

it('are refused where they belong to another network, and nothing changes', async () => {
  const bench = await loaded();
  const [first, second] = weights;
  const others = [first!, { ...second!, spec: { ...second!.spec, hiddenWidths: [9] } }];
  expect(() => bench.session.loadExperiment(plainConfig, others)).toThrow(InvalidSettingError);
  expect(() => bench.session.loadExperiment(plainConfig, others)).toThrow('weights[1]');
  expect(() => bench.session.loadExperiment(plainConfig, [first!])).toThrow('weights.length');
  expect(bench.engine.runs).toHaveLength(2);
  bench.session.restart();
  await bench.settle();
  expect(startOf(bench)).toEqual(given);
});

it('are refused in other groups than the experiment has', async () => {
  const bench = await Bench.ready();
  const network = { ...plainConfig.network, hiddenWidths: [8], groups: 2 };
  const config: ExperimentConfig = { ...plainConfig, network, normalizations: ['none', 'group'] };
  const given = networkSpecs(config, { dimension: 2, classCount: 2 }).map((spec, index) => randomModel(spec, index));
  const others = given.map((model) => ({ ...model, spec: { ...model.spec, groups: 4 } }));
  expect(() => bench.session.loadExperiment(config, others)).toThrow('weights[1] is "2-8-2, relu');
  expect(() => bench.session.loadExperiment(config, others)).toThrow('normalization group (2 groups)');
  // Groups of a network without them say nothing.
  expect(() => bench.session.loadExperiment(config, [others[0]!, given[1]!])).not.toThrow();
});
