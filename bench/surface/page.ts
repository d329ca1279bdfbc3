/** Page of the surfaces' benchmark: lifts each network's cells by name from bench/surface.mjs. */
import { homeOrbit, lightFrom, viewProjection } from '../../src/components/spline-surface/orbit.js';
import { SurfaceRaster } from '../../src/components/spline-surface/surface-raster.js';
import { cellColors } from '../../src/geometry/cell-colors.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { answerSurface } from '../../src/geometry/surface-engine.js';
import { finish } from '../../src/training/workers/pieces.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { randomFolded } from '../../tests/support/random-folded.js';
import { trainedNet } from '../../tests/support/trained-nets.js';

/** Of the circles, as the recorded partitions have it. */
const window = { x0: -1.6924076080322266, x1: 1.658084511756897, y0: -1.6856045722961426, y1: 1.8086943626403809 };
const lift = { of: 'difference', class: 1, other: 0 } as const;
const size = { widthPx: 600, heightPx: 480, pixelRatio: 1 };

const networks: Readonly<Record<string, FoldedNetwork>> = {
  '64-64 trained with BN': await trainedNet('circles42-64x64-bn-relu-sgdm.step350'),
  '128-128 random': randomFolded({ inputDimension: 2, hiddenWidths: [128, 128], classCount: 2 }, 7),
};

/** Cuts, lifts and draws a network once; gives the number of cells and the milliseconds of each. */
function runWork(name: string): { cells: number; partition: number; lift: number; send: number; picture: number } {
  const folded = networks[name];
  if (!folded) throw new Error(`There is no network ${name}.`);
  const times = [performance.now()];
  const partition = partitionOf(folded, window);
  times.push(performance.now());
  const { mesh } = finish(answerSurface({ partition, folded, lift }));
  times.push(performance.now());
  structuredClone(partition);
  times.push(performance.now());
  const scene = {
    mesh,
    cellColors: cellColors(partition, 'confidence', 'light'),
    viewProjection: viewProjection(homeOrbit, size.widthPx / size.heightPx),
    light: lightFrom(homeOrbit),
    layers: { fill: 'confidence', walls: [], decisionBoundary: true },
    theme: 'light',
    markedCell: -1,
    isShaded: true,
  } as const;
  new SurfaceRaster(scene, size).advance(Infinity);
  times.push(performance.now());
  const [cut = 0, lifted = 0, sent = 0, drawn = 0] = times.slice(1).map((time, i) => time - times[i]!);
  return { cells: partition.cellCount, partition: cut, lift: lifted, send: sent, picture: drawn };
}

Object.assign(globalThis, { names: Object.keys(networks), runWork, isReady: true });
