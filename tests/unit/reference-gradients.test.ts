import { describe, expect, it } from 'vitest';
import { activations, normalizations } from '../../src/training/network-spec.js';
import type { NetworkSpec, Normalization } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { forwardPass, lossAndGradients } from '../../src/training/reference/gradients.js';
import { randomModel, randomPoints, smallSpec } from '../support/random-model.js';

const B = 7;
const seeds = [1, 2, 3];
/**
 * Step of the central differences. Their error is h^2 f'''/6, about 1e-8 relative with losses and weights of order 1,
 * plus rounding 1e-16 / h = 1e-11 absolute: both below the 1e-6 asked for.
 */
const h = 1e-5;

function centralDifference(spec: NetworkSpec, seed: number, index: number): number {
  const { positions, labels } = randomPoints(B, spec.inputDimension, spec.classCount, seed + 100);
  const lossAt = (delta: number): number => {
    const model = randomModel(spec, seed);
    model.parameters[index]! += delta;
    return lossAndGradients(model, positions, labels, B).loss;
  };
  return (lossAt(h) - lossAt(-h)) / (2 * h);
}

/** The smallest |z| of the batch: a step of h in one parameter must not carry any unit over its kink. */
function smallestPreactivation(spec: NetworkSpec, seed: number): number {
  const { positions } = randomPoints(B, spec.inputDimension, spec.classCount, seed + 100);
  const { hidden } = forwardPass(randomModel(spec, seed), positions, B);
  return Math.min(...hidden.flatMap(({ preactivation }) => [...preactivation].map(Math.abs)));
}

/** The smallest deviation of any group of units: normalised by it, a step is 1 / deviation times as large. */
function smallestDeviation(spec: NetworkSpec, seed: number): number {
  const { positions } = randomPoints(B, spec.inputDimension, spec.classCount, seed + 100);
  const { hidden } = forwardPass(randomModel(spec, seed), positions, B);
  return Math.min(...hidden.flatMap(({ inverseDeviation }) => [...(inverseDeviation ?? [])].map((r) => 1 / r)));
}

/**
 * Seeds from `first` on whose pre-activations all keep clear of 0, by far more than a step moves them, and whose groups of
 * units are spread out enough for the error of the differences to stay what it is.
 */
function seedWithoutKinks(spec: NetworkSpec, first: number): number {
  let seed = first * 1000;
  while (smallestPreactivation(spec, seed) < 50 * h || smallestDeviation(spec, seed) < 0.1) seed++;
  return seed;
}

/**
 * A bias before batch normalization has gradient 0, of which a relative error has no meaning; and so has what a normaliser
 * does not use.
 */
const hasNoGradient: Readonly<Record<Normalization, RegExp | null>> = {
  none: /bn\d/,
  batch: /hidden\d\.bias/,
  layer: null,
  group: null,
  rms: /bn\d\.bias/,
};

describe.each(activations)('gradients with %s', (activation) => {
  describe.each(normalizations)('and normalization %s', (normalization) => {
    const widths = normalization === 'group' ? [[6], [6, 8], [8, 6, 10]] : [[5], [5, 4], [4, 5, 3], [4, 3, 5, 4]];
    it.each(widths.map((hiddenWidths) => [hiddenWidths]))(
      'equal central differences for every parameter of hidden widths %s',
      (hiddenWidths) => {
        const spec: NetworkSpec = { ...smallSpec, hiddenWidths, activation, normalization, groups: 2 };
        const { tensors } = parameterLayout(spec);
        for (const seed of seeds.map((first) => seedWithoutKinks(spec, first))) {
          const { positions, labels } = randomPoints(B, spec.inputDimension, spec.classCount, seed + 100);
          const { gradient } = lossAndGradients(randomModel(spec, seed), positions, labels, B);
          for (const { name, offset, size } of tensors) {
            const expected = Float64Array.from({ length: size }, (_, i) => centralDifference(spec, seed, offset + i));
            const actual = gradient.subarray(offset, offset + size);
            if (hasNoGradient[normalization]?.test(name)) {
              for (const value of actual) expect(Math.abs(value), name).toBeLessThan(1e-15);
              continue;
            }
            actual.forEach((value, i) => {
              // Below 1e-4 the differences' rounding of 1e-11 is all that a relative error would show.
              const scale = Math.max(Math.abs(expected[i]!), 1e-4);
              expect(Math.abs(value - expected[i]!) / scale, `${name}[${i}], seed ${seed}`).toBeLessThan(1e-6);
            });
          }
        }
      },
    );
  });
});

describe('intermediates of a training pass', () => {
  const points = randomPoints(B, 2, 3, 9);

  it('without batch normalization are the affine map itself, and no statistics', () => {
    const pass = forwardPass(randomModel(smallSpec, 4), points.positions, B);
    expect(pass.hidden.map((layer) => layer.preactivation.length)).toEqual([B * 5, B * 4]);
    for (const layer of pass.hidden) {
      expect(layer.normalized).toEqual(layer.linear);
      expect(layer.preactivation).toEqual(layer.linear);
    }
    expect(pass.batchStatistics.every((value) => value === 0)).toBe(true);
  });

  it('with batch normalization have mean 0 and variance var/(var + epsilon) per unit', () => {
    const spec: NetworkSpec = { ...smallSpec, normalization: 'batch' };
    const pass = forwardPass(randomModel(spec, 4), points.positions, B);
    parameterLayout(spec).hidden.forEach(({ width, statisticsOffset }, l) => {
      for (let m = 0; m < width; m++) {
        const column = Array.from({ length: B }, (_, b) => pass.hidden[l]!.normalized[b * width + m]!);
        const variance = pass.batchStatistics[statisticsOffset + width + m]!;
        // Sums of 7 numbers of order 1 in float64.
        expect(Math.abs(column.reduce((a, b) => a + b))).toBeLessThan(1e-14);
        expect(column.reduce((a, b) => a + b * b, 0) / B).toBeCloseTo(variance / (variance + 1e-5), 13);
      }
    });
  });
});
