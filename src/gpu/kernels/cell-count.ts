import cellCountText from '../../shaders/cell_count.wgsl?raw';
import codeHash from '../../shaders/lib/code_hash.wgsl?raw';
import type { CellCount } from '../../training/backend.js';
import type { KernelDefinition } from '../kernel.js';
import { uniformStruct } from '../uniform-struct.js';
import { PARTITION_WORKGROUP_SIZE, partitionTileFile } from './partition-grid.js';

export const CellCountTable = uniformStruct('CellCountTable', { words_per_pixel: 'u32', slot_count: 'u32' });

/** Pixels of one invocation. */
export const CELL_COUNT_RUN = 16;
/** Bytes of one slot of the table. */
export const CELL_SLOT_BYTES = 8;
/** Bytes of `counters`. */
export const CELL_COUNTER_BYTES = 24;

const bindings = {
  tile: 'uniform',
  count: 'uniform',
  codes: 'read',
  slots: 'read-write',
  counters: 'read-write',
} as const;

/** Dispatch (pixels / CELL_COUNT_RUN / workgroup size). */
export const cellCount: KernelDefinition<typeof bindings> = {
  name: 'cell_count',
  files: [
    partitionTileFile,
    { path: 'lib/code_hash.wgsl', text: codeHash },
    { path: 'cell_count.wgsl', text: cellCountText },
  ],
  bindings,
  constants: { workgroup_size: PARTITION_WORKGROUP_SIZE },
};

/** @param bytes of `counters` after the last tile of a picture */
export function decodeCellCount(bytes: ArrayBuffer): CellCount {
  const [distinct = 0, largest = 0, overflow = 0, pixels = 0, gridWidth = 0, gridHeight = 0] = new Uint32Array(bytes);
  return { distinct, gridWidth, gridHeight, overflow: overflow !== 0, largestShare: pixels > 0 ? largest / pixels : 0 };
}
