import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/training/data-set.js';
import {
  insertedNormalization,
  areSamePoints,
  isSameCloud,
  kindOfChange,
  networkSpecs,
  switchableNormalizations,
  validateExperiment,
} from '../../src/training/experiment-config.js';
import type { Normalization } from '../../src/training/network-spec.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import { plainConfig } from '../support/fake-backend.js';

const points = (count: number) => ({
  positions: new Float32Array(2 * count),
  labels: new Uint8Array(count),
  count,
});
const data: DataSet = { dimension: 2, classCount: 3, train: points(100), test: points(10) };

describe('networkSpecs', () => {
  it('gives twins that differ in their normalisation alone, sized by the data', () => {
    const [plain, normalized] = networkSpecs(plainConfig, data);
    expect(plain).toEqual({ ...plainConfig.network, normalization: 'none', inputDimension: 2, classCount: 3 });
    expect({ ...normalized, normalization: 'none' }).toEqual(plain);
    expect(normalized?.normalization).toBe('batch');
  });
});

describe('insertedNormalization', () => {
  it('is that of the first network that has one', () => {
    expect(insertedNormalization({ normalizations: ['none', 'layer', 'batch'] })).toBe('layer');
    expect(insertedNormalization({ normalizations: ['none', 'none'] })).toBe('batch');
    expect(switchableNormalizations({ normalizations: ['none', 'layer'] })).toEqual(['none', 'batch', 'layer']);
  });
});

const norms = (normalization: Normalization, hiddenWidths: number[], groups: number): Partial<ExperimentConfig> => ({
  normalizations: [normalization],
  network: { ...plainConfig.network, hiddenWidths, groups },
});

describe('validateExperiment', () => {
  const refused: [string, Partial<ExperimentConfig>, string][] = [
    ['no network', { normalizations: [] }, 'normalizations.length'],
    ['five networks', { normalizations: Array<'none'>(5).fill('none') }, 'normalizations.length'],
    ['a batch above the training points', { training: { ...plainConfig.training, batchSize: 101 } }, 'batchSize'],
    [
      'an accuracy neither on nor off',
      { training: { ...plainConfig.training, accuracyInTrainingMode: 'yes' as unknown as boolean } },
      'accuracyInTrainingMode',
    ],
    ['a batch of one', { training: { ...plainConfig.training, batchSize: 1 } }, 'batchSize'],
    ['nine layers', { network: { ...plainConfig.network, hiddenWidths: Array<number>(9).fill(4) } }, 'hiddenWidths'],
    ['groups that do not divide a layer', norms('group', [4, 6], 4), 'groups'],
    ['groups of one unit', norms('group', [8, 4], 4), 'groups'],
    ['no groups', norms('none', [4], 0), 'groups'],
    ['layer normalization of one unit', norms('layer', [4, 1], 1), 'hiddenWidths[1]'],
    ['a fraction of a seed', { network: { ...plainConfig.network, seed: 0.5 } }, 'seed'],
  ];

  it.each(refused)('refuses %s', (_, change, field) => {
    const validate = () => validateExperiment({ ...plainConfig, ...change }, data);
    expect(validate).toThrow(expect.objectContaining({ name: 'InvalidSettingError', field }));
  });

  it('accepts group sizes that only group normalization could not use, and RMS normalization of one unit', () => {
    for (const change of [norms('layer', [4, 6], 4), norms('batch', [3], 4), norms('rms', [1], 4)]) {
      expect(() => validateExperiment({ ...plainConfig, ...change }, data)).not.toThrow();
    }
  });

  it('says of a group of one unit why it is refused', () => {
    const validate = () => validateExperiment({ ...plainConfig, ...norms('group', [8, 4], 4) }, data);
    expect(validate).toThrow(
      /groups is 4; allowed: at most half .*hidden layer 2 has 4; .*is its shift whatever the input/,
    );
  });

  it('refuses data of more classes than networks can tell apart', () => {
    expect(() => validateExperiment(plainConfig, { ...data, classCount: 11 })).toThrow(/^classCount is 11; allowed: /);
  });

  it('accepts the plain one', () => {
    expect(() => validateExperiment(plainConfig, data)).not.toThrow();
  });
});

describe('kindOfChange', () => {
  const { network, training } = plainConfig;
  const placement = { dx: 4, dy: 4, scale: 1, rotation: 0 };
  const changes: [string, Partial<ExperimentConfig>, string][] = [
    ['nothing', { network: { ...network, hiddenWidths: [...network.hiddenWidths] } }, 'none'],
    ['the accuracy in training mode', { training: { ...training, accuracyInTrainingMode: true } }, 'live'],
    ['the learning rate', { training: { ...training, learningRate: 1 } }, 'live'],
    ['the statistics', { statistics: 'batch' }, 'live'],
    ['where the data lie', { data: { ...plainConfig.data, placement } }, 'live'],
    ['the noise', { data: { ...plainConfig.data, noise: 0.2 } }, 'restart'],
    ['a width', { network: { ...network, hiddenWidths: [4] } }, 'restart'],
    ['the depth', { network: { ...network, hiddenWidths: [3, 3] } }, 'restart'],
    ['the twins', { normalizations: ['batch', 'batch'] }, 'restart'],
    ['seed and rate', { network: { ...network, seed: 9 }, training: { ...training, learningRate: 1 } }, 'restart'],
  ];

  it.each(changes)('of %s', (_, change, kind) => {
    expect(kindOfChange(plainConfig, { ...plainConfig, ...change })).toBe(kind);
  });
});

describe('areSamePoints', () => {
  const data = defaultDataConfig('custom');
  const moved = data.customPoints.map((point) => ({ ...point, x: point.x + 1 }));

  it('lets own points move, each by itself', () => {
    expect(areSamePoints(data, { ...data, customPoints: moved })).toBe(true);
    expect(kindOfChange({ ...plainConfig, data }, { ...plainConfig, data: { ...data, customPoints: moved } })).toBe(
      'live',
    );
  });

  it.each([
    ['one less', { customPoints: moved.slice(1) }],
    ['another class', { customPoints: moved.map((point) => ({ ...point, label: 1 - point.label })) }],
    ['another share of test points', { testFraction: 0.5 }],
    ['another set', { set: 'moons' }],
  ] as const)('is false for %s', (_, change) => {
    expect(areSamePoints(data, { ...data, ...change })).toBe(false);
  });
});

describe('isSameCloud', () => {
  it('looks at everything but the placement', () => {
    const { data: cloud } = plainConfig;
    expect(isSameCloud(cloud, { ...cloud, placement: { dx: 1, dy: 0, scale: 2, rotation: 3 } })).toBe(true);
    expect(isSameCloud(cloud, { ...cloud, customPoints: [{ x: 0, y: 0, label: 1 }] })).toBe(false);
  });
});
