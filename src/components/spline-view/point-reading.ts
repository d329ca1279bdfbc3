/** What a network says about one point of the input plane, computed in float64 from its newest parameters. */
import type { DataSet } from '../../training/data-set.js';
import type { FoldedNetwork, ModelState, NormalizationStatistics } from '../../training/model-state.js';
import { foldNetwork } from '../../training/reference/fold.js';
import { codeAt, probabilitiesAt } from '../../training/reference/point.js';
import { pictureStatistics } from '../../training/reference/statistics.js';
import type { Point } from './view-transform.js';

export interface PointReading {
  /** Softmax probability by class. */
  readonly probabilities: readonly number[];
  /** Per hidden layer one 0 or 1 per unit, 1 where it is active. */
  readonly code: readonly Uint8Array[];
}

/** Reads points of one network; folding it anew only when it, the data or the statistics have changed. */
export class PointReader {
  #key: readonly unknown[] = [];
  #folded: FoldedNetwork | null = null;

  /**
   * Inputs beyond the plane are 0, as in the picture.
   *
   * @param batchRows rows of the training set that the statistics `batch` are taken over
   */
  read(
    model: ModelState,
    data: DataSet,
    statistics: NormalizationStatistics,
    batchRows: Uint32Array,
    point: Point,
  ): PointReading {
    const key = [model, data, statistics, ...(statistics === 'batch' ? batchRows : [])];
    if (!this.#folded || key.length !== this.#key.length || key.some((part, index) => part !== this.#key[index])) {
      const numbers =
        model.normalization === 'batch'
          ? pictureStatistics(model, data, statistics, batchRows)
          : model.runningStatistics;
      this.#folded = foldNetwork(model, numbers);
      this.#key = key;
    }
    const input = new Float64Array(model.spec.inputDimension);
    input.set([point.x, point.y].slice(0, input.length));
    return { probabilities: [...probabilitiesAt(this.#folded, input)], code: codeAt(this.#folded, input) };
  }
}
