/** batch_norm_forward: statistics of the batch, normalised values, activations and running statistics. */
import { describe, expect } from 'vitest';
import { activations, BATCH_NORM_EPSILON, slopeBelowZero } from '../../src/training/network-spec.js';
import { activationForward } from '../../src/training/reference/activation.js';
import {
  batchNormForward,
  columnStatistics,
  updateRunningStatistics,
} from '../../src/training/reference/batch-norm.js';
import { phases } from '../../src/gpu/kernels/network-kernels.js';
import { gpuTest } from '../support/gpu-fixture.js';
import { PhaseHarness, phaseCases, workgroupSizes } from '../support/phase-harness.js';
import { accumulated, expectWithin, wgslAccuracy } from '../support/tolerances.js';

const PLAIN = 0;
const NORMALIZED = 1;

describe('batch_norm_forward', () => {
  for (const workgroupSize of workgroupSizes) {
    for (const updateRunning of [true, false]) {
      const name = updateRunning ? 'and updates the running statistics' : 'and leaves the running statistics';
      gpuTest(`normalises and activates ${name}, ${workgroupSize} threads`, async ({ gpu }) => {
        for (const phaseCase of phaseCases) {
          for (const phaseLayer of [0, 1]) {
            for (const activation of activations) {
              const phase = new PhaseHarness(gpu, phaseCase, {
                spec: { activation },
                plan: { phaseLayer, updateRunning },
              });
              const given = givenRows(phase, phaseLayer);
              await phase.run(phases.batchNormForward, workgroupSize, outputs(phase, phaseLayer, updateRunning));
              expectActivated(phase, phaseLayer, given[PLAIN]);
              expectNormalized(phase, phaseLayer, given[NORMALIZED]);
              if (updateRunning) expectRunning(phase, phaseLayer, given[NORMALIZED]);
            }
          }
        }
      });
    }
  }
});

/** Linear outputs whose mean is large beside their spread, as where the data lie far from the origin. */
function givenRows(phase: PhaseHarness, phaseLayer: number): [Float64Array, Float64Array] {
  const { width, scratch } = phase.layer(phaseLayer);
  const rows = (offset: number) => phase.random(phase.batchSize * width).map((value) => Math.fround(value + offset));
  const given: [Float64Array, Float64Array] = [rows(0), rows(4)];
  given.forEach((values, model) => phase.writeRows(model, scratch.linear, values, width, 7));
  return given;
}

function outputs(phase: PhaseHarness, phaseLayer: number, updateRunning: boolean) {
  const { width, scratch, packed } = phase.layer(phaseLayer);
  const running = 3 * phase.packed.parameterVectors;
  return [
    phase.rowsExtent(PLAIN, scratch.activation, width),
    phase.rowsExtent(NORMALIZED, scratch.linear, width),
    phase.rowsExtent(NORMALIZED, scratch.activation, width),
    phase.scratchExtent(NORMALIZED, scratch.batchMean, packed.groups),
    phase.scratchExtent(NORMALIZED, scratch.batchVariance, packed.groups),
    ...(updateRunning
      ? [
          phase.stateExtent(NORMALIZED, running + packed.mean, packed.groups),
          phase.stateExtent(NORMALIZED, running + packed.variance, packed.groups),
        ]
      : []),
  ];
}

function expectActivated(phase: PhaseHarness, phaseLayer: number, linear: Float64Array): void {
  const { width, scratch } = phase.layer(phaseLayer);
  const expected = activationForward(linear, slopeBelowZero(phase.spec));
  const actual = phase.rows(PLAIN, scratch.activation, width);
  expectWithin(actual, expected, (i) => accumulated(1, Math.abs(expected[i]!)), [phase.batchSize, width]);
}

/**
 * Bounds of mean and variance per unit. The deviations from the computed mean m' are off by e = |m' - m| all alike; as
 * the exact ones sum to 0, their mean square is off by e^2 alone, besides what squaring and summing round.
 */
