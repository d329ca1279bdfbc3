/** Page of the partition's benchmark: makes each network ready to be cut by name from bench/partition.mjs. */
import { partitionOf } from '../../src/geometry/partition.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { randomFolded } from '../../tests/support/random-folded.js';
import { trainedNet } from '../../tests/support/trained-nets.js';
import { plainPartition } from './plain-partition.js';

/** Of the circles, as the recorded partitions have it. */
const window = { x0: -1.6924076080322266, x1: 1.658084511756897, y0: -1.6856045722961426, y1: 1.8086943626403809 };

const networks: Readonly<Record<string, FoldedNetwork>> = {
  '64-64 trained with BN': await trainedNet('circles42-64x64-bn-relu-sgdm.step350'),
  '32-32-32 trained with BN': await trainedNet('circles42-32x32x32-bn-relu-sgdm.step350'),
  '128-128 random': randomFolded({ inputDimension: 2, hiddenWidths: [128, 128], classCount: 2 }, 7),
  '200-200 random': randomFolded({ inputDimension: 2, hiddenWidths: [200, 200], classCount: 2 }, 7),
};

/** Cuts a network once; gives the number of cells and the milliseconds. */
function runWork(name: string, how: 'partition' | 'plain'): { cells: number; ms: number } {
  const network = networks[name];
  if (!network) throw new Error(`There is no network ${name}.`);
  const start = performance.now();
  const cells =
    how === 'partition' ? partitionOf(network, window).cellCount : plainPartition(network, window).cells.length;
  return { cells, ms: performance.now() - start };
}

Object.assign(globalThis, { names: Object.keys(networks), runWork, isReady: true });
