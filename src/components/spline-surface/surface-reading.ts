import type { LabelledPoints } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import type { ExactCells } from '../reading/partition-reader.js';
import { readPoint, type Reading } from '../reading/reading.js';
import type { Point } from '../spline-view/view-transform.js';

/** Reads points of a surface as flat pictures do; the last reading is remembered. */
export class SurfaceReading {
  #from: readonly unknown[] = [];
  #reading: Reading | null = null;

  /**
   * @param folded the network that the cells are of
   * @param step steps that it had taken
   */
  at(point: Point, exact: ExactCells, folded: FoldedNetwork, step: number, train: LabelledPoints | null): Reading {
    const { partition, lookup } = exact;
    const from = [point, partition, lookup, folded, step, train];
    if (!this.#reading || from.some((part, index) => part !== this.#from[index])) {
      const status = partition.isComplete ? 'ready' : 'too-many-cells';
      const inputDimension = folded.layers[0]?.inputWidth ?? 2;
      this.#reading = readPoint({ folded, inputDimension, step, train, exact, status }, point);
      this.#from = from;
    }
    return this.#reading;
  }
}
