/** Statistics, evaluation, folding, switching and failure on the GPU against the float64 engine. */
import { describe, expect } from 'vitest';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState, NormalizationStatistics, NormalizationSwitch } from '../../src/training/model-state.js';
import { normalizationStatistics } from '../../src/training/model-state.js';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { blendFolded, foldNetwork } from '../../src/training/reference/fold.js';
import { pictureStatistics } from '../../src/training/reference/statistics.js';
import { switchNormalization } from '../../src/training/reference/switch-normalization.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';
import { batchRows, gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import { advanceCursor, stepsPerEpoch, type TrainingSpec } from '../../src/training/training-spec.js';
import { packFolded } from '../../src/gpu/folded-layout.js';
import { gpuTest, type GpuFixture } from '../support/gpu-fixture.js';
import { NetworkPassHarness } from '../support/network-pass-harness.js';
import { smallSpec } from '../support/random-model.js';
import { randomRounding, rounded, ROUNDINGS, roundingSeeds, type Rounding } from '../support/rounding-spread.js';
import { relativeError } from '../support/tolerances.js';
import { trainingDefaults } from '../support/training-defaults.js';

const data = makeDataSet({
  ...defaultDataConfig('blobs'),
  sampleCount: 150,
  placement: { dx: 3, dy: -2, scale: 0.5, rotation: 30 },
});
const training: TrainingSpec = { ...trainingDefaults, batchSize: 30, batchOrder: 'shuffled', seed: 9 };
const spec: NetworkSpec = {
  ...smallSpec,
  hiddenWidths: [13, 8, 5],
  classCount: data.classCount,
  activation: 'leaky-relu',
};
const start = { epoch: 0, batch: 0 };
/** Sums of under 200 terms of order 1 through three layers; float32 rounds at 6e-8. Seen: under 2e-6. */
const FLOAT32_LAYERS = 1e-5;

/**
 * Twins after some steps, on the GPU and as read from there, so that what follows starts from equal numbers.
 *
 * @param moment of the optimiser, at the start and of every parameter: also of those that are not trained
 */
async function trainedTwins(
  gpu: GpuFixture,
  optimizer: TrainingSpec['optimizer'] = training.optimizer,
  moment = 0,
): Promise<{ harness: NetworkPassHarness; models: ModelState[] }> {
  const models = [initialModel(spec), initialModel({ ...spec, normalization: 'batch' })].map((model) => ({
    ...model,
    firstMoment: model.firstMoment.fill(moment),
    secondMoment: model.secondMoment.fill(moment),
  }));
  const run = { data, models, training: { ...training, optimizer }, cursor: start };
  const harness = await NetworkPassHarness.create(gpu, run);
  harness.steps(12);
  return { harness, models: await harness.models() };
}

/** Rows of the last of 12 steps: 5 batches an epoch, so batch 1 of epoch 2. */
const lastBatch = batchRows(data.train.count, training, { epoch: 2, batch: 1 });

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index];
  if (item === undefined) throw new RangeError(`nothing at ${index}`);
  return item;
};

