/** layer_norm_forward and layer_norm_backward: LayerNorm, GroupNorm and RMSNorm of every sample, and their gradients. */
import { describe, expect } from 'vitest';
import {
  activations,
  sampleNorm,
  slopeBelowZero,
  type Activation,
  type Normalization,
  type SampleNorm,
} from '../../src/training/network-spec.js';
import { activationBackward, activationForward } from '../../src/training/reference/activation.js';
import { scaleAndShift } from '../../src/training/reference/batch-norm.js';
import { sampleNormBackward, sampleNormForward } from '../../src/training/reference/layer-norm.js';
import { phases } from '../../src/gpu/kernels/network-kernels.js';
import { gpuTest, type GpuFixture } from '../support/gpu-fixture.js';
import { PhaseHarness, phaseCases, workgroupSizes, type PhaseCase } from '../support/phase-harness.js';
import { randomTwins, smallSpec } from '../support/random-model.js';
import { accumulated, expectWithin, wgslAccuracy } from '../support/tolerances.js';

interface NormCase extends PhaseCase {
  readonly groups: number;
  /** Of the two networks that run side by side. */
  readonly twins: readonly [Normalization, Normalization];
}

/** Groups of 2, 3, 5 and 16 units, which lie across the vec4 that units are kept in. */
const groupCases: readonly NormCase[] = [
  { inputDimension: 2, hiddenWidths: [4, 6], classCount: 2, batchSize: 2, groups: 2, twins: ['group', 'layer'] },
  { inputDimension: 2, hiddenWidths: [15, 9], classCount: 3, batchSize: 17, groups: 3, twins: ['group', 'rms'] },
  { inputDimension: 5, hiddenWidths: [64, 20], classCount: 3, batchSize: 37, groups: 4, twins: ['group', 'rms'] },
];
// A layer of one unit has nothing to be normalised over, and specs refuse it.
const layerCases = phaseCases.map((phaseCase): NormCase => {
  const hiddenWidths = phaseCase.hiddenWidths.map((width) => Math.max(2, width));
  return { ...phaseCase, hiddenWidths, groups: 1, twins: ['layer', 'rms'] };
});

function harness(
  gpu: GpuFixture,
  { groups, twins, ...phaseCase }: NormCase,
  activation: Activation,
  phaseLayer: number,
): PhaseHarness {
  const { inputDimension, hiddenWidths, classCount } = phaseCase;
  const spec = { ...smallSpec, inputDimension, hiddenWidths, classCount, activation, groups };
  const models = randomTwins(spec, 3).map((_, index) => {
    const normalization = twins[index]!;
    return { ...randomTwins(spec, 3)[1]!, normalization, spec: { ...spec, normalization } };
  });
  return new PhaseHarness(gpu, phaseCase, { spec: { activation, groups }, plan: { phaseLayer }, models });
}

const normOf = (phase: PhaseHarness, model: number): SampleNorm => {
  const norm = sampleNorm(phase.spec, phase.models[model]!.normalization);
  if (!norm) throw new Error(`Model ${model} does not normalise single samples.`);
  return norm;
};

/** RMSNorm has no shift, whatever lies in its place. */
function shiftOf(phase: PhaseHarness, model: number, shift: Float64Array): Float64Array {
  return normOf(phase, model).isCentred ? shift : new Float64Array(shift.length);
}

function eachCase(run: (phaseCase: NormCase, activation: Activation, phaseLayer: number) => Promise<void>) {
  return async (): Promise<void> => {
    for (const [index, phaseCase] of [...layerCases, ...groupCases].entries()) {
      // Every activation meets every kind of case; not all with all, which would take minutes.
      for (const phaseLayer of [0, 1]) {
        await run(phaseCase, activations[(index + phaseLayer) % activations.length]!, phaseLayer);
      }
    }
  };
}

