/** The loss along a gradient: against central differences, and what it says of recorded runs. */
import { describe, expect, it } from 'vitest';
import { measureLossLandscape, parameterGradientNorm } from '../../src/analysis/loss-landscape.js';
import type { ModelState } from '../../src/training/model-state.js';
import { lossAndGradients } from '../../src/training/reference/gradients.js';
import { batchRows, gatherBatch, trainStep, type Batch } from '../../src/training/reference/training-step.js';
import { randomModel, smallSpec, uniformStream } from '../support/random-model.js';
import {
  fixtureData,
  modelFromTensors,
  readTrace,
  traceNetworkSpec,
  traceTensors,
  traceTraining,
} from '../support/traces.js';

function randomBatch(size: number): Batch {
  const next = uniformStream(11);
  return {
    positions: Float64Array.from({ length: 2 * size }, next),
    labels: Uint8Array.from({ length: size }, (_, i) => i % smallSpec.classCount),
    size,
  };
}

const batch = randomBatch(13);
const models = {
  none: randomModel({ ...smallSpec, normalization: 'none', activation: 'leaky-relu' }, 5),
  batch: randomModel({ ...smallSpec, normalization: 'batch', activation: 'leaky-relu' }, 5),
};
const passAt = (model: ModelState, parameters: Float64Array) =>
  lossAndGradients({ ...model, parameters }, batch.positions, batch.labels, batch.size);
const along = (model: ModelState, gradient: Float64Array, step: number) =>
  passAt(
    model,
    model.parameters.map((parameter, i) => parameter - step * gradient[i]!),
  );

describe.each(Object.entries(models))('with normalization %s', (_, model) => {
  const { gradient } = passAt(model, model.parameters);

  it('the loss falls along the gradient by its squared norm, as a central difference has it', () => {
    const step = 1e-5;
    const slope = (along(model, gradient, step).loss - along(model, gradient, -step).loss) / (2 * step);
    const norm = parameterGradientNorm(model, batch);
    // Third derivative along the gradient times step^2 stays below 1e-8 of the slope; no kink lies within the step.
    expect(Math.abs(slope + norm ** 2)).toBeLessThan(1e-7 * norm ** 2);
    expect(measureLossLandscape(model, batch, 0.01).gradientNorm).toBe(norm);
  });

  it('for short steps the smoothness is the curvature along the gradient, |H g| / |g|', () => {
    const step = 1e-6;
    const ahead = along(model, gradient, step).gradient;
    const behind = along(model, gradient, -step).gradient;
    const curvature =
      Math.hypot(...ahead.map((value, i) => (value - behind[i]!) / (2 * step))) / Math.hypot(...gradient);
    const { effectiveSmoothness } = measureLossLandscape(model, batch, 1e-6);
    // A one-sided difference over 4e-6 against a central one over 2e-6.
    expect(Math.abs(effectiveSmoothness! / curvature - 1)).toBeLessThan(1e-4);
  });

  it('its ranges are those of losses and gradients at the eight places', () => {
    const rate = 0.07;
    const landscape = measureLossLandscape(model, batch, rate);
    expect(landscape.steps).toHaveLength(8);
    expect(landscape.steps[0]).toBe(rate / 2);
    expect(landscape.steps.at(-1)).toBe(4 * rate);
    const passes = landscape.steps.map((step) => along(model, gradient, step));
    const changes = passes.map((pass) => Math.hypot(...pass.gradient.map((value, i) => value - gradient[i]!)));
    const losses = passes.map(({ loss }) => loss);
    expect(landscape.losses).toEqual(losses);
    changes.forEach((change, i) => expect(landscape.gradientChanges[i]).toBeCloseTo(change, 12));
    const { lossRange, loss, gradientChangeRange, gradientNorm } = landscape;
    expect(lossRange).toEqual({ least: Math.min(...losses), most: Math.max(...losses) });
    expect(gradientChangeRange.most).toBeCloseTo(Math.max(...changes), 12);
    expect(landscape.relativeLossRange).toBe((lossRange.most! - lossRange.least!) / loss);
    expect(landscape.relativeGradientChange).toBe(gradientChangeRange.most! / gradientNorm);
    const smoothness = Math.max(...changes.map((change, i) => change / (landscape.steps[i]! * gradientNorm)));
    expect(landscape.effectiveSmoothness).toBeCloseTo(smoothness, 10);
    expect(landscape.relativeSmoothness).toBe(landscape.effectiveSmoothness! * rate);
  });
});

