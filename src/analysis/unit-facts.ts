/** What is known of one hidden unit of one network, as it was drawn. */
import type { UnitPlace } from '../geometry/unit-place.js';
import type { DataSet } from '../training/data-set.js';
import type { FoldedNetwork, ModelState } from '../training/model-state.js';
import { parameterLayout } from '../training/parameter-layout.js';
import { preactivationsAt } from '../training/reference/point.js';

/** Of batch normalization as it was folded in. */
export interface UnitNormalization {
  readonly gamma: number;
  readonly beta: number;
  /** Null where gamma is 0: then nothing of them is left in the folded network. */
  readonly statistics: { readonly mean: number; /** sqrt(variance + epsilon) */ readonly sigma: number } | null;
}

/**
 * Read off a folded network: its weights are s = gamma / sigma times those of the model, its bias is
 * s (bias - mean) + beta. Null without batch normalization.
 */
export function unitNormalization(
  model: ModelState,
  folded: FoldedNetwork,
  { layer, unit }: UnitPlace,
): UnitNormalization | null {
  if (model.normalization !== 'batch') return null;
  const slots = parameterLayout(model.spec).hidden[layer]!;
  const { weight, bias, inputWidth } = folded.layers[layer]!;
  const gamma = model.parameters[slots.scale.offset + unit]!;
  const beta = model.parameters[slots.shift.offset + unit]!;
  let [dot, square] = [0, 0];
  for (let n = 0; n < inputWidth; n++) {
    const own = model.parameters[slots.weight.offset + unit * inputWidth + n]!;
    dot += own * weight[unit * inputWidth + n]!;
    square += own * own;
  }
  const s = dot / square;
  if (gamma === 0 || !Number.isFinite(s) || s === 0) return { gamma, beta, statistics: null };
  const mean = model.parameters[slots.bias.offset + unit]! - (bias[unit]! - beta) / s;
  return { gamma, beta, statistics: { mean, sigma: gamma / s } };
}

export interface ActiveShare {
  /** Points of the training set at which the unit is on. */
  readonly active: number;
  /** Points that were looked at. */
  readonly points: number;
  readonly isSampled: boolean;
}

/** Multiplications that looking at the data may take: some milliseconds. */
const WORK = 4e6;

/** On how many training points a unit is on: of all of them, of evenly spaced ones where that would take too long. */
export function activeShare(
  { layers, slopeBelowZero }: FoldedNetwork,
  { train, dimension }: DataSet,
  { layer, unit }: UnitPlace,
  work = WORK,
): ActiveShare {
  const part = { slopeBelowZero, layers: layers.slice(0, layer + 1) };
  const perPoint = part.layers.reduce((sum, { inputWidth, width }) => sum + inputWidth * width, 0);
  const points = Math.min(train.count, Math.max(1, Math.floor(work / perPoint)));
  let active = 0;
  for (let i = 0; i < points; i++) {
    const row = Math.floor((i * train.count) / points);
    const z = preactivationsAt(part, train.positions.subarray(row * dimension, (row + 1) * dimension));
    if (z[layer]![unit]! > 0) active++;
  }
  return { active, points, isSampled: points < train.count };
}