describe('layer_norm_forward', () => {
  for (const workgroupSize of workgroupSizes) {
    gpuTest(`normalises and activates every sample, ${workgroupSize} threads`, async ({ gpu }) => {
      await eachCase(async (phaseCase, activation, phaseLayer) => {
        const phase = harness(gpu, phaseCase, activation, phaseLayer);
        const { width, scratch } = phase.layer(phaseLayer);
        const { vectors } = phase.plan.scratch;
        // Means that are large beside the spread, as where the data lie far from the origin.
        const given = [0, 1].map(() => phase.random(phase.batchSize * width).map((value) => Math.fround(value + 4)));
        given.forEach((values, model) => phase.writeRows(model, scratch.linear, values, width, 7));
        const outputs = [0, 1].flatMap((model) => [
          phase.rowsExtent(model, scratch.linear, width),
          phase.rowsExtent(model, scratch.activation, width),
          phase.scratchExtent(model, scratch.inverseDeviation, normOf(phase, model).groups * vectors),
        ]);
        await phase.run(phases.layerNormForward, workgroupSize, outputs);
        given.forEach((linear, model) => expectForward(phase, phaseLayer, model, linear));
      })();
    });
  }
});

function expectForward(phase: PhaseHarness, phaseLayer: number, model: number, linear: Float64Array): void {
  const { width, scale, shift, scratch } = phase.layer(phaseLayer);
  const B = phase.batchSize;
  const norm = normOf(phase, model);
  const size = width / norm.groups;
  const expected = sampleNormForward(linear, scale, shift, norm, B, width);

  // Per group: the mean's error e moves all deviations alike, so that their mean square is off by e^2 alone where they sum
  // to 0; besides, what squaring and summing rounds.
  const meanError = (group: number): number => {
    const values = linear.subarray(group * size, (group + 1) * size);
    return norm.isCentred ? accumulated(size + 1, values.reduce((sum, value) => sum + Math.abs(value), 0) / size) : 0;
  };
  const rError = (group: number): number => {
    const r = expected.inverseDeviation[group]!;
    const v = 1 / r ** 2;
    const bound = meanError(group) ** 2 + accumulated(size + 5, v + meanError(group) ** 2);
    return ((0.5 * bound) / v + wgslAccuracy.inverseSqrt) * r;
  };
  const kept = phase.rowsOf(model, scratch.inverseDeviation, norm.groups);
  expectWithin(kept, expected.inverseDeviation, rError, [B, norm.groups]);

  const normalizedBound = (i: number): number => {
    const group = Math.floor(i / size);
    const r = expected.inverseDeviation[group]!;
    const magnitude = Math.abs(expected.normalized[i]!);
    return meanError(group) * r + (rError(group) / r) * magnitude + accumulated(2, magnitude);
  };
  expectWithin(phase.rows(model, scratch.linear, width), expected.normalized, normalizedBound, [B, width]);

  // No activation is steeper than 1.
  const outputBound = (i: number): number => {
    const gamma = Math.abs(scale[i % width]!);
    const magnitude = gamma * Math.abs(expected.normalized[i]!) + Math.abs(shift[i % width]!);
    return gamma * normalizedBound(i) + accumulated(3, magnitude);
  };
  const activation = activationForward(expected.output, slopeBelowZero(phase.spec));
  expectWithin(phase.rows(model, scratch.activation, width), activation, outputBound, [B, width]);
}

interface Given {
  /** Gradient of the activation. */
  readonly delta: Float64Array;
  readonly normalized: Float64Array;
  /** [B, groups] */
  readonly inverseDeviation: Float64Array;
}