it('weights that batch normalization makes scale-free: twice as long, half the gradient, the same loss', () => {
  const model = models.batch;
  const parameters = model.parameters.slice();
  // Weight and bias of the first hidden layer, without epsilon's help: variances are of order 1, epsilon 1e-5.
  parameters.subarray(0, 15).forEach((value, i, all) => (all[i] = 2 * value));
  const before = passAt(model, model.parameters);
  const after = passAt(model, parameters);
  expect(after.loss).toBeCloseTo(before.loss, 4);
  const norm = (values: Float64Array): number => Math.hypot(...values.subarray(0, 10));
  expect(norm(after.gradient) / norm(before.gradient)).toBeCloseTo(0.5, 3);
});

it('says nothing where there is no rate', () => {
  expect(measureLossLandscape(models.none, batch, 0).effectiveSmoothness).toBeNull();
});

/**
 * Means over the first 50 steps that were had elsewhere for a run of another seed: relative loss range, relative change of
 * the gradient, effective smoothness. Every fifth step of this seed stays within half as much again.
 */
const elsewhere = {
  'circles42-64x64-none-relu-sgdm': [0.008, 0.08, 3.1],
  'circles42-64x64-bn-relu-sgdm': [0.115, 0.23, 10],
} as const;

it.each(Object.entries(elsewhere))(
  'over the first steps of %s the sizes are those found elsewhere',
  (name, expected) => {
    const trace = readTrace(name);
    const { train } = fixtureData(trace.data);
    const training = traceTraining(trace);
    let model = modelFromTensors(traceNetworkSpec(trace), traceTensors(name), 'step0/');
    const rows: number[][] = [];
    for (let step = 0; step < 50; step++) {
      const cursor = { epoch: 0, batch: step % trace.batches_per_epoch };
      const batch = gatherBatch(train, batchRows(train.count, training, cursor));
      if (step % 5 === 0) {
        const landscape = measureLossLandscape(model, batch, training.learningRate);
        rows.push([landscape.relativeLossRange!, landscape.relativeGradientChange!, landscape.effectiveSmoothness!]);
      }
      model = trainStep(model, batch, training).model;
    }
    expected.forEach((value, column) => {
      const mean = rows.reduce((sum, row) => sum + row[column]!, 0) / rows.length;
      expect(mean / value).toBeGreaterThan(1 / 1.5);
      expect(mean / value).toBeLessThan(1.5);
    });
  },
);

it.each([100, 350])('after %i steps batch normalization is the rougher one here, unlike in the paper', (step) => {
  const [plain, batchNorm] = Object.keys(elsewhere).map((name) => {
    const trace = readTrace(name);
    const { train } = fixtureData(trace.data);
    const training = traceTraining(trace);
    const model = modelFromTensors(traceNetworkSpec(trace), traceTensors(name), `step${step}/`);
    const rows = batchRows(train.count, training, { epoch: 0, batch: step % trace.batches_per_epoch });
    return measureLossLandscape(model, gatherBatch(train, rows), training.learningRate);
  });
  expect(batchNorm!.relativeLossRange).toBeGreaterThan(plain!.relativeLossRange!);
  expect(batchNorm!.relativeGradientChange).toBeGreaterThan(plain!.relativeGradientChange!);
  expect(batchNorm!.effectiveSmoothness).toBeGreaterThan(plain!.effectiveSmoothness!);
});
