import { describe, expect, it } from 'vitest';
import { readExperimentJson, writeExperimentJson, type SavedExperiment } from '../../src/io/experiment-json.js';
import { InvalidFileError } from '../../src/io/invalid-file-error.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { networkSpecs, type ExperimentConfig } from '../../src/training/experiment-config.js';
import { presets } from '../../src/training/presets.js';
import { randomModel } from '../support/random-model.js';

const custom: ExperimentConfig = {
  ...presets.circles.config,
  data: { ...defaultDataConfig('custom'), placement: { dx: 0.1, dy: -2, scale: 1, rotation: 30 } },
  network: { ...presets.circles.config.network, hiddenWidths: [3, 2], activation: 'leaky-relu', groups: 1 },
};
const models = networkSpecs(custom, { dimension: 2, classCount: 2 }).map((spec, index) => {
  const model = randomModel({ ...spec, normalization: 'batch' }, index);
  return { ...model, step: 350 };
});
const full: SavedExperiment = {
  config: custom,
  step: 350,
  marks: [
    { step: 7, model: 1, to: 'batch', how: 'align' },
    { step: 9, model: 0, to: 'rms', how: 'insert' },
  ],
  changes: [
    { kind: 'data', step: 20, until: 31 },
    { kind: 'training', step: 50, until: 50, settings: { learningRate: 0.5, optimizer: 'adam' } },
  ],
  models,
};

describe('an experiment comes back as it was saved', () => {
  it.each(Object.entries(presets))('the preset %s', (_, { config }) => {
    const saved = { config, step: 0, marks: [] };
    expect(readExperimentJson('a', JSON.parse(writeExperimentJson(saved)))).toEqual(saved);
  });

  it('own points, marks and weights', () => {
    const { networks, ...rest } = readExperimentJson('a', JSON.parse(writeExperimentJson(full)));
    const { models: savedModels, ...others } = full;
    expect(rest).toEqual(others);
    expect(networks?.map(({ trainedSteps, model }) => [trainedSteps, model])).toEqual(
      savedModels?.map((model) => [350, { ...model, step: 0 }]),
    );
  });
});

it('own points of a file from before their order could be chosen are shuffled', () => {
  const saved = JSON.parse(writeExperimentJson(full)) as { config: { data: { order?: string } } };
  delete saved.config.data.order;
  expect(readExperimentJson('a', saved).config.data.order).toBe('shuffled');
});

describe('an experiment is refused', () => {
  const saved = JSON.parse(writeExperimentJson(full)) as Record<string, unknown>;
  const config = saved['config'] as Record<string, Record<string, unknown>>;
  const changed = (part: string, change: object) => ({
    ...saved,
    config: { ...config, [part]: { ...config[part], ...change } },
  });

  it.each<[string, unknown, string]>([
    ['with a switch before the start', { ...saved, marks: [{ ...full.marks[0], step: -3 }] }, 'marks.0.step is -3'],
    ['with a switch of no network', { ...saved, marks: [{ ...full.marks[0], model: 99 }] }, 'marks.0.model is 99'],
    [
      'with a change that is none',
      { ...saved, changes: [{ kind: 'training', step: 1, until: 1, settings: { epochs: 3 } }] },
      'it has the unknown field changes.0.settings.epochs',
    ],
    ['that is a list', [], 'format is missing'],
    ['that is a number', 7, 'the file is 7. Accepted: Object'],
    ['of another format', { ...saved, format: 'x' }, 'format is "x". Accepted: splinescope-experiment'],
    ['of a later version', { ...saved, version: 2 }, 'version is 2. Accepted: 1'],
    ['without a field', changed('training', { momentum: undefined }), 'config.training.momentum is missing'],
    ['with an unknown field', changed('training', { warmup: 3 }), 'it has the unknown field config.training.warmup'],
    [
      'with a word for a number',
      changed('training', { learningRate: 'fast' }),
      'config.training.learningRate is "fast". Accepted: number',
    ],
    [
      'with an unknown word',
      changed('network', { activation: 'gelu' }),
      'config.network.activation is "gelu". Accepted: relu, leaky-relu, abs',
    ],
    [
      'with a bad point',
      changed('data', { customPoints: [{ x: 0, y: null, label: 1 }] }),
      'config.data.customPoints.0.y is null. Accepted: number',
    ],
    [
      'out of range',
      changed('network', { hiddenWidths: [3, 1000] }),
      'hiddenWidths[1] is 1000. Accepted: whole numbers from 1 to 256',
    ],
    [
      'with points out of range',
      changed('data', {
        customPoints: [
          { x: 0, y: 1e9, label: 1 },
          { x: 0, y: 0, label: 0 },
        ],
      }),
      'customPoints[0].y is 1000000000',
    ],
    ['with a negative step', { ...saved, step: -1 }, 'step is -1. Accepted: >=0'],
    [
      'with one network too few',
      { ...saved, networks: [(saved['networks'] as unknown[])[0]] },
      'it has the weights of 1 networks. Accepted: 2, or none',
    ],
    [
      'with weights of other widths',
      changed('network', { hiddenWidths: [2, 3] }),
      'networks[0] is 3-2-2 with leaky-relu. Accepted: 2-3-2 with leaky-relu',
    ],
    ['with broken weights', { ...saved, networks: [3, 4] }, 'networks[0]: it is not a JSON object'],
  ])('%s', (_, json, problem) => {
    const plain = JSON.parse(JSON.stringify(json)) as unknown;
    expect(() => readExperimentJson('bad.json', plain)).toThrow(InvalidFileError);
    expect(() => readExperimentJson('bad.json', plain)).toThrow(problem);
  });
});
