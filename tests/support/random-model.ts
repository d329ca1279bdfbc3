import type { ModelState } from '../../src/training/model-state.js';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { pcgHash } from '../../src/training/random/keyed-permutation.js';

/** Numbers spread evenly over (-1, 1), the same for the same seed. */
export function uniformStream(seed: number): () => number {
  let counter = pcgHash(seed);
  return () => (2 * (pcgHash(counter++ >>> 0) + 0.5)) / 2 ** 32 - 1;
}

export const smallSpec: NetworkSpec = {
  inputDimension: 2,
  hiddenWidths: [5, 4],
  activation: 'relu',
  negativeSlope: 0.1,
  groups: 1,
  normalization: 'none',
  classCount: 3,
  initializer: 'lecun-normal',
  biasInitializer: 'zero',
  seed: 0,
};

/** A network in general position: no parameter, moment or statistic has a special value. */
export function randomModel(spec: NetworkSpec, seed: number): ModelState {
  const layout = parameterLayout(spec);
  const next = uniformStream(seed);
  const parameters = new Float64Array(layout.parameterCount);
  const runningStatistics = new Float64Array(layout.statisticsCount);
  for (const { offset, size, shape } of layout.tensors) {
    const bound = shape.length === 2 ? Math.sqrt(3 / shape[1]!) : 0.5;
    for (let i = offset; i < offset + size; i++) parameters[i] = bound * next();
  }
  for (const { scale, shift, width, statisticsOffset } of layout.hidden) {
    if (spec.normalization === 'none') {
      parameters.fill(1, scale.offset, scale.offset + width);
      parameters.fill(0, shift.offset, shift.offset + width);
    } else {
      for (let i = scale.offset; i < scale.offset + width; i++) parameters[i]! += 1;
    }
    for (let m = 0; m < width; m++) {
      runningStatistics[statisticsOffset + m] = next();
      runningStatistics[statisticsOffset + width + m] = 1 + 0.8 * next();
    }
  }
  return {
    spec,
    normalization: spec.normalization,
    step: 0,
    parameters,
    firstMoment: new Float64Array(layout.parameterCount),
    secondMoment: new Float64Array(layout.parameterCount),
    runningStatistics,
    restartStep: { affine: 0, scaleShift: 0, output: 0 },
  };
}

/** The same float32 parameters twice: without and with batch normalization. */
export function randomTwins(spec: NetworkSpec, seed: number): ModelState[] {
  const model = randomModel({ ...spec, normalization: 'batch' }, seed);
  const rounded = {
    ...model,
    parameters: model.parameters.map(Math.fround),
    runningStatistics: model.runningStatistics.map(Math.fround),
  };
  return [{ ...rounded, normalization: 'none' }, rounded];
}

/** Points spread over [-2, 2] squared (or its like in D dimensions), not centred, and labels by turns. */
export function randomPoints(count: number, dimension: number, classCount: number, seed: number) {
  const next = uniformStream(seed);
  const positions = Float32Array.from({ length: count * dimension }, () => 0.3 + 2 * next());
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classCount);
  return { positions, labels, count };
}
