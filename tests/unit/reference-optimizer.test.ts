import { describe, expect, it } from 'vitest';
import { adam, adamw, sgd } from '../../src/training/reference/optimizer.js';
import type { TensorState } from '../../src/training/reference/optimizer.js';
import { applyGradient, restartOptimizer } from '../../src/training/reference/training-step.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import type { TrainingSpec } from '../../src/training/training-spec.js';
import { randomModel, smallSpec } from '../support/random-model.js';
import { trainingDefaults } from '../support/training-defaults.js';

// Steps worked out by hand: a few roundings of numbers of order 1 in float64.
const digits = 15;

function tensor(parameter: number, gradient: number): TensorState {
  return {
    parameters: Float64Array.of(parameter),
    gradient: Float64Array.of(gradient),
    firstMoment: new Float64Array(1),
    secondMoment: new Float64Array(1),
  };
}

describe('sgd', () => {
  const settings = { learningRate: 0.1, momentum: 0.5, nesterov: false, weightDecay: 0 };

  it('adds up velocity without dampening', () => {
    const t = tensor(1, 2);
    sgd(t, settings);
    expect(t.firstMoment[0]).toBeCloseTo(2, digits);
    expect(t.parameters[0]).toBeCloseTo(0.8, digits);
    sgd(t, settings);
    expect(t.firstMoment[0]).toBeCloseTo(3, digits);
    expect(t.parameters[0]).toBeCloseTo(0.5, digits);
  });

  it('looks ahead with Nesterov', () => {
    const t = tensor(1, 2);
    sgd(t, { ...settings, nesterov: true });
    expect(t.parameters[0]).toBeCloseTo(1 - 0.1 * (2 + 0.5 * 2), digits);
    sgd(t, { ...settings, nesterov: true });
    expect(t.parameters[0]).toBeCloseTo(0.7 - 0.1 * (2 + 0.5 * 3), digits);
  });

  it('decays through the gradient', () => {
    const t = tensor(1, 2);
    sgd(t, { ...settings, weightDecay: 0.5 });
    expect(t.firstMoment[0]).toBeCloseTo(2.5, digits);
    expect(t.parameters[0]).toBeCloseTo(0.75, digits);
  });
});

describe('adam and adamw', () => {
  const settings = { learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 0.5, weightDecay: 0 };

  it('correct both moments for their start at zero, epsilon outside the root', () => {
    const t = tensor(1, 2);
    adam(t, settings, 1);
    expect([t.firstMoment[0], t.secondMoment[0]]).toEqual([1, 1]);
    // m' = 1 / 0.5 = 2, v' = 1 / 0.25 = 4: 0.1 * 2 / (2 + 0.5).
    expect(t.parameters[0]).toBeCloseTo(0.92, digits);
    t.gradient[0] = -1;
    adam(t, settings, 2);
    // m = 0.5 - 0.5 = 0: the mean of 2 and -1 weighted 1 to 2 is nil.
    expect([t.firstMoment[0], t.secondMoment[0]]).toEqual([0, 1]);
    expect(t.parameters[0]).toBeCloseTo(0.92, digits);
  });

  it('differ in what decays: the gradient in adam, the parameter in adamw', () => {
    const coupled = tensor(2, 1);
    adam(coupled, { ...settings, weightDecay: 0.5 }, 1);
    // g = 1 + 0.5 * 2 = 2, as in the first test.
    expect(coupled.parameters[0]).toBeCloseTo(2 - 0.08, digits);
    const decoupled = tensor(2, 2);
    adamw(decoupled, { ...settings, weightDecay: 0.5 }, 1);
    expect(decoupled.parameters[0]).toBeCloseTo(2 - 0.1 * 0.5 * 2 - 0.08, digits);
  });
});

describe('an update of a whole network', () => {
  const training: TrainingSpec = { ...trainingDefaults, optimizer: 'adam' };
  const batchNormSpec = { ...smallSpec, normalization: 'batch' as const };

  it('leaves gamma and beta alone without batch normalization', () => {
    const model = randomModel(smallSpec, 1);
    const gradient = new Float64Array(model.parameters.length).fill(1);
    const updated = applyGradient(model, gradient, { ...training, weightDecay: 0.1 });
    for (const { name, offset, size } of parameterLayout(smallSpec).tensors) {
      const before = model.parameters.subarray(offset, offset + size);
      const after = updated.parameters.subarray(offset, offset + size);
      after.forEach((value, i) =>
        expect(value === before[i], `${name}[${i}] is untouched`).toBe(name.startsWith('bn')),
      );
    }
    expect(updated.step).toBe(1);
  });

  it('counts the steps of each tensor group from its own restart', () => {
    const model = { ...randomModel(batchNormSpec, 1), step: 5, restartStep: { affine: 0, scaleShift: 5, output: 2 } };
    const gradient = new Float64Array(model.parameters.length).fill(1);
    const { parameters } = applyGradient(model, gradient, training);
    const layout = parameterLayout(batchNormSpec);
    const move = (offset: number): number => model.parameters[offset]! - parameters[offset]!;
    // From zero moments with g = 1 at step t: lr (1 - b1) / (1 - b1^t) / (sqrt((1 - b2) / (1 - b2^t)) + eps).
    const expected = (t: number): number =>
      (training.learningRate * (1 - training.beta1)) /
      (1 - training.beta1 ** t) /
      (Math.sqrt((1 - training.beta2) / (1 - training.beta2 ** t)) + training.epsilon);
    expect(move(layout.hidden[0]!.weight.offset)).toBeCloseTo(expected(6), digits);
    expect(move(layout.hidden[1]!.scale.offset)).toBeCloseTo(expected(1), digits);
    expect(move(layout.output.bias.offset)).toBeCloseTo(expected(4), digits);
  });

  it('starts from nothing after a change of optimiser', () => {
    const model = randomModel(batchNormSpec, 1);
    const gradient = new Float64Array(model.parameters.length).fill(1);
    const trained = applyGradient(model, gradient, trainingDefaults);
    const restarted = restartOptimizer(trained);
    expect(trained.firstMoment.some((value) => value !== 0)).toBe(true);
    expect(restarted.firstMoment.every((value) => value === 0)).toBe(true);
    expect(restarted.restartStep).toEqual({ affine: 1, scaleShift: 1, output: 1 });
    expect(restarted.parameters).toEqual(trained.parameters);
  });
});
