import type { DataSet } from '../data-set.js';
import type { FoldedNetwork, ModelState, NormalizationStatistics } from '../model-state.js';
import { foldNetwork } from './fold.js';
import { pictureStatistics } from './statistics.js';

/**
 * A network as its picture shows it: folded with the named statistics, which are taken only where it has batch
 * normalization.
 *
 * @param batchRows rows of the training set that the statistics `batch` are taken over
 */
export function foldAsDrawn(
  model: ModelState,
  data: DataSet,
  statistics: NormalizationStatistics,
  batchRows: Uint32Array,
): FoldedNetwork {
  return foldNetwork(model, drawnStatistics(model, data, statistics, batchRows));
}

/** What a network is folded with as its picture shows it, [statisticsCount]; of no meaning without batch normalization. */
export function drawnStatistics(
  model: ModelState,
  data: DataSet,
  statistics: NormalizationStatistics,
  batchRows: Uint32Array,
): Float64Array {
  if (model.normalization !== 'batch') return model.runningStatistics;
  return pictureStatistics(model, data, statistics, batchRows);
}
