import activation from '../../shaders/lib/activation.wgsl?raw';
import finite from '../../shaders/lib/finite.wgsl?raw';
import partitionLayer from '../../shaders/lib/partition_layer.wgsl?raw';
import partitionOutputs from '../../shaders/lib/partition_outputs.wgsl?raw';
import partitionTile from '../../shaders/lib/partition_tile.wgsl?raw';
import affineText from '../../shaders/partition_grid_affine.wgsl?raw';
import classesText from '../../shaders/partition_grid_classes.wgsl?raw';
import denseText from '../../shaders/partition_grid_dense.wgsl?raw';
import firstText from '../../shaders/partition_grid_first.wgsl?raw';
import normalizedText from '../../shaders/partition_grid_normalized.wgsl?raw';
import secondText from '../../shaders/partition_grid_second.wgsl?raw';
import type { KernelDefinition } from '../kernel.js';
import { uniformStruct } from '../uniform-struct.js';
import { sampleNormFile } from './network-kernels.js';

export const PartitionTile = uniformStruct('PartitionTile', {
  centre: 'vec2f',
  pixel_size: 'vec2f',
  first_pixel: 'vec2f',
  picture_size: 'vec2u',
  origin: 'vec2u',
  size: 'vec2u',
  blocks: 'vec2u',
});

export const PartitionLayer = uniformStruct('PartitionLayer', {
  index: 'u32',
  inputs: 'u32',
  width: 'u32',
  groups: 'u32',
  weight: 'u32',
  bias: 'u32',
  first_weight: 'u32',
  code_word: 'u32',
  words_per_pixel: 'u32',
  is_linear: 'u32',
  slope_below_zero: 'f32',
  head_weight: 'u32',
  head_bias: 'u32',
  unit_groups: 'u32',
  is_centred: 'u32',
  scale: 'u32',
  shift: 'u32',
});

export const PARTITION_WORKGROUP_SIZE = 64;

const constants = { workgroup_size: PARTITION_WORKGROUP_SIZE };
export const partitionTileFile = { path: 'lib/partition_tile.wgsl', text: partitionTile };
const layerFiles = [partitionTileFile, { path: 'lib/partition_layer.wgsl', text: partitionLayer }];
const outputFiles = [
  ...layerFiles,
  { path: 'lib/activation.wgsl', text: activation },
  { path: 'lib/partition_outputs.wgsl', text: partitionOutputs },
];

const affineBindings = {
  tile: 'uniform',
  layer: 'uniform',
  network: 'read',
  coefficients: 'read-write',
  crossings: 'read-write',
} as const;

/** Dispatch (blocks / workgroup size, groups). */
export const partitionGridAffine: KernelDefinition<typeof affineBindings> = {
  name: 'partition_grid_affine',
  files: [...layerFiles, { path: 'partition_grid_affine.wgsl', text: affineText }],
  bindings: affineBindings,
  constants,
};

const outputBindings = {
  tile: 'uniform',
  layer: 'uniform',
  network: 'read',
  codes: 'read-write',
  distances: 'read-write',
  activations_out: 'read-write',
} as const;

/** Dispatch (patches / workgroup size). */
export const partitionGridFirst: KernelDefinition<typeof outputBindings> = {
  name: 'partition_grid_first',
  files: [...outputFiles, { path: 'partition_grid_first.wgsl', text: firstText }],
  bindings: outputBindings,
  constants,
};

const secondBindings = { ...outputBindings, coefficients: 'read', crossings: 'read' } as const;

/** Dispatch (patches / workgroup size). */
export const partitionGridSecond: KernelDefinition<typeof secondBindings> = {
  name: 'partition_grid_second',
  files: [...outputFiles, { path: 'partition_grid_second.wgsl', text: secondText }],
  bindings: secondBindings,
  constants,
};

const denseBindings = { ...outputBindings, activations: 'read' } as const;

/** Dispatch (patches / workgroup size). */
export const partitionGridDense: KernelDefinition<typeof denseBindings> = {
  name: 'partition_grid_dense',
  files: [...outputFiles, { path: 'partition_grid_dense.wgsl', text: denseText }],
  bindings: denseBindings,
  constants,
};

/** Dispatch (patches / workgroup size). */
export const partitionGridNormalized: KernelDefinition<typeof denseBindings> = {
  name: 'partition_grid_normalized',
  files: [...outputFiles, sampleNormFile, { path: 'partition_grid_normalized.wgsl', text: normalizedText }],
  bindings: denseBindings,
  constants,
};

const classesBindings = {
  tile: 'uniform',
  layer: 'uniform',
  logits: 'read',
  margins: 'read-write',
  classes: 'read-write',
} as const;

/** Dispatch (pixels / workgroup size). */
export const partitionGridClasses: KernelDefinition<typeof classesBindings> = {
  name: 'partition_grid_classes',
  files: [
    ...layerFiles,
    { path: 'lib/finite.wgsl', text: finite },
    { path: 'partition_grid_classes.wgsl', text: classesText },
  ],
  bindings: classesBindings,
  constants,
};
