import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/training/data-set.js';
import { normalizationStatistics } from '../../src/training/model-state.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { Normalization } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { batchLogits, evaluate } from '../../src/training/reference/evaluate.js';
import { blendFolded, foldNetwork } from '../../src/training/reference/fold.js';
import { forwardPass } from '../../src/training/reference/gradients.js';
import { layerStatistics, pictureStatistics } from '../../src/training/reference/statistics.js';
import { switchNormalization } from '../../src/training/reference/switch-normalization.js';
import { gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import { switchSteps } from '../../src/training/switch-steps.js';
import { randomModel, randomPoints, smallSpec } from '../support/random-model.js';
import { trainingDefaults } from '../support/training-defaults.js';

const data: DataSet = {
  dimension: 2,
  classCount: 3,
  train: randomPoints(40, 2, 3, 1),
  test: randomPoints(11, 2, 3, 2),
};
const rows = Uint32Array.of(0, 3, 6, 9, 12, 15, 18, 21);
const spec = { ...smallSpec, hiddenWidths: [6, 8, 4], groups: 2, activation: 'leaky-relu' as const };

/** A network some steps into its run, so that moments and running statistics have values of their own. */
function trained(normalization: Normalization, steps = 5): ModelState {
  let model = randomModel({ ...spec, normalization }, 3);
  for (let i = 0; i < steps; i++) model = trainStep(model, gatherBatch(data.train, rows), trainingDefaults).model;
  return model;
}

function pictureLogits(model: ModelState, which: (typeof normalizationStatistics)[number]): Float64Array {
  const folded = foldNetwork(model, pictureStatistics(model, data, which, rows));
  return batchLogits(folded, data.test.positions, data.test.count);
}

/** Logits are of order 1 after 4 layers of at most 6 terms: rounding stays below 1e-13; 1e-12 is what we promise. */
function expectSameLogits(actual: Float64Array, expected: Float64Array): void {
  const largest = Math.max(...expected.map(Math.abs));
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!) / largest).toBeLessThan(1e-12));
}

describe('statistics of the picture', () => {
  it('of the batch are those that training normalises with', () => {
    const model = trained('batch');
    const { positions, size } = gatherBatch(data.train, rows);
    const { batchStatistics } = forwardPass(model, positions, size);
    expect(pictureStatistics(model, data, 'batch', rows)).toEqual(batchStatistics);
  });

  it('are means and biased variances of the affine outputs, with and without batch normalization', () => {
    for (const model of [trained('none'), trained('batch')]) {
      const statistics = layerStatistics(model, data.train.positions, data.train.count);
      const { linear } = forwardPass(model, data.train.positions, data.train.count).hidden[2]!;
      const { statisticsOffset, width } = parameterLayout(spec).hidden[2]!;
      const column = Array.from({ length: data.train.count }, (_, b) => linear[b * width + 3]!);
      const mean = column.reduce((a, b) => a + b) / column.length;
      const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length;
      expect(statistics[statisticsOffset + 3]).toBeCloseTo(mean, 13);
      expect(statistics[statisticsOffset + width + 3]).toBeCloseTo(variance, 13);
    }
  });

  it('that are running ones are the model’s own', () => {
    const model = trained('batch');
    expect(pictureStatistics(model, data, 'running', rows)).toBe(model.runningStatistics);
  });
});

describe('folding', () => {
  it('with the batch’s statistics gives the logits of training mode', () => {
    const model = trained('batch');
    const batch = gatherBatch(data.train, rows);
    const folded = foldNetwork(model, pictureStatistics(model, data, 'batch', rows));
    const { logits } = forwardPass(model, batch.positions, batch.size);
    expectSameLogits(batchLogits(folded, batch.positions, batch.size), logits);
  });

  it('copies a plain network', () => {
    const model = trained('none');
    const folded = foldNetwork(model, model.runningStatistics);
    const { weight } = parameterLayout(spec).hidden[1]!;
    expect(folded.layers[1]!.weight).toEqual(model.parameters.slice(weight.offset, weight.offset + weight.size));
    expect(folded.layers.map(({ inputWidth, width }) => [inputWidth, width])).toEqual([
      [2, 6],
      [6, 8],
      [8, 4],
      [4, 3],
    ]);
    expect(folded.slopeBelowZero).toBe(0.1);
    folded.layers[1]!.weight.fill(0);
    expect(model.parameters[weight.offset]).not.toBe(0);
  });

  it('blends weights and biases linearly', () => {
    const [a, b] = [trained('none', 0), trained('none', 5)].map((model) => foldNetwork(model, model.runningStatistics));
    expect(blendFolded(a!, b!, 0)).toEqual(a);
    expect(blendFolded(a!, b!, 1)).toEqual(b);
    const bias = blendFolded(a!, b!, 0.25).layers[3]!.bias[1]!;
    expect(bias).toBeCloseTo(0.75 * a!.layers[3]!.bias[1]! + 0.25 * b!.layers[3]!.bias[1]!, 15);
  });
});

