/** The notebook's quantities of recorded networks, against those that NumPy and PyTorch computed by the same definitions. */
import { describe, expect, it } from 'vitest';
import { firstInputGradientNorms, inputGradient } from '../../src/analysis/notebook/input-gradient.js';
import { measureAsNotebook } from '../../src/analysis/notebook/notebook-measures.js';
import { classCounts, predictClasses, predictGrid } from '../../src/analysis/notebook/predicted-classes.js';
import { batchLogits } from '../../src/training/reference/evaluate.js';
import { softmaxCrossEntropy } from '../../src/training/reference/loss.js';
import { randomFolded } from '../support/random-folded.js';
import { recordedMetrics, recordedMetricsNames, recordedWindow } from '../support/recorded-metrics.js';
import { recordedNet } from '../support/recorded-nets.js';
import { fixtureData } from '../support/traces.js';

/** The last of 30 halvings of 2 is 1.9e-9 long, and the two programs may end one apart. */
const DISTANCE = 1e-8;
/** What float64 forward and backward passes of two programs differ by. */
const GRADIENT = 1e-10;

it('covers every recorded file', () => {
  expect(recordedMetricsNames).toHaveLength(30);
});

describe.each(recordedMetricsNames)('of %s', (name) => {
  const recorded = recordedMetrics(name);
  const { notebook } = recorded;
  const window = recordedWindow(recorded);
  const { folded, data } = recordedNet(name);
  const { train, classCount } = fixtureData(data);

  it('every measure is the recorded one', () => {
    const measured = measureAsNotebook(folded, train, window);
    expect(measured.accuracy).toBe(notebook.accuracy);
    expect(Math.abs(measured.boundaryAlignment - notebook.boundary_alignment_mean_distance)).toBeLessThan(DISTANCE);
    expect(Math.abs(measured.decisionMargin - notebook.decision_margin)).toBeLessThan(DISTANCE);
    expect(measured.boundaryDensity).toBe(notebook.boundary_density);
    expect(Math.abs(measured.meanGradientNorm - notebook.mean_grad_norm_first20)).toBeLessThan(GRADIENT);
    expect(Math.abs(measured.entropyOfData - notebook.partition_entropy_nats_data)).toBeLessThan(DISTANCE);
    expect(Math.abs(measured.entropyOfGrid - notebook.partition_entropy_nats_grid100)).toBeLessThan(DISTANCE);
    expect(measured.regionCount).toBe(notebook.predicted_class_counts_grid100.filter((count) => count > 0).length);
  });

  it('each of the 20 gradients is, and so are the counts of classes', () => {
    firstInputGradientNorms(folded, train).forEach((norm, row) => {
      expect(Math.abs(norm - notebook.grad_norm_first20[row]!)).toBeLessThan(GRADIENT);
    });
    const classes = predictClasses(folded, train.positions, train.count);
    expect(classCounts(classes, classCount)).toEqual(notebook.predicted_class_counts_data);
    expect(classCounts(predictGrid(folded, window), classCount)).toEqual(notebook.predicted_class_counts_grid100);
  });
});

it('says 2^-30 for the margin as soon as one point is classified wrongly', () => {
  const name = 'circles42-16x16-none-relu-sgdm.step350';
  const { folded, data } = recordedNet(name);
  const margin = measureAsNotebook(
    folded,
    fixtureData(data).train,
    recordedWindow(recordedMetrics(name)),
  ).decisionMargin;
  expect(margin).toBe(2 ** -30);
});

describe('the input gradient agrees with central differences of the cross-entropy', () => {
  const random = randomFolded({ inputDimension: 3, hiddenWidths: [6, 4], classCount: 4 }, 3);
  const normalised = {
    ...random,
    layers: random.layers.map((layer, index) => {
      const { width } = layer;
      if (index === 2) return layer;
      const normalizer = { groups: 2, isCentred: true };
      return { ...layer, normalizer: { ...normalizer, scale: new Float64Array(width).fill(1.3), shift: layer.bias } };
    }),
  };

  it.each([
    ['in any number of inputs', random],
    ['where single samples are normalised', normalised],
  ])('%s', (_, folded) => {
    const point = [0.3, -0.7, 1.1];
    const loss = (at: readonly number[]): number => softmaxCrossEntropy(batchLogits(folded, at, 1), [2], 1, 4).loss;
    const step = 1e-5;
    inputGradient(folded, point, 2).forEach((value, axis) => {
      const moved = (by: number): number[] => point.map((x, i) => (i === axis ? x + by : x));
      const difference = (loss(moved(step)) - loss(moved(-step))) / (2 * step);
      // Third derivatives of order 10 times step^2, and rounding of order 1e-16 / step.
      expect(Math.abs(value - difference)).toBeLessThan(1e-8);
    });
  });
});
