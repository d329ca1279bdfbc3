import type { DataSet } from '../data-set.js';
import type { ModelState, NormalizationStatistics } from '../model-state.js';
import { parameterLayout } from '../parameter-layout.js';
import { forwardPass } from './gradients.js';
import { columnStatistics } from './batch-norm.js';
import { gatherBatch } from './training-step.js';

/**
 * Means and biased variances of every hidden layer's affine output over positions [count, D], [statisticsCount]: per
 * layer means, then variances. One pass, layer by layer; batch normalization normalises with these very statistics.
 */
export function layerStatistics(model: ModelState, positions: ArrayLike<number>, count: number): Float64Array {
  const layout = parameterLayout(model.spec);
  const { hidden } = forwardPass(model, positions, count);
  const statistics = new Float64Array(layout.statisticsCount);
  layout.hidden.forEach(({ width, statisticsOffset }, l) => {
    const { mean, variance } = columnStatistics(hidden[l]!.linear, count, width);
    statistics.set(mean, statisticsOffset);
    statistics.set(variance, statisticsOffset + width);
  });
  return statistics;
}

/**
 * The statistics that a picture is drawn with, [statisticsCount].
 *
 * @param batchRows rows of the training set for `batch`: those of the last step, before the first step of the first
 */
export function pictureStatistics(
  model: ModelState,
  data: DataSet,
  which: NormalizationStatistics,
  batchRows: Uint32Array,
): Float64Array {
  switch (which) {
    case 'data':
      return layerStatistics(model, data.train.positions, data.train.count);
    case 'running':
      return model.runningStatistics;
    case 'batch': {
      const batch = gatherBatch(data.train, batchRows);
      return layerStatistics(model, batch.positions, batch.size);
    }
    default:
      return which satisfies never;
  }
}
