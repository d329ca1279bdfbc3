import foldNetworkText from '../../shaders/fold_network.wgsl?raw';
import type { KernelDefinition } from '../kernel.js';
import { uniformStruct } from '../uniform-struct.js';
import { networkTableFile } from './network-kernels.js';

export const FoldTable = uniformStruct('FoldTable', { model: 'u32', vector_count: 'u32', transition: 'f32' });

export const FOLD_WORKGROUP_SIZE = 64;

export type FoldBindings = typeof bindings;

const bindings = {
  table: 'uniform',
  fold_table: 'uniform',
  state: 'read',
  results: 'read',
  previous: 'read',
  folded: 'read-write',
} as const;

/** Dispatch (vectors of the folded buffer / workgroup size). */
export const foldNetwork: KernelDefinition<typeof bindings> = {
  name: 'fold_network',
  files: [networkTableFile, { path: 'fold_network.wgsl', text: foldNetworkText }],
  bindings,
  constants: { workgroup_size: FOLD_WORKGROUP_SIZE },
};
