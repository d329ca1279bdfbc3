/** optimizer_step: one update of parameters and moments by every optimiser. */
import { describe, expect } from 'vitest';
import type { ModelState } from '../../src/training/model-state.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { applyGradient } from '../../src/training/reference/training-step.js';
import type { TrainingSpec } from '../../src/training/training-spec.js';
import { phases } from '../../src/gpu/kernels/network-kernels.js';
import { packParameters, unpackParameters } from '../../src/gpu/network-layout.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { PhaseHarness, phaseCases, workgroupSizes } from '../support/phase-harness.js';
import { randomTwins, smallSpec, uniformStream } from '../support/random-model.js';
import { accumulated, expectWithin, ROUNDOFF, wgslAccuracy } from '../support/tolerances.js';
import { trainingDefaults } from '../support/training-defaults.js';

const optimizers: Record<string, Partial<TrainingSpec>> = {
  'sgd, no momentum': { momentum: 0 },
  'sgd, momentum, decay': { momentum: 0.9, weightDecay: 0.01 },
  nesterov: { momentum: 0.9, nesterov: true, weightDecay: 0.01 },
  adam: { optimizer: 'adam', weightDecay: 0.01 },
  adamw: { optimizer: 'adamw', weightDecay: 0.1 },
};

/** First update of all, updates since different restarts, and so late that the corrections are gone. */
const moments = [
  { step: 0, restartStep: { affine: 0, scaleShift: 0, output: 0 } },
  { step: 40, restartStep: { affine: 39, scaleShift: 7, output: 0 } },
  { step: 200_000, restartStep: { affine: 0, scaleShift: 0, output: 0 } },
];

/** All sizes with one optimiser, and all optimisers at one size: neither knows of the other. */
const cases = [
  ...phaseCases.map((phaseCase) => ({ phaseCase, change: optimizers['adam']!, moment: moments[1]! })),
  ...Object.values(optimizers).flatMap((change) =>
    moments.map((moment) => ({ phaseCase: phaseCases[2]!, change, moment })),
  ),
];

describe('optimizer_step', () => {
  for (const workgroupSize of workgroupSizes) {
    gpuTest(`updates parameters and moments, ${workgroupSize} threads`, async ({ gpu }) => {
      for (const { phaseCase, change, moment } of cases) {
        const training = { ...trainingDefaults, ...change };
        const next = uniformStream(2);
        const random = (values: Float64Array, of: (number: number) => number) =>
          values.map(() => Math.fround(of(next())));
        const [plain, batch] = randomTwins({ ...smallSpec, ...phaseCase }, 3) as [ModelState, ModelState];
        const rms: ModelState = { ...batch, normalization: 'rms' };
        const models = [plain, batch, rms].map((model) => ({
          ...model,
          ...moment,
          firstMoment: random(model.firstMoment, (value) => 0.1 * value),
          secondMoment: random(model.secondMoment, (value) => 0.01 * value * value),
        }));
        const phase = new PhaseHarness(gpu, phaseCase, { training, plan: { firstStep: moment.step }, models });
        const gradients = models.map((model) => random(model.parameters, (value) => 0.1 * value));
        gradients.forEach((gradient, model) => phase.writeGradient(model, gradient));
        await phase.run(phases.optimizerStep, workgroupSize, outputs(phase));
        models.forEach((model, index) => expectUpdated(phase, index, model, gradients[index]!, training));
      }
    });
  }
});

/** Parameters and moments of all tensors; of the plain network not scale and shift, under RMSNorm not the shift. */
function outputs(phase: PhaseHarness) {
  const { parameterVectors, layers } = phase.packed;
  return phase.models.flatMap((model, index) =>
    [0, 1, 2].flatMap((section) => {
      const extent = (at: number, end: number) => phase.stateExtent(index, section * parameterVectors + at, end - at);
      if (model.normalization === 'batch') return [extent(0, parameterVectors)];
      const affine = layers.map((layer) => extent(layer.weight, layer.bias + layer.groups));
      if (model.normalization === 'none') return affine;
      const scales = layers.slice(0, -1).map((layer) => extent(layer.scale, layer.scale + layer.groups));
      return [...affine, ...scales];
    }),
  );
}

