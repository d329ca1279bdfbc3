import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { recordedNet, recordedNetNames } from '../support/recorded-nets.js';
import { fixtureData, traceTensors } from '../support/traces.js';

interface Metrics {
  readonly notebook: {
    readonly accuracy: number;
    readonly mean_loss: number;
    readonly predicted_class_counts_data: readonly number[];
  };
}

it('covers every recorded network', () => {
  expect(recordedNetNames).toHaveLength(30);
});

describe.each(recordedNetNames)('the network %s', (name) => {
  const { run, step, data: dataName, file, model, folded } = recordedNet(name);

  it('holds the weights of its run, rounded to float32', () => {
    const weights = traceTensors(run.replace('-doublestats', '')).tensors;
    const statistics = traceTensors(run).tensors;
    let compared = 0;
    for (const [tensor, { data }] of file.tensors) {
      const saved = (tensor.includes('running') ? statistics : weights).get(`step${step}/${tensor}`)!.data;
      expect(data, tensor).toEqual(Float32Array.from(saved));
      compared += data.length;
    }
    const { parameterCount, statisticsCount, hidden } = parameterLayout(model.spec);
    const scaleShift = hidden.reduce((sum, { width }) => sum + 2 * width, 0);
    const isBatch = model.spec.normalization === 'batch';
    expect(compared).toBe(isBatch ? parameterCount + statisticsCount : parameterCount - scaleShift);
  });

  it('has the recorded accuracy, loss and class counts on all points', () => {
    const path = `tests/fixtures/metrics/${name}.json`;
    expect(existsSync(path)).toBe(true);
    const { notebook } = JSON.parse(readFileSync(path, 'utf8')) as Metrics;
    const data = fixtureData(dataName);
    const { trainAccuracy, trainLoss, predictions } = evaluate(folded, data);
    expect(trainAccuracy).toBe(notebook.accuracy);
    // Between two float64 programs, over 500 points with losses of order 1.
    expect(Math.abs(trainLoss - notebook.mean_loss)).toBeLessThan(1e-12);
    const counts = notebook.predicted_class_counts_data.map((_, c) => predictions.filter((p) => p === c).length);
    expect(counts).toEqual(notebook.predicted_class_counts_data);
  });
});
