import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { readNetworkSafetensors } from '../../src/io/network-safetensors.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { validateExperiment, type ExperimentConfig } from '../../src/training/experiment-config.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { presets } from '../../src/training/presets.js';
import { startFromNetwork } from '../../src/training/start-from-network.js';
import type { ModelState } from '../../src/training/model-state.js';
import { randomModel, smallSpec } from '../support/random-model.js';

const read = (name: string) =>
  readNetworkSafetensors(name, new Uint8Array(readFileSync(`tests/fixtures/nets/${name}.safetensors`))).model;
const base = presets.moons.config;
const none = [null, null];

const expectValid = (config: ExperimentConfig) => validateExperiment(config, makeDataSet(config.data));

describe('an experiment that starts from a network with BN', () => {
  const network = read('circles42-32x32x32-bn-relu-sgdm.step350');
  const { config, weights, isDataChanged } = startFromNetwork(base, network, 1, none);

  it('has its sizes and is otherwise as it was, drawn with the statistics that came along', () => {
    expectValid(config);
    expect(config.network.hiddenWidths).toEqual([32, 32, 32]);
    expect([config.data, config.training, isDataChanged]).toEqual([base.data, base.training, false]);
    expect([config.normalizations, config.statistics]).toEqual([['none', 'batch'], 'running']);
  });

  it('gives the twin the same weights and biases, its own normalisation at its start', () => {
    expect(weights[1]?.parameters).toBe(network.parameters);
    expect(weights[1]?.runningStatistics).toBe(network.runningStatistics);
    const { hidden, output } = parameterLayout(network.spec);
    const twin = weights[0]!;
    expect([twin.normalization, twin.spec.normalization, twin.step]).toEqual(['none', 'none', 0]);
    for (const { weight, bias } of [...hidden, output]) {
      for (const { offset, size } of [weight, bias]) {
        expect(twin.parameters.slice(offset, offset + size)).toEqual(network.parameters.slice(offset, offset + size));
      }
    }
    for (const { scale, shift, width } of hidden) {
      expect(twin.parameters.slice(scale.offset, scale.offset + width)).toEqual(new Float64Array(width).fill(1));
      expect(twin.parameters.slice(shift.offset, shift.offset + width)).toEqual(new Float64Array(width));
    }
  });
});

it('a twin that was given its own weights keeps them where it can', () => {
  const plain = read('circles42-16x16-none-relu-sgdm.step350');
  const first = startFromNetwork(base, plain, 0, none);
  const batch = read('circles42-16x16-bn-relu-sgdm.step350');
  const both = startFromNetwork(first.config, batch, 1, [first.weights[0]!, null]);
  expect(both.weights.map(({ parameters }) => parameters)).toEqual([plain.parameters, batch.parameters]);
  const wider = startFromNetwork(both.config, read('circles42-64x64-bn-relu-sgdm.step350'), 1, both.weights);
  expect(wider.weights[0]?.parameters.length).toBe(wider.weights[1]?.parameters.length);
});

it('a twin keeps its own weights only in groups of its own number, which under other normalisers say nothing', () => {
  const [wide, narrow] = [4, 2].map((groups, seed) =>
    randomModel({ ...smallSpec, hiddenWidths: [8, 8], classCount: 2, normalization: 'group', groups }, seed),
  ) as [ModelState, ModelState];
  const inGroups = { ...base, normalizations: ['group', 'group'] } as const;
  const first = startFromNetwork(inGroups, wide, 0, none);
  expect(startFromNetwork(first.config, { ...wide }, 1, first.weights).weights[0]!.parameters).toBe(wide.parameters);
  const other = startFromNetwork(first.config, narrow, 1, first.weights);
  expectValid(other.config);
  expect(other.weights.map(({ spec }) => spec.groups)).toEqual([2, 2]);
  const { weight } = parameterLayout(narrow.spec).output;
  const weightsOf = ({ parameters }: ModelState) => parameters.slice(weight.offset, weight.offset + weight.size);
  expect(weightsOf(other.weights[0]!)).toEqual(weightsOf(narrow));

  const plain = randomModel({ ...narrow.spec, normalization: 'none', groups: 1 }, 3);
  const beside = startFromNetwork({ ...base, normalizations: ['none', 'group'] }, narrow, 1, [plain, null]);
  expect(beside.weights[0]!.parameters).toBe(plain.parameters);
});

it('changes the data where the number of classes demands it', () => {
  const network = read('blobs42-16x16-none-relu-sgdm.step351');
  const { config, isDataChanged } = startFromNetwork(base, network, 0, none);
  expectValid(config);
  expect([config.data.set, config.data.classCount, isDataChanged]).toEqual(['blobs', 3, true]);
  const four = { ...config, data: { ...config.data, classCount: 4, seed: 5 } };
  expect(startFromNetwork(four, network, 0, none).config.data).toEqual({ ...four.data, classCount: 3 });
  const own = { ...config, data: { ...defaultDataConfig('custom'), classCount: 3 } };
  expect(startFromNetwork(own, read('circles42-8-none-relu-sgdm.step0'), 0, none).config.data.set).toBe('circles');
});

it('keeps a leaky slope that is the network’s', () => {
  const { config } = startFromNetwork(base, read('circles42-16x16-none-leaky-sgdm.step350'), 0, none);
  expect([config.network.activation, config.network.negativeSlope]).toEqual(['leaky-relu', 0.1]);
});
