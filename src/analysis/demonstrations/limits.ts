/**
 * What batch normalization is often said to do and need not: accuracy on points that were not trained on, the margin, the
 * smoothness of the loss along its gradient. Measured on twins with the same first weights, data and batches.
 */
import { partitionOf } from '../../geometry/partition.js';
import type { DataSet } from '../../training/data-set.js';
import { dataWindow } from '../../training/datasets/data-window.js';
import { initialModel } from '../../training/initialize.js';
import type { ModelState } from '../../training/model-state.js';
import type { NetworkSpec } from '../../training/network-spec.js';
import { evaluate } from '../../training/reference/evaluate.js';
import { foldAsDrawn } from '../../training/reference/fold-as-drawn.js';
import type { TrainingSpec } from '../../training/training-spec.js';
import { cellNeighbours } from '../../geometry/cell-neighbours.js';
import { lossLandscapeInPieces } from '../loss-landscape.js';
import { marginsInPieces } from '../margins.js';
import { indexPartitionInPieces } from '../partition-index.js';
import { miniBatches, trainingSteps } from './training-loop.js';

export const limitKinds = ['none', 'batch'] as const;
export type LimitKind = (typeof limitKinds)[number];

/** Of one network. */
export interface LimitCourse {
  /** Effective beta-smoothness every `PROBE_STEPS` steps, on the batch that comes next; larger is rougher. */
  readonly roughness: readonly number[];
  /** Share of the test points, 0 to 1; NaN before the end, as the margin. */
  readonly testAccuracy: number;
  /** 5 % quantile of the signed margins of the training points, exact within the window of the data. */
  readonly lowMargin: number;
}

export type Limits = Readonly<Record<LimitKind, LimitCourse>>;

export const PROBE_STEPS = 10;
const noRows = new Uint32Array();

/** Trains both for `steps` steps: yields how far they have come after every piece of a few milliseconds. */
export function* measureLimits(
  spec: NetworkSpec,
  data: DataSet,
  training: TrainingSpec,
  steps: number,
): Generator<Limits, Limits> {
  const runners = limitKinds.map((normalization) => {
    const model = initialModel({ ...spec, normalization });
    const run = trainingSteps(model, data.train, training, steps);
    return { model, run, roughness: [] as number[], testAccuracy: NaN, lowMargin: NaN };
  });
  const standing = (): Limits => {
    const [none, batch] = runners.map(({ roughness, testAccuracy, lowMargin }) => {
      return { roughness: [...roughness], testAccuracy, lowMargin };
    });
    return { none: none!, batch: batch! };
  };
  const batches = miniBatches(data.train, training);
  for (let step = 0; step < steps; step++) {
    const batch = batches.next().value;
    for (const runner of runners) {
      if (step % PROBE_STEPS === 0) {
        const probes = lossLandscapeInPieces(runner.model, batch, training.learningRate);
        let piece = probes.next();
        for (; !piece.done; piece = probes.next()) yield standing();
        runner.roughness.push(piece.value.effectiveSmoothness ?? NaN);
      }
      runner.model = runner.run.next().value?.model ?? runner.model;
      yield standing();
    }
  }
  for (const runner of runners) {
    const folded = foldAsDrawn(runner.model, data, 'data', noRows);
    runner.testAccuracy = evaluate(folded, data).testAccuracy;
    yield standing();
    runner.lowMargin = yield* lowMarginOf(runner.model, data, standing);
  }
  return standing();
}

function* lowMarginOf(model: ModelState, data: DataSet, standing: () => Limits): Generator<Limits, number> {
  const folded = foldAsDrawn(model, data, 'data', noRows);
  const partition = partitionOf(folded, dataWindow(data));
  yield standing();
  const indexing = indexPartitionInPieces(partition, cellNeighbours(partition));
  let indexed = indexing.next();
  for (; !indexed.done; indexed = indexing.next()) yield standing();
  const measuring = marginsInPieces(folded, indexed.value, data.train);
  let margins = measuring.next();
  for (; !margins.done; margins = measuring.next()) yield standing();
  return margins.value.lowQuantile ?? NaN;
}
