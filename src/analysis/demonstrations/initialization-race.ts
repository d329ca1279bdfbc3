/**
 * Is batch normalization only a good start? The same random weights from five starts, trained alike:
 *
 *   zero     biases 0
 *   random   biases N(0, 1)
 *   bnbias   biases -mean of <w, z> over the data, layer by layer, set once: walls run through the means as under BN
 *   bnfold   BN with the statistics of the data folded into weights and biases, once (gamma 1, beta 0)
 *   bn       batch normalization throughout
 *
 * All but the last train without BN. After the experiment on initialisation of Balestriero & Baraniuk 2022.
 */
import type { DataSet } from '../../training/data-set.js';
import { initialModel } from '../../training/initialize.js';
import type { ModelState } from '../../training/model-state.js';
import { slopeBelowZero, type NetworkSpec } from '../../training/network-spec.js';
import { parameterLayout } from '../../training/parameter-layout.js';
import { activationForward } from '../../training/reference/activation.js';
import { columnStatistics } from '../../training/reference/batch-norm.js';
import { denseForward } from '../../training/reference/dense.js';
import { evaluate } from '../../training/reference/evaluate.js';
import { foldAsDrawn } from '../../training/reference/fold-as-drawn.js';
import { switchNormalization } from '../../training/reference/switch-normalization.js';
import { tensorView } from '../../training/reference/tensor-view.js';
import { stepsPerEpoch, type TrainingSpec } from '../../training/training-spec.js';
import { trainingSteps } from './training-loop.js';

export const raceStarts = ['zero', 'random', 'bnbias', 'bnfold', 'bn'] as const;
export type RaceStart = (typeof raceStarts)[number];

const noRows = new Uint32Array();

/** The network before its first step; equal seeds give equal kernels whatever the start (bnfold: up to its scales). */
export function raceModel(start: RaceStart, spec: NetworkSpec, data: DataSet): ModelState {
  const plain: NetworkSpec = { ...spec, normalization: 'none', biasInitializer: 'zero' };
  switch (start) {
    case 'zero':
      return initialModel(plain);
    case 'random':
      return initialModel({ ...plain, biasInitializer: 'normal' });
    case 'bnbias':
      return withCentredBiases(initialModel(plain), data);
    case 'bnfold': {
      const normalized = initialModel({ ...plain, normalization: 'batch' });
      return switchNormalization(normalized, { to: 'none', statistics: 'data' }, data, noRows);
    }
    case 'bn':
      return initialModel({ ...plain, normalization: 'batch' });
    default:
      return start satisfies never;
  }
}

/** Sets the biases of hidden layers so that every pre-activation has mean 0 over the data; weights stay. */
function withCentredBiases(model: ModelState, { train }: DataSet): ModelState {
  const parameters = model.parameters.slice();
  let features: Float64Array = Float64Array.from(train.positions);
  for (const { weight, bias, inputWidth, width } of parameterLayout(model.spec).hidden) {
    const w = tensorView(parameters, weight);
    const own = tensorView(parameters, bias);
    const { mean } = columnStatistics(
      denseForward(features, w, new Float64Array(width), train.count, inputWidth, width),
      train.count,
      width,
    );
    own.set(mean.map((value) => -value));
    const centred = denseForward(features, w, own, train.count, inputWidth, width);
    features = activationForward(centred, slopeBelowZero(model.spec));
  }
  return { ...model, parameters };
}

/** How far one start has come. */
export interface RaceCourse {
  /** Mean of the batches' losses of each epoch that is done, in training mode. */
  readonly epochLosses: readonly number[];
  /** Share of the training points that are classified right, with the statistics of the data; NaN before the end. */
  readonly accuracy: number;
}

export type Race = Readonly<Record<RaceStart, RaceCourse>>;

/** All five side by side, step by step: yields after every step of one of them, and returns the whole race. */
export function* race(spec: NetworkSpec, data: DataSet, training: TrainingSpec, epochs: number): Generator<Race, Race> {
  const perEpoch = stepsPerEpoch(training, data.train.count);
  const runners = raceStarts.map((start) => {
    const initial = raceModel(start, spec, data);
    const steps = trainingSteps(initial, data.train, training, epochs * perEpoch);
    return { start, steps, model: initial, sum: 0, epochLosses: [] as number[], accuracy: NaN };
  });
  const courseOf = (wanted: RaceStart): RaceCourse => {
    const { epochLosses, accuracy } = runners.find(({ start }) => start === wanted)!;
    return { epochLosses: [...epochLosses], accuracy };
  };
  const standing = (): Race => byStart(courseOf);
  for (let step = 1; step <= epochs * perEpoch; step++) {
    for (const runner of runners) {
      const { value } = runner.steps.next();
      // One that has diverged runs no further.
      if (!value) continue;
      runner.model = value.model;
      runner.sum += value.loss / perEpoch;
      if (step % perEpoch === 0) {
        runner.epochLosses.push(runner.sum);
        runner.sum = 0;
      }
      yield standing();
    }
  }
  for (const runner of runners) {
    runner.accuracy = evaluate(foldAsDrawn(runner.model, data, 'data', noRows), data).trainAccuracy;
  }
  return standing();
}

/** Means over several races of the epochs that all of them have done, start by start. */
export function meanRace(races: readonly Race[]): Race {
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const of = (start: RaceStart): RaceCourse => {
    const epochs = Math.min(...races.map((one) => one[start].epochLosses.length));
    return {
      epochLosses: Array.from({ length: epochs }, (_, epoch) =>
        mean(races.map((one) => one[start].epochLosses[epoch]!)),
      ),
      accuracy: mean(races.map((one) => one[start].accuracy)),
    };
  };
  return byStart(of);
}

const byStart = (of: (start: RaceStart) => RaceCourse): Race => {
  return { zero: of('zero'), random: of('random'), bnbias: of('bnbias'), bnfold: of('bnfold'), bn: of('bn') };
};
