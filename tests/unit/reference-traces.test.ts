import { beforeAll, describe, expect, it } from 'vitest';
import { advanceCursor } from '../../src/training/training-spec.js';
import type { BatchCursor } from '../../src/training/training-spec.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { lossAndGradients } from '../../src/training/reference/gradients.js';
import {
  batchRows,
  gatherBatch,
  measureInTrainingMode,
  trainStep,
} from '../../src/training/reference/training-step.js';
import type { Batch } from '../../src/training/reference/training-step.js';
import {
  fixtureData,
  modelFromTensors,
  readTrace,
  recordedName,
  traceNames,
  traceNetworkSpec,
  traceTensors,
  traceTraining,
} from '../support/traces.js';
import type { Trace } from '../support/traces.js';

const covered = traceNames();

/** Between two float64 programs, as recommended with the recorded runs. */
const tolerance = {
  earlyLoss: 1e-10,
  loss: 1e-8,
  firstGradient: 1e-12,
  /** Of weights and statistics saved in float64: the losses' own, which they determine. */
  weight: 1e-8,
  /** Values saved in float32 are off by half a unit in the last place. */
  savedInFloat32: 2 ** -24,
};

it('covers every recorded run, of every normaliser but RMSNorm', () => {
  expect(covered).toHaveLength(37);
  const norms = ['none', 'bn', 'ln', 'gn'] as const;
  expect(norms.map((norm) => covered.filter((name) => name.includes(`-${norm}-`)).length)).toEqual([14, 15, 4, 4]);
});

describe.each(covered)('the run %s', (name) => {
  const trace = readTrace(name);
  const file = traceTensors(name);
  const spec = traceNetworkSpec(trace);
  const layout = parameterLayout(spec);
  /** Only one run was recorded with the second update of its running statistics. */
  const isMeasured = trace.bn_stats === 'double';
  const training = { ...traceTraining(trace), accuracyInTrainingMode: isMeasured };
  const data = fixtureData(trace.data);
  const { tensors } = file;
  /** What every saved step and gradient has; scale and shift only under a normaliser. */
  const named = layout.tensors.filter(({ name }) => trace.spec.norm !== 'none' || !name.startsWith('bn'));
  const saved = (key: string): ArrayLike<number> => {
    const tensor = tensors.get(key);
    if (!tensor) throw new Error(`${name} has no tensor ${key}.`);
    return tensor.data;
  };
  /** Only statistics are saved for a run that differs from another in them alone; it starts from the same weights. */
  const start =
    trace.store === 'stats'
      ? modelFromTensors(spec, traceTensors(name.replace('-doublestats', '')), 'step0/')
      : modelFromTensors(spec, file, 'step0/', trace.spec.norm);

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
      model = result.model;
      batchAccuracies.push(isMeasured ? result.batchAccuracy : measureInTrainingMode(model, batch).accuracy);
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
    const steps = trace.grad_steps.filter((step) => tensors.has(`grad${step}/output.bias`));
    expect(steps).toEqual({ full: [0, 100], f32: [0, 100], lite: [0], stats: [] }[trace.store]);
    for (const step of steps) {
      const { positions, labels, size } = batches.get(step)!;
      const { gradient } = lossAndGradients(models.get(step)!, positions, labels, size);
      for (const { name: tensor, offset, size } of named) {
        const expected = saved(`grad${step}/${recordedName(tensor, trace.spec.norm)}`);
        const allowed = step === 0 ? tolerance.firstGradient : tolerance.weight;
        expectClose(gradient.subarray(offset, offset + size), expected, allowed, `${step} ${tensor}`);
      }
    }
  });

  it('has the recorded weights and running statistics', () => {
    const steps = trace.save_steps.filter(hasStep);
    expect(steps).toHaveLength(trace.store === 'lite' ? 3 : 5);
    for (const step of steps) compareModel(models.get(step)!, step);
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
    // A run of which only statistics were saved has no weights to compare.
    for (const { name: tensor, offset, size } of trace.store === 'stats' ? [] : named) {
      const expected = saved(`step${step}/${recordedName(tensor, trace.spec.norm)}`);
      if (noisyBias && /^hidden\d\.bias$/.test(tensor)) continue;
      expectClose(actual.parameters.subarray(offset, offset + size), expected, tolerance.weight, `${step} ${tensor}`);
    }
    if (trace.spec.norm !== 'bn') return;
    layout.hidden.forEach(({ statisticsOffset, width, bias }, l) => {
      const mean = saved(`step${step}/bn${l + 1}.running_mean`);
      const variance = saved(`step${step}/bn${l + 1}.running_var`);
      const actualMean = actual.runningStatistics.subarray(statisticsOffset, statisticsOffset + width);
      const actualVariance = actual.runningStatistics.subarray(statisticsOffset + width).subarray(0, width);
      const label = `${step} bn${l + 1}`;
      expectClose(actualVariance, variance, tolerance.weight, `${label} variance`);
      if (noisyBias) {
        const savedBias = saved(`step${step}/hidden${l + 1}.bias`);
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

function expectClose(actual: Float64Array, saved: ArrayLike<number>, allowed: number, label: string): void {
  expect(actual).toHaveLength(saved.length);
  const rounding = saved instanceof Float32Array ? tolerance.savedInFloat32 : 0;
  actual.forEach((value, i) => {
    const error = Math.abs(value - saved[i]!);
    expect(error, `${label}[${i}]`).toBeLessThan(allowed + rounding * Math.abs(value));
  });
}