function expectUpdated(
  phase: PhaseHarness,
  index: number,
  before: ModelState,
  gradient: Float64Array,
  training: TrainingSpec,
): void {
  const { parameterVectors } = phase.packed;
  const section = (number: number): Float64Array => {
    const packed = phase.values(phase.stateExtent(index, number * parameterVectors, parameterVectors));
    const flat = unpackParameters(phase.packed, Float32Array.from(packed));
    expect(Float32Array.from(packed), 'padding stays 0').toEqual(packParameters(phase.packed, flat));
    return flat;
  };
  const expected = applyGradient(before, gradient, training);
  const bound =
    training.optimizer === 'sgd' ? sgdBounds(before, gradient, training) : adamBounds(before, gradient, training);
  expectWithin(section(0), expected.parameters, bound.parameter);
  expectWithin(section(1), expected.firstMoment, bound.firstMoment);
  expectWithin(section(2), expected.secondMoment, bound.secondMoment);
}

interface Bounds {
  readonly parameter: (i: number) => number;
  readonly firstMoment: (i: number) => number;
  readonly secondMoment: (i: number) => number;
}

/** Every rounding, those of the settings too, acts on terms of v = momentum v + g + decay p and p - lr (g + momentum v). */
function sgdBounds(before: ModelState, gradient: Float64Array, training: TrainingSpec): Bounds {
  const g = (i: number) => Math.abs(gradient[i]!) + training.weightDecay * Math.abs(before.parameters[i]!);
  const velocity = (i: number) => training.momentum * Math.abs(before.firstMoment[i]!) + g(i);
  return {
    parameter: (i) => accumulated(8, Math.abs(before.parameters[i]!) + training.learningRate * (g(i) + velocity(i))),
    firstMoment: (i) => accumulated(4, velocity(i)),
    secondMoment: () => 0,
  };
}

/**
 * Relative error of 1 - beta^t = 1 - exp(x), x = t ln beta. x itself is off by two roundoffs, which |x| e^x / (1 - e^x)
 * <= 1 takes over. Above x = -0.25 a series of six terms is used (its seventh is below one roundoff, Horner's rule rounds
 * about six times); below, exp with WGSL's accuracy, times e^x / (1 - e^x) <= 3.53.
 */
const correctionError = 2 * ROUNDOFF + Math.max(8 * ROUNDOFF, 3.53 * wgslAccuracy.exp(0.25));

function adamBounds(before: ModelState, gradient: Float64Array, training: TrainingSpec): Bounds {
  const { beta1, beta2, epsilon, learningRate, weightDecay, optimizer } = training;
  const expected = applyGradient(before, gradient, training);
  const updates = updatesOf(before);
  const coupled = optimizer === 'adam' ? weightDecay : 0;
  const g = (i: number) => Math.abs(gradient[i]!) + coupled * Math.abs(before.parameters[i]!);
  const firstMoment = (i: number) => accumulated(6, Math.abs(before.firstMoment[i]!) + (1 - beta1) * g(i));
  const secondMoment = (i: number) => accumulated(8, before.secondMoment[i]! + (1 - beta2) * g(i) ** 2);
  const parameter = (i: number): number => {
    const t = updates[i]!;
    const correctedMean = expected.firstMoment[i]! / (1 - beta1 ** t);
    const root = Math.sqrt(expected.secondMoment[i]! / (1 - beta2 ** t));
    const direction = Math.abs(correctedMean) / (root + epsilon);
    const ofMean = firstMoment(i) / (1 - beta1 ** t) / (root + epsilon);
    const ofRoot = 0.5 * (secondMoment(i) / expected.secondMoment[i]! + correctionError + wgslAccuracy.division);
    const relative = correctionError + ofRoot + wgslAccuracy.sqrt + 2 * wgslAccuracy.division;
    const steps = direction + weightDecay * Math.abs(before.parameters[i]!);
    return (
      learningRate * (ofMean + relative * direction) +
      accumulated(4, Math.abs(before.parameters[i]!) + learningRate * steps)
    );
  };
  return { parameter, firstMoment, secondMoment };
}

/** t of every parameter; 1 for those that are not trained, whose moments stay as they are. */
function updatesOf(model: ModelState): Float64Array {
  const { hidden, output, parameterCount } = parameterLayout(model.spec);
  const updates = new Float64Array(parameterCount).fill(1);
  const set = (since: number, ...slots: { offset: number; size: number }[]): void => {
    for (const { offset, size } of slots) updates.fill(model.step + 1 - since, offset, offset + size);
  };
  for (const layer of hidden) {
    set(model.restartStep.affine, layer.weight, layer.bias);
    set(model.restartStep.scaleShift, layer.scale, layer.shift);
  }
  set(model.restartStep.output, output.weight, output.bias);
  return updates;
}
