/** Page of the measures' benchmark: makes trained networks ready to be measured by name from bench/measures.mjs. */
import { measureNetwork } from '../../src/analysis/measure-network.js';
import type { MeasureRequest } from '../../src/analysis/measures.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { dataWindow } from '../../src/training/datasets/data-window.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { initialModel } from '../../src/training/initialize.js';
import type { FoldedNetwork, ModelState } from '../../src/training/model-state.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { presets } from '../../src/training/presets.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { trainedNet } from '../../tests/support/trained-nets.js';

/** The notebook's 500 circles. */
const data = makeDataSet(presets.circles.config.data);

/** A plain network of the same cells: batch normalization is folded in. */
function plainModel({ layers }: FoldedNetwork): ModelState {
  const spec = {
    ...presets.circles.config.network,
    hiddenWidths: layers.slice(0, -1).map(({ width }) => width),
    inputDimension: 2,
    classCount: 2,
    normalization: 'none' as const,
  };
  const model = initialModel(spec);
  const { hidden, output } = parameterLayout(spec);
  [...hidden, output].forEach(({ weight, bias }, layer) => {
    model.parameters.set(layers[layer]!.weight, weight.offset);
    model.parameters.set(layers[layer]!.bias, bias.offset);
  });
  return model;
}

async function requestOf(name: string): Promise<MeasureRequest> {
  return {
    model: plainModel(await trainedNet(name)),
    data,
    statistics: 'data',
    batchRows: Uint32Array.from({ length: 64 }, (_, row) => row),
    window: dataWindow(data),
    learningRate: 0.01,
  };
}

const requests: Readonly<Record<string, MeasureRequest>> = {
  '16-16 trained with BN': await requestOf('circles42-16x16-bn-relu-sgdm.step350'),
  '64-64 trained with BN': await requestOf('circles42-64x64-bn-relu-sgdm.step350'),
  '32-32-32 trained with BN': await requestOf('circles42-32x32x32-bn-relu-sgdm.step350'),
};

/** Measures a network once, or cuts it only; gives the number of cells and the milliseconds. */
async function runWork(name: string, how: 'measures' | 'partition'): Promise<{ cells: number; ms: number }> {
  const request = requests[name];
  if (!request) throw new Error(`There is no network ${name}.`);
  const folded = foldNetwork(request.model, request.model.runningStatistics);
  const { cellCount } = partitionOf(folded, request.window);
  const start = performance.now();
  if (how === 'measures') await measureNetwork(request);
  else partitionOf(folded, request.window);
  return { cells: cellCount, ms: performance.now() - start };
}

Object.assign(globalThis, { names: Object.keys(requests), runWork, isReady: true });
