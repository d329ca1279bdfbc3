import { beforeAll, describe, expect, it } from 'vitest';
import { advanceCursor } from '../../src/training/training-spec.js';
import type { BatchCursor } from '../../src/training/training-spec.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { updateRunningStatistics } from '../../src/training/reference/batch-norm.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { forwardPass, lossAndGradients } from '../../src/training/reference/gradients.js';
import { argmax } from '../../src/training/reference/point.js';
import { batchRows, gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import type { Batch } from '../../src/training/reference/training-step.js';
import {
  fixtureData,
  modelFromTensors,
  readTrace,
  traceNames,
  traceNetworkSpec,
  traceTensors,
  traceTraining,
} from '../support/traces.js';
import type { Trace } from '../support/traces.js';

// Layer and group norm are not in this engine, so their runs are not compared.
const covered = traceNames().filter((name) => /-(none|bn)-/.test(name));

/** Between two float64 programs, as recommended with the recorded runs. No covered run is so chaotic that float64 would not do. */
const tolerance = {
  earlyLoss: 1e-10,
  loss: 1e-8,
  firstGradient: 1e-12,
  /** Of weights and statistics saved in float64: the losses' own, which they determine. */
  weight: 1e-8,
  /** Values saved in float32 are off by half a unit in the last place. */
  savedInFloat32: 2 ** -24,
};

it('covers every recorded run without normalization or with batch normalization', () => {
  expect(traceNames()).toHaveLength(37);
  expect(covered).toHaveLength(29);
});

describe.each(covered)('the run %s', (name) => {
  const trace = readTrace(name);
  const file = traceTensors(name);
  const spec = traceNetworkSpec(trace);
  const layout = parameterLayout(spec);
  const training = traceTraining(trace);
  const data = fixtureData(trace.data);
  const { tensors } = file;
  /** Only statistics are saved for a run that differs from another in them alone; it starts from the same weights. */
  const start =
    trace.store === 'stats'
      ? modelFromTensors(spec, traceTensors(name.replace('-doublestats', '')), 'step0/')
      : modelFromTensors(spec, file, 'step0/');

  const models = new Map<number, ModelState>([[0, start]]);
  const batches = new Map<number, Batch>();
  const losses: number[] = [];
  const epochs: { accuracy: number; loss: number; notebookAccuracy: number }[] = [];

  beforeAll(() => {
    let model = start;
    let cursor: BatchCursor = { epoch: 0, batch: 0 };
    let batchAccuracies: number[] = [];
    for (let step = 0; step < trace.steps; step++) {
      const batch = gatherBatch(data.train, batchRows(data.train.count, training, cursor));
      batches.set(step, batch);
      const result = trainStep(model, batch, training);
      losses.push(result.loss);
      const after = forwardPass(result.model, batch.positions, batch.size);
      batchAccuracies.push(accuracy(after.logits, batch));
      model = trace.bn_stats === 'double' ? withSecondUpdate(result.model, after.batchStatistics) : result.model;
      models.set(step + 1, model);
      cursor = advanceCursor(cursor, 1, trace.batches_per_epoch);
      if (cursor.batch === 0) {
        const { trainAccuracy, trainLoss } = evaluate(foldNetwork(model, model.runningStatistics), data);
        const notebookAccuracy = batchAccuracies.reduce((a, b) => a + b) / batchAccuracies.length;
        epochs.push({ accuracy: trainAccuracy, loss: trainLoss, notebookAccuracy });
        batchAccuracies = [];
      }
    }
  });

  it('starts from the weights that its seed gives', () => {
    expect(initialModel(spec).parameters).toEqual(start.parameters);
  });

  it('has the recorded loss at every step', () => {
    losses.forEach((loss, step) => {
      const allowed = step < 100 ? tolerance.earlyLoss : tolerance.loss;
      expect(Math.abs(loss - trace.loss_f64[step]!), `step ${step}`).toBeLessThan(allowed);
    });
  });

  it('has the recorded gradients', () => {
    for (const step of trace.grad_steps.filter((step) => tensors.has(`grad${step}/output.bias`))) {
      const { positions, labels, size } = batches.get(step)!;
      const { gradient } = lossAndGradients(models.get(step)!, positions, labels, size);
      for (const slot of layout.tensors) {
        const saved = tensors.get(`grad${step}/${slot.name}`)?.data;
        if (!saved) continue;
        const allowed = step === 0 ? tolerance.firstGradient : tolerance.weight;
        expectClose(gradient.subarray(slot.offset, slot.offset + slot.size), saved, allowed, `${step} ${slot.name}`);
      }
    }
  });

  it('has the recorded weights and running statistics', () => {
    const saved = trace.save_steps.filter(hasStep);
    expect(saved.length).toBeGreaterThanOrEqual(3);
    for (const step of saved) compareModel(models.get(step)!, step);
  });

  it('has the recorded accuracies and losses of every epoch', () => {
    epochs.forEach((epoch, e) => {
      expect(epoch.accuracy, `epoch ${e}`).toBe(trace.epoch_f64.accuracy_eval_all_points[e]);
      expect(Math.abs(epoch.loss - trace.epoch_f64.loss_eval_all_points[e]!)).toBeLessThan(tolerance.loss);
      expect(epoch.notebookAccuracy).toBeCloseTo(trace.epoch_f64.accuracy_notebook[e]!, 12);
    });
  });

  function hasStep(step: number): boolean {
    return [...tensors.keys()].some((tensor) => tensor.startsWith(`step${step}/`));
  }

  function compareModel(actual: ModelState, step: number): void {
    const noisyBias = biasesAreNoise(trace);
    for (const { name: tensor, offset, size } of layout.tensors) {
      const saved = tensors.get(`step${step}/${tensor}`)?.data;
      if (!saved || (noisyBias && /^hidden\d\.bias$/.test(tensor))) continue;
      expectClose(actual.parameters.subarray(offset, offset + size), saved, tolerance.weight, `${step} ${tensor}`);
    }
    layout.hidden.forEach(({ statisticsOffset, width, bias }, l) => {
      const mean = tensors.get(`step${step}/bn${l + 1}.running_mean`)?.data;
      const variance = tensors.get(`step${step}/bn${l + 1}.running_var`)?.data;
      if (!mean || !variance) return;
      const actualMean = actual.runningStatistics.subarray(statisticsOffset, statisticsOffset + width);
      const actualVariance = actual.runningStatistics.subarray(statisticsOffset + width).subarray(0, width);
      const label = `${step} bn${l + 1}`;
      expectClose(actualVariance, variance, tolerance.weight, `${label} variance`);
      if (noisyBias) {
        const savedBias = tensors.get(`step${step}/hidden${l + 1}.bias`)!.data;
        const difference = Float64Array.from(mean, (value, m) => savedBias[m]! - value);
        const actualDifference = actualMean.map((value, m) => actual.parameters[bias.offset + m]! - value);
        expectClose(actualDifference, difference, tolerance.weight, `${label} bias - mean`);
      } else {
        expectClose(actualMean, mean, tolerance.weight, `${label} mean`);
      }
    });
  }
});

/**
 * A bias before batch normalization has gradient 0. What is computed is rounding noise, which Adam scales up to steps of
 * the size of the learning rate; only its difference to the running mean, which follows it, has a meaning.
 */
function biasesAreNoise({ spec, optimizer }: Trace): boolean {
  return spec.norm === 'bn' && optimizer.kind !== 'sgd';
}

/** The notebook's accuracy function runs in training mode, so there every step moves the running statistics twice. */
function withSecondUpdate(model: ModelState, batchStatistics: Float64Array): ModelState {
  return { ...model, runningStatistics: updateRunningStatistics(model.runningStatistics, batchStatistics) };
}

function accuracy(logits: Float64Array, { labels, size }: Batch): number {
  const C = logits.length / size;
  return labels.filter((label, b) => argmax(logits.subarray(b * C, (b + 1) * C)) === label).length / size;
}

function expectClose(actual: Float64Array, saved: ArrayLike<number>, allowed: number, label: string): void {
  expect(actual).toHaveLength(saved.length);
  const rounding = saved instanceof Float32Array ? tolerance.savedInFloat32 : 0;
  actual.forEach((value, i) => {
    const error = Math.abs(value - saved[i]!);
    expect(error, `${label}[${i}]`).toBeLessThan(allowed + rounding * Math.abs(value));
  });
}