describe('switching batch normalization on', () => {
  it('with keep-function leaves every logit unchanged', () => {
    const before = trained('none');
    const after = switchNormalization(before, { to: 'batch', insert: 'keep-function' }, data, rows);
    expect(after.normalization).toBe('batch');
    expectSameLogits(pictureLogits(after, 'data'), pictureLogits(before, 'data'));
    // The running statistics became those of the data, so the picture drawn with them is the same one.
    expectSameLogits(pictureLogits(after, 'running'), pictureLogits(before, 'data'));
  });

  it('with align gives every unit mean 0 and variance var/(var + epsilon) over the data', () => {
    const after = switchNormalization(trained('none'), { to: 'batch', insert: 'align' }, data, rows);
    const count = data.train.count;
    const pass = forwardPass(after, data.train.positions, count);
    parameterLayout(spec).hidden.forEach(({ width, statisticsOffset }, l) => {
      for (let m = 0; m < width; m++) {
        const column = Array.from({ length: count }, (_, b) => pass.hidden[l]!.preactivation[b * width + m]!);
        const variance = after.runningStatistics[statisticsOffset + width + m]!;
        // Sums of 40 numbers of order 1.
        expect(Math.abs(column.reduce((a, b) => a + b)) / count).toBeLessThan(1e-14);
        expect(column.reduce((a, b) => a + b * b, 0) / count).toBeCloseTo(variance / (variance + 1e-5), 12);
      }
    });
    expect(after.runningStatistics).toEqual(layerStatistics(after, data.train.positions, count));
  });

  it('changes no weight and restarts only gammas and betas', () => {
    const before = trained('none');
    before.firstMoment.fill(1);
    before.secondMoment.fill(1);
    const after = switchNormalization(before, { to: 'batch', insert: 'align' }, data, rows);
    for (const { name, offset, size } of parameterLayout(spec).tensors) {
      const restarted = name.startsWith('bn');
      const expected = restarted ? (name.endsWith('weight') ? 1 : 0) : null;
      for (let i = offset; i < offset + size; i++) {
        expect(after.parameters[i], name).toBe(expected ?? before.parameters[i]);
        expect(after.firstMoment[i], name).toBe(restarted ? 0 : 1);
        expect(after.secondMoment[i], name).toBe(restarted ? 0 : 1);
      }
    }
    expect(after.restartStep).toEqual({ affine: 0, scaleShift: 5, output: 0 });
    expect(after.step).toBe(5);
  });
});

describe('switching batch normalization off', () => {
  it.each(normalizationStatistics)('leaves every logit drawn with %s statistics unchanged', (statistics) => {
    const before = trained('batch');
    const after = switchNormalization(before, { to: 'none', statistics }, data, rows);
    expect(after.normalization).toBe('none');
    expectSameLogits(pictureLogits(after, 'data'), pictureLogits(before, statistics));
  });

  it('restarts everything but the head, and gives gamma 1 and beta 0', () => {
    const before = trained('batch');
    before.firstMoment.fill(1);
    before.secondMoment.fill(1);
    const after = switchNormalization(before, { to: 'none', statistics: 'data' }, data, rows);
    for (const { name, offset, size } of parameterLayout(spec).tensors) {
      for (let i = offset; i < offset + size; i++) {
        expect(after.firstMoment[i], name).toBe(name.startsWith('output') ? 1 : 0);
        expect(after.secondMoment[i], name).toBe(name.startsWith('output') ? 1 : 0);
        if (name.startsWith('output')) expect(after.parameters[i], name).toBe(before.parameters[i]);
        if (name.startsWith('bn')) expect(after.parameters[i], name).toBe(name.endsWith('weight') ? 1 : 0);
      }
    }
    expect(after.restartStep).toEqual({ affine: 5, scaleShift: 0, output: 0 });
  });

  it('does nothing where there is nothing to switch', () => {
    const model = trained('none');
    expect(switchNormalization(model, { to: 'none', statistics: 'data' }, data, rows)).toBe(model);
  });
});

