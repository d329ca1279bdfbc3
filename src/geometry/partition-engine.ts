import type { DataSet } from '../training/data-set.js';
import type { FoldedNetwork, ModelState, NormalizationStatistics } from '../training/model-state.js';
import type { ViewWindow } from '../training/picture.js';
import { foldAsDrawn } from '../training/reference/fold-as-drawn.js';
import type { Pieces } from '../training/workers/pieces.js';
import { cellLookupInPieces, type CellLookup } from './cell-lookup.js';
import { drawPartitionInPieces, type PartitionPicture, type PartitionStyle } from './draw-partition.js';
import { linearRegionsInPieces, type LinearRegions } from './linear-regions.js';
import type { PartitionDetail } from './partition-detail.js';
import { cutPartition, type Partition, type PartitionOptions } from './partition.js';

/** A network to cut a window by, with everything that says how it is folded. */
export interface PartitionRequest {
  readonly model: ModelState;
  readonly data: DataSet;
  readonly statistics: NormalizationStatistics;
  /** Rows of the training set that the statistics `batch` are taken over; empty for others. */
  readonly batchRows: Uint32Array;
  readonly window: ViewWindow;
  /** `cells`: the partition alone; `lookup`: with what reading takes; `regions`: its cells also joined to linear regions. */
  readonly detail: PartitionDetail;
  /** How to draw it; null: not at all. */
  readonly style: PartitionStyle | null;
}

export interface PartitionAnswer {
  readonly folded: FoldedNetwork;
  readonly partition: Partition;
  /** Null unless asked for. */
  readonly lookup: CellLookup | null;
  /** Null unless asked for; also where the partition is not complete. */
  readonly linearRegions: LinearRegions | null;
  /** Null unless asked for; also where the partition is not complete: there would be holes. */
  readonly picture: PartitionPicture | null;
}

/** Folds a network, cuts a window by it and draws the cells. */
export function* answerPartition(
  { model, data, statistics, batchRows, window, detail, style }: PartitionRequest,
  options: PartitionOptions = {},
): Pieces<PartitionAnswer> {
  const folded = foldAsDrawn(model, data, statistics, batchRows);
  yield;
  const partition = yield* cutPartition(folded, window, options);
  const { isComplete } = partition;
  const lookup = detail === 'cells' ? null : yield* cellLookupInPieces(partition);
  const hasRegions = detail === 'regions' && lookup && isComplete;
  return {
    folded,
    partition,
    lookup,
    linearRegions: hasRegions ? yield* linearRegionsInPieces(partition, lookup.neighbours) : null,
    picture: style && isComplete ? yield* drawPartitionInPieces(partition, style) : null,
  };
}
