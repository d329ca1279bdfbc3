/** What TypeScript and WGSL both state about buffers, constants and codes. */
import { describe, expect, it } from 'vitest';
import { LARGEST_LOSS, LARGEST_PARAMETER } from '../../src/training/failure-limits.js';
import {
  BATCH_NORM_EPSILON,
  BATCH_NORM_MOMENTUM,
  networkLimits,
  normalizations,
  SAMPLE_NORM_EPSILON,
} from '../../src/training/network-spec.js';
import { optimizers } from '../../src/training/training-spec.js';
import type { BindingKind } from '../../src/gpu/kernel.js';
import { networkLayout } from '../../src/gpu/network-layout.js';
import {
  MAX_LAYERS,
  MAX_MODELS,
  networkTableValues,
  RESULT_HEADER,
  RESULT_WORDS,
  scratchLayout,
  switchActions,
  type SwitchAction,
} from '../../src/gpu/network-table.js';
import { decodeReports } from '../../src/gpu/report-decoder.js';
import { joinShaders } from '../../src/gpu/shader-source.js';
import { kernelDefinitions, shaderFiles, shaderText } from '../support/gpu-catalog.js';
import { randomTwins, smallSpec } from '../support/random-model.js';
import { trainingDefaults } from '../support/training-defaults.js';
import { readBindings, readConstants, readEntryPoints, readStructs, type WgslBinding } from '../support/wgsl-reader.js';

/** A binding kind, or the declaration itself where no kind fits. */
function kindOf({ addressSpace, type }: WgslBinding): string {
  if (addressSpace === 'uniform') return 'uniform' satisfies BindingKind;
  if (addressSpace === 'storage,read' || addressSpace === 'storage') return 'read' satisfies BindingKind;
  if (addressSpace === 'storage,read_write') return 'read-write' satisfies BindingKind;
  if (type === 'texture_storage_2d<rgba8unorm,write>') return 'write-texture' satisfies BindingKind;
  return `${addressSpace} ${type}`;
}

describe('kernel definitions', () => {
  it('are found', () => {
    expect(kernelDefinitions.map(({ name }) => name)).toEqual(expect.arrayContaining(['train', 'fold_network']));
  });

  for (const { name, entryPoint = name, files, bindings } of kernelDefinitions) {
    const { code } = joinShaders(files);

    it(`${entryPoint}: bindings are those of its text in order, kind and access`, () => {
      const declared = readBindings(code);
      expect(declared.map(({ binding }) => binding)).toEqual(declared.map((_, index) => index));
      expect(Object.entries(bindings)).toEqual(declared.map((binding) => [binding.name, kindOf(binding)]));
    });

    it(`${entryPoint}: its files are those of src/shaders, and hold its entry point once`, () => {
      for (const { path, text } of files) expect(text, path).toBe(shaderText(path));
      expect(readEntryPoints(code).filter((other) => other === entryPoint)).toEqual([entryPoint]);
    });
  }
});

const constants = new Map(shaderFiles.flatMap(({ text }) => [...readConstants(text)]));

/** Rows `<code> <word>` of a comment: `0 sgd, 1 adam, 2 adamw`. */
const codesIn = (comment: string): [number, string][] =>
  [...comment.matchAll(/(\d+) ([a-z]+)/g)].map(([, code, word = '']) => [Number(code), word]);

describe('constants that both sides state', () => {
  it.each([
    ['max_layers', MAX_LAYERS],
    ['max_layers', networkLimits.depth[1] + 1],
    ['max_models', MAX_MODELS],
    ['result_header', RESULT_HEADER],
    ['batch_norm_epsilon', BATCH_NORM_EPSILON],
    ['sample_norm_epsilon', SAMPLE_NORM_EPSILON],
    ['no_normalization', normalizations.indexOf('none')],
    ['batch_normalization', normalizations.indexOf('batch')],
    ['layer_normalization', normalizations.indexOf('layer')],
    ['group_normalization', normalizations.indexOf('group')],
    ['rms_normalization', normalizations.indexOf('rms')],
    ['batch_norm_momentum', BATCH_NORM_MOMENTUM],
    ['largest_loss', LARGEST_LOSS],
    ['largest_parameter', LARGEST_PARAMETER],
  ])('%s', (name, value) => {
    expect(constants.get(name)).toBe(value);
  });

  it('are declared once', () => {
    const names = shaderFiles.flatMap(({ text }) => [...readConstants(text).keys()]);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    expect(twice).toEqual([]);
  });
});

const spec = { ...smallSpec, hiddenWidths: [3] };
const models = randomTwins(spec, 1);
const layout = networkLayout(spec);

function tableValues(change: Partial<typeof trainingDefaults> = {}, switchAction: SwitchAction = 'insert') {
  const scratch = scratchLayout(layout, 4, 'everything');
  const plan = { scratch, batchSize: 4, rowCount: 8, shuffled: false, switchAction };
  return networkTableValues(layout, models, { ...trainingDefaults, ...change }, plan);
}

describe('codes that both sides state', () => {
  it('optimizers', () => {
    const line = /optimizer: u32,.*/.exec(shaderText('lib/network_table.wgsl'))?.[0] ?? '';
    const stated = optimizers.map((optimizer) => [tableValues({ optimizer }).optimizer, optimizer]);
    expect(codesIn(line.replace('u32', ''))).toEqual(stated);
  });

  it('actions of switch_normalization', () => {
    const text = shaderText('switch_normalization.wgsl');
    const actions = [...text.matchAll(/action (\d), (\w+):/g)].map(([, code, action]) => [Number(code), action]);
    expect(actions).toEqual(switchActions.map((action) => [tableValues({}, action).switch_action, action]));
  });

  it('failures', () => {
    const [header = ''] = shaderText('find_failure.wgsl').split('\n');
    const noPoints = { positions: new Float32Array(), labels: new Uint8Array(), count: 0 };
    const decoded = codesIn(header).map(([code]) => {
      const results = new Uint32Array(RESULT_WORDS);
      results.set([1, code, 0]);
      const [report] = decodeReports(results.buffer, new ArrayBuffer(0), {
        modelCount: 1,
        data: { dimension: 2, classCount: 2, train: noPoints, test: noPoints },
        firstStep: [0],
        hasEvaluation: false,
        cells: [null],
      });
      return [code, report?.failure?.quantity];
    });
    expect(decoded).toEqual([
      [1, 'loss'],
      [2, 'gradient'],
      [3, 'parameter'],
    ]);
    expect(decoded).toEqual(codesIn(header));
    expect(constants.get('no_failure')).toBe(1 + decoded.length);
  });

  it('structs are declared once', () => {
    const names = shaderFiles.flatMap(({ text }) => [...readStructs(text).keys()]);
    expect(new Set(names).size).toBe(names.length);
  });
});
