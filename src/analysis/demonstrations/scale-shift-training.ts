/**
 * Training gamma and beta of batch normalization alone, every other parameter frozen at its random start: walls of the first
 * layer keep their directions and only move. After Frankle, Schwab & Morcos 2021, Training BatchNorm and Only BatchNorm.
 */
import type { LabelledPoints } from '../../training/data-set.js';
import type { ModelState } from '../../training/model-state.js';
import { parameterLayout } from '../../training/parameter-layout.js';
import { updateRunningStatistics } from '../../training/reference/batch-norm.js';
import { lossAndGradients } from '../../training/reference/gradients.js';
import { applyGradient } from '../../training/reference/training-step.js';
import type { TrainingSpec } from '../../training/training-spec.js';
import { miniBatches, type TrainedStep } from './training-loop.js';

/**
 * The network after every step. Frozen parameters get the gradient 0 and so stay as they are, bit for bit.
 *
 * @throws RangeError for a network without batch normalization, and for weight decay, which would move frozen parameters
 */
export function* scaleShiftSteps(
  initial: ModelState,
  points: LabelledPoints,
  training: TrainingSpec,
  steps: number,
): Generator<TrainedStep, void> {
  if (initial.normalization !== 'batch')
    throw new RangeError('There are no gamma and beta without batch normalization.');
  if (training.weightDecay !== 0) throw new RangeError('Weight decay would move parameters that are frozen.');
  const slots = parameterLayout(initial.spec).hidden.flatMap(({ scale, shift }) => [scale, shift]);
  const batches = miniBatches(points, training);
  let model = initial;
  for (let step = 0; step < steps; step++) {
    const { positions, labels, size } = batches.next().value;
    const { loss, gradient, batchStatistics } = lossAndGradients(model, positions, labels, size);
    const masked = new Float64Array(gradient.length);
    for (const { offset, size: length } of slots) masked.set(gradient.subarray(offset, offset + length), offset);
    const runningStatistics = updateRunningStatistics(model.runningStatistics, batchStatistics);
    model = { ...applyGradient(model, masked, training), runningStatistics };
    if (!Number.isFinite(loss)) return;
    yield { model, loss };
  }
}

/** Parameters that such training changes, and all that the network has. */
export function trainedCounts({ spec }: Pick<ModelState, 'spec'>): {
  readonly scaleShift: number;
  readonly all: number;
} {
  const { hidden, parameterCount } = parameterLayout(spec);
  return {
    scaleShift: hidden.reduce((sum, { scale, shift }) => sum + scale.size + shift.size, 0),
    all: parameterCount,
  };
}

/**
 * Mean angle between the first layer's walls before and after training, radians in [0, pi / 2]: lines have no sense.
 *
 * @param before of 2 inputs, as is `after`
 */
export function turningOfWalls(before: ModelState, after: ModelState): number {
  const { weight, width } = parameterLayout(before.spec).hidden[0]!;
  const angleOf = ({ parameters }: ModelState, unit: number): number =>
    Math.atan2(parameters[weight.offset + 2 * unit + 1]!, parameters[weight.offset + 2 * unit]!);
  let sum = 0;
  for (let unit = 0; unit < width; unit++) {
    const turn = angleOf(after, unit) - angleOf(before, unit);
    sum += Math.acos(Math.min(1, Math.abs(Math.cos(turn))));
  }
  return sum / width;
}
