/** Training gamma and beta alone: what stays, what moves, and that it is training. */
import { describe, expect, it } from 'vitest';
import {
  scaleShiftSteps,
  trainedCounts,
  turningOfWalls,
} from '../../src/analysis/demonstrations/scale-shift-training.js';
import { trainingSteps } from '../../src/analysis/demonstrations/training-loop.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { initialModel } from '../../src/training/initialize.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { presets } from '../../src/training/presets.js';
import { lossAndGradients } from '../../src/training/reference/gradients.js';
import { trainStep, gatherBatch, batchRows } from '../../src/training/reference/training-step.js';

const { network, training } = presets.circles.config;
const data = makeDataSet({ ...defaultDataConfig('circles'), testFraction: 0 });
const spec = { ...network, hiddenWidths: [8, 8], normalization: 'batch', inputDimension: 2, classCount: 2 } as const;
const initial = initialModel(spec);
const layout = parameterLayout(spec);
const settings = { ...training, learningRate: 0.05 };

describe.each(['sgd', 'adam'] as const)('with %s', (optimizer) => {
  const steps = [...scaleShiftSteps(initial, data.train, { ...settings, optimizer }, 40)];
  const { model } = steps.at(-1)!;

  it('weights and biases stay bit for bit, all gammas and betas move', () => {
    const trainedPlaces = new Set(
      layout.hidden.flatMap(({ scale, shift }) =>
        [scale, shift].flatMap(({ offset, size }) => Array.from({ length: size }, (_, i) => offset + i)),
      ),
    );
    model.parameters.forEach((value, i) => {
      expect(value === initial.parameters[i], String(i)).toBe(!trainedPlaces.has(i));
    });
    expect(trainedPlaces.size).toBe(trainedCounts(initial).scaleShift);
    expect(model.parameters).toHaveLength(trainedCounts(initial).all);
  });

  it('lowers the loss', () => {
    const loss = (parameters: Float64Array): number =>
      lossAndGradients({ ...initial, parameters }, data.train.positions, data.train.labels, data.train.count).loss;
    expect(loss(model.parameters)).toBeLessThan(loss(initial.parameters) - 0.05);
  });
});

it('the first step moves gamma and beta as ordinary training does, and the running statistics too', () => {
  const [frozen] = scaleShiftSteps(initial, data.train, settings, 1);
  const batch = gatherBatch(data.train, batchRows(data.train.count, settings, { epoch: 0, batch: 0 }));
  const whole = trainStep(initial, batch, settings);
  for (const { scale, shift } of layout.hidden) {
    for (const { offset, size } of [scale, shift]) {
      expect(frozen!.model.parameters.subarray(offset, offset + size)).toEqual(
        whole.model.parameters.subarray(offset, offset + size),
      );
    }
  }
  expect(frozen!.model.runningStatistics).toEqual(whole.model.runningStatistics);
  expect(frozen!.loss).toBe(whole.loss);
});

it('walls of the first layer do not turn; trained as a whole they do', () => {
  const last = (steps: Iterable<{ readonly model: typeof initial }>) => [...steps].at(-1)!.model;
  expect(turningOfWalls(initial, last(scaleShiftSteps(initial, data.train, settings, 40)))).toBe(0);
  expect(turningOfWalls(initial, last(trainingSteps(initial, data.train, settings, 40)))).toBeGreaterThan(0.01);
});

it('turning is the mean angle of lines, which have no sense', () => {
  const parameters = initial.parameters.slice();
  const { weight } = layout.hidden[0]!;
  // One unit turned by 30 degrees, one by half a turn.
  const [x, y] = [parameters[weight.offset]!, parameters[weight.offset + 1]!];
  parameters[weight.offset] = x * Math.cos(Math.PI / 6) - y * Math.sin(Math.PI / 6);
  parameters[weight.offset + 1] = x * Math.sin(Math.PI / 6) + y * Math.cos(Math.PI / 6);
  parameters[weight.offset + 2]! *= -1;
  parameters[weight.offset + 3]! *= -1;
  expect(turningOfWalls(initial, { ...initial, parameters })).toBeCloseTo(Math.PI / 6 / 8, 6);
});

it('refuses a network without gamma and beta, and weight decay', () => {
  const plain = initialModel({ ...spec, normalization: 'none' });
  expect(() => scaleShiftSteps(plain, data.train, settings, 1).next()).toThrow('without batch normalization');
  expect(() => scaleShiftSteps(initial, data.train, { ...settings, weightDecay: 0.1 }, 1).next()).toThrow(
    'Weight decay',
  );
});
