import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/training/backend.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs, presetNames, validateExperiment } from '../../src/training/experiment-config.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { presets } from '../../src/training/presets.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { layerStatistics } from '../../src/training/reference/statistics.js';
import { batchRows, gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import { advanceCursor, stepsPerEpoch } from '../../src/training/training-spec.js';

/** Both networks at the given steps, trained by the float64 engine and judged with the statistics of the data. */
function train(config: ExperimentConfig, steps: readonly number[]): Evaluation[][] {
  const data = makeDataSet(config.data);
  const batches = stepsPerEpoch(config.training, data.train.count);
  return networkSpecs(config, data).map((spec) => {
    let model = initialModel(spec);
    let cursor = { epoch: 0, batch: 0 };
    return steps.map((step) => {
      while (model.step < step) {
        const batch = gatherBatch(data.train, batchRows(data.train.count, config.training, cursor));
        model = trainStep(model, batch, config.training).model;
        cursor = advanceCursor(cursor, 1, batches);
      }
      return evaluate(foldNetwork(model, layerStatistics(model, data.train.positions, data.train.count)), data);
    });
  });
}

/** Accuracies on the test points, [network][moment]. */
const accuracies = (config: ExperimentConfig, steps: readonly number[]) =>
  train(config, steps).map((moments) => moments.map((evaluation) => evaluation.testAccuracy));

describe('presets', () => {
  it.each(presetNames)('%s is valid, has a label, and twins with and without batch normalization', (name) => {
    const { config, label } = presets[name];
    expect(() => validateExperiment(config, makeDataSet(config.data))).not.toThrow();
    expect(config.normalizations).toEqual(['none', 'batch']);
    expect(label).not.toBe('');
  });

  it('of two rings are the notebook’s experiment: its data, networks, and 350 steps', () => {
    const { data, network, training, statistics } = presets.circles.config;
    expect(data).toMatchObject({ set: 'circles', sampleCount: 500, noise: 0.1, seed: 42, split: 'fresh' });
    expect(data.placement).toEqual({ dx: 0, dy: 0, scale: 1, rotation: 0 });
    expect(network).toMatchObject({
      hiddenWidths: [64, 64],
      activation: 'relu',
      initializer: 'lecun-normal',
      biasInitializer: 'zero',
      seed: 1337,
    });
    expect(training).toMatchObject({
      optimizer: 'sgd',
      learningRate: 0.01,
      momentum: 0.9,
      nesterov: false,
      weightDecay: 0,
      batchSize: 64,
      batchOrder: 'sequential',
    });
    expect(stepsPerEpoch(training, makeDataSet(data).train.count) * training.epochs).toBe(350);
    expect(statistics).toBe('data');
  });

  // The bounds below lie between what was measured for the two networks; see each line.

  it('notebook: circles, each accuracy measured in training mode after the update, and all else in eval mode', () => {
    const { data, network, training, statistics } = presets.notebook.config;
    const circles = presets.circles.config;
    expect({ data, network }).toEqual({ data: circles.data, network: circles.network });
    expect(training).toEqual({ ...circles.training, accuracyInTrainingMode: true });
    expect(statistics).toBe('running');
    const others = presetNames.filter((name) => name !== 'notebook');
    expect(new Set(others.map((name) => presets[name].config.statistics))).toEqual(new Set(['data']));
  });

  it('circles: both learn it, batch normalization sooner', () => {
    const [plain, normalized] = train(presets.circles.config, [35, 350]);
    expect(plain?.[0]?.testAccuracy).toBeLessThan(0.85); // 0.770
    expect(normalized?.[0]?.testAccuracy).toBeGreaterThan(0.95); // 0.980
    for (const twin of [plain, normalized]) {
      expect(twin?.[1]?.testAccuracy).toBeGreaterThan(0.95); // 0.980 and 0.985
      // The journey of the page asks for as much.
      expect(twin?.[1]?.trainAccuracy).toBeGreaterThan(0.95); // 0.99 in both
    }
  });

  it('moved circles: the plain network is left behind', () => {
    const [plain, normalized] = accuracies(presets['moved-circles'].config, [350]);
    expect(plain?.[0]).toBeLessThan(0.8); // 0.710
    expect(normalized?.[0]).toBeGreaterThan(0.95); // 0.985
  });

  it('moons: both learn them', () => {
    const [plain, normalized] = accuracies(presets.moons.config, [350]);
    expect(plain?.[0]).toBeGreaterThan(0.9); // 0.950
    expect(normalized?.[0]).toBeGreaterThan(0.98); // 1.000
  });

  it('spirals: both unwind them, batch normalization sooner', () => {
    const [plain, normalized] = accuracies(presets.spirals.config, [175, 700]);
    expect(plain?.[0]).toBeLessThan(0.8); // 0.680
    expect(normalized?.[0]).toBeGreaterThan(0.95); // 1.000
    expect(plain?.[1]).toBeGreaterThan(0.95); // 1.000
    expect(normalized?.[1]).toBeGreaterThan(0.95); // 0.985
  });
});