describe.each(['layer', 'group', 'rms'] as const)('switching %s normalization', (to) => {
  it('on changes no weight and inserts gamma 1 and beta 0', () => {
    const before = trained('none');
    before.firstMoment.fill(1);
    before.secondMoment.fill(1);
    const after = switchNormalization(before, { to }, data, rows);
    expect(after.normalization).toBe(to);
    for (const { name, offset, size } of parameterLayout(spec).tensors) {
      const restarted = name.startsWith('bn');
      for (let i = offset; i < offset + size; i++) {
        const expected = name.endsWith('weight') ? 1 : 0;
        expect(after.parameters[i], name).toBe(restarted ? expected : before.parameters[i]);
        expect(after.firstMoment[i], name).toBe(restarted ? 0 : 1);
        expect(after.secondMoment[i], name).toBe(restarted ? 0 : 1);
      }
    }
    expect(after.restartStep).toEqual({ affine: 0, scaleShift: 5, output: 0 });
    const trainedOn = trainStep(after, gatherBatch(data.train, rows), trainingDefaults).model;
    const { shift } = parameterLayout(spec).hidden[1]!;
    const shifts = trainedOn.parameters.subarray(shift.offset, shift.offset + shift.size);
    expect(shifts.some((value) => value !== 0)).toBe(to !== 'rms');
  });

  it('off takes gamma and beta away and leaves the weights', () => {
    const before = trained(to);
    const after = switchNormalization(before, { to: 'none', statistics: 'running' }, data, rows);
    expect(after.normalization).toBe('none');
    for (const { name, offset, size } of parameterLayout(spec).tensors) {
      const expected = name.startsWith('bn')
        ? new Float64Array(size).fill(name.endsWith('weight') ? 1 : 0)
        : before.parameters.slice(offset, offset + size);
      expect(after.parameters.slice(offset, offset + size), name).toEqual(expected);
    }
  });

  it('does not go over into another normaliser at once', () => {
    expect(() => switchNormalization(trained(to), { to: 'batch', insert: 'align' }, data, rows)).toThrow(/taken away/);
    expect(switchSteps(to, 'batch', 'align', 'data')).toEqual([
      { to: 'none', statistics: 'data' },
      { to: 'batch', insert: 'align' },
    ]);
    expect(switchSteps('none', to, 'align', 'data')).toEqual([{ to }]);
    expect(switchSteps(to, to, 'align', 'data')).toEqual([]);
  });

  it('is drawn and evaluated as training computes it, whatever the statistics', () => {
    const model = trained(to);
    const batch = gatherBatch(data.train, rows);
    const { logits } = forwardPass(model, batch.positions, batch.size);
    for (const which of normalizationStatistics) {
      const folded = foldNetwork(model, pictureStatistics(model, data, which, rows));
      expectSameLogits(batchLogits(folded, batch.positions, batch.size), logits);
      expect(blendFolded(foldNetwork(trained('none'), model.runningStatistics), folded, 0.5)).toBe(folded);
    }
  });
});

describe('evaluation', () => {
  it('counts predictions that equal their labels, train before test', () => {
    const model = trained('none');
    const folded = foldNetwork(model, model.runningStatistics);
    const { predictions, trainAccuracy, testAccuracy, testLoss } = evaluate(folded, data);
    const right = (from: number, labels: Uint8Array): number =>
      labels.filter((label, i) => label === predictions[from + i]).length / labels.length;
    expect(predictions).toHaveLength(51);
    expect(trainAccuracy).toBe(right(0, data.train.labels));
    expect(testAccuracy).toBe(right(40, data.test.labels));
    expect(testLoss).toBeGreaterThan(0);
  });

  it('has no test numbers without test points', () => {
    const model = trained('none');
    const test = { positions: new Float32Array(0), labels: new Uint8Array(0), count: 0 };
    const { testLoss, testAccuracy } = evaluate(foldNetwork(model, model.runningStatistics), { ...data, test });
    expect([testLoss, testAccuracy]).toEqual([NaN, NaN]);
  });
});