describe('layer_norm_backward', () => {
  for (const workgroupSize of workgroupSizes) {
    gpuTest(`gradients of activation, scale, shift and input, ${workgroupSize} threads`, async ({ gpu }) => {
      await eachCase(async (phaseCase, activation, phaseLayer) => {
        const phase = harness(gpu, phaseCase, activation, phaseLayer);
        const { width, scratch, packed } = phase.layer(phaseLayer);
        const given = [0, 1].map((model): Given => {
          const delta = phase.random(phase.batchSize * width, 1 / phase.batchSize);
          const normalized = phase.random(phase.batchSize * width, 2);
          const { groups } = normOf(phase, model);
          const inverseDeviation = phase.random(phase.batchSize * groups).map((value) => Math.fround(1.1 + value));
          phase.writeRows(model, scratch.delta, delta, width, 0);
          phase.writeRows(model, scratch.linear, normalized, width, 7);
          phase.writeRowsOf(model, scratch.inverseDeviation, inverseDeviation, groups, 1000);
          return { delta, normalized, inverseDeviation };
        });
        await phase.run(
          phases.layerNormBackward,
          workgroupSize,
          [0, 1].flatMap((model) => [
            phase.rowsExtent(model, scratch.delta, width),
            phase.gradientExtent(model, packed.scale, packed.groups),
            phase.gradientExtent(model, packed.shift, packed.groups),
          ]),
        );
        given.forEach((values, model) => {
          expectBackward(phase, phaseLayer, model, values);
          expect(phase.behindBatch(model, scratch.delta, width).every((value) => value === 0)).toBe(true);
        });
      })();
    });
  }
});

function expectBackward(
  phase: PhaseHarness,
  phaseLayer: number,
  model: number,
  { delta, normalized, inverseDeviation }: Given,
): void {
  const { width, scale, shift, scratch, packed } = phase.layer(phaseLayer);
  const B = phase.batchSize;
  const norm = normOf(phase, model);
  const size = width / norm.groups;
  const used = shiftOf(phase, model, shift);
  const z = scaleAndShift(normalized, scale, used, B, width);
  const zMagnitude = scaleAndShift(normalized.map(Math.abs), scale.map(Math.abs), used.map(Math.abs), B, width);
  z.forEach((value, i) => {
    if (Math.abs(value) <= accumulated(2, zMagnitude[i]!)) throw new Error('z is too near 0 to have a sign in float32');
  });
  const d = activationBackward(delta, z, slopeBelowZero(phase.spec));
  const kept = { normalized, inverseDeviation };
  const expected = sampleNormBackward(d, kept, scale, norm, B, width);
  const magnitudes = { normalized: normalized.map(Math.abs), inverseDeviation };
  const magnitude = sampleNormBackward(d.map(Math.abs), magnitudes, scale.map(Math.abs), norm, B, width);

  const gradient = (at: number) => phase.values(phase.gradientExtent(model, at, packed.groups));
  const d_gamma = gradient(packed.scale);
  const d_beta = gradient(packed.shift);
  expectWithin(d_gamma.subarray(0, width), expected.d_scale, (m) => accumulated(B + 1, magnitude.d_scale[m]!));
  expectWithin(d_beta.subarray(0, width), expected.d_shift, (m) => accumulated(B + 1, magnitude.d_shift[m]!));
  const unused = norm.isCentred ? d_beta.subarray(width) : d_beta;
  expect([...d_gamma.subarray(width), ...unused].every((value) => value === 0)).toBe(true);

  // r (g - mean(g) - normalized mean(g normalized)): both sums over the group's units, and a handful of operations.
  const bound = (i: number): number => {
    const group = Math.floor(i / size);
    let mean = 0;
    let meanNormalized = 0;
    for (let at = group * size; at < (group + 1) * size; at++) {
      const g = Math.abs(scale[at % width]! * d[at]!) / size;
      mean += g;
      meanNormalized += g * Math.abs(normalized[at]!);
    }
    const terms = Math.abs(scale[i % width]! * d[i]!) + mean + Math.abs(normalized[i]!) * meanNormalized;
    return inverseDeviation[group]! * accumulated(size + 7, terms);
  };
  expectWithin(phase.rows(model, scratch.delta, width), expected.d_linear, bound, [B, width]);
}
