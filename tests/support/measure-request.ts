import type { MeasureRequest } from '../../src/analysis/measures.js';
import { dataWindow } from '../../src/training/datasets/data-window.js';
import { recordedNet } from './recorded-nets.js';
import { fixtureData } from './traces.js';

/** Everything there is to measure of a network of tests/fixtures/nets, after the first batch of 64. */
export function recordedRequest(name: string): MeasureRequest {
  const { model, data: dataName } = recordedNet(name);
  const data = fixtureData(dataName);
  return {
    model,
    data,
    statistics: 'running',
    batchRows: Uint32Array.from({ length: 64 }, (_, row) => row),
    window: dataWindow(data),
    learningRate: 0.01,
  };
}
