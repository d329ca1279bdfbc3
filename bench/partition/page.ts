/** Page of the partition's benchmark: makes each network ready to be cut by name from bench/partition.mjs. */
import { drawPartition } from '../../src/geometry/draw-partition.js';
import { numberFills, type ExactFill } from '../../src/geometry/cell-fills.js';
import { partitionOf } from '../../src/geometry/partition.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { fills } from '../../src/training/picture.js';
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

interface Work {
  readonly cells: number;
  readonly ms: number;
  /** Of a cell besides its corners: area, code, logits' map and place of its corners; 0 where it is an object. */
  readonly bytesPerCell: number;
  /** Of the walls, shared by the cells on both sides. */
  readonly wallBytesPerCell: number;
}

/** Cuts a network once. */
function runWork(name: string, how: 'partition' | 'plain'): Work {
  const network = networks[name];
  if (!network) throw new Error(`There is no network ${name}.`);
  const start = performance.now();
  if (how === 'plain') {
    const { cells } = plainPartition(network, window);
    return { cells: cells.length, ms: performance.now() - start, bytesPerCell: 0, wallBytesPerCell: 0 };
  }
  const { cellCount, areas, codes, logits, cornerOffsets, walls } = partitionOf(network, window);
  return {
    cells: cellCount,
    ms: performance.now() - start,
    bytesPerCell: bytesOf([areas, codes, logits, cornerOffsets]) / cellCount,
    wallBytesPerCell: bytesOf([walls.ends, walls.layers, walls.units]) / cellCount,
  };
}

const bytesOf = (arrays: readonly ArrayBufferView[]): number =>
  arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);

const drawn = partitionOf(networks['64-64 trained with BN']!, window);

/** Draws the cells of the trained 64-64 once, lines and all, as a picture of 350 CSS pixels on a fine screen. */
function draw(fill: ExactFill): void {
  const lines = { walls: [], decisionBoundary: true };
  drawPartition(drawn, { widthPx: 700, heightPx: 700, pixelRatio: 2, theme: 'light', fill, scale: null, lines });
}

Object.assign(globalThis, {
  names: Object.keys(networks),
  runWork,
  fills: [...fills, ...numberFills],
  drawnCells: drawn.cellCount,
  draw,
  isReady: true,
});
