/**
 * One fixed network with batch normalization, drawn with the statistics of one mini-batch after the other: where the walls
 * of its first layer and its decision boundary go, beside what the closed form of `wall-jitter.ts` says of the walls.
 */
import { partitionOf } from '../../geometry/partition.js';
import { pictureWindow } from '../../training/datasets/data-window.js';
import { defaultDataConfig } from '../../training/datasets/catalog.js';
import { makeDataSet } from '../../training/datasets/make-data-set.js';
import type { DataSet } from '../../training/data-set.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import { initialModel } from '../../training/initialize.js';
import type { ModelState } from '../../training/model-state.js';
import type { ViewWindow } from '../../training/picture.js';
import { presets } from '../../training/presets.js';
import { evaluate } from '../../training/reference/evaluate.js';
import { foldNetwork } from '../../training/reference/fold.js';
import { layerStatistics } from '../../training/reference/statistics.js';
import type { TrainingSpec } from '../../training/training-spec.js';
import { miniBatches } from './training-loop.js';
import { batchOffset, offsetDeviation, wallLaw, type WallLaw } from './wall-jitter.js';

/** Which batches are taken. */
const shuffled = { batchOrder: 'shuffled', seed: 1 } as const;

export interface JitterSetting {
  /** The same as an experiment. */
  readonly config: ExperimentConfig;
  readonly data: DataSet;
  readonly window: ViewWindow;
  readonly initial: ModelState;
  readonly training: TrainingSpec;
}

/** 500 noisy moons and a network of 16-16 units with BN, as yet untrained. */
export function jitterSetting(): JitterSetting {
  const { network, training, ...moons } = presets.moons.config;
  const config: ExperimentConfig = {
    ...moons,
    network,
    data: { ...defaultDataConfig('moons'), noise: 0.2, testFraction: 0 },
    normalizations: ['batch'],
    training: { ...training, learningRate: 0.05 },
  };
  const data = makeDataSet(config.data);
  const initial = initialModel({ ...network, normalization: 'batch', inputDimension: 2, classCount: 2 });
  return { config, data, window: pictureWindow(data), initial, training: config.training };
}

export interface DrawnBatch {
  /** Segments of the decision boundary within the window, [count, 4]: x, y, x, y. */
  readonly boundary: Float64Array;
  /** Offset of the wall of every unit of the first layer, along the unit's normal. */
  readonly offsets: readonly number[];
  /** Share of the training points that get another class than with the statistics of all data. */
  readonly flipShare: number;
}

/** The network with the statistics of all data: what batches are compared with. */
export interface JitterReference {
  readonly boundary: Float64Array;
  readonly predictions: Uint8Array;
  /** By unit of the first layer. */
  readonly laws: readonly WallLaw[];
  readonly accuracy: number;
}

export function jitterReference(model: ModelState, data: DataSet, window: ViewWindow): JitterReference {
  const { positions, count } = data.train;
  const folded = foldNetwork(model, layerStatistics(model, positions, count));
  const { predictions, trainAccuracy } = evaluate(folded, data);
  return {
    boundary: partitionOf(folded, window).decisionBoundary.segments,
    predictions,
    laws: Array.from({ length: model.spec.hiddenWidths[0]! }, (_, unit) => wallLaw(model, unit, positions)),
    accuracy: trainAccuracy,
  };
}

/** The network drawn with each of so many successive mini-batches of shuffled epochs. */
export function* drawnBatches(
  model: ModelState,
  data: DataSet,
  window: ViewWindow,
  reference: JitterReference,
  { batchSize, batches }: { readonly batchSize: number; readonly batches: number },
): Generator<DrawnBatch, void> {
  const successive = miniBatches(data.train, { ...shuffled, batchSize });
  for (let i = 0; i < batches; i++) {
    const batch = successive.next().value;
    const folded = foldNetwork(model, layerStatistics(model, batch.positions, batch.size));
    const { predictions } = evaluate(folded, data);
    const flips = predictions.filter((predicted, row) => predicted !== reference.predictions[row]);
    yield {
      boundary: partitionOf(folded, window).decisionBoundary.segments,
      offsets: reference.laws.map((_, unit) => batchOffset(model, unit, batch.positions)),
      flipShare: flips.length / predictions.length,
    };
  }
}

/** Offsets of the walls of all units of the first layer, for each of so many successive mini-batches: [units] each. */
export function* wallOffsets(
  model: ModelState,
  data: DataSet,
  { batchSize, batches }: { readonly batchSize: number; readonly batches: number },
): Generator<readonly number[], void> {
  const successive = miniBatches(data.train, { ...shuffled, batchSize });
  const units = Array.from({ length: model.spec.hiddenWidths[0]! }, (_, unit) => unit);
  for (let i = 0; i < batches; i++) {
    const { positions } = successive.next().value;
    yield units.map((unit) => batchOffset(model, unit, positions));
  }
}

export interface JitterSpread {
  /** RMS distance of a batch's wall from that with all data, measured. */
  readonly measured: number;
  /** Its standard deviation by the closed form. */
  readonly law: number;
}

/** Of one unit's wall. @param offsets of batches: see `wallOffsets` */
export function wallSpread(
  { laws }: JitterReference,
  offsets: readonly (readonly number[])[],
  unit: number,
  batchSize: number,
): JitterSpread {
  const law = laws[unit]!;
  const squares = offsets.reduce((sum, ofBatch) => sum + (ofBatch[unit]! - law.wall.offset) ** 2, 0);
  return { measured: Math.sqrt(squares / offsets.length), law: offsetDeviation(law, batchSize) };
}

/** Root mean square over all units of the first layer. */
export function layerSpread(
  reference: JitterReference,
  offsets: readonly (readonly number[])[],
  batchSize: number,
): JitterSpread {
  const spreads = reference.laws.map((_, unit) => wallSpread(reference, offsets, unit, batchSize));
  const rootMeanSquare = (values: readonly number[]): number =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  return {
    measured: rootMeanSquare(spreads.map(({ measured }) => measured)),
    law: rootMeanSquare(spreads.map(({ law }) => law)),
  };
}
