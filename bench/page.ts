/** Page of the benchmarks of training and of the peak rate: makes work ready to be run by name from the .mjs files. */
import { acquireDevice } from '../src/gpu/device.js';
import { preparePeak } from './peak-rate.js';
import {
  prepareGpuTraining,
  prepareManyDispatchTraining,
  prepareReferenceTraining,
  type TrainingWork,
} from './training.js';

const { device, adapterName, isFallback } = await acquireDevice(navigator.gpu);
device.addEventListener('uncapturederror', ({ error }) => reportError(new Error(error.message)));

const engines = {
  kernel: (hiddenWidths: readonly number[]) => prepareGpuTraining(device, isFallback, hiddenWidths),
  float64: (hiddenWidths: readonly number[]) => Promise.resolve(prepareReferenceTraining(hiddenWidths)),
  manyDispatch: async (hiddenWidths: readonly number[]) => {
    const work = await prepareManyDispatchTraining(device, hiddenWidths);
    console.log(`${hiddenWidths.join('-')}: the baseline takes ${work.dispatchesPerStep} dispatches per step`);
    return work;
  },
} satisfies Record<string, (hiddenWidths: readonly number[]) => Promise<TrainingWork>>;

let works: Partial<Record<keyof typeof engines, TrainingWork>> = {};

Object.assign(globalThis, {
  isReady: true,
  adapterName,
  isFallback,
  async prepareTraining(hiddenWidths: readonly number[]) {
    for (const work of Object.values(works)) work.destroy();
    works = {
      kernel: await engines.kernel(hiddenWidths),
      float64: await engines.float64(hiddenWidths),
      manyDispatch: await engines.manyDispatch(hiddenWidths),
    };
  },
  train: (engine: keyof typeof engines, steps: number) => works[engine]?.run(steps),
  async preparePeak() {
    Object.assign(globalThis, { runPeak: await preparePeak(device) });
  },
});
