/** Weights in and out: the recorded networks, networks of ours, and files that are refused. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shortened } from '../../src/io/invalid-file-error.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { networkFromJson, networkToJson } from '../../src/io/network-json.js';
import { readNetworkSafetensors, writeNetworkSafetensors } from '../../src/io/network-safetensors.js';
import { networkToTensors } from '../../src/io/network-tensors.js';
import { writeSafetensors } from '../../src/io/safetensors.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { randomModel, smallSpec } from '../support/random-model.js';
import { fixtureData } from '../support/traces.js';

const names = readdirSync('tests/fixtures/nets').map((file) => file.replace('.safetensors', ''));
const bytesOf = (name: string) => new Uint8Array(readFileSync(`tests/fixtures/nets/${name}.safetensors`));

interface Recorded {
  readonly box: readonly [number, number, number, number];
  readonly cells: number;
}

const numbersOf = ({ normalization, parameters, runningStatistics }: ModelState) => ({
  normalization,
  parameters,
  runningStatistics,
});

describe.each(names)('the recorded network %s', (name) => {
  const { model, isActivationAssumed, trainedSteps } = readNetworkSafetensors(name, bytesOf(name));

  it('loads as what it is', () => {
    const [, sizes = '', normalization, activation, step] = /^\w+-([\dx]+)-(\w+)-(\w+)-.*\.step(\d+)$/.exec(name) ?? [];
    expect(model.spec.hiddenWidths).toEqual(sizes.split('x').map(Number));
    expect(model.normalization).toBe(normalization === 'bn' ? 'batch' : 'none');
    expect(model.spec.activation).toBe(activation === 'leaky' ? 'leaky-relu' : 'relu');
    expect([isActivationAssumed, trainedSteps]).toEqual([false, Number(step)]);
  });

  it('has the recorded number of cells', () => {
    const { box, cells } = JSON.parse(readFileSync(`tests/fixtures/partitions/${name}.json`, 'utf8')) as Recorded;
    const [x0, x1, y0, y1] = box;
    const partition = partitionOf(foldNetwork(model, model.runningStatistics), { x0, x1, y0, y1 });
    expect(partition.cellCount).toBe(cells);
  });

  it('is written and read back to the bit', () => {
    const again = readNetworkSafetensors('again', writeNetworkSafetensors(model)).model;
    expect(again).toEqual(model);
  });
});

const specs: readonly NetworkSpec[] = [
  smallSpec,
  { ...smallSpec, normalization: 'batch', activation: 'abs', seed: 7, initializer: 'he-normal' },
  { ...smallSpec, hiddenWidths: [1], activation: 'leaky-relu', negativeSlope: 0.25, classCount: 10 },
  { ...smallSpec, hiddenWidths: [4, 2], normalization: 'layer' },
  { ...smallSpec, hiddenWidths: [1, 2], normalization: 'rms' },
  { ...smallSpec, hiddenWidths: [3, 1, 2, 1, 1, 1, 1, 256], normalization: 'batch', biasInitializer: 'normal' },
];

describe.each(specs)('a network of $hiddenWidths units, $normalization, $activation', (spec) => {
  // Without batch normalization running statistics are no part of what is saved; they are read as at the start.
  const drawn = randomModel(spec, 5);
  const { runningStatistics } = spec.normalization === 'batch' ? drawn : initialModel(spec);
  const { hidden } = parameterLayout(spec);
  // Nor has RMS normalization a shift.
  const shifts = spec.normalization === 'rms' ? hidden.map(({ shift }) => shift) : [];
  for (const { offset, size } of shifts) drawn.parameters.fill(0, offset, offset + size);
  const model = { ...drawn, runningStatistics };

  it('survives safetensors and JSON to the bit', () => {
    const fromBytes = readNetworkSafetensors('a', writeNetworkSafetensors({ ...model, step: 12 }));
    expect(fromBytes).toEqual({ model, isActivationAssumed: false, trainedSteps: 12, data: null });
    const json = JSON.parse(JSON.stringify(networkToJson({ ...model, step: 12 }))) as unknown;
    expect(networkFromJson('a', json)).toEqual({ model, isActivationAssumed: false, trainedSteps: 12, data: null });
  });

  it('is known by its tensors alone but for the activation', () => {
    const { activation } = spec;
    const bytes = writeSafetensors(networkToTensors(model), {});
    const read = readNetworkSafetensors('a', bytes, { activation });
    expect(read.isActivationAssumed).toBe(true);
    expect(read.trainedSteps).toBeNull();
    expect(numbersOf(read.model)).toEqual(numbersOf(model));
    expect(read.model.spec).toMatchObject({ hiddenWidths: spec.hiddenWidths, classCount: spec.classCount, activation });
    expect(readNetworkSafetensors('a', bytes).model.spec.activation).toBe('relu');
    const plain = JSON.parse(JSON.stringify(networkToJson(model).tensors)) as unknown;
    expect(numbersOf(networkFromJson('a', plain).model)).toEqual(numbersOf(model));
  });
});

it('saves what a network has now, not what it began with', () => {
  const switched: ModelState = { ...randomModel({ ...smallSpec, normalization: 'batch' }, 1), normalization: 'none' };
  const { model } = readNetworkSafetensors('a', writeNetworkSafetensors(switched));
  expect(model.normalization).toBe('none');
  expect(networkToTensors(switched).map(({ name }) => name)).not.toContain('bn1.weight');
});

it('keeps the groups of group normalization, which no tensor tells', () => {
  const spec: NetworkSpec = { ...smallSpec, hiddenWidths: [6, 9], normalization: 'group', groups: 3 };
  const bytes = writeNetworkSafetensors(randomModel(spec, 1));
  expect(readNetworkSafetensors('a', bytes).model.spec).toEqual(spec);
  const bare = writeSafetensors(networkToTensors(randomModel(spec, 1)), {});
  expect(() => readNetworkSafetensors('a', bare)).toThrow('its tensors do not tell the groups of gn');
});

it('leaves out the batch counter of PyTorch', () => {
  const model = randomModel({ ...smallSpec, normalization: 'batch' }, 1);
  const counter = { name: 'bn1.num_batches_tracked', shape: [], values: Float64Array.of(350) };
  const { model: read } = readNetworkSafetensors('a', writeSafetensors([...networkToTensors(model), counter], {}));
  expect(numbersOf(read)).toEqual(numbersOf(model));
});

describe('a network is refused', () => {
  const model = randomModel({ ...smallSpec, normalization: 'batch' }, 1);
  const tensors = networkToTensors(model);
  const { spec } = networkToJson(model);
  const without = (name: string) => tensors.filter((tensor) => tensor.name !== name);
  const replaced = (name: string, shape: readonly number[], values: readonly number[]) => [
    ...without(name),
    { name, shape, values: Float64Array.from(values) },
  ];
  const described = (change: object) => ({ spec: JSON.stringify({ ...spec, ...change }) });

  it.each<[string, Parameters<typeof writeSafetensors>, string]>([
    [
      'without a bias',
      [without('hidden2.bias'), {}],
      'the tensor hidden2.bias is missing. Accepted: hidden2.bias of shape [4]',
    ],
    ['without weights', [[], {}], 'the tensor hidden1.weight is missing. Accepted: networks of 2 inputs'],
    ['without its normalisation', [without('bn2.weight'), described({})], 'the tensor bn2.weight is missing'],
    [
      'with a stranger',
      [tensors, described({ norm: 'none' })],
      'the tensor bn1.weight does not belong to this network',
    ],
    [
      'of other widths',
      [tensors, described({ sizes: [2, 5, 6, 3] })],
      'the tensor hidden2.weight has the shape [4, 5]. Accepted: hidden2.weight of shape [6, 5]',
    ],
    ['of three inputs', [tensors, described({ sizes: [3, 5, 4, 3] })], 'the network has 3 inputs'],
    [
      'of too many units',
      [tensors, described({ sizes: [2, 5, 300, 3] })],
      "the network's hiddenWidths[1] is 300. Accepted: whole numbers from 1 to 256",
    ],
    [
      'of nine layers',
      [tensors, described({ sizes: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3] })],
      "the network's hiddenWidths is 9 long",
    ],
    ['of eleven classes', [tensors, described({ sizes: [2, 5, 4, 11] })], "the network's classCount is 11"],
    ['of words for sizes', [tensors, described({ sizes: ['2', '5', '3'] })], 'in its spec, sizes is ["2","5","3"]'],
    [
      'of unknown normalisation',
      [tensors, described({ norm: 'spectral' })],
      'in its spec, norm is "spectral". Accepted: none, bn',
    ],
    [
      'of unknown activation',
      [tensors, described({ act: 'gelu' })],
      'in its spec, act is "gelu". Accepted: relu, leaky, abs',
    ],
    ['of another epsilon', [tensors, described({ eps: 0.1 })], 'in its spec, eps is 0.1. Accepted: 0.00001'],
    ['of a spec that is no JSON', [tensors, { spec: 'mlp' }], 'the spec in its metadata is not JSON'],
    ['of a spec that is no object', [tensors, { spec: '7' }], 'its spec is not a JSON object'],
    ['of a bias that is a scalar', [replaced('hidden1.bias', [], [1]), {}], 'the tensor hidden1.bias has the shape []'],
    [
      'of weights that are a list',
      [replaced('hidden1.weight', [10], Array<number>(10).fill(0)), {}],
      'the tensor hidden1.weight has the shape [10]',
    ],
    [
      'with infinite numbers',
      [replaced('output.bias', [3], [0, Infinity, 0]), {}],
      'number 2 of the tensor output.bias is Infinity',
    ],
    [
      'with negative variance',
      [replaced('bn1.running_var', [5], [1, 1, -1, 1, 1]), {}],
      'number 3 of the tensor bn1.running_var is -1',
    ],
  ])('%s', (_, [some, metadata], problem) => {
    const bytes = writeSafetensors(some, metadata);
    expect(() => readNetworkSafetensors('bad.safetensors', bytes)).toThrow(`bad.safetensors: ${problem}`);
  });

  it.each<[string, unknown, string]>([
    ['as a list', [1], 'it is not a JSON object'],
    ['as null', null, 'it is not a JSON object'],
    ['in another format', { format: 'onnx' }, 'its format is "onnx". Accepted: splinescope-network'],
    ['of a later version', { ...networkToJson(model), version: 2 }, 'its version is 2. Accepted: version 1'],
    ['without tensors', { ...networkToJson(model), tensors: undefined }, 'it has no object called tensors'],
    ['of ragged rows', { 'hidden1.weight': [[1, 2], [3]] }, 'the tensor hidden1.weight is something else than numbers'],
    ['of words', { 'hidden1.weight': [['a', 'b']] }, 'the tensor hidden1.weight is something else than numbers'],
    ['of missing numbers', { 'hidden1.bias': [null] }, 'the tensor hidden1.bias is something else than numbers'],
  ])('in JSON: %s', (_, json, problem) => {
    expect(() => networkFromJson('bad.json', json)).toThrow(`bad.json: ${problem}`);
  });

  it('of half precision', () => {
    const header = JSON.stringify({ 'hidden1.weight': { dtype: 'BF16', shape: [1], data_offsets: [0, 2] } });
    const bytes = new Uint8Array([header.length, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(header), 0, 0]);
    const read = () => readNetworkSafetensors('half.safetensors', bytes);
    expect(read).toThrow('the tensor hidden1.weight is of type BF16. Accepted: types F32 and F64.');
  });
});

it.each([1e300, -2e6, NaN])('weights that no engine goes on with are refused, as %d', (value) => {
  const model = randomModel(smallSpec, 3);
  model.parameters[0] = value;
  const bytes = writeNetworkSafetensors(model);
  expect(() => readNetworkSafetensors('a', bytes)).toThrow(
    `a: number 1 of the tensor hidden1.weight is ${value}. Accepted: numbers from -1000000 to 1000000.`,
  );
});

it.each([-5, 1e300, 1.5])('%d is no number of steps', (step) => {
  const model = { ...randomModel(smallSpec, 3), step };
  expect(readNetworkSafetensors('a', writeNetworkSafetensors(model)).trainedSteps).toBeNull();
  expect(networkFromJson('a', networkToJson(model)).trainedSteps).toBeNull();
});

describe('the data that a network was trained on', () => {
  const model = randomModel({ ...smallSpec, classCount: 2 }, 3);
  const dataOf = (data: string) =>
    readNetworkSafetensors('a', writeSafetensors(networkToTensors(model), { spec: specText, data })).data;
  const specText = JSON.stringify(networkToJson(model).spec);

  it.each(['circles42', 'moons42', 'blobs42'])('are known by the name that recorded networks give them: %s', (name) => {
    const file = names.find((one) => one.startsWith(name))!;
    const { data } = readNetworkSafetensors(file, bytesOf(file));
    const { train } = makeDataSet(data && 'config' in data ? data.config : defaultDataConfig('xor'));
    const recorded = fixtureData(name).train;
    expect(train.positions).toEqual(recorded.positions);
    expect(train.labels).toEqual(recorded.labels);
  });

  it.each([
    { ...defaultDataConfig('moons'), noise: 0.07, seed: 5, placement: { dx: 3, dy: 1, scale: 2, rotation: 30 } },
    defaultDataConfig('custom'),
  ])('come back as they were saved: $set', (config) => {
    expect(readNetworkSafetensors('a', writeNetworkSafetensors(model, config)).data).toEqual({ config });
  });

  it.each([
    ['of another name', 'mnist'],
    ['of a name that every object has', 'constructor'],
    ['of as many classes as it does not tell apart', 'blobs42'],
    ['out of their range', JSON.stringify({ ...defaultDataConfig('moons'), noise: 7 })],
    ['of another shape', '{"set": "moons"}'],
  ])('are called unknown where they are %s', (_, text) => {
    expect(dataOf(text)).toEqual({ unknown: shortened(text) });
  });
});
