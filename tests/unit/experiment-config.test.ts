import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/training/data-set.js';
import { isSameCloud, kindOfChange, networkSpecs, validateExperiment } from '../../src/training/experiment-config.js';
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

describe('validateExperiment', () => {
  const refused: [string, Partial<ExperimentConfig>, string][] = [
    ['no network', { normalizations: [] }, 'normalizations.length'],
    ['five networks', { normalizations: Array<'none'>(5).fill('none') }, 'normalizations.length'],
    ['a batch above the training points', { training: { ...plainConfig.training, batchSize: 101 } }, 'batchSize'],
    ['a batch of one', { training: { ...plainConfig.training, batchSize: 1 } }, 'batchSize'],
    ['nine layers', { network: { ...plainConfig.network, hiddenWidths: Array<number>(9).fill(4) } }, 'hiddenWidths'],
    ['a fraction of a seed', { network: { ...plainConfig.network, seed: 0.5 } }, 'seed'],
  ];

  it.each(refused)('refuses %s', (_, change, field) => {
    const validate = () => validateExperiment({ ...plainConfig, ...change }, data);
    expect(validate).toThrow(expect.objectContaining({ name: 'InvalidSettingError', field }));
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

describe('isSameCloud', () => {
  it('looks at everything but the placement', () => {
    const { data: cloud } = plainConfig;
    expect(isSameCloud(cloud, { ...cloud, placement: { dx: 1, dy: 0, scale: 2, rotation: 3 } })).toBe(true);
    expect(isSameCloud(cloud, { ...cloud, customPoints: [{ x: 0, y: 0, label: 1 }] })).toBe(false);
  });
});
