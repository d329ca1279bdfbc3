import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { initialModel } from '../../src/training/initialize.js';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';
import type { ModelState } from '../../src/training/model-state.js';
import { initializers, type NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { readSafetensors } from '../support/safetensors.js';

const spec: NetworkSpec = {
  inputDimension: 2,
  hiddenWidths: [256, 64],
  activation: 'relu',
  negativeSlope: 0.1,
  groups: 1,
  normalization: 'batch',
  classCount: 3,
  initializer: 'lecun-normal',
  biasInitializer: 'zero',
  seed: 7,
};

function tensor(model: ModelState, name: string): number[] {
  const slot = parameterLayout(model.spec).tensors.find((candidate) => candidate.name === name);
  if (!slot) throw new Error(`no tensor ${name}`);
  return [...model.parameters.subarray(slot.offset, slot.offset + slot.size)];
}

const kernels = (model: ModelState): number[][] =>
  ['hidden1', 'hidden2', 'output'].map((layer) => tensor(model, `${layer}.weight`));

const meanSquare = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;

interface TraceConfig {
  readonly spec: { readonly sizes: readonly number[]; readonly norm: string };
  readonly init_seed: number;
}

const traces = readdirSync('tests/fixtures/traces').filter((name) => /-(none|bn)-.*\.f64\.safetensors$/.test(name));

describe('lecun-normal against the reference', () => {
  test.each(traces)('%s starts from the same numbers', (name) => {
    const file = readSafetensors(`tests/fixtures/traces/${name}`);
    const config = JSON.parse(file.metadata.config ?? '') as TraceConfig;
    const [inputDimension = 0, ...rest] = config.spec.sizes;
    const model = initialModel({
      ...spec,
      inputDimension,
      hiddenWidths: rest.slice(0, -1),
      classCount: rest.at(-1) ?? 0,
      normalization: config.spec.norm === 'bn' ? 'batch' : 'none',
      seed: config.init_seed,
    });
    const expected = [...file.tensors].filter(([key]) => key.startsWith('step0/') && !key.includes('running'));
    for (const [key, { data }] of expected) expect(tensor(model, key.slice(6)), key).toEqual([...data]);
    // The `-doublestats` runs keep their running statistics alone.
    expect(expected.length > 0 || name.includes('doublestats')).toBe(true);
    parameterLayout(model.spec).hidden.forEach(({ width, statisticsOffset }, index) => {
      for (const [part, at] of [
        ['mean', 0],
        ['var', width],
      ] as const) {
        const stored = file.tensors.get(`step0/bn${index + 1}.running_${part}`);
        if (!stored) return;
        const start = statisticsOffset + at;
        expect([...model.runningStatistics.subarray(start, start + width)]).toEqual([...stored.data]);
      }
    });
  });

  test.each([0, 1, 42])('64 x 2 kernel of seed %i', (seed) => {
    const fixture = JSON.parse(readFileSync(`tests/fixtures/rng/randomstate-${seed}.json`, 'utf8')) as {
      lecun_normal_trunc_64x2: number[][];
    };
    const model = initialModel({ ...spec, hiddenWidths: [64], seed });
    expect(tensor(model, 'hidden1.weight')).toEqual(fixture.lecun_normal_trunc_64x2.flat().map(Math.fround));
  });
});

describe('initialModel', () => {
  test.each(initializers)('%s draws the same kernels whatever normalisation and biases', (initializer) => {
    const model = initialModel({ ...spec, initializer });
    expect(kernels(initialModel({ ...spec, initializer, normalization: 'none' }))).toEqual(kernels(model));
    expect(kernels(initialModel({ ...spec, initializer, biasInitializer: 'normal' }))).toEqual(kernels(model));
    expect(kernels(initialModel({ ...spec, initializer, seed: 8 }))).not.toEqual(kernels(model));
  });

  // Mean squares of 16,384 draws: the relative standard error is at most sqrt(2 / 16384) = 1.1 %, so 5 % is over 4 of it.
  test.each([
    ['lecun-normal', 1 / 256, 2 / 0.8796 / 16],
    ['he-normal', 2 / 256, (2 / 0.8796) * Math.sqrt(2 / 256)],
    ['glorot-uniform', 2 / (256 + 64), Math.sqrt(6 / (256 + 64))],
    ['torch-default', 1 / (3 * 256), 1 / 16],
  ] as const)('%s has its variance and its bounds', (initializer, variance, bound) => {
    const values = tensor(initialModel({ ...spec, initializer }), 'hidden2.weight');
    expect(meanSquare(values) / variance).toBeGreaterThan(0.95);
    expect(meanSquare(values) / variance).toBeLessThan(1.05);
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(1.0001 * bound);
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.98 * bound);
  });

  test('starts biases as asked', () => {
    const bias = (change: Partial<NetworkSpec>): number[] =>
      tensor(initialModel({ ...spec, ...change }), 'hidden1.bias');
    expect(bias({}).every((value) => value === 0)).toBe(true);
    // 256 normals: relative standard error of the mean square 8.8 %; 35 % is 4 of it.
    expect(Math.abs(meanSquare(bias({ biasInitializer: 'normal' })) - 1)).toBeLessThan(0.35);
    const torch = bias({ initializer: 'torch-default' });
    expect(Math.max(...torch.map(Math.abs))).toBeLessThanOrEqual(Math.SQRT1_2);
    // Same law as the kernel of this layer, so equal numbers would mean one stream used twice.
    expect(torch).not.toEqual(
      tensor(initialModel({ ...spec, initializer: 'torch-default' }), 'hidden1.weight').slice(0, 256),
    );
    expect(bias({ initializer: 'torch-default', biasInitializer: 'normal' })).toEqual(torch);
  });

  test('starts everything else at rest, in float32', () => {
    const model = initialModel({ ...spec, biasInitializer: 'normal' });
    expect(tensor(model, 'bn2.weight').every((value) => value === 1)).toBe(true);
    expect(tensor(model, 'bn2.bias').every((value) => value === 0)).toBe(true);
    expect([...model.firstMoment, ...model.secondMoment].every((value) => value === 0)).toBe(true);
    expect([...model.runningStatistics]).toEqual(
      [256, 64].flatMap((width) => Array.from({ length: 2 * width }, (_, index) => Number(index >= width))),
    );
    expect(model).toMatchObject({
      step: 0,
      normalization: 'batch',
      restartStep: { affine: 0, scaleShift: 0, output: 0 },
    });
    expect(model.parameters.every((value) => value === Math.fround(value))).toBe(true);
  });

  test('refuses an invalid spec', () => {
    expect(() => initialModel({ ...spec, hiddenWidths: [16, 0] })).toThrow(InvalidSettingError);
    expect(() => initialModel({ ...spec, hiddenWidths: [16, 0] })).toThrow(
      'hiddenWidths[1] is 0; allowed: whole numbers from 1 to 256.',
    );
  });
});