function statisticsBounds(linear: Float64Array, B: number, width: number) {
  const { variance } = columnStatistics(linear, B, width);
  const magnitude = columnStatistics(linear.map(Math.abs), B, width).mean;
  const mean = magnitude.map((value) => accumulated(B + 1, value));
  const bounds = variance.map((v, m) => mean[m]! ** 2 + accumulated(B + 4, v + mean[m]! ** 2));
  return { mean, variance: bounds };
}

function expectNormalized(phase: PhaseHarness, phaseLayer: number, linear: Float64Array): void {
  const { width, scale, shift, scratch, packed } = phase.layer(phaseLayer);
  const B = phase.batchSize;
  const shape = [B, width];
  const expected = batchNormForward(linear, scale, shift, B, width);
  const bound = statisticsBounds(linear, B, width);

  const vector = (at: number) => phase.values(phase.scratchExtent(NORMALIZED, at, packed.groups));
  const mean = vector(scratch.batchMean);
  const variance = vector(scratch.batchVariance);
  expectWithin(mean.subarray(0, width), expected.mean, (m) => bound.mean[m]!);
  expectWithin(variance.subarray(0, width), expected.variance, (m) => bound.variance[m]!);
  expect([...mean.subarray(width), ...variance.subarray(width)].every((value) => value === 0)).toBe(true);

  // (x - mean) r with r = 1 / sqrt(variance + epsilon): the errors of the mean, of r and of two operations.
  const normalizedBound = (i: number): number => {
    const m = i % width;
    const v = expected.variance[m]! + BATCH_NORM_EPSILON;
    const ofRoot = (0.5 * bound.variance[m]!) / v + wgslAccuracy.inverseSqrt;
    const size = Math.abs(expected.normalized[i]!);
    return bound.mean[m]! / Math.sqrt(v) + ofRoot * size + accumulated(2, size);
  };
  expectWithin(phase.rows(NORMALIZED, scratch.linear, width), expected.normalized, normalizedBound, shape);

  // No activation is steeper than 1.
  const outputBound = (i: number): number => {
    const gamma = Math.abs(scale[i % width]!);
    const size = gamma * Math.abs(expected.normalized[i]!) + Math.abs(shift[i % width]!);
    return gamma * normalizedBound(i) + accumulated(3, size);
  };
  const activation = activationForward(expected.output, slopeBelowZero(phase.spec));
  expectWithin(phase.rows(NORMALIZED, scratch.activation, width), activation, outputBound, shape);
}

function expectRunning(phase: PhaseHarness, phaseLayer: number, linear: Float64Array): void {
  const { width, packed, statisticsOffset } = phase.layer(phaseLayer);
  const { mean, variance } = columnStatistics(linear, phase.batchSize, width);
  const bound = statisticsBounds(linear, phase.batchSize, width);
  const old = phase.models[NORMALIZED]!.runningStatistics.subarray(statisticsOffset);
  const running = 3 * phase.packed.parameterVectors;
  const expectUpdated = (at: number, before: Float64Array, batch: Float64Array, batchBound: Float64Array): void => {
    const actual = phase.values(phase.stateExtent(NORMALIZED, running + at, packed.groups)).subarray(0, width);
    const expected = updateRunningStatistics(before, batch);
    const magnitude = updateRunningStatistics(before.map(Math.abs), batch.map(Math.abs));
    // The computed batch statistic is off by its bound, of which the running one takes over a hundredth.
    const taken = updateRunningStatistics(new Float64Array(width), batchBound);
    expectWithin(actual, expected, (m) => taken[m]! + accumulated(3, magnitude[m]!));
  };
  expectUpdated(packed.mean, old.subarray(0, width), mean, bound.mean);
  expectUpdated(packed.variance, old.subarray(width, 2 * width), variance, bound.variance);
}
