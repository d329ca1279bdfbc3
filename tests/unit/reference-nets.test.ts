import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { readSafetensors } from '../support/safetensors.js';
import { fixtureData, modelFromTensors, readTrace, traceNetworkSpec, traceTensors } from '../support/traces.js';
import type { Trace } from '../support/traces.js';

const names = readdirSync('tests/fixtures/nets').map((file) => file.replace('.safetensors', ''));

interface Metrics {
  readonly notebook: {
    readonly accuracy: number;
    readonly mean_loss: number;
    readonly predicted_class_counts_data: readonly number[];
  };
}

it('covers every recorded network', () => {
  expect(names).toHaveLength(30);
});

describe.each(names)('the network %s', (name) => {
  const [run, step] = /^(.*)\.step(\d+)$/.exec(name)!.slice(1) as [string, string];
  const file = readSafetensors(`tests/fixtures/nets/${name}.safetensors`);
  const spec = traceNetworkSpec({
    spec: JSON.parse(file.metadata['spec']!) as Trace['spec'],
    init_seed: readTrace(run).init_seed,
  });
  const model = modelFromTensors(spec, file, '');

  it('holds the weights of its run, rounded to float32', () => {
    const weights = traceTensors(run.replace('-doublestats', '')).tensors;
    const statistics = traceTensors(run).tensors;
    let compared = 0;
    for (const [tensor, { data }] of file.tensors) {
      const saved = (tensor.includes('running') ? statistics : weights).get(`step${step}/${tensor}`)!.data;
      expect(data, tensor).toEqual(Float32Array.from(saved));
      compared += data.length;
    }
    const { parameterCount, statisticsCount, hidden } = parameterLayout(spec);
    const scaleShift = hidden.reduce((sum, { width }) => sum + 2 * width, 0);
    const isBatch = spec.normalization === 'batch';
    expect(compared).toBe(isBatch ? parameterCount + statisticsCount : parameterCount - scaleShift);
  });

  it('has the recorded accuracy, loss and class counts on all points', () => {
    const path = `tests/fixtures/metrics/${name}.json`;
    expect(existsSync(path)).toBe(true);
    const { notebook } = JSON.parse(readFileSync(path, 'utf8')) as Metrics;
    const data = fixtureData(file.metadata['data']!);
    const { trainAccuracy, trainLoss, predictions } = evaluate(foldNetwork(model, model.runningStatistics), data);
    expect(trainAccuracy).toBe(notebook.accuracy);
    // Between two float64 programs, over 500 points with losses of order 1.
    expect(Math.abs(trainLoss - notebook.mean_loss)).toBeLessThan(1e-12);
    const counts = notebook.predicted_class_counts_data.map((_, c) => predictions.filter((p) => p === c).length);
    expect(counts).toEqual(notebook.predicted_class_counts_data);
  });
});