describe('the picture’s statistics', () => {
  gpuTest('batch: those of the last batch, also after other settings', async ({ gpu }) => {
    const { harness, models } = await trainedTwins(gpu);
    const batchSize = 2 * training.batchSize;
    harness.pass.setTraining({ ...training, batchSize, batchOrder: 'sequential', seed: training.seed + 1 });
    harness.submit((encoder) => harness.pass.encodeStatistics(encoder, 1, 'batch'));
    const expected = pictureStatistics(at(models, 1), data, 'batch', lastBatch);
    expect(relativeError(await harness.pictureStatistics(1), expected)).toBeLessThan(FLOAT32_LAYERS);
  });

  for (const which of normalizationStatistics) {
    gpuTest(`${which}: statistics, folded layers and evaluation`, async ({ gpu }) => {
      const { harness, models } = await trainedTwins(gpu);
      harness.submit((encoder) => {
        for (const model of [0, 1]) {
          harness.pass.encodeStatistics(encoder, model, which);
          harness.pass.encodeFold(encoder, model, 1);
        }
        harness.pass.encodeEvaluation(encoder);
      });
      for (const [index, model] of models.entries()) {
        const statistics = pictureStatistics(model, data, which, lastBatch);
        if (model.normalization === 'batch') {
          expect(relativeError(await harness.pictureStatistics(index), statistics)).toBeLessThan(FLOAT32_LAYERS);
        }
        const folded = foldNetwork(model, statistics);
        expect(relativeError(await harness.folded(index), packFolded(folded))).toBeLessThan(FLOAT32_LAYERS);
        const expected = evaluate(folded, data);
        const { classes, losses } = await harness.verdicts(index);
        expect(classes).toEqual([...expected.predictions]);
        const mean = (values: readonly number[]): number =>
          values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(mean(losses.slice(0, data.train.count))).toBeCloseTo(expected.trainLoss, 5);
        expect(mean(losses.slice(data.train.count))).toBeCloseTo(expected.testLoss, 5);
      }
    });
  }
});

gpuTest('rows whose logits tie are of the smaller class', async ({ gpu }) => {
  const model = initialModel(spec);
  tensorView(model.parameters, parameterLayout(spec).output.weight).fill(0);
  const harness = await NetworkPassHarness.create(gpu, { data, models: [model], training, cursor: start });
  harness.submit((encoder) => {
    harness.pass.encodeStatistics(encoder, 0, 'data');
    harness.pass.encodeEvaluation(encoder);
  });
  expect(new Set((await harness.verdicts(0)).classes)).toEqual(new Set([0]));
});

const switches: readonly { model: number; change: NormalizationSwitch }[] = [
  { model: 0, change: { to: 'batch', insert: 'align' } },
  { model: 0, change: { to: 'batch', insert: 'keep-function' } },
  ...normalizationStatistics.map((statistics: NormalizationStatistics) => ({
    model: 1,
    change: { to: 'none' as const, statistics },
  })),
];

const onOffOn: readonly NormalizationSwitch[] = [
  { to: 'batch', insert: 'align' },
  { to: 'none', statistics: 'data' },
  { to: 'batch', insert: 'keep-function' },
];

/**
 * The oracle's 5 steps after each of these switches, from the thirteenth step on. Parameters are rounded after every
 * step, as float32 does, and the points where they enter.
 */
function continued(model: ModelState, optimizer: TrainingSpec['optimizer'], rounding: Rounding): ModelState {
  const settings = { ...training, optimizer };
  const { train } = data;
  const cursorAfter = (steps: number) => advanceCursor(start, steps, stepsPerEpoch(settings, train.count));
  for (const change of onOffOn) {
    model = switchNormalization(model, change, data, lastBatch);
    for (let k = 0; k < 5; k++) {
      const batch = gatherBatch(train, batchRows(train.count, settings, cursorAfter(model.step)));
      const moved = { ...batch, positions: rounded(batch.positions, rounding) };
      const stepped = trainStep(model, moved, settings).model;
      model = { ...stepped, parameters: rounded(stepped.parameters, rounding) };
    }
  }
  return model;
}

