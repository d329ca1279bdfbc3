/**
 * One network of random weights three times: with zero biases, with random biases, and with batch normalization by the
 * statistics of a cloud of points. What differs between the three is how many cells cut the window.
 *
 * 2-6-6-6-6 units, leaky slope 0.1, weights N(0, 1 / fan_in), biases 0 or N(0, 1), 100 points about (1.5, -1), window
 * [-4, 4] x [-4, 4]: the setting of the first figure of Balestriero & Baraniuk 2022, with a cloud off the centre.
 */
import { nearestWall } from '../../geometry/distances.js';
import { partitionOf, type Partition } from '../../geometry/partition.js';
import type { FoldedNetwork, ModelState } from '../../training/model-state.js';
import { initialModel } from '../../training/initialize.js';
import type { NetworkSpec } from '../../training/network-spec.js';
import { parameterLayout } from '../../training/parameter-layout.js';
import type { ViewWindow } from '../../training/picture.js';
import { RandomState } from '../../training/random/random-state.js';
import { foldNetwork } from '../../training/reference/fold.js';
import { preactivationsAt } from '../../training/reference/point.js';
import { layerStatistics } from '../../training/reference/statistics.js';

export const weightVariants = ['zero', 'random', 'batch'] as const;
/** `zero`: no biases; `random`: biases N(0, 1); `batch`: batch normalization with gamma 1 and beta 0. */
export type WeightVariant = (typeof weightVariants)[number];

export const sameWeightsWindow: ViewWindow = { x0: -4, x1: 4, y0: -4, y1: 4 };
export const sameWeightsCloud = { count: 100, x: 1.5, y: -1, deviation: 0.5 } as const;
const hiddenWidths = [6, 6, 6, 6];

const spec: NetworkSpec = {
  inputDimension: 2,
  hiddenWidths,
  activation: 'leaky-relu',
  negativeSlope: 0.1,
  normalization: 'none',
  groups: 1,
  classCount: 2,
  initializer: 'lecun-normal',
  biasInitializer: 'zero',
  seed: 0,
};

export interface CutPlane {
  readonly partition: Partition;
  /** How many cells hold at least one of the points. */
  readonly occupiedCells: number;
  /** Mean distance of the points to the nearest wall of any unit, exact. */
  readonly wallDistance: number;
}

export interface SameWeights extends Readonly<Record<WeightVariant, CutPlane>> {
  /** [100, 2] */
  readonly positions: Float64Array;
}

/** @param seed u32; points, weights and biases are drawn in that order, from one stream */
export function sameWeights(seed: number): SameWeights {
  const random = new RandomState(seed);
  const { count, x, y, deviation } = sameWeightsCloud;
  const positions = Float64Array.from({ length: 2 * count }, (_, i) => random.normal(i % 2 === 0 ? x : y, deviation));
  const zero = gaussianModel(random);
  const biased = withGaussianBiases(zero, random);
  const normalized: ModelState = { ...zero, normalization: 'batch' };
  return {
    positions,
    zero: cutPlane(foldNetwork(zero, zero.runningStatistics), positions),
    random: cutPlane(foldNetwork(biased, zero.runningStatistics), positions),
    batch: cutPlane(foldNetwork(normalized, layerStatistics(normalized, positions, count)), positions),
  };
}

function cutPlane(folded: FoldedNetwork, positions: Float64Array): CutPlane {
  const count = positions.length / 2;
  const codes = new Set<string>();
  let wallDistance = 0;
  for (let i = 0; i < count; i++) {
    const point = positions.subarray(2 * i, 2 * i + 2);
    const hidden = preactivationsAt(folded, point).slice(0, -1);
    codes.add(hidden.map((z) => Array.from(z, (value) => (value > 0 ? 1 : 0)).join('')).join(' '));
    wallDistance += nearestWall(folded, point).distance / count;
  }
  return { partition: partitionOf(folded, sameWeightsWindow), occupiedCells: codes.size, wallDistance };
}

function gaussianModel(random: RandomState): ModelState {
  const model = initialModel(spec);
  const { hidden, output } = parameterLayout(spec);
  for (const { weight, inputWidth } of [...hidden, output]) {
    const deviation = Math.sqrt(1 / inputWidth);
    for (let i = 0; i < weight.size; i++) model.parameters[weight.offset + i] = random.normal(0, deviation);
  }
  return model;
}

function withGaussianBiases(model: ModelState, random: RandomState): ModelState {
  const parameters = model.parameters.slice();
  for (const { bias } of parameterLayout(spec).hidden) {
    for (let i = 0; i < bias.size; i++) parameters[bias.offset + i] = random.standardNormal();
  }
  return { ...model, parameters };
}
