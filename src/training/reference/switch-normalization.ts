import type { DataSet } from '../data-set.js';
import type { ModelState, NormalizationStatistics, NormalizationSwitch } from '../model-state.js';
import { BATCH_NORM_EPSILON } from '../network-spec.js';
import type { Normalization } from '../network-spec.js';
import { parameterLayout } from '../parameter-layout.js';
import type { TensorSlot } from '../parameter-layout.js';
import { foldNetwork } from './fold.js';
import { layerStatistics, pictureStatistics } from './statistics.js';

/**
 * Inserts a normaliser or takes it away, as `NormalizationSwitch` says. A network that has what is asked for is returned as
 * it is; otherwise the result has arrays of its own. From one normaliser to another is two switches (switch-steps.ts).
 *
 * @param batchRows rows of the training set for the statistics `batch`: those of the last step
 */
export function switchNormalization(
  model: ModelState,
  change: NormalizationSwitch,
  data: DataSet,
  batchRows: Uint32Array,
): ModelState {
  if (model.normalization === change.to) return model;
  if (model.normalization !== 'none' && change.to !== 'none') {
    throw new Error(`${model.normalization} normalization has to be taken away before ${change.to} can be put in.`);
  }
  switch (change.to) {
    case 'batch':
      return insertBatchNorm(model, change.insert, data);
    case 'layer':
    case 'group':
    case 'rms':
      return withFreshScaleShift(model, change.to);
    case 'none':
      return model.normalization === 'batch'
        ? foldBatchNorm(model, change.statistics, data, batchRows)
        : withFreshScaleShift(model, 'none');
    default:
      return change satisfies never;
  }
}

/** gamma 1, beta 0 and their optimiser state 0: a normaliser of single samples put in or taken out. */
function withFreshScaleShift(model: ModelState, normalization: Normalization): ModelState {
  const { hidden } = parameterLayout(model.spec);
  const parameters = model.parameters.slice();
  for (const { scale, shift, width } of hidden) {
    parameters.fill(1, scale.offset, scale.offset + width);
    parameters.fill(0, shift.offset, shift.offset + width);
  }
  return {
    ...model,
    ...zeroedMoments(
      model,
      hidden.flatMap(({ scale, shift }) => [scale, shift]),
    ),
    normalization,
    parameters,
    runningStatistics: model.runningStatistics.slice(),
    restartStep: { ...model.restartStep, scaleShift: model.step },
  };
}

/**
 * `align`: gamma 1, beta 0: every unit's pre-activation over the data gets mean 0 and variance 1, up to epsilon.
 * `keep-function`: gamma = sqrt(variance + epsilon), beta = mean: normalising and undoing it cancel.
 */
function insertBatchNorm(model: ModelState, insert: 'align' | 'keep-function', data: DataSet): ModelState {
  const layout = parameterLayout(model.spec);
  const parameters = model.parameters.slice();
  const inserted: ModelState = { ...model, normalization: 'batch', parameters };
  const positions = data.train.positions;

  if (insert === 'keep-function') {
    const statistics = layerStatistics(model, positions, data.train.count);
    for (const { scale, shift, width, statisticsOffset } of layout.hidden) {
      for (let m = 0; m < width; m++) {
        parameters[scale.offset + m] = Math.sqrt(statistics[statisticsOffset + width + m]! + BATCH_NORM_EPSILON);
        parameters[shift.offset + m] = statistics[statisticsOffset + m]!;
      }
    }
  } else {
    for (const { scale, shift, width } of layout.hidden) {
      parameters.fill(1, scale.offset, scale.offset + width);
      parameters.fill(0, shift.offset, shift.offset + width);
    }
  }
  const restarted = layout.hidden.flatMap(({ scale, shift }) => [scale, shift]);
  return {
    ...inserted,
    ...zeroedMoments(model, restarted),
    runningStatistics: layerStatistics(inserted, positions, data.train.count),
    restartStep: { ...model.restartStep, scaleShift: model.step },
  };
}

function foldBatchNorm(
  model: ModelState,
  which: NormalizationStatistics,
  data: DataSet,
  batchRows: Uint32Array,
): ModelState {
  const layout = parameterLayout(model.spec);
  const folded = foldNetwork(model, pictureStatistics(model, data, which, batchRows));
  const parameters = model.parameters.slice();
  layout.hidden.forEach(({ weight, bias, scale, shift, width }, l) => {
    parameters.set(folded.layers[l]!.weight, weight.offset);
    parameters.set(folded.layers[l]!.bias, bias.offset);
    parameters.fill(1, scale.offset, scale.offset + width);
    parameters.fill(0, shift.offset, shift.offset + width);
  });
  const restarted = layout.hidden.flatMap(({ weight, bias, scale, shift }) => [weight, bias, scale, shift]);
  return {
    ...model,
    ...zeroedMoments(model, restarted),
    normalization: 'none',
    parameters,
    runningStatistics: model.runningStatistics.slice(),
    restartStep: { ...model.restartStep, affine: model.step },
  };
}

function zeroedMoments(
  model: ModelState,
  slots: readonly TensorSlot[],
): Pick<ModelState, 'firstMoment' | 'secondMoment'> {
  const firstMoment = model.firstMoment.slice();
  const secondMoment = model.secondMoment.slice();
  for (const { offset, size } of slots) {
    firstMoment.fill(0, offset, offset + size);
    secondMoment.fill(0, offset, offset + size);
  }
  return { firstMoment, secondMoment };
}