describe('switching batch normalization', () => {
  for (const { model, change } of switches) {
    const name = 'insert' in change ? change.insert : change.to === 'none' ? `fold ${change.statistics}` : change.to;
    for (const optimizer of ['sgd', 'adam'] as const) {
      gpuTest(`${name}, ${optimizer}: parameters, moments and running statistics`, async ({ gpu }) => {
        const { harness, models: before } = await trainedTwins(gpu, optimizer, 1e-3);
        // What is 0 after the switch was not 0 before.
        for (const { firstMoment, secondMoment } of before) {
          expect([...firstMoment, ...secondMoment].filter((value) => value === 0)).toEqual([]);
        }
        harness.pass.switchNormalization(model, change);
        const after = await harness.models();
        const expected = switchNormalization(at(before, model), change, data, lastBatch);
        expect(at(after, 1 - model)).toEqual(at(before, 1 - model));
        const actual = at(after, model);
        expect(actual.normalization).toBe(change.to);
        expect(actual.restartStep).toEqual(expected.restartStep);
        for (const slot of parameterLayout(spec).tensors) {
          for (const section of ['parameters', 'firstMoment', 'secondMoment'] as const) {
            const reference = tensorView(expected[section], slot);
            const got = tensorView(actual[section], slot);
            if (reference.every((value) => value === 0)) expect([...got].every((value) => value === 0)).toBe(true);
            else expect(relativeError(got, reference), `${slot.name} ${section}`).toBeLessThan(FLOAT32_LAYERS);
          }
        }
        expect(relativeError(actual.runningStatistics, expected.runningStatistics)).toBeLessThan(FLOAT32_LAYERS);
        expect(actual.step).toBe(12);
      });
    }
  }

  for (const optimizer of ['sgd', 'adam'] as const) {
    gpuTest(`${optimizer} goes on as the oracle’s: on, off and on again`, async ({ gpu }) => {
      const { harness, models } = await trainedTwins(gpu, optimizer);
      for (const change of onOffOn) {
        harness.pass.switchNormalization(0, change);
        harness.steps(5);
      }
      const actual = at(await harness.models(), 0);
      const exact = continued(at(models, 0), optimizer, (value) => value);
      const moved = roundingSeeds.map((seed) => continued(at(models, 0), optimizer, randomRounding(seed)));
      expect((await harness.header(0)).failureCode).toBe(0);
      expect(actual).toMatchObject({ normalization: 'batch', step: 27, restartStep: exact.restartStep });
      for (const slot of parameterLayout(spec).tensors) {
        const reference = tensorView(exact.parameters, slot);
        const spread = moved.map((other) => relativeError(tensorView(other.parameters, slot), reference));
        const error = relativeError(tensorView(actual.parameters, slot), reference);
        // Seen: up to 1.5 of the 4 times that are allowed.
        expect(error, slot.name).toBeLessThanOrEqual(ROUNDINGS * Math.max(...spread));
      }
    });
  }

  gpuTest('a transition runs from the layers kept at the switch to those of now', async ({ gpu }) => {
    const { harness, models } = await trainedTwins(gpu);
    const draw = (transition: number): void =>
      harness.submit((encoder) => {
        harness.pass.encodeStatistics(encoder, 0, 'data');
        harness.pass.encodeFold(encoder, 0, transition);
      });
    draw(1);
    harness.submit((encoder) => harness.pass.keepPicture(encoder, 0));
    const change = { to: 'batch', insert: 'align' } as const;
    harness.pass.switchNormalization(0, change);
    const before = at(models, 0);
    const after = switchNormalization(before, change, data, lastBatch);
    const from = foldNetwork(before, pictureStatistics(before, data, 'data', lastBatch));
    const to = foldNetwork(after, pictureStatistics(after, data, 'data', lastBatch));
    for (const transition of [0, 0.25, 1]) {
      draw(transition);
      const expected = packFolded(blendFolded(from, to, transition));
      expect(relativeError(await harness.folded(0), expected)).toBeLessThan(FLOAT32_LAYERS);
    }
  });

  gpuTest('a transition at 0 is exactly the layers kept, at 1 exactly those of now', async ({ gpu }) => {
    const { harness } = await trainedTwins(gpu);
    const folded = async (transition: number): Promise<number[]> => {
      harness.submit((encoder) => {
        harness.pass.encodeStatistics(encoder, 1, 'data');
        harness.pass.encodeFold(encoder, 1, transition);
      });
      return [...(await harness.folded(1))];
    };
    const kept = await folded(1);
    harness.submit((encoder) => harness.pass.keepPicture(encoder, 1));
    harness.pass.switchNormalization(1, { to: 'none', statistics: 'running' });
    // Without batch normalization the folded layers are the parameters, and those are float32 numbers.
    const now = at(await harness.models(), 1);
    expect(await folded(1)).toEqual([...packFolded(foldNetwork(now, now.runningStatistics))]);
    expect(await folded(0)).toEqual(kept);
  });
});

