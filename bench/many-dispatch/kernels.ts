/** The baseline's kernels: one per operation of the network, each with the bindings that it needs. */
import type { Bindings, CompiledKernel, KernelCompiler, KernelDefinition } from '../../src/gpu/kernel.js';
import { uniformStruct } from '../../src/gpu/uniform-struct.js';
import activationBackward from './activation_backward.wgsl?raw';
import batchNormBackward from './batch_norm_backward.wgsl?raw';
import batchNormSums from './batch_norm_sums.wgsl?raw';
import batchStatistics from './batch_statistics.wgsl?raw';
import columnSums from './column_sums.wgsl?raw';
import layerText from './layer.wgsl?raw';
import matmul from './matmul.wgsl?raw';
import normalizeActivate from './normalize_activate.wgsl?raw';
import sgdUpdate from './sgd_update.wgsl?raw';
import softmaxCrossEntropy from './softmax_cross_entropy.wgsl?raw';

export const Matmul = uniformStruct('Matmul', {
  rows: 'u32',
  columns: 'u32',
  inner: 'u32',
  a_offset: 'u32',
  a_row: 'u32',
  a_inner: 'u32',
  b_offset: 'u32',
  b_inner: 'u32',
  b_column: 'u32',
  has_bias: 'u32',
  bias_offset: 'u32',
  out_offset: 'u32',
});

export const Layer = uniformStruct('Layer', {
  rows: 'u32',
  width: 'u32',
  bias: 'u32',
  scale: 'u32',
  shift: 'u32',
  mean: 'u32',
  variance: 'u32',
});

export const Sgd = uniformStruct('Sgd', { count: 'u32', learning_rate: 'f32', momentum: 'f32' });

export const MATMUL_TILE = 16;
export const WORKGROUP_SIZE = 64;

const perLayer = <const B extends Bindings>(name: string, text: string, bindings: B): KernelDefinition<B> => ({
  name,
  files: [
    { path: 'layer.wgsl', text: layerText },
    { path: `${name}.wgsl`, text },
  ],
  bindings,
});

const definitions = {
  matmul: {
    name: 'matmul',
    files: [{ path: 'matmul.wgsl', text: matmul }],
    bindings: { sizes: 'uniform', a: 'read', b: 'read', bias: 'read', out: 'read-write' },
  },
  batchStatistics: perLayer('batch_statistics', batchStatistics, {
    layer: 'uniform',
    linear: 'read',
    statistics: 'read-write',
    running: 'read-write',
  }),
  normalizeActivate: perLayer('normalize_activate', normalizeActivate, {
    layer: 'uniform',
    linear: 'read',
    statistics: 'read',
    parameters: 'read',
    normalized: 'read-write',
    activation: 'read-write',
  }),
  softmaxCrossEntropy: perLayer('softmax_cross_entropy', softmaxCrossEntropy, {
    layer: 'uniform',
    logits: 'read',
    labels: 'read',
    d_logits: 'read-write',
    loss: 'read-write',
  }),
  columnSums: perLayer('column_sums', columnSums, { layer: 'uniform', d_linear: 'read', gradients: 'read-write' }),
  activationBackward: perLayer('activation_backward', activationBackward, {
    layer: 'uniform',
    activation: 'read',
    d_activation: 'read',
    d_output: 'read-write',
  }),
  batchNormSums: perLayer('batch_norm_sums', batchNormSums, {
    layer: 'uniform',
    normalized: 'read',
    d_output: 'read',
    gradients: 'read-write',
  }),
  batchNormBackward: perLayer('batch_norm_backward', batchNormBackward, {
    layer: 'uniform',
    normalized: 'read',
    d_output: 'read',
    statistics: 'read',
    parameters: 'read',
    gradients: 'read',
    d_linear: 'read-write',
  }),
  sgdUpdate: {
    name: 'sgd_update',
    files: [{ path: 'sgd_update.wgsl', text: sgdUpdate }],
    bindings: { sgd: 'uniform', gradients: 'read', velocities: 'read-write', parameters: 'read-write' },
  },
} as const satisfies Record<string, KernelDefinition<Bindings>>;

type Definitions = typeof definitions;

export type BaselineKernels = { readonly [K in keyof Definitions]: CompiledKernel<Definitions[K]['bindings']> };

export async function compileBaseline(compiler: KernelCompiler): Promise<BaselineKernels> {
  return {
    matmul: await compiler.compile(definitions.matmul),
    batchStatistics: await compiler.compile(definitions.batchStatistics),
    normalizeActivate: await compiler.compile(definitions.normalizeActivate),
    softmaxCrossEntropy: await compiler.compile(definitions.softmaxCrossEntropy),
    columnSums: await compiler.compile(definitions.columnSums),
    activationBackward: await compiler.compile(definitions.activationBackward),
    batchNormSums: await compiler.compile(definitions.batchNormSums),
    batchNormBackward: await compiler.compile(definitions.batchNormBackward),
    sgdUpdate: await compiler.compile(definitions.sgdUpdate),
  };
}
