/**
 * What batch normalization is often said to do and need not: accuracy on points that were not trained on, the margin, the
 * smoothness of the loss along its gradient. Measured on twins with the same first weights, data and batches.
 */
import type { DataSet } from '../../training/data-set.js';
import { dataWindow } from '../../training/datasets/data-window.js';
import { initialModel } from '../../training/initialize.js';
import type { NetworkSpec } from '../../training/network-spec.js';
import { evaluate } from '../../training/reference/evaluate.js';
import { foldAsDrawn } from '../../training/reference/fold-as-drawn.js';
import type { TrainingSpec } from '../../training/training-spec.js';
import { lossLandscapeInPieces } from '../loss-landscape.js';
import { lowMarginInPieces } from './low-margin.js';
import { miniBatches, trainingSteps } from './training-loop.js';

export const limitKinds = ['none', 'batch'] as const;
export type LimitKind = (typeof limitKinds)[number];

/** Of one network. */
export interface LimitCourse {
  /** Effective beta-smoothness every `PROBE_STEPS` steps, on the batch that comes next; larger is rougher. */
  readonly roughness: readonly number[];
  /** Share of the test points, 0 to 1; NaN before the end and where training diverged, as the margin. */
  readonly testAccuracy: number;
  /** 5 % quantile of the signed margins of the training points; NaN also where there is no decision boundary. */
  readonly lowMargin: number;
  /** Whether a decision boundary far from the data could not change the margin. */
  readonly isMarginExact: boolean;
}

export interface Limits extends Readonly<Record<LimitKind, LimitCourse>> {
  /** Whether everything is measured. */
  readonly isOver: boolean;
}

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
    const notYet = { testAccuracy: NaN, lowMargin: NaN, isMarginExact: false };
    return { model, run, hasDiverged: false, roughness: [] as number[], ...notYet };
  });
  const standing = (isOver = false): Limits => {
    const [none, batch] = runners.map(({ roughness, testAccuracy, lowMargin, isMarginExact }) => {
      return { roughness: [...roughness], testAccuracy, lowMargin, isMarginExact };
    });
    return { none: none!, batch: batch!, isOver };
  };
  const batches = miniBatches(data.train, training);
  for (let step = 0; step < steps; step++) {
    const batch = batches.next().value;
    for (const runner of runners) {
      if (runner.hasDiverged) continue;
      if (step % PROBE_STEPS === 0) {
        const probes = lossLandscapeInPieces(runner.model, batch, training.learningRate);
        let piece = probes.next();
        for (; !piece.done; piece = probes.next()) yield standing();
        runner.roughness.push(piece.value.effectiveSmoothness ?? NaN);
      }
      const trained = runner.run.next();
      if (trained.done) runner.hasDiverged = true;
      else runner.model = trained.value.model;
      yield standing();
    }
  }
  for (const runner of runners) {
    if (runner.hasDiverged) continue;
    const folded = foldAsDrawn(runner.model, data, 'data', noRows);
    runner.testAccuracy = evaluate(folded, data).testAccuracy;
    yield standing();
    const measuring = lowMarginInPieces(folded, data.train, dataWindow(data));
    let margin = measuring.next();
    for (; !margin.done; margin = measuring.next()) yield standing();
    runner.lowMargin = margin.value.value;
    runner.isMarginExact = margin.value.isExact;
  }
  return standing(true);
}