describe('numbers that go wrong', () => {
  gpuTest('a learning rate of 1e6 stops the network at its step and keeps the last picture', async ({ gpu }) => {
    const { harness } = await trainedTwins(gpu);
    const draw = (): void =>
      harness.submit((encoder) => {
        harness.pass.encodeStatistics(encoder, 0, 'data');
        harness.pass.encodeFold(encoder, 0, 1);
      });
    draw();
    const folded = await harness.folded(0);
    harness.pass.setTraining({ ...training, learningRate: 1e6 });
    harness.steps(50);
    draw();
    const { steps, failureCode, failureStep } = await harness.header(0);
    expect(failureCode).toBeGreaterThan(0);
    expect(failureStep).toBeGreaterThanOrEqual(12);
    expect(failureStep).toBeLessThan(20);
    expect(steps).toBe(failureStep + 1);
    expect([...(await harness.folded(0))]).toEqual([...folded]);
    harness.steps(5);
    expect((await harness.header(0)).steps).toBe(failureStep + 1);
  });

  /** Beyond each limit, and short of it. `find_failure.wgsl` says what the codes mean. */
  const parameters = parameterLayout(spec);
  const biases: [what: string, bias: number, code: number][] = [
    ['a loss beyond 1e12', 3e12, 1],
    ['a loss short of 1e12, but a parameter', 1.2e12, 3],
    ['the very last parameter below -1e6', -1.1e6, 3],
    ['the very last parameter above -1e6', -0.9e6, 0],
  ];
  const faults = [
    ...biases.map(([what, bias, code]) => ({
      what,
      code,
      spoil: (model: ModelState) =>
        tensorView(model.parameters, parameters.output.bias).set([bias], spec.classCount - 1),
    })),
    {
      what: 'a gradient that overflows where loss and parameters do not',
      code: 2,
      // The last hidden layer is 0, its slope is not: only gradients see the large numbers on both sides of it.
      spoil: (model: ModelState) => {
        const [, below, last] = parameters.hidden;
        tensorView(model.parameters, below!.bias).fill(1e15);
        for (const slot of [last!.weight, last!.bias]) tensorView(model.parameters, slot).fill(0);
        tensorView(model.parameters, parameters.output.weight).fill(1e30, 0, last!.width);
        tensorView(model.parameters, parameters.output.bias).set([1]);
      },
    },
  ];
  for (const { what, code, spoil } of faults) {
    gpuTest(`${what}: stops as the oracle does, or does not`, async ({ gpu }) => {
      const model = initialModel(spec);
      spoil(model);
      const harness = await NetworkPassHarness.create(gpu, { data, models: [model], training, cursor: start });
      const [before] = await harness.models();
      const batch = gatherBatch(data.train, batchRows(data.train.count, training, start));
      const { failure } = trainStep(before!, batch, training);
      expect([null, 'loss', 'gradient', 'parameter'].indexOf(failure)).toBe(code);
      harness.steps(1);
      expect(await harness.header(0)).toEqual({ steps: 1, failureCode: code, failureStep: 0 });
      // An update with a bad loss or gradient is not made.
      if (code === 1 || code === 2) expect((await harness.models())[0]!.parameters).toEqual(before!.parameters);
    });
  }

  for (const poison of [NaN, Infinity, -Infinity]) {
    gpuTest(`${poison} in one weight is found at the next step`, async ({ gpu }) => {
      const healthy = initialModel(spec);
      const parameters = healthy.parameters.slice();
      parameters[parameterLayout(spec).output.weight.offset] = poison;
      const harness = await NetworkPassHarness.create(gpu, {
        data,
        models: [{ ...healthy, parameters }, healthy],
        training,
        cursor: start,
      });
      harness.steps(3);
      expect(await harness.header(0)).toMatchObject({ steps: 1, failureStep: 0 });
      expect((await harness.header(0)).failureCode).toBeGreaterThan(0);
      expect(await harness.header(1)).toEqual({ steps: 3, failureCode: 0, failureStep: 0 });
    });
  }
});
